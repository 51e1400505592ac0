"""From what is looked at to a torrent in the list, with the peers and the metadata that were found."""

import asyncio
import logging
import time
from typing import Any

import libtorrent as lt
from msgspec.structs import replace

from ..contract.adding import AcceptPreview
from ..library.records import AddTorrent, SaveResume, SaveTorrent, TorrentRecord
from .adding import Adding, check_count
from .catalog import Entry
from .collisions.marks import SHARING
from .collisions.settling import Settlement, Settling
from .core import Core
from .facts import Handle, StorageMoved, StorageMoveFailed
from .flags import FLAGS
from .incomplete.suffixes import Suffixes
from .looked_at import DEADLINE, Look, Looks
from .membership import Membership
from .resume import ResumeSaver, torrent_of

log = logging.getLogger(__name__)


class Accepting:
    def __init__(
        self,
        core: Core,
        looks: Looks,
        adding: Adding,
        membership: Membership,
        saver: ResumeSaver,
        suffixes: Suffixes,
        settling: Settling,
    ) -> None:
        self._core = core
        self._looks = looks
        self._adding = adding
        self._membership = membership
        self._saver = saver
        self._suffixes = suffixes
        self._settling = settling

    async def accept(self, look: Look, params: AcceptPreview) -> str:
        """Returns the torrent's id. While this lasts it can't be cancelled. Raises what adding does."""
        look.accepting = True
        try:
            return await self._accept(look, params)
        finally:
            look.accepting = False

    async def _accept(self, look: Look, params: AcceptPreview) -> str:
        record = await self._adding.record(
            look.source, params.save_path, paused=params.paused, sequential=params.sequential
        )
        if look.handle is None:
            record = self._adding.choose(look.source, record, params.files)
            id = await self._adding.enter_settled(look.source, record, params.on_conflict)
            self._looks.forget(look)
            return id
        if look.layout is not None:
            check_count(look.layout, params.files)
        chosen = params.files if params.files is not None else look.asked_for()
        record = replace(record, priorities=list(chosen) if chosen is not None else None)
        settlement = await self._settling.settle(record, look.layout, params.on_conflict)
        try:
            if settlement.names or settlement.record.error_kind == SHARING:
                return await self._enter_anew(look, look.handle, settlement)
            return await self._promote(look, look.handle, settlement.record)
        finally:
            settlement.over()

    async def _enter_anew(self, look: Look, handle: Handle, settlement: Settlement) -> str:
        """Under other names, or without leave to write: by way of the library, with what was found of it."""
        info = handle.torrent_file()
        params: Any = lt.load_torrent_buffer(torrent_of(info.info_section()))
        link = look.source.params
        params.trackers, params.tracker_tiers, params.url_seeds = link.trackers, link.tracker_tiers, link.url_seeds
        params.peers = [*link.peers, *(peer.ip for peer in handle.get_peer_info())]
        params.renamed_files = settlement.names
        metadata = torrent_of(info.info_section())
        source = replace(look.source, params=params, layout=look.layout, metadata=metadata)
        self._looks.forget(look)
        await self._looks.take_out(handle)
        record = self._adding.choose(source, settlement.record, settlement.record.priorities)
        return await self._adding.enter(source, record)

    async def _promote(self, look: Look, handle: Handle, record: TorrentRecord) -> str:
        """It stays in the session as it is, and with whom it has met."""
        await self._adding.let_go(look.source)
        self._adding.refuse_duplicate(look.source)
        entry = Entry(record, state_since=time.time())
        self._core.catalog.add(entry)
        # Whoever takes it out, or adds the same again, waits until it is in.
        self._membership.arrivals.begin(entry.id)
        try:
            await self._keep(entry, look, handle)
            self._looks.forget(look)
            if not await self._bring_over(entry, handle):
                await self._looks.take_out(handle)
        finally:
            self._membership.arrivals.end(entry.id)
        if entry.handle is None and not (entry.stopped or entry.deleting):
            # At the price of the peers that it had found.
            self._core.rows.refresh(entry)
            await self._membership.re_enter(entry)
        return record.id

    async def _keep(self, entry: Entry, look: Look, handle: Handle) -> None:
        """What the link says and what was found is in the library from the first moment. Raises StorageError."""
        info = handle.torrent_file()
        metadata = [self._adding.learn(entry, info)] if info is not None else []
        resume = SaveResume(entry.id, lt.write_resume_data_buf(look.source.params))
        try:
            await self._core.commit(AddTorrent(entry.record), *metadata, resume)
        except BaseException:
            self._adding.take_back(entry)
            raise

    async def _bring_over(self, entry: Entry, handle: Handle) -> bool:
        """To its folder, and into the list. False when it can't be, or is not wanted there any more."""
        try:
            if not await self._move(handle, entry.record.save_path):
                return False
            if not entry.guarded:
                await self._suffixes.before_writing(entry, handle)
            if entry.stopped or entry.deleting:
                return False
            self._take_over(entry, handle)
        except Exception:
            log.exception("%s can't stay in the session as it was looked at", entry.id)
            if entry.handle is not None:
                self._core.catalog.detach(entry)
            return False
        return True

    async def _move(self, handle: Handle, folder: str) -> bool:
        """Point it at its real folder; there are no files yet, so nothing is copied. False when it can't be."""
        moved = self._core.pump.expect(handle, StorageMoved, StorageMoveFailed)
        handle.move_storage(folder, lt.move_flags_t.dont_replace)
        try:
            return isinstance(await asyncio.wait_for(moved, DEADLINE), StorageMoved)
        except TimeoutError:
            return False

    def _take_over(self, entry: Entry, handle: Handle) -> None:
        info = handle.torrent_file()
        self._membership.note_search(entry, info)
        self._membership.attach(entry, handle)
        if info is not None:
            metadata = self._adding.learn(entry, info)
            self._core.library.commit(SaveTorrent(entry.record), metadata)
            self._membership.files_came(entry)
        if entry.record.sequential:
            handle.set_flags(FLAGS.sequential_download)
        if self._membership.extra_flags:
            handle.set_flags(self._membership.extra_flags)
        if not entry.guarded:
            handle.unset_flags(FLAGS.upload_mode)
        self._membership.enforce(entry)
        self._saver.request(entry, unconditional=True)
        self._core.rows.refresh(entry)
        self._core.ask_for_updates()
