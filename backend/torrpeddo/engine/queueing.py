"""The queue's order as a person wants it, kept through restarts; and each waiting download's place in line.

libtorrent counts positions anew whenever a torrent ends or leaves. What the library keeps
are ranks, which nothing but ``move`` changes, so that a crash can't mix the order up.
"""

from collections.abc import Sequence
from typing import Literal, TypeVar

from msgspec.structs import replace

from ..library.records import SaveQueue
from . import state
from .catalog import Entry
from .core import Core
from .facts import Status, StatusUpdate

T = TypeVar("T")

To = Literal["top", "up", "down", "bottom"] | int


class Queueing:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._waiting: dict[Entry, int] = {}
        """Downloads that the queue holds, with their positions."""
        self._moved = False
        core.pump.on(StatusUpdate, self._on_status)

    async def move(self, ids: Sequence[str], to: To) -> None:
        """Returns when the order is in the library. Finished and cancelled torrents have no place: they stay."""
        chosen = set(self._core.catalog.need_all(ids))
        before = self._order()
        after = rearranged(before, chosen, to)
        for entry, end in steps(before, after):
            if entry.handle is not None:
                entry.handle.queue_position_top() if end == "top" else entry.handle.queue_position_bottom()
        self._core.ask_for_updates()
        await self._save(after)

    def tick(self) -> None:
        """Once a second: count the places in line anew if somebody joined, left or moved."""
        if not self._moved:
            return
        self._moved = False
        for entry in [entry for entry in self._waiting if entry.status is None]:
            self._let_go(entry)
        for place, entry in enumerate(sorted(self._waiting, key=self._waiting.__getitem__)):
            if entry.place_in_line != place:
                entry.place_in_line = place
                self._core.rows.refresh(entry)

    def _order(self) -> list[Entry]:
        """Everything with a position, first to last, as libtorrent has it at this moment."""
        positions = [
            (entry.handle.queue_position(), entry)
            for entry in self._core.catalog
            if entry.handle is not None and not (entry.status is not None and entry.status.is_finished)
        ]
        return [entry for position, entry in sorted(positions, key=lambda pair: pair[0]) if position >= 0]

    async def _save(self, order: Sequence[Entry]) -> None:
        ranks = {}
        for rank, entry in enumerate(order):
            if entry.record.queue_position != rank:
                entry.record = replace(entry.record, queue_position=rank)
                ranks[entry.id] = rank
        if ranks:
            await self._core.commit(SaveQueue(ranks))

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


def steps(before: Sequence[T], after: Sequence[T]) -> list[tuple[T, Literal["top", "bottom"]]]:
    """The fewest moves to either end, which is all that libtorrent offers, that make one order of the other."""
    differ = [index for index, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new]
    if not differ:
        return []
    first, last = differ[0], differ[-1]
    if last + 1 <= len(after) - first:
        return [(entry, "top") for entry in reversed(after[: last + 1])]
    return [(entry, "bottom") for entry in after[first:]]
