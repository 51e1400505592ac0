"""Looking at a torrent before it is added: nothing of it is in the list, the library or on the disk.

A magnet is previewed in the session itself, in upload mode, so that the peers which
gave the metadata are kept when it is accepted. A .torrent file needs no session.
"""

import asyncio
import time
import uuid
from dataclasses import replace as with_changes

import libtorrent as lt
from msgspec.structs import replace

from ..contract.adding import AcceptPreview, CheckCollisions, Collisions, Preview, PreviewTorrentFile
from ..contract.events import PreviewEvent
from ..contract.torrents import TorrentError
from ..errors import Conflict, Duplicate, NotFound
from ..library.records import SaveResume, SaveTorrent, TorrentRecord
from .adding import Adding, check_count
from .catalog import Entry
from .collisions.common import count_existing
from .collisions.finder import Finder, target_of
from .collisions.marks import SHARING
from .collisions.settling import Settlement, Settling
from .core import Core
from .facts import Handle, MetadataFailed, MetadataReceived, Removed, StatusUpdate, StorageMoved, StorageMoveFailed
from .flags import FLAGS
from .incomplete.suffixes import Suffixes
from .layout import Layout
from .looked_at import Look
from .membership import Membership
from .parsing import Source, hashes_of, parse_magnet
from .resume import ResumeSaver, torrent_of

_TWIN = TorrentError(kind="duplicate", message="This torrent is in the list already, under its other hash.")
MOVE_DEADLINE = 10.0
KEPT = 64
"""More previews than anybody has open at once; beyond it the oldest is dropped."""


