"""How a torrent enters and leaves the session, and how a person's intent is put into its flags."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import libtorrent as lt
from msgspec.structs import replace

from ..contract.torrents import Intent
from ..errors import Conflict, StorageError
from . import limits
from .arrivals import Arrivals
from .catalog import Entry
from .core import Core
from .facts import Added, Checked, FileError, Handle, Paused, Removed
from .flags import ALWAYS, FLAGS, INTENT_FLAGS, enforce, intent_flags
from .flushing import flush, may_write
from .incomplete.suffixes import Suffixes
from .layout import NORMAL, Layout
from .looking import Search
from .resume import ResumeSaver
from .state import CHECKING_RESUME_DATA
from .stored import params_of, pieces_forgotten, stored_of

log = logging.getLogger(__name__)

PAUSE_DEADLINE = 5.0
REMOVE_DEADLINE = 30.0
"""Seconds to wait for a disk or tracker that hangs before going on without it."""


def _to_nobody(_: Entry) -> None:
    """Until somebody wants to be told."""


class Membership:
    def __init__(self, core: Core, saver: ResumeSaver, suffixes: Suffixes) -> None:
        self._core = core
        self._suffixes = suffixes
        self._saver = saver
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self.arrivals = Arrivals(core.loop)
        self._entering: Counter[Entry] = Counter()
        """Those that somebody brings in."""
        self._asked: dict[str | None, tuple[Entry, asyncio.Future[Added]]] = {}
        """By each info-hash of a torrent that libtorrent was asked to take."""
        self._chosen_later: dict[str, list[int]] = {}
        """By id, of torrents on their way in: priorities of files that libtorrent is given once they are there."""
        core.pump.on(Added, self._on_added)
        core.pump.on(FileError, self._on_file_error)
        core.pump.on(Checked, self._on_checked)
        self.extra_flags = 0
        """Flags every torrent gets: what the settings switch off for all."""
        self.max_connections = 0
        """Of torrents without a limit of their own."""
        self.looking: Callable[[Entry, Search], None] | None = None
        """Told of each torrent without metadata that shall run, or shall not."""
        self.prefer_ends: Callable[[Entry], None] | None = None
        """Told after libtorrent worked out the priorities of all pieces anew."""
        self.entered: Callable[[Entry], None] = _to_nobody
        """Told of each torrent that is in the session from now on."""
        self.strays: Callable[[Entry], None] = _to_nobody
        """Told of each torrent that libtorrent puts at the end of its queue: it is checked, or has more to download."""
        self.place: Callable[[Entry], bool] | None = None
        """Asked whether a download that enters may run before libtorrent's queue has looked at it."""
        self.out: Callable[[Entry], None] = _to_nobody
        """Told of each torrent that is out of the session."""
        self.guarded_entered: Callable[[Entry], None] | None = None
        """Told of each torrent that entered with metadata and without leave to write."""
        self.make_way: Callable[[str], Awaitable[None]] | None = None
        """Asked before a torrent enters: whoever has the same one in the session for another purpose takes it out."""

        self.let_go: Callable[[Entry], Awaitable[None]] | None = None
        """Asked when a torrent leaves: whoever works on its files ends that first."""

    def prepare(self, entry: Entry, params: Any) -> Any:
        """Set what the record, and not an old resume blob, decides."""
        record = entry.record
        entry.entered_as = _as(entry)
        flags = int(params.flags) & ~int(INTENT_FLAGS | FLAGS.sequential_download)
        self.note_search(entry, params.ti)
        placed = not flags & int(FLAGS.seed_mode) and self._takes_place(entry)
        looking = entry.search is not None
        flags |= int(ALWAYS) | self.extra_flags | intent_flags(record.intent, looking=looking, placed=placed)
        if entry.guarded:
            flags |= int(FLAGS.upload_mode)
        if record.sequential:
            flags |= int(FLAGS.sequential_download)
        params.flags = flags
        params.save_path = record.save_path
        if record.priorities is not None and params.ti is not None:
            self._choose_files(entry, params, Layout.of(params.ti).to_native(record.priorities))
        limits.put_into(params, record.options, self.max_connections)
        return params

    def _choose_files(self, entry: Entry, params: Any, chosen: list[int]) -> None:
        """What belongs to skipped files lies apart, and libtorrent brings it to its place only when priorities change
        in the session. So what was put away by others enters with those, and is given the chosen ones then."""
        before = list(params.file_priorities)
        before += [NORMAL] * (len(chosen) - len(before))
        if any(params.have_pieces) and before != chosen and 0 in before:
            self._chosen_later[entry.id] = chosen
        else:
            params.file_priorities = chosen

    def _takes_place(self, entry: Entry) -> bool:
        """Of the queue, with nobody before it. What is guarded or in doubt may be checked before it downloads."""
        downloads = entry.search is None and entry.record.done < entry.record.size
        if entry.intent is not Intent.RUN or entry.guarded or entry.doubtful or not downloads:
            return False
        return self.place is not None and self.place(entry)

    def note_search(self, entry: Entry, info: Any) -> None:
        """``info``: the torrent's metadata, or None while it has to be looked for."""
        if info is not None:
            entry.search = None
        elif entry.search is None:
            entry.search = Search(since=entry.record.state_since or entry.record.added_at)

    def enforce(self, entry: Entry) -> None:
        """Make a torrent in the session do what was asked of it. May be repeated at will."""
        handle = entry.handle
        if handle is None or entry.stopped:
            return
        if entry.intent is not Intent.PAUSED and self.check_failed(entry):
            self._core.spawn(self.check_anew(entry), f"checking {entry.id} anew")
            return
        enforce(handle, entry.intent, looking=entry.search is not None, guarded=entry.guarded)
        if entry.search is not None and self.looking is not None:
            self.looking(entry, entry.search)

    def go_on(self, entry: Entry) -> None:
        """It came in just now, and runs by the flags it came with. Enforced for nothing, a write that a disk refused
        meanwhile would be forgotten before we heard of it."""
        if entry.search is not None or entry.entered_as != _as(entry):
            self.enforce(entry)

    def check_failed(self, entry: Entry) -> bool:
        """A check could not read the files. What libtorrent is asked to check then it never does."""
        if entry.handle is None or entry.unchecked:
            return entry.unchecked
        return (entry.rechecking or entry.doubtful) and bool(entry.handle.status(0).errc.value())

    def _on_file_error(self, fact: FileError) -> None:
        """Before all that ask whether a check failed. libtorrent forgets its error once it is resumed, and whoever asks
        for a check may be slower with that than the check with its failure."""
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and int(fact.handle.status(0).state) == CHECKING_RESUME_DATA:
            entry.unchecked = True
            if entry.intent is Intent.PAUSED:
                self.enforce(entry)

    def _on_checked(self, fact: Checked) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None:
            entry.unchecked = False

    async def check_anew(self, entry: Entry) -> None:
        """It enters again without what it had, so that all of it is checked."""
        await self.leave(entry, save=False, still=lambda: not entry.stopped and not entry.deleting)
        if not entry.stopped and not entry.deleting:
            await self.re_enter(entry, trust_resume=False)
            self.go_on(entry)

    def look_at_queue(self) -> None:
        """Have libtorrent do so now: by itself it does each half a minute, and whenever a torrent comes under it."""
        for entry in self._core.catalog:
            # One that a disk refused is out of the queue (``recovery``).
            if entry.handle is not None and entry.intent is Intent.RUN and not (entry.search or entry.error):
                entry.handle.unset_flags(FLAGS.auto_managed)
                entry.handle.set_flags(FLAGS.auto_managed)
                return

    async def enter(self, entry: Entry, params: Any) -> None:
        """Raises Conflict when libtorrent refuses it. What is not wanted any more by then stays out."""
        whole = bool(int(params.flags) & int(FLAGS.seed_mode))
        async with self._way_in(entry) as wanted:
            if wanted:
                await self._enter(entry, params)
                # What a person says is whole has nothing that could be saved beside what it was given.
                if not whole:
                    self._saver.request(entry, unconditional=True, new=True)

    @asynccontextmanager
    async def _way_in(self, entry: Entry) -> AsyncIterator[bool]:
        """Its turn to enter, and whether it still is to. Who asks it to leave from now on waits until it is in."""
        await self.left(entry.id)
        self._entering[entry] += 1
        try:
            if self.make_way is not None and _may_enter(entry):
                await self.make_way(entry.id)
            async with entry.membership:
                yield _may_enter(entry)
        finally:
            self._entering[entry] -= 1
            if not self._entering[entry]:
                del self._entering[entry]

    def is_entering(self, entry: Entry) -> bool:
        """Somebody brings it in, with what the library has of it."""
        return entry in self._entering

    async def _enter(self, entry: Entry, params: Any) -> None:
        await self._suffixes.entering(entry, params)
        added = await self._add(entry, params)
        if added.error is not None:
            raise Conflict(f"“{entry.record.name}” can't be added: {added.error}.", id=entry.id)

    async def _add(self, entry: Entry, params: Any) -> Added:
        """libtorrent's answer. Its synchronous call would hold the engine until the network thread has time."""
        answer: asyncio.Future[Added] = self._core.loop.create_future()
        hashes = [hash for hash in (entry.record.v1, entry.record.v2) if hash is not None]
        for hash in hashes:
            self._asked[hash] = entry, answer
        try:
            self._core.session.async_add_torrent(self.prepare(entry, params))
            return await answer
        finally:
            for hash in hashes:
                self._asked.pop(hash, None)

    def _on_added(self, fact: Added) -> None:
        asked = next((self._asked[hash] for hash in (fact.v1, fact.v2) if hash in self._asked), None)
        if asked is None or asked[1].done():
            return
        entry, answer = asked
        if fact.error is None:
            # Now, for the next fact may be about it.
            self.attach(entry, fact.handle)
        answer.set_result(fact)

    def attach(self, entry: Entry, handle: Handle) -> None:
        entry.missing = entry.unwritten = False
        self._core.catalog.attach(entry, handle)
        self._core.rows.refresh(entry)
        self.pieces_reset(entry)
        self._suffixes.entered(entry)
        if (chosen := self._chosen_later.pop(entry.id, None)) is not None:
            handle.prioritize_files(chosen)
        self.entered(entry)
        if entry.search is None:
            self.files_came(entry)

    def files_came(self, entry: Entry) -> None:
        """Its metadata is known: whose files it would write can be found out."""
        if entry.guarded and self.guarded_entered is not None:
            self.guarded_entered(entry)

    def pieces_reset(self, entry: Entry) -> None:
        """libtorrent took the pieces' priorities from those of the files, and from nothing else."""
        if self.prefer_ends is not None:
            self.prefer_ends(entry)

    async def give_leave(self, entry: Entry) -> None:
        """It was guarded, and may write now, once its files have the names they begin with."""
        entry.unguarded_at = time.monotonic()
        async with entry.membership:
            if entry.handle is not None:
                await self._suffixes.before_writing(entry, entry.handle)
        if entry.handle is not None:
            entry.handle.unset_flags(FLAGS.upload_mode)
            self.enforce(entry)
            self._core.session.post_torrent_updates(0)

    async def re_enter(self, entry: Entry, *, trust_resume: bool = True) -> None:
        """Bring back a torrent that is out of the session, from what the library has of it."""
        async with self._way_in(entry) as wanted:
            if not wanted:
                return
            # Not before: whoever held it out may have given its files other names.
            stored = await stored_of(self._core, entry)
            if stored.resume is not None and (entry.doubtful or not trust_resume):
                # It is checked, but keeps its trackers and the names of its files.
                stored = replace(stored, resume=pieces_forgotten(stored.resume))
            await self._enter(entry, params_of(stored))
            self._saver.request(entry, unconditional=True)

    def leave(
        self,
        entry: Entry,
        *,
        save: bool,
        delete_partfile: bool = False,
        still: Callable[[], bool] = lambda: True,
        holding: bool = False,
    ) -> asyncio.Task[None]:
        """Take it out: all network and disk work ends, files are closed, resume data is kept if ``save``.

        Counts as leaving from this call on, though the work happens in the task; ``still``
        is asked once more when the work begins, since a person may have changed their mind.
        ``holding``: who asks is the one that works on its files.
        """
        work = self._leave_in_turn(entry, save, delete_partfile, still, holding)
        task = self._core.spawn(work, f"leaving {entry.id}")
        self._leaving[entry.id] = task
        task.add_done_callback(lambda done: self._forget(entry.id, done))
        return task

    async def left(self, id: str) -> None:
        """Wait until no torrent of that id is on its way in or out."""
        await self.arrivals.ended(id)
        while (task := self._leaving.get(id)) is not None:
            await asyncio.wait([task])
            self._forget(id, task)

    async def all_left(self) -> None:
        while self._leaving:
            await asyncio.wait(list(self._leaving.values()))
            for id, task in list(self._leaving.items()):
                if task.done():
                    self._forget(id, task)

    def _forget(self, id: str, task: asyncio.Task[None]) -> None:
        if self._leaving.get(id) is task:
            del self._leaving[id]

    async def _leave_in_turn(
        self, entry: Entry, save: bool, delete_partfile: bool, still: Callable[[], bool], holding: bool
    ) -> None:
        await self.arrivals.ended(entry.id)
        if self.let_go is not None and not holding and still():
            await self.let_go(entry)
        async with entry.membership:
            if entry.handle is not None and still():
                await self._leave(entry, entry.handle, save, delete_partfile)
            if entry.handle is None:
                self.out(entry)

    async def _leave(self, entry: Entry, handle: Handle, save: bool, delete_partfile: bool) -> None:
        await self._quiesce(entry, handle)
        if save and not entry.missing:
            try:
                await self._saver.save(entry)
            except (TimeoutError, StorageError):
                log.exception("Resume data of %s could not be saved while it left", entry.id)
        if self._core.session is None:
            # The engine ended: Python 3.11 forgets that a wait was cancelled if its answer came just then.
            return
        removed = self._core.pump.expect(handle, Removed)
        self._core.catalog.detach(entry)
        if not entry.deleting:
            self._core.rows.refresh(entry)
        option = lt.session.delete_partfile if delete_partfile else 0
        self._core.session.remove_torrent(handle, option)
        await self._within(removed, REMOVE_DEADLINE, entry.id)

    async def _quiesce(self, entry: Entry, handle: Handle) -> None:
        """It is at rest, and all that came is on the disk."""
        handle.unset_flags(FLAGS.auto_managed)
        if handle.flags() & FLAGS.paused or self._core.session.is_paused():
            # libtorrent has nothing to say of its rest any more.
            handle.pause()
            if may_write(entry):
                await self._within(flush(self._core, handle), PAUSE_DEADLINE, "flush")
            return
        # A check that ends just then swallows the word of the pause.
        paused = self._core.pump.expect(handle, Paused, Checked)
        handle.pause()
        await self._within(paused, PAUSE_DEADLINE, "pause")

    async def _within(self, future: asyncio.Future[Any], seconds: float, what: str) -> None:
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            log.warning("libtorrent did not answer in %.0f s: %s", seconds, what)


def _may_enter(entry: Entry) -> bool:
    """Nobody has taken it in, stopped it or taken it off the list meanwhile, and nobody works on its files."""
    return entry.handle is None and not (entry.kept_out or entry.stopped or entry.deleting)


def _as(entry: Entry) -> tuple[Intent, bool]:
    return entry.intent, entry.guarded
