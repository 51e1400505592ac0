"""The queue's order as a person wants it, kept through restarts; and each waiting download's place in line.

libtorrent counts positions anew whenever a torrent ends or leaves, and puts what comes back (from a move, a check, a
drive that was away) behind all others. What the library keeps are ranks, which nothing but ``move`` changes, so that
neither can mix the order up; libtorrent's queue is made to follow them (``strays``).
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

from msgspec.structs import replace

from ..library.records import SaveQueue
from . import state
from .catalog import Entry
from .core import Core
from .facts import Status, StatusUpdate
from .membership import Membership
from .places import Places
from .strays import End, Strays, put, rank_of

T = TypeVar("T")

To = Literal["top", "up", "down", "bottom"] | int


class Queueing:
    def __init__(self, core: Core, membership: Membership, in_force: Callable[[str], Any]) -> None:
        """``in_force``: of libtorrent's settings."""
        self._core = core
        self._places = Places(in_force)
        membership.place = self._places.take
        membership.out = self._places.leave
        self._waiting: dict[Entry, int] = {}
        """Downloads that the queue holds, with their positions."""
        self._moved = False
        self._strays = Strays(core)
        membership.entered = self._strays.entered
        membership.strays = self._strays.watch
        core.pump.on(StatusUpdate, self._on_status)

    async def move(self, ids: Sequence[str], to: To) -> None:
        """Returns when the order is in the library. Finished and cancelled torrents have no place: they stay."""
        line = sorted(filter(_has_place, self._core.catalog), key=rank_of)
        chosen = set(self._core.catalog.need_all(ids)).intersection(line)
        after = rearranged(line, chosen, to)
        for entry, end in steps(line, after):
            put(entry, end)
        ranks = self._ranks(line, after, chosen, to)
        for entry, rank in ranks.items():
            entry.record = replace(entry.record, queue_position=rank)
        self._core.ask_for_updates()
        if ranks:
            self._strays.ranked(max(ranks.values()))
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
        everybody = sorted(catalog, key=rank_of)
        ranks: Sequence[int] = [rank_of(entry)[0] for entry in everybody]
        if len(set(ranks)) < len(ranks):
            # Of an older version, where those without a place kept the rank of another.
            ranks = catalog.ranks_behind(len(ranks))
        pairs = zip(among(everybody, after, chosen), ranks, strict=True)
        return {entry: rank for entry, rank in pairs if entry.record.queue_position != rank}

    def tick(self) -> None:
        """Once a second: count the places in line anew if somebody joined, left or moved."""
        self._strays.tick()
        if not self._moved:
            return
        self._moved = False
        for entry in [entry for entry in self._waiting if entry.status is None]:
            self._let_go(entry)
        for place, entry in enumerate(sorted(self._waiting, key=self._waiting.__getitem__)):
            if entry.place_in_line != place:
                entry.place_in_line = place
                self._core.rows.refresh(entry)

    def _on_status(self, fact: StatusUpdate) -> None:
        for entry, status in self._core.catalog.told_of(fact):
            self._places.told(entry, status)
            if not waits(status):
                self._let_go(entry)
            elif self._waiting.get(entry) != status.queue_position:
                self._waiting[entry] = status.queue_position
                self._moved = True

    def _let_go(self, entry: Entry) -> None:
        if self._waiting.pop(entry, None) is not None:
            entry.place_in_line = None
            self._moved = True


def _has_place(entry: Entry) -> bool:
    """Running, waiting, or for a moment out of the session; not finished, as far as is known."""
    if entry.stopped or entry.deleting:
        return False
    if entry.status is not None:
        return not entry.status.is_finished
    return entry.record.done < entry.record.size or not entry.record.size


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


def steps(before: Sequence[T], after: Sequence[T]) -> list[tuple[T, End]]:
    """The fewest moves to either end, which is all that libtorrent offers, that make one order of the other."""
    differ = [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new]
    if not differ:
        return []
    first, last = differ[0], differ[-1]
    if last + 1 <= len(after) - first:
        return [(entry, "top") for entry in reversed(after[: last + 1])]
    return [(entry, "bottom") for entry in after[first:]]
