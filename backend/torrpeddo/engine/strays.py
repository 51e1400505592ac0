"""Torrents that libtorrent has put at the end of its queue, brought back to where the library has them."""

import time
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from . import state
from .catalog import Entry
from .core import Core

End = Literal["top", "bottom"]

LINGERS = 5.0
"""Seconds. What libtorrent tells of a torrent may be from before it was asked for something."""
AGAIN = 1.5
"""Seconds after which what was put back and isn't there is put back again; its next status is sooner."""


class _Stray(Struct):
    until: float
    """Monotonic: for so long it is watched."""
    seen: int = -1
    """Its position when it was looked at last."""


class Strays:
    """Whoever comes back from a move, a check or a drive that was away is watched until its place is its own."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._watched: dict[Entry, _Stray] = {}
        """Those that libtorrent has put last, or soon will, though others should be behind them."""
        self._last = -1
        """The highest rank in the session."""
        self._put_at = float("-inf")
        """Monotonic: when any was put back."""

    def watch(self, entry: Entry) -> None:
        self._watched[entry] = _Stray(time.monotonic() + LINGERS)

    def entered(self, entry: Entry) -> None:
        """At the end of libtorrent's queue."""
        rank = entry.record.queue_position or 0
        if rank < self._last:
            self.watch(entry)
        self._last = max(self._last, rank)

    def ranked(self, rank: int) -> None:
        """A person has put one there."""
        self._last = max(self._last, rank)

    def tick(self) -> None:
        """Once a second: those that came back to where they were."""
        if self._watched:
            now = time.monotonic()
            if self._any_is_back(now) and now - self._put_at >= AGAIN:
                self._put_back(now)

    def _any_is_back(self, now: float) -> bool:
        """One that is checked is put last when that begins, and once more when it ends: any other may be in its place.

        What is told of it may be newer than what is told of the others, so that their order looks right before it is.
        So it is looked at more than once.
        """
        any_is_back = False
        for entry, stray in list(self._watched.items()):
            position, known = position_of(entry), _is_known(entry)
            if not known:
                stray.until = now + LINGERS
            if entry.handle is None or now > stray.until:
                del self._watched[entry]
            elif position >= 0 and (known or position != stray.seen):
                any_is_back = True
            stray.seen = position
        return any_is_back

    def _put_back(self, now: float) -> None:
        line = sorted(filter(_in_line, self._core.catalog), key=rank_of)
        if any(entry.status is None for entry in line):
            # They came together with it, and are told of soon.
            for stray in self._watched.values():
                stray.until, stray.seen = now + LINGERS, -1
            return
        moves = to_order([position_of(entry) for entry in line])
        for index, end in moves:
            put(line[index], end)
        if moves:
            self._put_at = now
            self._core.ask_for_updates()


def to_order(positions: Sequence[int]) -> list[tuple[int, End]]:
    """The fewest moves to either end, as indices, with which those at ``positions`` are in the order given.

    Positions that are the same were told at different moments: which of the two is first, nobody knows.
    """
    first, last = 1, len(positions) - 1
    while first < len(positions) and positions[first - 1] < positions[first]:
        first += 1
    if first >= len(positions):
        return []
    while positions[last - 1] < positions[last]:
        last -= 1
    if last <= len(positions) - first:
        return [(index, "top") for index in range(last - 1, -1, -1)]
    return [(index, "bottom") for index in range(first, len(positions))]


def rank_of(entry: Entry) -> tuple[int, float]:
    return entry.record.queue_position or 0, entry.record.added_at


def position_of(entry: Entry) -> int:
    """As libtorrent last told; −1 for what has none."""
    return entry.status.queue_position if entry.status is not None and entry.handle is not None else -1


def put(entry: Entry, end: End) -> None:
    if entry.handle is not None:
        entry.handle.queue_position_top() if end == "top" else entry.handle.queue_position_bottom()


def _in_line(entry: Entry) -> bool:
    """As far as is known."""
    return entry.handle is not None and (entry.status is None or entry.status.queue_position >= 0)


def _is_known(entry: Entry) -> bool:
    """Whether it has a place won't change by itself: it is not being checked."""
    return entry.status is not None and entry.status.state not in (state.CHECKING_FILES, state.CHECKING_RESUME_DATA)
