"""When everything is done, and how long a person may still say no."""

import math
from collections.abc import Iterable, Mapping

from ...contract.torrents import State, TorrentRow

SETTLE_S = 2.0
"""Seconds in which what follows a download (a check, a move) may begin."""
LENGTH_S = 60.0

_WORK = frozenset({State.METADATA, State.DOWNLOADING, State.STALLED, State.MOVING})
_AWAITED = _WORK | {State.CHECKING, State.DELETING}
_WELL = frozenset({State.SEEDING, State.FINISHED})
_ILL = frozenset({State.ERROR, State.MISSING_FILES})


def is_work(row: TorrentRow) -> bool:
    """Something a person waits for; a check alone is not."""
    return row.state in _WORK or (row.state is State.QUEUED and row.progress < 1)


def is_unfinished(row: TorrentRow) -> bool:
    """Whether it could go on by itself and come to an end: not what is paused, has failed or only seeds."""
    return is_work(row) or row.state in _AWAITED


class Progress:
    """Follows the rows by what changes. On one thread."""

    def __init__(self) -> None:
        self._unfinished: set[str] = set()
        self._worked = False
        self._finished = False
        self._last: State | None = None

    def begin(self, rows: Mapping[str, TorrentRow]) -> None:
        """What was done before does not count."""
        self._unfinished.clear()
        self._worked = self._finished = False
        self._last = None
        self.changed(rows, rows, ())

    def changed(self, rows: Mapping[str, TorrentRow], changed: Iterable[str], removed: Iterable[str]) -> None:
        for id in changed:
            row = rows.get(id)
            if row is not None and is_unfinished(row):
                self._worked = self._worked or is_work(row)
                self._unfinished.add(id)
            elif row is not None and id in self._unfinished:
                self._unfinished.discard(id)
                self._last = row.state
                self._finished = self._finished or row.state in _WELL
        self._unfinished.difference_update(removed)

    @property
    def all_done(self) -> bool:
        """Whether there was work and it has come to its end. Not when a person paused or stopped the last of it, and
        not when all of it failed.
        """
        ended = self._last in _WELL or (self._last in _ILL and self._finished)
        return self._worked and self._finished and ended and not self._unfinished


class Countdown:
    """Begins when all is done, and anew when something came between."""

    def __init__(self) -> None:
        self._since: float | None = None

    def left(self, due: bool, now: float) -> int | None:
        """Whole seconds at ``now`` (of any clock that only goes forward): 0 is now, None is not at all."""
        if not due:
            self._since = None
            return None
        self._since = now if self._since is None else self._since
        passed = now - self._since - SETTLE_S
        return None if passed < 0 else max(0, math.ceil(LENGTH_S - passed))
