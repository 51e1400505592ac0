"""What happened to torrents, written down for people: told from how their rows change, as everybody sees them."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..contract.chronicle import GetLog, Log, LogEntry
from ..contract.events import Event
from ..contract.torrents import ReasonKind, State, TorrentRow
from ..library.records import AddHappenings, Happening
from .core import Core

TOGETHER, AT_ONCE = 0.05, 100
"""Seconds in which what happens is written down together, and how much at a time: nobody waits for it."""


class Known(Struct, frozen=True, gc=False):
    """What of a row is compared."""

    name: str
    state: State
    starting: bool
    """Its state is only about to be known: nothing on the disk is read for that."""
    intent: str
    save_path: str
    completed_at: float | None
    has_metadata: bool

    @classmethod
    def of(cls, row: TorrentRow) -> "Known":
        starting = row.reason is not None and row.reason.kind is ReasonKind.STARTING
        return cls(row.name, row.state, starting, row.intent, row.save_path, row.completed_at, row.has_metadata)


class Chronicler:
    """A listener of the feed, on the engine's thread."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._known: dict[str, TorrentRow] = {}
        """The rows that are told of anyway, as they were last."""
        self._told: list[Happening] = []
        """Not given to the library yet."""
        self._writing: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Once the list is whole: what is in it by then came in an earlier run."""
        self._known = dict(self._core.feed.rows)
        self._core.feed.attach(self)

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        rows = self._core.feed.rows
        told: list[Happening] = []
        for id in changed:
            if (row := rows.get(id)) is not None:
                known = self._known.get(id)
                if known is not None and _nothing_happened(known, row):
                    self._known[id] = row
                else:
                    told.extend(self._look(row))
        for id in removed:
            known = self._known.pop(id, None)
            if known is not None:
                told.append(Happening(at=time.time(), torrent=id, name=known.name, kind="removed"))
        self._told.extend(told)
        if self._told and self._writing is None:
            self._writing = self._core.loop.call_later(TOGETHER, self._write)

    def _write(self) -> None:
        self._writing = None
        self._note_some()
        if self._told:
            self._writing = self._core.loop.call_later(TOGETHER, self._write)

    def flush(self) -> None:
        """Nothing is kept back: for who asks, and for the end."""
        if self._writing is not None:
            self._writing.cancel()
        self._writing = None
        while self._told:
            self._note_some()

    def _note_some(self) -> None:
        self._core.library.note(AddHappenings(tuple(self._told[:AT_ONCE])))
        del self._told[:AT_ONCE]

    def tell(self, event: Event) -> None:
        """Rows alone are listened to."""

    async def log(self, params: GetLog) -> Log:
        """Raises StorageError."""
        self.flush()
        found = await asyncio.wrap_future(self._core.library.get_happenings(params.id, params.before, params.limit + 1))
        entries = [_entry(number, happening) for number, happening in found[: params.limit]]
        return Log(entries=entries, next=entries[-1].number if len(found) > params.limit else None)

    def _look(self, row: TorrentRow) -> Iterator[Happening]:
        known = self._known.get(row.id)
        if row.state is State.ERROR and known is not None and known.completed_at is None:
            # What comes whole while its failure is still shown is told after the end of that.
            row = replace(row, completed_at=None)
        self._known[row.id] = row
        now, before = Known.of(row), Known.of(known) if known is not None else None
        if now == before:
            return
        at = time.time()
        for kind, facts in _arrival(now, row) if before is None else _differences(before, now, row):
            yield Happening(at=at, torrent=row.id, name=row.name, kind=kind, facts=facts)


def _nothing_happened(known: TorrentRow, row: TorrentRow) -> bool:
    """Nearly always: only figures have changed, and perhaps the reason. Quicker than comparing what is ``Known``."""
    return (
        known.state is row.state
        and row.state is not State.CHECKING
        and known.intent is row.intent
        and known.completed_at == row.completed_at
        and known.has_metadata is row.has_metadata
        and known.name == row.name
        and known.save_path == row.save_path
    )


Told = Iterator[tuple[str, dict[str, Any]]]


def _arrival(now: Known, row: TorrentRow) -> Told:
    """What is told together with its coming may be what happened to it since."""
    yield "added", {"size": row.size}
    yield from _differences(replace(now, state=State.QUEUED, completed_at=None), now, row)


def _differences(before: Known, now: Known, row: TorrentRow) -> Told:
    if now.has_metadata and not before.has_metadata:
        yield "metadata", {"size": row.size}
    # Without metadata it has none of its own: then the metadata brings it.
    elif now.name != before.name and before.has_metadata:
        yield "renamed", {"from": before.name, "to": now.name}
    if now.save_path != before.save_path:
        yield "moved", {"from": before.save_path, "to": now.save_path}
    if now.intent != before.intent:
        yield "intent", {"intent": now.intent, "before": before.intent}
    if now.state is not before.state:
        yield from _turn(before, now, row)
    # After what it came out of: a failure that is mended, a check.
    if now.completed_at is not None and before.completed_at is None:
        yield "finished", {"size": row.size}


def _turn(before: Known, now: Known, row: TorrentRow) -> Told:
    error = row.error
    facts = {"message": error.message, "kind": error.kind, "path": error.path} if error is not None else {}
    if before.state is State.ERROR:
        yield "mended", {}
    elif before.state is State.MISSING_FILES:
        yield "back", {}
    elif _was_checked(before, now):
        yield "checked", {"done": row.done, "size": row.size}
    if now.state is State.ERROR:
        yield "error", facts
    elif now.state is State.MISSING_FILES:
        yield "missing", facts
    elif now.state is State.CHECKING and not now.starting:
        yield "checking", {}


def _was_checked(before: Known, now: Known) -> bool:
    """Each start passes by this state too, with nothing to check."""
    checked = before.state is State.CHECKING and not before.starting and now.has_metadata
    return checked and now.state not in (State.ERROR, State.MISSING_FILES)


def _entry(number: int, happening: Happening) -> LogEntry:
    return LogEntry(
        number=number,
        at=happening.at,
        id=happening.torrent,
        name=happening.name,
        kind=happening.kind,
        facts=happening.facts,
    )