class Previews:
    def __init__(
        self,
        core: Core,
        adding: Adding,
        membership: Membership,
        saver: ResumeSaver,
        suffixes: Suffixes,
        finder: Finder,
        settling: Settling,
    ) -> None:
        self._core = core
        self._adding = adding
        self._membership = membership
        self._saver = saver
        self._suffixes = suffixes
        self._finder = finder
        self._settling = settling
        self._looks: dict[str, Look] = {}
        self._by_handle: dict[Handle, Look] = {}
        membership.make_way = self._make_way
        core.pump.on(MetadataReceived, self._on_metadata)
        core.pump.on(MetadataFailed, self._on_failed)
        core.pump.on(StatusUpdate, self._on_status)

    async def start_magnet(self, uri: str, begun: Preview | None = None) -> Preview:
        """Raises InvalidMagnet, Duplicate. Files follow by ``preview`` events. ``begun``: the link that led to it."""
        source = parse_magnet(uri)
        self._adding.refuse_duplicate(source)
        known = next((look for look in self._looks.values() if look.source.id == source.id and look.handle), None)
        if known is not None and begun is None:
            return known.preview
        if known is not None:
            raise Conflict("This link leads to a magnet link that is being looked at already.")
        await self._membership.left(source.id)
        look = self._begin(source, "magnet", begun)
        self._enter_session(look)
        if begun is not None:
            self._tell(look, look.preview)
        return look.preview

    async def start_torrent_file(self, params: PreviewTorrentFile) -> Preview:
        """Raises InvalidInput, InvalidTorrent, StorageError. A duplicate is shown, not refused."""
        return self._show(await self._adding.read_source(params), None).preview

    def show(self, source: Source, begun: Preview) -> None:
        """The torrent file that a link led to."""
        look = self._show(source, begun)
        self._tell(look, look.preview)

    def _show(self, source: Source, begun: Preview | None) -> Look:
        look = self._begin(source, "file", begun)
        look.layout = source.layout
        look.preview = look.with_files()
        try:
            self._adding.refuse_duplicate(source)
        except Duplicate as duplicate:
            look.preview = known_already(look.preview, duplicate)
        return look

    def source_of(self, preview: str) -> Source | None:
        """Of a torrent file; None for a magnet, which is in the session and has to be accepted. Raises NotFound."""
        look = self._need(preview)
        return look.source if look.handle is None and look.layout is not None else None

    def forget(self, preview: str) -> None:
        """It was added by way of its source."""
        self._looks.pop(preview, None)

    async def accept(self, params: AcceptPreview) -> str:
        """Add it, with the peers and the metadata it has found. Returns the torrent's id."""
        look = self._need(params.preview)
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
            self._looks.pop(look.preview.preview, None)
            return id
        check_count(look.layout, params.files) if look.layout is not None else None
        chosen = params.files if params.files is not None else look.asked_for()
        record = replace(record, priorities=list(chosen) if chosen is not None else None)
        async with self._settling.settled(record, look.layout, params.on_conflict) as settlement:
            if settlement.names or settlement.record.error_kind == SHARING:
                return await self._enter_anew(look, look.handle, settlement)
            return await self._promote(look, look.handle, settlement.record)

    async def collisions(self, params: CheckCollisions) -> Collisions:
        """What it would have in common with torrents and files that are there. Raises NotFound, InvalidPath."""
        look = self._need(params.preview)
        if look.layout is None:
            return Collisions(torrents=[], existing=0)
        check_count(look.layout, params.files)
        chosen = params.files if params.files is not None else look.asked_for()
        folder = await self._adding.place_for(look.layout, params.save_path)
        target = target_of(look.source.id, look.source.name, folder, look.layout, chosen)
        found = await self._finder.find(target)
        existing = await self._core.on_disk(count_existing, target)
        return Collisions(torrents=[each.told() for each in found], existing=existing)

    async def cancel(self, preview: str) -> None:
        """Leaves nothing. An unknown preview is no error: it may have been dropped already, or is being accepted."""
        look = self._looks.get(preview)
        if look is not None and not look.accepting:
            await self._drop(look)

    def drop_all(self) -> None:
        """At the end of the session."""
        for look in list(self._looks.values()):
            if look.handle is not None:
                self._core.session.remove_torrent(look.handle)
        self._looks.clear()
        self._by_handle.clear()

    def _begin(self, source: Source, kind: str, begun: Preview | None = None) -> Look:
        preview = Preview(
            preview=begun.preview if begun is not None else uuid.uuid4().hex,
            id=source.id,
            name=source.name,
            source=begun.source if begun is not None else kind,
            started_at=begun.started_at if begun is not None else time.time(),
            ready=False,
            trackers=len(source.trackers),
            private=source.private,
            comment=source.comment,
            selected=source.selected,
        )
        look = Look(preview, source)
        self._looks[preview.preview] = look
        if len(self._looks) > KEPT:
            oldest = next(iter(self._looks.values()))
            self._core.spawn(self._drop(oldest), "dropping the oldest preview")
        return look

    def _enter_session(self, look: Look) -> None:
        params = look.source.params
        # Upload mode fetches metadata and writes nothing; its folder is never created.
        params.flags = int(FLAGS.upload_mode | FLAGS.update_subscribe | FLAGS.duplicate_is_error)
        params.save_path = str(self._core.profile.previews)
        params.file_priorities = []
        try:
            look.handle = self._core.session.add_torrent(params)
        except RuntimeError as error:
            self._looks.pop(look.preview.preview, None)
            raise Conflict(f"“{look.source.name}” can't be looked at now: {error}.") from error
        self._by_handle[look.handle] = look

    async def _enter_anew(self, look: Look, handle: Handle, settlement: Settlement) -> str:
        """Under other names, or without leave to write: by way of the library, with what was found of it."""
        info = handle.torrent_file()
        params = lt.load_torrent_buffer(torrent_of(info.info_section()))
        link = look.source.params
        params.trackers, params.tracker_tiers, params.url_seeds = link.trackers, link.tracker_tiers, link.url_seeds
        params.peers = [*link.peers, *(peer.ip for peer in handle.get_peer_info())]
        params.renamed_files = settlement.names
        metadata = torrent_of(info.info_section())
        source = with_changes(look.source, params=params, layout=look.layout, metadata=metadata)
        self._looks.pop(look.preview.preview, None)
        self._by_handle.pop(handle, None)
        await self._remove(handle)
        record = self._adding.choose(source, settlement.record, settlement.record.priorities)
        return await self._adding.enter(source, record)

    async def _promote(self, look: Look, handle: Handle, record: TorrentRecord) -> str:
        await self._adding.let_go(look.source)
        self._adding.refuse_duplicate(look.source)
        entry = Entry(record, state_since=time.time())
        self._core.catalog.add(entry)
        # What the link says and what was found is kept from the first moment.
        info = handle.torrent_file()
        saves = self._adding.learn(entry, info) if info is not None else [SaveTorrent(entry.record)]
        try:
            await self._core.commit(*saves, SaveResume(entry.id, lt.write_resume_data_buf(look.source.params)))
        except BaseException:
            self._core.catalog.remove(entry)
            raise
        self._looks.pop(look.preview.preview, None)
        self._by_handle.pop(handle, None)
        if await self._move(handle, record.save_path):
            if not entry.guarded:
                await self._suffixes.before_writing(entry, handle)
            self._take_over(entry, handle)
        else:
            await self._start_over(entry, handle)
        return record.id

    def _take_over(self, entry: Entry, handle: Handle) -> None:
        info = handle.torrent_file()
        self._membership.note_search(entry, info)
        self._membership.attach(entry, handle)
        if info is not None:
            self._core.library.commit(*self._adding.learn(entry, info))
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

    async def _move(self, handle: Handle, folder: str) -> bool:
        """Point it at its real folder; there are no files yet, so nothing is copied. False when it can't be."""
        moved = self._core.pump.expect(handle, StorageMoved, StorageMoveFailed)
        handle.move_storage(folder, lt.move_flags_t.dont_replace)
        try:
            return isinstance(await asyncio.wait_for(moved, MOVE_DEADLINE), StorageMoved)
        except TimeoutError:
            return False

    async def _start_over(self, entry: Entry, handle: Handle) -> None:
        """It can't be pointed at its folder: it enters anew there, at the price of the peers it had found."""
        await self._remove(handle)
        await self._membership.re_enter(entry)

    async def _drop(self, look: Look) -> None:
        self._looks.pop(look.preview.preview, None)
        handle = look.handle
        if handle is None:
            return
        self._by_handle.pop(handle, None)
        await self._remove(handle)

    async def _remove(self, handle: Handle) -> None:
        removed = self._core.pump.expect(handle, Removed)
        self._core.session.remove_torrent(handle, lt.session.delete_partfile)
        await asyncio.wait([removed], timeout=MOVE_DEADLINE)

    async def give_way(self, handle: Handle) -> None:
        """What is looked at is in the list already, under another hash."""
        look = self._by_handle.pop(handle, None)
        if look is None:
            return
        await self._remove(handle)
        look.handle = None
        self._tell(look, replace(look.preview, error=_TWIN))

    async def _make_way(self, id: str) -> None:
        """The torrent is added by another way than this preview."""
        for look in [look for look in self._looks.values() if look.handle is not None and look.source.id == id]:
            await self._drop(look)

    def _need(self, preview: str) -> Look:
        look = self._looks.get(preview)
        if look is None:
            raise NotFound("This preview has ended. Open the link again.", preview=preview)
        return look

    def _on_metadata(self, fact: MetadataReceived) -> None:
        look = self._by_handle.get(fact.handle)
        info = fact.handle.torrent_file() if look is not None else None
        if look is None or info is None:
            return
        look.layout = Layout.of(info)
        v1, v2 = hashes_of(info.info_hashes())
        look.source = with_changes(look.source, v1=v1, v2=v2, name=look.layout.name, private=info.priv())
        chosen = look.asked_for()
        selected = [position for position, priority in enumerate(chosen) if priority] if chosen is not None else None
        preview = look.with_files()
        self._tell(look, replace(preview, private=info.priv(), selected=selected))

    def _on_failed(self, fact: MetadataFailed) -> None:
        look = self._by_handle.get(fact.handle)
        if look is not None:
            error = TorrentError(kind="metadata", message=f"The metadata can't be used: {fact.message}.")
            self._tell(look, replace(look.preview, error=error))

    def _on_status(self, fact: StatusUpdate) -> None:
        if not self._by_handle:
            return
        for status in fact.statuses:
            look = self._by_handle.get(status.handle)
            if look is not None and look.preview.peers != status.peers:
                self._tell(look, replace(look.preview, peers=status.peers))

    def _tell(self, look: Look, preview: Preview) -> None:
        look.preview = preview
        self._core.feed.tell(PreviewEvent(preview=preview))


def known_already(preview: Preview, duplicate: Duplicate) -> Preview:
    """The torrent is in the list."""
    data = duplicate.data
    return replace(preview, duplicate_of=data["name"], duplicate_id=data["id"], new_trackers=data["new_trackers"])
