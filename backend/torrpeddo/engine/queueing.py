"""The queue's order as a person wants it, kept through restarts; and each waiting download's place in line.

libtorrent counts positions anew whenever a torrent ends or leaves, and puts what comes back (from a move, a check, a
drive that was away) behind all others. What the library keeps are ranks, which nothing but ``move`` changes, so that
neither can mix the order up; libtorrent's queue is made to follow them.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from msgspec.structs import replace

from ..library.records import SaveQueue
from . import state
from .catalog import Entry
from .core import Core
from .facts import Status, StatusUpdate
from .membership import Membership

T = TypeVar("T")

To = Literal["top", "up", "down", "bottom"] | int


LINGERS = 5.0
"""Seconds. What libtorrent tells of a torrent may be from before it was asked for something."""


@dataclass(slots=True)
class _Stray:
    until: float
    """Monotonic: for so long it is watched."""
    seen: int | None = None
    """Its position when it was looked at last."""


class Queueing:
    def __init__(self, core: Core, membership: Membership) -> None:
        self._core = core
        self._waiting: dict[Entry, int] = {}
        """Downloads that the queue holds, with their positions."""
        self._moved = False
        self._astray: dict[Entry, _Stray] = {}
        """Torrents that libtorrent has put last, or soon will, though others should be behind them."""
        self._last = -1
        """The highest rank in the session."""
        membership.entered = self._on_entered
        membership.strays = self._strays
        core.pump.on(StatusUpdate, self._on_status)

    async def move(self, ids: Sequence[str], to: To) -> None:
        """Returns when the order is in the library. Finished and cancelled torrents have no place: they stay."""
        line = sorted(filter(_has_place, self._core.catalog), key=_rank)
        chosen = set(self._core.catalog.need_all(ids)).intersection(line)
        after = rearranged(line, chosen, to)
        for entry, end in steps(line, after):
            _put(entry, end)
        ranks = self._ranks(line, after, chosen, to)
        for entry, rank in ranks.items():
            entry.record = replace(entry.record, queue_position=rank)
        self._core.ask_for_updates()
        if ranks:
            self._last = max(self._last, *ranks.values())
            await self._core.commit(SaveQueue({entry.id: rank for entry, rank in ranks.items()}))

    def _ranks(self, before: Sequence[Entry], after: Sequence[Entry], chosen: set[Entry], to: To) -> dict[Entry, int]:
        """Those that change. Top and bottom are so for whoever has no place now, too, and may have one again."""
        catalog = self._core.catalog
        if to == "top":
            return dict(zip(after[: len(chosen)], catalog.ranks_before(len(chosen)), strict=True))
        if to == "bottom":
            return dict(zip(after[len(after) - len(chosen) :], catalog.ranks_behind(len(chosen)), strict=True))
        if after == before:
            return {}
        everybody = sorted(catalog, key=_rank)
        ranks: Sequence[int] = [_rank(entry)[0] for entry in everybody]
        if len(set(ranks)) < len(ranks):
            # Of an older version, where those without a place kept the rank of another.
            ranks = catalog.ranks_behind(len(ranks))
        pairs = zip(among(everybody, after, chosen), ranks, strict=True)
        return {entry: rank for entry, rank in pairs if entry.record.queue_position != rank}

    def tick(self) -> None:
        """Once a second: count the places in line anew if somebody joined, left or moved."""
        if self._astray:
            self._put_back()
        if not self._moved:
            return
        self._moved = False
        for entry in [entry for entry in self._waiting if entry.status is None]:
            self._let_go(entry)
        for place, entry in enumerate(sorted(self._waiting, key=self._waiting.__getitem__)):
            if entry.place_in_line != place:
                entry.place_in_line = place
                self._core.rows.refresh(entry)

    def _put_back(self) -> None:
        """Those that came back to where they were."""
        back = self._found_astray()
        if not back:
            return
        after = sorted((entry for entry in self._core.catalog if _position(entry) >= 0), key=_rank)
        positions = [_position(entry) for entry in after]
        if positions == sorted(positions):
            return
        where = [index for index, entry in enumerate(after) if entry in back]
        if where[-1] < len(after) - where[0]:
            for entry in reversed(after[: where[-1] + 1]):
                _put(entry, "top")
        else:
            for entry in after[where[0] :]:
                _put(entry, "bottom")
        self._core.ask_for_updates()

    def _found_astray(self) -> set[Entry]:
        """Those with a new position. One that is checked is put last when that begins, and once more when it ends."""
        now, found = time.monotonic(), set()
        for entry, stray in list(self._astray.items()):
            position = _position(entry)
            if position not in (-1, stray.seen):
                found.add(entry)
            stray.seen = position
            if not _is_known(entry):
                stray.until = now + LINGERS
            if entry.handle is None or now > stray.until:
                del self._astray[entry]
        return found

    def _strays(self, entry: Entry) -> None:
        self._astray[entry] = _Stray(time.monotonic() + LINGERS)

    def _on_entered(self, entry: Entry) -> None:
        rank = entry.record.queue_position or 0
        if rank < self._last:
            self._strays(entry)
        self._last = max(self._last, rank)

    def _on_status(self, fact: StatusUpdate) -> None:
        for status in fact.statuses:
            entry = self._core.catalog.by_handle(status.handle)
            if entry is None:
                continue
            if not waits(status):
                self._let_go(entry)
            elif self._waiting.get(entry) != status.queue_position:
                self._waiting[entry] = status.queue_position
                self._moved = True

    def _let_go(self, entry: Entry) -> None:
        if self._waiting.pop(entry, None) is not None:
            entry.place_in_line = None
            self._moved = True


def _rank(entry: Entry) -> tuple[int, float]:
    return entry.record.queue_position or 0, entry.record.added_at


def _has_place(entry: Entry) -> bool:
    """Running, waiting, or for a moment out of the session; not finished, as far as is known."""
    if entry.stopped or entry.deleting:
        return False
    if entry.status is not None:
        return not entry.status.is_finished
    return entry.record.done < entry.record.size or not entry.record.size


def _position(entry: Entry) -> int:
    """As libtorrent last told; −1 for what has none."""
    return entry.status.queue_position if entry.status is not None and entry.handle is not None else -1


def _is_known(entry: Entry) -> bool:
    """Whether it has a place won't change by itself: it is not being checked."""
    return entry.status is not None and entry.status.state not in (state.CHECKING_FILES, state.CHECKING_RESUME_DATA)


