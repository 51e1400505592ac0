"""What a person asks of torrents in the list. Intent first, then the session, then the answer.

Each method checks all ids before it touches any torrent, puts the intent in force
at once and returns when the library has it.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from functools import partial

import libtorrent as lt
from msgspec.structs import replace

from ..contract.torrents import Intent
from ..errors import InvalidInput, StorageError, WrongState
from ..library.records import RemoveTorrents, SaveIntents, SaveTorrent
from .catalog import Entry, refuse_moving, refuse_stopped
from .core import Core
from .endpoints import parse_endpoint
from .facts import Checked, Handle
from .flags import FLAGS
from .layout import Layout
from .layouts import Layouts
from .loading import load_resume
from .membership import Membership
from .missing import MissingFiles
from .problems import mends_itself
from .resume import ResumeSaver, is_checking
from .state import CHECKING_FILES

FEW = 100
"""Torrents that are worked on before the answer."""


class Lifecycle:
    def __init__(
        self, core: Core, membership: Membership, saver: ResumeSaver, missing: MissingFiles, layouts: Layouts
    ) -> None:
        self._core = core
        self._layouts = layouts
        self._membership = membership
        self._saver = saver
        self._missing = missing
        core.pump.on(Checked, self._on_checked)

    async def pause(self, ids: Sequence[str]) -> None:
        """Stays paused through queue, errors and restarts, until it is resumed."""
        await self._intend(ids, Intent.PAUSED, "paused")

    async def resume(self, ids: Sequence[str]) -> None:
        """Back to the queue, which starts it when a place is free. Also the way to try again after an error."""
        await self._intend(ids, Intent.RUN, "resumed")

    async def force(self, ids: Sequence[str]) -> None:
        """Run whatever the queue thinks."""
        await self._intend(ids, Intent.FORCED, "forced")

    async def stop(self, ids: Sequence[str]) -> None:
        """Take them out of the session; they stay listed as Cancelled. Harmless for one that is."""
        entries = [entry for entry in self._core.catalog.need_all(ids) if not entry.stopped]
        saved = self._set_intent(entries, Intent.STOPPED)
        await self._carry_out(entries, self._let_out, saved)

    def _let_out(self, entry: Entry) -> None:
        if entry.stopped:
            self._membership.leave(entry, save=True, still=partial(_is_stopped, entry))

    async def restart(self, ids: Sequence[str]) -> None:
        """Put cancelled torrents back into the session, from their resume data and without a recheck."""
        entries = self._core.catalog.need_all(ids)
        for entry in entries:
            if not entry.stopped:
                raise WrongState(
                    f"“{entry.record.name}” is not cancelled, so there is nothing to restart.", id=entry.id
                )
        saved = self._set_intent(entries, Intent.RUN)
        await self._carry_out(entries, self._bring_in, saved)

    def _bring_in(self, entry: Entry) -> None:
        self._core.spawn(self._put_in_force(entry), f"bringing in {entry.id}")

    async def recheck(self, ids: Sequence[str]) -> None:
        """Hash everything on the disk again. What is missing is then downloaded again."""
        entries = self._core.catalog.need_all(ids)
        refuse_stopped(entries, "checked")
        refuse_moving(entries, "checked")
        # What holds again if the check is cancelled.
        await asyncio.gather(*map(self._saver.save, entries), return_exceptions=True)
        for entry in entries:
            if entry.handle is None or self._membership.check_failed(entry):
                await self._membership.check_anew(entry)
            self._recheck(entry, at_once=len(entries) == 1 and not self._is_any_checked())

    async def cancel_check(self, ids: Sequence[str]) -> None:
        """End checks that are under way; what was known before holds again. Harmless where there is none.

        A torrent that was never checked can't go on without: it is paused.
        """
        entries = [
            entry
            for entry in self._core.catalog.need_all(ids)
            if entry.handle is not None and is_checking(entry.handle)
        ]
        for entry in entries:
            self._membership.leave(entry, save=False)
        never = [entry for entry in entries if not await self._knows_pieces(entry)]
        # Unless somebody stopped or removed it meanwhile.
        saved = self._set_intent([entry for entry in never if not (entry.stopped or entry.deleting)], Intent.PAUSED)
        await self._carry_out(entries, self._bring_in, saved)

    async def _knows_pieces(self, entry: Entry) -> bool:
        resume = load_resume(await asyncio.wrap_future(self._core.library.get_resume(entry.id)))
        return resume is not None and any(resume.have_pieces)

    async def reannounce(self, ids: Sequence[str]) -> None:
        """Ask trackers and the DHT for peers now."""
        entries = self._core.catalog.need_all(ids)
        refuse_stopped(entries, "announced")
        for entry in entries:
            if entry.handle is not None:
                entry.handle.force_reannounce(0, -1, lt.torrent_handle.ignore_min_interval)
                entry.handle.force_dht_announce()

    async def remove(self, ids: Sequence[str]) -> None:
        """Out of the list; the files stay."""
        entries = self._core.catalog.need_all(ids)
        for entry in entries:
            entry.leave_list()
            entry.removed = True
        try:
            await self._core.commit(RemoveTorrents(tuple(entry.id for entry in entries)))
        except BaseException:
            for entry in entries:
                entry.stay_in_list()
            raise
        for entry in entries:
            self._core.rows.remove(entry.id)
            self._saver.forget(entry)
            leaving = self._membership.leave(entry, save=False, delete_partfile=True)
            leaving.add_done_callback(partial(self._forget, entry))

    async def set_file_priorities(self, id: str, priorities: Sequence[int]) -> None:
        """One for each file of the torrent, 0–7. Raises InvalidInput when the count differs."""
        entry = self._core.catalog.need(id)
        layout = await self._layouts.of(entry)
        before = await self._core.ask(_priorities_and_bytes, entry.handle) if entry.handle is not None else None
        # It may have been removed or stopped while that was looked up.
        entry = self._core.catalog.need(id)
        refuse_stopped([entry], "changed")
        refuse_moving([entry], "changed")
        if layout is None or entry.handle is None:
            raise WrongState("The files are not known yet. Choose them when the metadata has arrived.", id=id)
        if len(priorities) != len(layout.files):
            raise InvalidInput(
                f"This torrent has {len(layout.files)} files, but {len(priorities)} priorities were given.", id=id
            )
        entry.handle.prioritize_files(layout.to_native(priorities))
        entry.record = replace(
            entry.record,
            size=layout.wanted(priorities),
            priorities=list(priorities),
            written=_written(entry, layout, priorities, before),
        )
        self._membership.pieces_reset(entry)
        self._membership.strays(entry)
        self._saver.request(entry, unconditional=True)
        self._core.ask_for_updates()
        await self._core.commit(SaveTorrent(entry.record))

    async def set_sequential(self, ids: Sequence[str], sequential: bool) -> None:
        entries = self._core.catalog.need_all(ids)
        for entry in entries:
            entry.record = replace(entry.record, sequential=sequential)
            if entry.handle is not None:
                change = entry.handle.set_flags if sequential else entry.handle.unset_flags
                change(FLAGS.sequential_download)
            self._core.rows.refresh(entry)
        await self._core.commit(*(SaveTorrent(entry.record) for entry in entries))

    async def connect_peer(self, id: str, address: str) -> None:
        """``host:port`` with a literal IP address. Raises InvalidInput."""
        entry = self._core.catalog.need(id)
        refuse_stopped([entry], "connected")
        endpoint = parse_endpoint(address)
        if entry.handle is None:
            raise WrongState(f"“{entry.record.name}” is not running, so it can't connect to anyone.", id=id)
        entry.handle.connect_peer(endpoint)

    async def _intend(self, ids: Sequence[str], intent: Intent, done: str) -> None:
        entries = self._core.catalog.need_all(ids)
        refuse_stopped(entries, done)
        saved = self._set_intent(entries, intent)
        await self._carry_out(entries, self._follow, saved)

    def _follow(self, entry: Entry) -> None:
        if entry.handle is None:
            self._bring_in(entry)
        elif not entry.stopped:
            self._enforce(entry)

    async def _put_in_force(self, entry: Entry) -> None:
        """Whatever the intent is by then: a torrent on its way out is let out first."""
        await self._membership.left(entry.id)
        if entry.stopped or entry.deleting:
            return
        if entry.handle is not None:
            self._enforce(entry)
        else:
            await self._missing.bring_back(entry)

    def _enforce(self, entry: Entry) -> None:
        if entry.intent is not Intent.PAUSED or mends_itself(entry.error):
            entry.error = None
        self._membership.enforce(entry)

    def _set_intent(self, entries: Sequence[Entry], intent: Intent) -> asyncio.Task[None]:
        """For all at this moment, so that what is asked next counts; the rows follow."""
        now = time.time()
        for entry in entries:
            entry.record = replace(entry.record, intent=intent, state_since=now)
        saved = self._core.commit(SaveIntents(tuple(entry.id for entry in entries), intent, now))
        return self._core.loop.create_task(self._keep(entries, saved))

    async def _carry_out(
        self, entries: Sequence[Entry], act: Callable[[Entry], None], saved: asyncio.Task[None]
    ) -> None:
        """What was asked, in turns, for whatever is asked of each by then.

        Of a few it is done when this returns; of many it is in the library, and the rest follows.
        """
        work = self._core.spawn(self._act_in_turns(entries, act), f"what was asked of {len(entries)} torrents")
        await saved
        if len(entries) <= FEW:
            await asyncio.wait([work])

    async def _act_in_turns(self, entries: Sequence[Entry], act: Callable[[Entry], None]) -> None:
        """Each with its row told; those on their way out of the list are left."""
        async for entry in self._core.in_step(entries):
            if not entry.deleting:
                self._core.rows.refresh(entry)
                act(entry)
        self._core.ask_for_updates()

    async def _keep(self, entries: Sequence[Entry], saved: asyncio.Future[None]) -> None:
        """Raises StorageError when the disk refuses; what was asked still holds, and is saved when that is possible."""
        try:
            await saved
        except StorageError:
            self._core.library.commit(*(SaveTorrent(entry.record) for entry in entries if not entry.deleting))
            raise

    def _forget(self, entry: Entry, _: object) -> None:
        self._core.catalog.remove(entry)

    def _is_any_checked(self) -> bool:
        return any(
            entry.rechecking or (entry.status is not None and entry.status.state == CHECKING_FILES)
            for entry in self._core.catalog
        )

    def _recheck(self, entry: Entry, *, at_once: bool) -> None:
        """``at_once``: libtorrent looks at its queue once a second at most, and a check that disturbs no other need
        not wait for that."""
        handle = entry.handle
        if handle is None or entry.search is not None:
            return
        entry.error = None
        entry.rechecking, entry.unchecked = True, False
        handle.clear_error()
        # While all are paused nothing is checked, and the queue keeps it until then.
        out_of_turn = at_once and entry.intent is Intent.RUN and not self._core.rows.session_paused
        if out_of_turn:
            handle.unset_flags(FLAGS.auto_managed)
        handle.force_recheck()
        self._membership.strays(entry)
        if entry.intent is Intent.PAUSED or out_of_turn:
            # What is paused is not checked until it runs; this checks it and ends paused.
            handle.set_flags(FLAGS.stop_when_ready)
            handle.resume()
        self._core.ask_for_updates()

    def _on_checked(self, fact: Checked) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.handle is None:
            return
        asked, entry.rechecking = entry.rechecking, False
        if entry.intent is Intent.PAUSED or (asked and entry.intent is Intent.RUN):
            self._membership.enforce(entry)
        if asked:
            self._core.ask_for_updates()
        # Also said of each that enters with resume data: ten thousand of them need not be saved again.
        if self._saver.waits_to_be_sure(entry) or (entry.status is not None and entry.status.state == CHECKING_FILES):
            self._saver.request(entry)


def _priorities_and_bytes(handle: Handle) -> tuple[list[int], list[int]]:
    """Of each file in libtorrent's numbering, with the bytes that are here."""
    return list(handle.get_file_priorities()), list(handle.file_progress())


def _written(
    entry: Entry, layout: Layout, priorities: Sequence[int], before: tuple[list[int], list[int]] | None
) -> list[int] | None:
    """Files that are to be skipped and are on the disk all the same, since the torrent put them there."""
    known = set(entry.record.written or ())
    if before is not None:
        chosen, done = (layout.from_native(each) for each in before)
        known.update(place for place in range(len(chosen)) if chosen[place] and done[place])
    return sorted(place for place in known if not priorities[place]) or None


def _is_stopped(entry: Entry) -> bool:
    return entry.stopped
