"""A check can be ended at once, by itself or by a stop; what was known before holds again."""

import hashlib
import time
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine.state import CHECKING_FILES

from .host import Host, row_of

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
def checking(host: Host, huge: Path) -> str:
    """A seed that is being checked again, and far from its end."""
    id = host.add_file(huge, seed_mode=True)
    host.until_shown(id, State.SEEDING)
    host.recheck(id)
    host.until(lambda: row_of(host, id).state is State.CHECKING and row_of(host, id).progress > 0)
    assert row_of(host, id).progress < 0.8
    return id


def test_a_check_is_cancelled_and_what_was_known_holds(host: Host, checking: str) -> None:
    asked = time.monotonic()
    host.call(host.engine.lifecycle.cancel_check([checking]))
    row = host.until_shown(checking, State.SEEDING)
    assert time.monotonic() - asked < 2
    assert (row.done, row.progress, row.intent) == (SIZE, 1.0, Intent.RUN)
    host.again()
    assert host.until_shown(checking, State.SEEDING).done == SIZE
    assert CHECKING_FILES not in host.engine_states(checking)


def test_a_stop_ends_a_check_at_once(host: Host, checking: str) -> None:
    asked = time.monotonic()
    host.stop(checking)
    host.settle()
    assert time.monotonic() - asked < 2
    assert row_of(host, checking).state is State.CANCELLED
    assert host.in_session() == set()
    host.restart(checking)
    assert host.until_shown(checking, State.SEEDING).done == SIZE


def test_the_program_ends_during_a_check_and_what_was_known_holds(host: Host, checking: str) -> None:
    host.again()
    assert host.until_shown(checking, State.SEEDING).done == SIZE


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


def test_where_nothing_is_checked_it_is_harmless(host: Host, huge: Path) -> None:
    id = host.add_file(huge, seed_mode=True)
    host.until_shown(id, State.SEEDING)
    host.call(host.engine.lifecycle.cancel_check([id]))
    assert row_of(host, id).state is State.SEEDING
