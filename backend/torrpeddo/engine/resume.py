"""Keeping resume data: on every event that matters, and every so often while a torrent changes."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine
from functools import partial
from itertools import islice
from typing import Any

import libtorrent as lt
from msgspec import Struct
from msgspec.structs import replace

from ..errors import StorageError
from ..library.records import SaveMetadata, SaveResume, SaveTorrent, TorrentRecord
from . import alerts, memory
from .catalog import Entry
from .core import Core
from .facts import AlertsDropped, Handle, Removed, ResumeNotSaved, ResumeSaved, Status
from .guarded import Guarded
from .loading import load_resume
from .rows import wanted_size
from .state import CHECKING_FILES

INTERVAL = 45.0
"""Seconds between saves of a torrent that keeps changing."""
DEADLINE = 10.0

AT_ONCE, FEW = 32, 2
BETWEEN = 0.05
"""Saves that go out together, and the seconds until the next: ten thousand must not hold up a command."""
MANY = 1000
"""Saves in a row after which memory is given back: they, and what they were for, took much for a moment."""
LATE = 0.01
"""Seconds after its time at which a turn finds the engine busy, and gives way: only a few go out."""

_FLAGS = lt.torrent_handle.flush_disk_cache
_UNSURE = (lt.torrent_status.checking_files, lt.torrent_status.checking_resume_data)
"""A recheck begins in the second, and what was known is forgotten by then."""
_IF_MODIFIED = lt.torrent_handle.only_if_modified


class _Asked(Struct, eq=False):
    """A question that libtorrent has not answered. Its answers come in the order of the questions."""

    entry: Entry
    checking: bool
    answer: asyncio.Future[None] | None
    """Of who waits until it is in the library."""

    def settle(self, error: BaseException | None = None) -> None:
        if self.answer is None or self.answer.done():
            return
        if error is None:
            self.answer.set_result(None)
        else:
            self.answer.set_exception(error)


class ResumeSaver:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._changed: set[Entry] = set()
        self._passed_over: set[Entry] = set()
        """Not saved because they were being checked, or written."""
        self._due: dict[Entry, bool] = {}
        """To be saved as soon as their turn comes; whether that is unconditional."""
        self._new: set[Entry] = set()
        """Those of them of which the library has all that there is to know, unless they change meanwhile."""
        self._next_turn = 0.0
        self._in_a_row = 0
        self._turn: asyncio.TimerHandle | None = None
        self._guarded = Guarded()
        self._asked: defaultdict[Handle, deque[_Asked]] = defaultdict(deque)
        self._under_way: dict[Entry, asyncio.Task[None]] = {}
        """Those whose lists alone are taken in, for which the library is asked first: the next answer is newer."""
        core.pump.on(ResumeSaved, self._on_saved)
        core.pump.on(ResumeNotSaved, self._on_not_saved)
        core.pump.on(Removed, lambda fact: self._give_up(fact.handle))
        core.pump.on(AlertsDropped, self._on_dropped)

    def note_change(self, entry: Entry) -> None:
        """Save it at the next interval."""
        self._changed.add(entry)

    def is_changed(self, entry: Entry) -> bool:
        """It is to be saved at the next interval."""
        return entry in self._changed

    def waits_to_be_sure(self, entry: Entry) -> bool:
        """It was to be saved, or is to be, but was being checked, or written."""
        asked = self._asked.get(entry.handle, ())
        return entry in self._passed_over or any(each.checking for each in asked)

    def forget(self, entry: Entry) -> None:
        self._due.pop(entry, None)
        self._changed.discard(entry)
        self._passed_over.discard(entry)
        self._new.discard(entry)

    def request(self, entry: Entry, *, unconditional: bool = False, new: bool = False) -> None:
        """Ask for a save; it reaches the library when libtorrent answers.

        A torrent just added does not count as modified, so it needs ``unconditional``. ``new``: the library has all
        that there is to know of it so far, and an end that comes first need not wait for its save.
        """
        self._changed.discard(entry)
        if new and entry not in self._due:
            self._new.add(entry)
        elif not new:
            self._new.discard(entry)
        self._due[entry] = unconditional or self._due.get(entry, False)
        if self._turn is None:
            self._next_turn = max(self._next_turn, self._core.loop.time())
            self._turn = self._core.loop.call_at(self._next_turn, self._take_turn)

    def _take_turn(self) -> None:
        now = self._core.loop.time()
        count = AT_ONCE if now - self._next_turn < LATE else FEW
        self._next_turn = now + BETWEEN
        for entry in list(islice(self._due, count)):
            unconditional = self._due.pop(entry)
            self._new.discard(entry)
            if not entry.missing:
                what = f"Asking for the resume data of {entry.id}"
                self._guarded.run(what, partial(self._ask, entry, unconditional=unconditional))
        self._in_a_row += count
        if self._due:
            self._turn = self._core.loop.call_at(self._next_turn, self._take_turn)
            return
        if self._in_a_row >= MANY:
            self._core.spawn(self._core.on_disk(memory.give_back), "giving memory back")
        self._turn, self._in_a_row = None, 0

    def save(self, entry: Entry) -> Coroutine[Any, Any, None]:
        """Ask now, with all that was changed before; what is returned ends when that is in the library.

        It raises TimeoutError, StorageError. A torrent that is being checked knows but a part of what it has, and one
        that has just finished tells of what the disk may refuse yet: what was known before holds, and the lists of
        trackers and web seeds alone are taken in.
        """
        self._due.pop(entry, None)
        self._new.discard(entry)
        return self._kept(self._ask(entry, unconditional=True, wait=True))

    async def save_changed(self) -> None:
        """Save all that changed and wait for the answers (for the orderly end)."""
        for entry in self._new - self._changed:
            del self._due[entry]
        self._new.clear()
        wanted = self._changed | self._due.keys()
        entries = [entry for entry in wanted if entry.handle is not None and not entry.missing]
        self._changed.clear()
        answers = [self._ask(entry, unconditional=self._due.pop(entry, False), wait=True) for entry in entries]
        await asyncio.gather(*(answer for answer in answers if answer is not None), return_exceptions=True)

    def unanswered(self) -> int:
        """Torrents that libtorrent was asked for and has not told yet. From any thread."""
        return len(self._asked)

    def request_changed(self) -> None:
        for entry in list(self._changed):
            self.request(entry)

    def save_metadata(self, entry: Entry, info_section: bytes) -> SaveMetadata:
        """The info dictionary alone makes a loadable torrent; trackers are in the resume data."""
        return SaveMetadata(entry.id, torrent_of(info_section))

    def _ask(self, entry: Entry, *, unconditional: bool, wait: bool = False) -> asyncio.Future[None] | None:
        """None where nobody waits, or it is out of the session."""
        handle = entry.handle
        if handle is None:
            return None
        unconditional = unconditional or entry in self._passed_over
        self._passed_over.discard(entry)
        answer = self._core.loop.create_future() if wait else None
        # What it answers is as of this call, and so is what the answer is worth.
        self._asked[handle].append(_Asked(entry, handle.status(0).state in _UNSURE, answer))
        handle.save_resume_data(_FLAGS if unconditional else _FLAGS | _IF_MODIFIED)
        return answer

    async def _kept(self, answer: asyncio.Future[None] | None) -> None:
        if answer is not None:
            await asyncio.wait_for(answer, DEADLINE)

    def _on_saved(self, fact: ResumeSaved) -> None:
        asked = self._answered(fact.handle)
        if asked is None:
            return
        entry = asked.entry
        waited_for = asked.answer is not None
        if entry.removed or (not waited_for and (entry.handle != fact.handle or entry.missing or entry.deleting)):
            asked.settle()
        elif waited_for and _is_unsure(asked):
            self._in_turn(entry, partial(self._keep_lists, asked, fact.blob))
        elif _is_unsure(asked):
            # Who ends that asks again.
            self._passed_over.add(entry)
        elif entry in self._under_way:
            self._in_turn(entry, partial(self._keep_all, asked, fact.blob))
        else:
            # At once, for the next answer is a newer one.
            kept = self._core.commit(*self._operations(entry, fact.blob))
            kept.add_done_callback(lambda done: asked.settle(done.exception()))

    def _in_turn(self, entry: Entry, keep: Callable[[], Coroutine[Any, Any, None]]) -> None:
        before = self._under_way.get(entry)

        async def next_one() -> None:
            if before is not None:
                await asyncio.wait([before])
            await keep()

        task = self._core.spawn(next_one(), f"keeping the trackers of {entry.id}")
        self._under_way[entry] = task
        task.add_done_callback(partial(self._kept_in_turn, entry))

    def _kept_in_turn(self, entry: Entry, task: asyncio.Task[None]) -> None:
        if self._under_way.get(entry) is task:
            del self._under_way[entry]

    async def _keep_all(self, asked: _Asked, blob: bytes) -> None:
        try:
            if not asked.entry.removed:
                await self._core.commit(*self._operations(asked.entry, blob))
        except StorageError as error:
            asked.settle(error)
        else:
            asked.settle()

    async def _keep_lists(self, asked: _Asked, blob: bytes) -> None:
        try:
            known = await asyncio.wrap_future(self._core.library.get_resume(asked.entry.id))
            if not asked.entry.removed:
                old = known if known is not None and load_resume(known) is not None else without_pieces(blob)
                await self._core.commit(SaveResume(asked.entry.id, with_lists(old, blob)))
        except StorageError as error:
            asked.settle(error)
        else:
            asked.settle()

    def _on_not_saved(self, fact: ResumeNotSaved) -> None:
        if (asked := self._answered(fact.handle)) is not None:
            asked.settle()

    def _answered(self, handle: Handle) -> _Asked | None:
        """The question that an answer belongs to."""
        waiting = self._asked.get(handle)
        asked = waiting.popleft() if waiting else None
        if not waiting:
            self._asked.pop(handle, None)
        return asked

    def _give_up(self, handle: Handle) -> None:
        """It is gone, and answers no more."""
        for asked in self._asked.pop(handle, ()):
            asked.settle(None if asked.entry.removed else TimeoutError())

    def _on_dropped(self, _: AlertsDropped) -> None:
        """Nobody knows any more which answer is whose."""
        asked = [each for waiting in self._asked.values() for each in waiting]
        self._asked.clear()
        for each in asked:
            each.settle(TimeoutError())

    def _operations(self, entry: Entry, blob: bytes) -> tuple[SaveResume, SaveTorrent]:
        if entry.handle is not None and (entry.status is None or not entry.status.is_finished):
            # The last update may be a second older than the blob; the two are kept as one.
            entry.report(alerts.status(entry.handle.status(0)))
        if entry.status is not None:
            entry.record = with_figures(entry.record, entry.status)
        if entry.doubtful:
            blob = without_pieces(blob)
        return SaveResume(entry.id, blob), SaveTorrent(entry.record)


def _is_unsure(asked: _Asked) -> bool:
    """What libtorrent tells of its pieces is not what is on the disk."""
    return (asked.checking or asked.entry.unwritten) and not asked.entry.doubtful


def torrent_of(info_section: bytes) -> bytes:
    """A .torrent file with nothing in it but the info dictionary."""
    return b"d4:info" + info_section + b"e"


def is_checking(handle: Handle) -> bool:
    """Its files are being hashed, or wait for that."""
    return bool(handle.status(0).state == lt.torrent_status.checking_files)


def without_pieces(blob: bytes) -> bytes:
    """The resume data of a torrent that is to be checked: all that is in it but what it has."""
    params = lt.read_resume_data(blob)
    params.have_pieces = []
    params.verified_pieces = []
    params.unfinished_pieces = {}
    params.flags = int(params.flags) & ~int(lt.torrent_flags.seed_mode)
    return lt.write_resume_data_buf(params)


def with_lists(blob: bytes, newer: bytes) -> bytes:
    """The resume data with the trackers and web seeds of newer ones."""
    params, lists = lt.read_resume_data(blob), lt.read_resume_data(newer)
    params.trackers, params.tracker_tiers = lists.trackers, lists.tracker_tiers
    params.url_seeds = lists.url_seeds
    return lt.write_resume_data_buf(params)


def with_figures(record: TorrentRecord, status: Status) -> TorrentRecord:
    """The record with the last known figures, which is all a cancelled torrent has to show."""
    known = status.has_metadata
    return replace(
        record,
        size=wanted_size(record, status),
        total_size=status.total if known else record.total_size,
        done=min(status.wanted_done, wanted_size(record, status))
        if known and status.state != CHECKING_FILES
        else record.done,
        downloaded=max(record.downloaded, status.downloaded),
        uploaded=max(record.uploaded, status.uploaded),
        last_active_at=time.time() if status.down_rate or status.up_rate else record.last_active_at,
    )
