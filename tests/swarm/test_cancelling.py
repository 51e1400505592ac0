"""A check can be ended at once, by itself or by a stop; what was known before holds again."""

import hashlib
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from torrpeddo.contract.moving import Move
from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine.facts import Checked
from torrpeddo.engine.state import AUTO_MANAGED_FLAG as AUTO_MANAGED
from torrpeddo.engine.state import CHECKING_FILES

from .host import Host, row_of
from .samples import Sample

PIECE = 4 << 20
SIZE = 16 << 30
"""Holes cost nothing but the time it takes to hash them, some ten seconds."""


@pytest.fixture
def huge(host: Host, tmp_path: Path) -> Path:
    """The .torrent of a large file of zeros, which is there."""
    with (host.downloads / "zeros").open("wb") as file:
        file.truncate(SIZE)
    pieces = hashlib.sha1(bytes(PIECE)).digest() * (SIZE // PIECE)
    info: Any = {b"name": b"zeros", b"length": SIZE, b"piece length": PIECE, b"pieces": pieces}
    path = tmp_path / "zeros.torrent"
    path.write_bytes(lt.bencode({b"info": info}))
    return path


@pytest.fixture
def ended() -> list[Checked]:
    """The end of the check that is under way (``checking``), should it come to that."""
    return []


@pytest.fixture
def checking(host: Host, huge: Path, ended: list[Checked]) -> str:
    """A seed that is being checked again, and far from its end."""
    id = host.add_file(huge, seed_mode=True)
    host.until_shown(id, State.SEEDING)
    handle = host.ask_handle(id, lambda handle: handle)

    def note(fact: Checked) -> None:
        if fact.handle == handle:
            ended.append(fact)

    host.on_engine(lambda: host.engine.core.pump.on(Checked, note))
    host.recheck(id)
    host.until(lambda: row_of(host, id).state is State.CHECKING and row_of(host, id).progress > 0)
    assert row_of(host, id).progress < 0.8
    return id


def test_a_check_is_cancelled_and_what_was_known_holds(host: Host, checking: str, ended: list[Checked]) -> None:
    host.call(host.engine.lifecycle.cancel_check([checking]))
    row = host.until_shown(checking, State.SEEDING)
    assert ended == []
    assert (row.done, row.progress, row.intent) == (SIZE, 1.0, Intent.RUN)
    host.again()
    assert host.until_shown(checking, State.SEEDING).done == SIZE
    assert CHECKING_FILES not in host.engine_states(checking)


@pytest.fixture
def another(host: Host, sample: Sample, tmp_path: Path) -> None:
    """In the list, before the one that is asked for after it."""
    host.add_file(sample.torrent_file(tmp_path))


@pytest.mark.usefixtures("another")
def test_a_check_is_the_queue_s_while_all_are_paused_and_goes_on_after(
    host: Host, checking: str, ended: list[Checked]
) -> None:
    host.change(all_paused=True)
    host.until_shown(checking, State.PAUSED)
    assert host.flags(checking) & AUTO_MANAGED
    assert not ended
    host.change(all_paused=False)
    host.until_shown(checking, State.CHECKING)


def test_a_stop_ends_a_check_at_once(host: Host, checking: str, ended: list[Checked]) -> None:
    host.stop(checking)
    host.settle()
    assert ended == []
    assert row_of(host, checking).state is State.CANCELLED
    assert host.in_session() == set()
    host.restart(checking)
    assert host.until_shown(checking, State.SEEDING).done == SIZE


def test_the_program_ends_during_a_check_and_what_was_known_holds(host: Host, checking: str) -> None:
    host.again()
    assert host.until_shown(checking, State.SEEDING).done == SIZE


def test_a_move_of_what_is_being_checked_is_cancelled_at_once_and_the_check_with_it(
    host: Host, checking: str, ended: list[Checked], tmp_path: Path
) -> None:
    """A move takes it out of the session and so ends the check; what was known before holds in the end."""
    host.call(host.engine.moves.move(Move(ids=[checking], path=str(tmp_path / "elsewhere"))))
    host.call(host.engine.moves.cancel([checking]))
    host.until(lambda: not host.on_engine(lambda: host.engine.moves.busy))
    assert ended == []
    row = host.until_shown(checking, State.SEEDING, State.CHECKING)
    assert (row.save_path, row.intent) == (str(host.downloads), Intent.RUN)
    host.call(host.engine.lifecycle.cancel_check([checking]))
    assert host.until_shown(checking, State.SEEDING).done == SIZE


def test_a_stop_is_heard_at_once_while_it_looks_for_metadata_and_a_check_and_a_move_are_no_hindrance(
    host: Host, tmp_path: Path
) -> None:
    id = host.add_magnet(f"magnet:?xt=urn:btih:{9:040x}")
    host.until_shown(id, State.METADATA)
    host.recheck(id)
    host.call(host.engine.moves.move(Move(ids=[id], path=str(tmp_path / "elsewhere"))))
    host.stop(id)
    assert row_of(host, id).state in (State.CANCELLED, State.MOVING)
    host.until_shown(id, State.CANCELLED)
    host.settle()
    assert host.in_session() == set()
    assert list(tmp_path.glob("elsewhere/*")) == []


def test_a_first_check_can_only_wait(host: Host, huge: Path) -> None:
    id = host.add_file(huge)
    host.until(lambda: row_of(host, id).state is State.CHECKING and row_of(host, id).progress > 0)
    host.call(host.engine.lifecycle.cancel_check([id]))
    host.until_shown(id, State.PAUSED)
    host.settle()
    assert row_of(host, id).intent is Intent.PAUSED
    host.stop(id)
    host.settle()
    host.restart(id)
    host.until(lambda: row_of(host, id).state is State.CHECKING and row_of(host, id).progress > 0)


def test_a_check_whose_resume_data_is_damaged_is_cancelled_as_a_first_one(host: Host, checking: str) -> None:
    host.engine.core.library.save_resume(checking, b"no resume data").result()
    host.call(host.engine.lifecycle.cancel_check([checking]))
    host.until_shown(checking, State.PAUSED)
    host.settle()
    assert row_of(host, checking).intent is Intent.PAUSED
    host.stop(checking)
    host.settle()
    host.engine.core.library.save_resume(checking, b"no resume data").result()
    host.again()
    assert [file.path for file in host.call(host.engine.details.files(checking))] == ["zeros"]


def test_a_stop_while_a_first_check_is_cancelled_holds(host: Host, huge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id = host.add_file(huge)
    host.until(lambda: row_of(host, id).state is State.CHECKING and row_of(host, id).progress > 0)
    library, core = host.engine.core.library, host.engine.core
    get_resume = library.get_resume

    def stopped_meanwhile(id: str) -> Any:
        core.spawn(host.engine.lifecycle.stop([id]), "stopping")
        return get_resume(id)

    monkeypatch.setattr(library, "get_resume", stopped_meanwhile)
    host.call(host.engine.lifecycle.cancel_check([id]))
    monkeypatch.undo()
    host.settle()
    row = host.until_shown(id, State.CANCELLED)
    assert row.intent is Intent.STOPPED
    host.again()
    assert row_of(host, id).state is State.CANCELLED


def test_where_nothing_is_checked_it_is_harmless(host: Host, huge: Path) -> None:
    id = host.add_file(huge, seed_mode=True)
    host.until_shown(id, State.SEEDING)
    host.call(host.engine.lifecycle.cancel_check([id]))
    assert row_of(host, id).state is State.SEEDING
