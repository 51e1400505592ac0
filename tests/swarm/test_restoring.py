"""At a start all torrents enter in turn; one that somebody else brings in meanwhile enters once."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.incomplete.suffixes import Suffixes
from torrpeddo.engine.restoring import Restoring
from torrpeddo.errors import StorageError
from torrpeddo.library.reading import Blobs
from torrpeddo.library.store import Library

from .conftest import NewSample
from .host import Host
from .samples import Sample, place

A_MOMENT = 0.3
"""Seconds for what must not happen."""


@pytest.fixture
def seed(host: Host, sample: Sample, tmp_path: Path) -> str:
    """Of a program that has ended."""
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    assert host.end()
    return id


class Meeting:
    """Somebody brings it in (as after a move that the last run left) while its turn comes."""

    def __init__(self, host: Host, patch: pytest.MonkeyPatch) -> None:
        self.bringing: asyncio.Task[Any] | None = None
        self.entered = 0
        """How often somebody was about to ask the session for it."""
        self.on_its_way = asyncio.Event()
        self.go_on = asyncio.Event()
        self._host = host
        self._entering = Suffixes.entering
        meeting = self

        async def entering(suffixes: Suffixes, entry: Entry, params: Any, *, start: bool = False) -> None:
            meeting.entered += 1
            await (meeting.in_its_turn(entry) if start else meeting.brought_in())
            await meeting._entering(suffixes, entry, params, start=start)

        patch.setattr(Suffixes, "entering", entering)

    def bring(self, entry: Entry) -> None:
        self.bringing = asyncio.ensure_future(self._host.engine.missing.bring_back(entry))

    async def in_its_turn(self, entry: Entry) -> None:
        """Nothing."""

    async def brought_in(self) -> None:
        self.on_its_way.set()
        await self.go_on.wait()

    async def reached(self) -> None:
        await asyncio.wait([asyncio.ensure_future(self.on_its_way.wait())], timeout=A_MOMENT)

    def is_over(self) -> bool:
        return self.bringing is not None and self.bringing.done()


def test_who_brings_it_in_during_its_turn_waits(host: Host, seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class During(Meeting):
        async def in_its_turn(self, entry: Entry) -> None:
            self.bring(entry)
            await self.reached()
            # By then it has been asked for.
            asyncio.get_running_loop().call_later(A_MOMENT, self.go_on.set)

    once(host, seed, During(host, monkeypatch))


def test_one_that_is_being_brought_in_is_passed_over(host: Host, seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = Meeting(host, monkeypatch)
    enter = Restoring._enter  # noqa: SLF001

    async def brought_in_before(restoring: Restoring, entry: Entry, *rest: Any) -> None:
        meeting.bring(entry)
        await meeting.reached()
        await enter(restoring, entry, *rest)
        meeting.go_on.set()

    monkeypatch.setattr(Restoring, "_enter", brought_in_before)
    once(host, seed, meeting)


def once(host: Host, seed: str, meeting: Meeting) -> None:
    host.begin()
    host.until(meeting.is_over)
    assert meeting.bringing is not None
    assert meeting.bringing.exception() is None
    host.until_shown(seed, State.SEEDING)
    assert host.in_session() == {seed}
    assert meeting.entered == 1


def test_what_cant_be_read_says_so_and_keeps_no_other_out(
    host: Host, samples: NewSample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [samples(f"many-{number}", {"a.bin": 1000}) for number in range(3)]
    first, damaged, last = (host.add_file(each.torrent_file(tmp_path), paused=True) for each in many)
    assert host.end()
    read = Library.get_blobs

    def refusing(library: Library, torrents: Sequence[str]) -> Future[dict[str, Blobs]]:
        if damaged not in torrents:
            return read(library, torrents)
        refused: Future[dict[str, Blobs]] = Future()
        refused.set_exception(StorageError("The library couldn't be read."))
        return refused

    monkeypatch.setattr(Library, "get_blobs", refusing)
    host.begin()
    host.until_entered(first, last)
    error = host.until_shown(damaged, State.ERROR).error
    assert error is not None
    assert error.message == "The library couldn't be read."
    assert host.in_session() == {first, last}
    monkeypatch.undo()
    host.again()
    host.until_entered(first, damaged, last)
