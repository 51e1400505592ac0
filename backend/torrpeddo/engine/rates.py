"""Rates of the past, in steps that grow with the span: an hour by ten seconds, a day by five minutes, a month.

Only what moves costs anything: a torrent at rest has no entry, and one that moved has a few numbers a step.
"""

from collections.abc import Sequence

from msgspec import Struct

from ..contract.rates import Rates, Span
from . import clock
from .catalog import Entry
from .core import Core
from .facts import StatusUpdate

_TIDY_EVERY = 300
"""Ticks."""


class Scale(Struct, frozen=True):
    step: int
    """Seconds."""
    count: int


SCALES = {Span.HOUR: Scale(10, 360), Span.DAY: Scale(300, 288), Span.MONTH: Scale(7200, 360)}


class History:
    """Bytes moved, by steps of each scale."""

    __slots__ = ("_bins",)

    def __init__(self) -> None:
        self._bins: dict[Span, dict[int, list[int]]] = {span: {} for span in SCALES}

    def add(self, now: float, down: int, up: int) -> None:
        """``down`` and ``up``: bytes since the last time."""
        for span, scale in SCALES.items():
            bins = self._bins[span]
            at = int(now) // scale.step
            found = bins.get(at)
            if found is None:
                _drop_after(bins, at)
                _drop_before(bins, at - scale.count)
                bins[at] = [down, up]
            else:
                found[0] += down
                found[1] += up

    def rates(self, span: Span, now: float) -> Rates:
        scale, bins = SCALES[span], self._bins[span]
        last = int(now) // scale.step
        first = last - scale.count + 1
        moved: list[Sequence[int]] = [bins.get(at, _NOTHING) for at in range(first, last + 1)]
        # The step that is under way is not over: its mean is over what has passed of it.
        lengths = [*([scale.step] * (scale.count - 1)), max(1.0, now - last * scale.step)]
        return Rates(
            start=float(first * scale.step),
            step=float(scale.step),
            down=[int(bytes_[0] / length) for bytes_, length in zip(moved, lengths, strict=True)],
            up=[int(bytes_[1] / length) for bytes_, length in zip(moved, lengths, strict=True)],
        )


_NOTHING: tuple[int, int] = (0, 0)


def _drop_before(bins: dict[int, list[int]], oldest: int) -> None:
    """They come in order, so what is too old stands first."""
    while bins and (first := next(iter(bins))) <= oldest:
        del bins[first]


def _drop_after(bins: dict[int, list[int]], newest: int) -> None:
    """What a clock that has been set back says of a time to come."""
    while bins and (last := next(reversed(bins))) > newest:
        del bins[last]


class RateHistories:
    """Engine thread only."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._all = History()
        self._of: dict[str, History] = {}
        self._moved: dict[str, tuple[int, int]] = {}
        """What each torrent had moved when last heard of."""
        self._total = (0, 0)
        core.pump.on(StatusUpdate, self._on_status)
        self._ticks = 0

    def get(self, id: str | None, span: Span) -> Rates:
        """Raises NotFound for a torrent that is not in the list."""
        now = clock.wall()
        if id is None:
            return self._all.rates(span, now)
        entry = self._core.catalog.need(id)
        return self._of.get(entry.id, History()).rates(span, now)

    def tick(self) -> None:
        """Once a second: what all of them moved."""
        session = self._core.feed.session
        moved = (session.downloaded, session.uploaded)
        down, up = moved[0] - self._total[0], moved[1] - self._total[1]
        self._total = moved
        if down > 0 or up > 0:
            self._all.add(clock.wall(), max(0, down), max(0, up))
        self._ticks += 1
        if self._ticks % _TIDY_EVERY == 0:
            self._forget_the_gone()

    def _on_status(self, fact: StatusUpdate) -> None:
        now = clock.wall()
        for entry, status in self._core.catalog.told_of(fact):
            self._note(entry, now, status.downloaded, status.uploaded)

    def _note(self, entry: Entry, now: float, downloaded: int, uploaded: int) -> None:
        before = self._moved.get(entry.id)
        if before == (downloaded, uploaded):
            return
        # One object for all that never moved anything.
        self._moved[entry.id] = (downloaded, uploaded) if downloaded or uploaded else _NOTHING
        if before is None:
            return  # What it moved before this run.
        history = self._of.get(entry.id)
        if history is None:
            history = self._of[entry.id] = History()
        history.add(now, max(0, downloaded - before[0]), max(0, uploaded - before[1]))

    def _forget_the_gone(self) -> None:
        """Those that left the list take their history with them; a cancelled one keeps it."""
        for id in [id for id in self._of if self._core.catalog.find(id) is None]:
            del self._of[id]
            self._moved.pop(id, None)