def _put(entry: Entry, end: Literal["top", "bottom"]) -> None:
    if entry.handle is not None:
        entry.handle.queue_position_top() if end == "top" else entry.handle.queue_position_bottom()


def waits(status: Status) -> bool:
    """Held by the queue until a download's place is free."""
    held = status.flags & state.PAUSED_FLAG and status.flags & state.AUTO_MANAGED_FLAG
    return bool(held) and status.queue_position >= 0 and status.state == state.DOWNLOADING


def rearranged(order: Sequence[T], chosen: set[T], to: To) -> list[T]:
    """``order`` with the chosen ones moved; they keep their order among each other."""
    moving = [entry for entry in order if entry in chosen]
    rest = [entry for entry in order if entry not in chosen]
    match to:
        case "top":
            return moving + rest
        case "bottom":
            return rest + moving
        case "up":
            return _one_up(order, chosen)
        case "down":
            return _one_up(order[::-1], chosen)[::-1]
    return rest[:to] + moving + rest[to:]


def _one_up(order: Sequence[T], chosen: set[T]) -> list[T]:
    """Each chosen one steps over the one before it, unless that is chosen too and couldn't step itself."""
    result = list(order)
    for index in range(1, len(result)):
        if result[index] in chosen and result[index - 1] not in chosen:
            result[index - 1], result[index] = result[index], result[index - 1]
    return result


def among(everybody: Sequence[T], after: Sequence[T], chosen: set[T]) -> list[T]:
    """``everybody`` with those of ``after`` in its order: of all others, the chosen ones alone have moved past any.

    Not all of ``after`` are chosen.
    """
    ahead: dict[T, list[T]] = {}
    waiting: list[T] = []
    last = None
    for entry in after:
        if entry in chosen:
            waiting.append(entry)
        else:
            ahead[entry], waiting, last = waiting, [], entry
    result = []
    for entry in everybody:
        if entry not in chosen:
            result += [*ahead.get(entry, ()), entry]
        if entry is last:
            result += waiting
    return result


def steps(before: Sequence[T], after: Sequence[T]) -> list[tuple[T, Literal["top", "bottom"]]]:
    """The fewest moves to either end, which is all that libtorrent offers, that make one order of the other."""
    differ = [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new]
    if not differ:
        return []
    first, last = differ[0], differ[-1]
    if last + 1 <= len(after) - first:
        return [(entry, "top") for entry in reversed(after[: last + 1])]
    return [(entry, "bottom") for entry in after[first:]]
