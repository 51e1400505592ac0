"""What libtorrent's binding answers with Python's lock in its hand, asked as seldom as will do.

It keeps the lock until libtorrent's network thread has time to answer, which is ten milliseconds and more while a
download runs at full speed: the whole program stands still meanwhile. All else that is asked gives the lock away.
"""

import time
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from ..contract.details import TrackerRow
from .catalog import Entry
from .core import Core
from .facts import FilePriorities, Handle, Removed, TorrentFact, TrackerAnswered, TrackerFailed
from .inspect import trackers_of

T = TypeVar("T")

REST = 500
"""How many times as long as an answer took it is good for."""
MOST = 8
"""Torrents of which answers are kept: those that somebody looks at are few."""


class _Answer(Struct, frozen=True):
    of: Sequence[str]
    """The record's, when they were asked for: after an edit it has others."""
    rows: list[TrackerRow] | None
    due: float
    """Monotonic: when to ask again."""


class Seldom:
    """Engine thread only."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._trackers: dict[Handle, _Answer] = {}
        self._priorities: dict[Handle, list[int]] = {}
        core.pump.on(TrackerAnswered, self._forget_trackers)
        core.pump.on(TrackerFailed, self._forget_trackers)
        core.pump.on(FilePriorities, self._forget_priorities)
        core.pump.on(Removed, self._forget_trackers)
        core.pump.on(Removed, self._forget_priorities)

    async def trackers(self, entry: Entry) -> list[TrackerRow] | None:
        """None when they can't be read, or it is out of the session."""
        handle, urls = entry.handle, entry.record.trackers
        if handle is None:
            return None
        known = self._trackers.get(handle)
        if known is None or known.of is not urls or time.monotonic() >= known.due:
            told = await self._core.ask(_ask_trackers, handle)
            known = _keep(self._trackers, handle, _Answer(urls, *told) if told is not None else None)
        return known.rows if known is not None else None

    async def priorities(self, handle: Handle) -> list[int] | None:
        """Of files, in libtorrent's numbering; None when the torrent left meanwhile."""
        known = self._priorities.get(handle)
        if known is None:
            known = _keep(self._priorities, handle, await self._core.ask(_ask_priorities, handle))
        return known

    def _forget_trackers(self, fact: TorrentFact) -> None:
        self._trackers.pop(fact.handle, None)

    def _forget_priorities(self, fact: TorrentFact) -> None:
        self._priorities.pop(fact.handle, None)


def _keep(answers: dict[Handle, T], handle: Handle, answer: T | None) -> T | None:
    if answer is not None:
        if len(answers) >= MOST:
            answers.clear()
        answers[handle] = answer
    return answer


def _ask_trackers(handle: Handle) -> tuple[list[TrackerRow] | None, float]:
    """And when to ask again."""
    began = time.monotonic()
    rows = trackers_of(handle)
    now = time.monotonic()
    return rows, now + REST * (now - began)


def _ask_priorities(handle: Handle) -> list[int]:
    return list(handle.get_file_priorities())
