"""The queue's places that are free, for downloads that come in.

libtorrent looks at its queue once a second at most, and lets none run before. A download with a free place need not
wait for that. What libtorrent finds when it looks is in force all the same: it alone takes a place away again.
"""

import time
from collections.abc import Callable
from typing import Any

from . import state
from .catalog import Entry
from .facts import Status

AT_ONCE = 20
"""That run without having been looked at by libtorrent's queue, however many may run."""
ARRIVES_S = 10.0
"""Seconds after which one that took a place and is not in the session will not come."""


class Places:
    def __init__(self, in_force: Callable[[str], Any]) -> None:
        """``in_force``: of libtorrent's settings."""
        self._in_force = in_force
        self._running: dict[Entry, float] = {}
        """Downloads that hold a place, or took one, and when that was heard (monotonic)."""
        self._waiting: dict[Entry, float] = {}
        """Those that have none."""

    def take(self, entry: Entry) -> bool:
        """Whether a download on its way in may run at once: a place is free, and nobody is in line or being checked."""
        now = time.monotonic()
        most = self._in_force("active_downloads")
        free = (
            not _is_any_there(self._waiting, now)
            and _count(self._running, now) < (AT_ONCE if most < 0 else min(most, AT_ONCE))
            and not any(_is_checked(other) for other in self._running)
        )
        (self._running if free else self._waiting)[entry] = now
        return free

    def leave(self, entry: Entry) -> None:
        self._running.pop(entry, None)
        self._waiting.pop(entry, None)

    def told(self, entry: Entry, status: Status) -> None:
        self.leave(entry)
        if status.flags & state.AUTO_MANAGED_FLAG and not status.is_finished:
            held = status.flags & state.PAUSED_FLAG
            (self._waiting if held else self._running)[entry] = time.monotonic()


def _is_any_there(line: dict[Entry, float], now: float) -> bool:
    """Those that have gone come first by and by: whoever is told of goes behind all others."""
    while line:
        entry, since = next(iter(line.items()))
        if _is_there(entry, since, now):
            return True
        del line[entry]
    return False


def _count(holding: dict[Entry, float], now: float) -> int:
    """Up to ``AT_ONCE``; of more it does not matter how many."""
    if _is_any_there(holding, now) and len(holding) < AT_ONCE:
        for entry, since in list(holding.items()):
            if not _is_there(entry, since, now):
                del holding[entry]
    return len(holding)


def _is_there(entry: Entry, since: float, now: float) -> bool:
    return entry.handle is not None or now - since < ARRIVES_S


def _is_checked(entry: Entry) -> bool:
    return entry.rechecking or (entry.status is not None and entry.status.state == state.CHECKING_FILES)
