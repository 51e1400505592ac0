"""What is acknowledged is in the library, whatever else is saved, checked or on its way out at that moment."""

import asyncio
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest
from tests.kill.looking import kept_in
from tests.window.processes import wait_for

from torrpeddo.contract.sources import TrackerEntry
from torrpeddo.contract.torrents import State
from torrpeddo.engine import alerts, resume
from torrpeddo.engine.core import Core
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.engine.ticking import Ticking
from torrpeddo.errors import WrongState

from .conftest import NewSeeder
from .host import TIMEOUT, Host, row_of
from .kept import copy_of
from .samples import Sample, place
from .seeder import Seeder

TRIES = 30


def tracker(number: int) -> str:
    return f"http://127.0.0.1:9/{number}/announce"


@pytest.fixture
def seeding(host: Host, sample: Sample, tmp_path: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)

    async def save() -> None:
        await host.engine.saver.save(host.engine.core.catalog.need(id))

    host.call(save())
    return id


async def kept(host: Host, id: str) -> lt.add_torrent_params:
    """Of the resume data that the library has."""
    blob = await asyncio.wrap_future(host.engine.core.library.get_resume(id))
    assert blob is not None
    return lt.read_resume_data(blob)


async def edit(host: Host, id: str, number: int) -> None:
    await host.engine.trackers.edit(id, [TrackerEntry(url=tracker(number), tier=0)])


@pytest.fixture
def saves(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """One for each time that libtorrent told its resume data."""
    readers: dict[Any, Any] = alerts.READERS
    read, told = readers[lt.save_resume_data_alert], list[Any]()

    def counting(alert: lt.save_resume_data_alert) -> object:
        told.append(read(alert))
        return told[-1]

    monkeypatch.setitem(readers, lt.save_resume_data_alert, counting)
    return told


def test_a_seed_at_rest_is_not_saved_again(
    host: Host, seeding: str, saves: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand of them would be, at every start and whenever all are paused."""
    assert host.end()
    saves.clear()
    monkeypatch.setattr(resume, "INTERVAL", 0.0)
    host.begin()
    host.until_shown(seeding, State.SEEDING)
    host.pause(seeding)
    host.until_shown(seeding, State.PAUSED)
    host.resume(seeding)
    host.until_shown(seeding, State.SEEDING)
    assert saves == []
    host.call(edit(host, seeding, 1))
    assert len(saves) == 1


def test_of_a_new_seed_the_figures_are_kept_since_all_else_is(
    host: Host, sample: Sample, tmp_path: Path, saves: list[Any]
) -> None:
    """Ten thousand may be added at once."""
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)

    def figures() -> tuple[int, float | None]:
        with copy_of(host.profile.database, tmp_path) as library:
            done, completed_at = library.execute("SELECT done, completed_at FROM torrent").fetchone()
            return done, completed_at

    host.until(lambda: None not in figures())
    assert figures()[0] == sample.size
    assert host.end()
    assert saves == []
    host.begin()
    host.until_shown(id, State.SEEDING)
    assert CHECKING_FILES not in host.engine_states(id)


def test_an_end_waits_for_new_torrents_only_where_they_have_something_to_save(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, saves: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of ten thousand that were just added most have nothing yet."""
    monkeypatch.setattr(resume.ResumeSaver, "_take_turn", lambda _: None)
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("a.bin"))
    host.until_shown(id, State.DOWNLOADING)
    host.again()
    assert saves == []
    row = host.until_shown(id, State.DOWNLOADING)
    assert row.size == len(sample.files["a.bin"])
    host.remove(id)
    host.until_gone(id)
    host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.SEEDING)
    host.again()
    assert len(saves) == 1
    host.until_shown(id, State.SEEDING)
    assert CHECKING_FILES not in host.engine_states(id)


def test_a_download_is_saved_every_so_often(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume, "INTERVAL", 0.1)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, rate=50_000))

    def pieces() -> int:
        return len(kept_in(host.profile.database, tmp_path)[id].pieces)

    host.until(lambda: pieces() > 0)
    before = pieces()
    host.until(lambda: pieces() > before)
    assert State.SEEDING not in host.states(id)


