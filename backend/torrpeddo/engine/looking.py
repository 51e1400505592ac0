"""Whose turn it is to look for metadata, and what a magnet has tried. Pure.

A magnet nobody has must neither keep others from looking nor ask the world without end.
So a few look at a time, each for a turn; who found nothing waits before it may push
another out, twice as long each time. A place that nobody else wants is never taken away.
"""

import math
from collections.abc import Iterable

from msgspec import Struct, field

TURN = 60.0
"""Seconds that a turn lasts, at least."""
FIRST_WAIT = 60.0
LONGEST_WAIT = 30 * 60.0
"""Seconds between turns: after the first in vain, and at most."""


class Search(Struct, eq=False):
    """Of one torrent. ``until`` is on the engine's clock, ``since`` and ``next_at`` are Unix seconds."""

    since: float
    running: bool = False
    until: float = -math.inf
    """While it runs: the end of its turn; while it waits: when it may push another out."""
    ended: int = 0
    """Turns that ended in vain."""
    next_at: float | None = None
    trackers: set[str] = field(default_factory=set)
    """Those that answered or failed."""
    peers: int = 0
    dht: bool = False

    def start(self, now: float) -> None:
        self.running, self.until, self.next_at = True, now + TURN, None

    def end(self, now: float, unix: float) -> None:
        """Its turn is over; one that was cut short may have the next at once."""
        wait = 0.0
        if now >= self.until:
            wait = min(FIRST_WAIT * 2**self.ended, LONGEST_WAIT)
            self.ended = min(self.ended + 1, 1000)
        self.running, self.until, self.next_at = False, now + wait, float(int(unix + wait))

    def reset(self) -> None:
        """It was paused or forced: back in the rotation, it is first."""
        self.running, self.until, self.next_at = False, -math.inf, None


def next_turns(searches: Iterable[Search], places: int, now: float) -> tuple[list[Search], list[Search]]:
    """Who starts and who stops, with ``places`` for all."""
    running, waiting = _split(searches)
    free = places - len(running)
    if free < 0:
        return [], running[:-free]
    starts, waiting = waiting[:free], waiting[free:]
    over = [search for search in running if now >= search.until]
    due = [search for search in waiting if now >= search.until]
    swaps = min(len(over), len(due))
    return starts + due[:swaps], over[:swaps]


def _split(searches: Iterable[Search]) -> tuple[list[Search], list[Search]]:
    """Running and waiting, each with the one that is next first."""
    ordered = sorted(searches, key=lambda search: search.until)
    return [search for search in ordered if search.running], [search for search in ordered if not search.running]