def test_trackers_edited_while_files_are_checked_are_kept_and_so_is_what_was_there(
    host: Host, sample: Sample, seeding: str
) -> None:
    async def check_and_edit() -> lt.add_torrent_params:
        await host.engine.lifecycle.recheck([seeding])
        await edit(host, seeding, 1)
        return await kept(host, seeding)

    before = host.call(kept(host, seeding)).have_pieces
    found = host.call(check_and_edit())
    assert found.trackers == [tracker(1)]
    assert any(before)
    assert found.have_pieces == before


def test_an_edit_is_kept_whatever_is_saved_at_the_same_time(host: Host, seeding: str) -> None:
    async def both(number: int) -> list[str]:
        entry = host.engine.core.catalog.need(seeding)
        before = asyncio.ensure_future(host.engine.saver.save(entry))
        await edit(host, seeding, number)
        found = await kept(host, seeding)
        await before
        return found.trackers

    for number in range(TRIES):
        assert host.call(both(number)) == [tracker(number)]
    host.settle()
    assert host.call(kept(host, seeding)).trackers == [tracker(TRIES - 1)]


@pytest.mark.parametrize("sure_again", [False, True])
def test_an_edit_is_kept_after_the_one_before_it(
    host: Host, seeding: str, sure_again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both while files are checked, or the second after that, and the library is slow to say what it has."""
    library = host.engine.core.library
    ask, unsure = library.get_resume, iter([True, not sure_again])
    slow: Future[bytes | None] = Future()

    def ask_slowly(id: str) -> "Future[bytes | None]":
        monkeypatch.setattr(library, "get_resume", ask)
        threading.Timer(0.3, lambda: slow.set_result(ask(id).result())).start()
        return slow

    async def both() -> list[str]:
        first = asyncio.ensure_future(edit(host, seeding, 1))
        await asyncio.sleep(0)
        await asyncio.gather(first, edit(host, seeding, 2))
        return (await kept(host, seeding)).trackers

    monkeypatch.setattr(library, "get_resume", ask_slowly)
    monkeypatch.setattr(resume, "_is_unsure", lambda _: next(unsure, False))
    assert host.call(both()) == [tracker(2)]


def test_an_edit_of_a_torrent_on_its_way_out_is_refused_or_kept(host: Host, seeding: str) -> None:
    async def leave_and_edit(steps: int) -> bool:
        entry = host.engine.core.catalog.need(seeding)
        host.engine.membership.leave(entry, save=True)
        for _ in range(steps):
            await asyncio.sleep(0)
        try:
            await edit(host, seeding, steps)
        except WrongState:
            return False
        finally:
            await host.engine.membership.left(seeding)
        return True

    for steps in range(TRIES):
        if host.call(leave_and_edit(steps)):
            assert host.call(kept(host, seeding)).trackers == [tracker(steps)]
        host.resume(seeding)
        host.until_entered(seeding)


def test_a_late_word_does_not_bring_a_removed_torrent_back(host: Host, seeding: str) -> None:
    entry = host.engine.core.catalog.need(seeding)
    host.remove(seeding)
    host.on_engine(lambda: host.engine.core.rows.refresh(entry))
    host.settle()
    assert host.engine.rows() == []


def test_what_came_since_the_last_tick_is_in_the_list_from_the_first(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the torrent has entered the session again, which knows it from the resume data."""
    id = host.add_file(sample.torrent_file(tmp_path))
    host.until_shown(id, State.DOWNLOADING, State.STALLED)
    with monkeypatch.context() as patch:
        patch.setattr(Core, "ask_for_updates", lambda _: None)
        patch.setattr(Ticking, "_ask", lambda _: None)
        host.connect(id, seeder)
        wait_for(lambda: sample.on_disk(host.downloads) == set(sample.files), TIMEOUT, "all of it to be on the disk")
        assert row_of(host, id).done == 0
        host.again()
    assert host.ears.shown[id][0].done == sum(map(len, sample.files.values()))
