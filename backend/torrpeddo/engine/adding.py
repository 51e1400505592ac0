"""Adding torrents: from a magnet link, a .torrent file, or an accepted preview."""

import asyncio
import time
from collections.abc import Sequence

from msgspec.structs import replace

from ..contract.adding import AddMagnet, AddTorrentFile, OnConflict
from ..contract.torrents import Intent
from ..errors import Conflict, Duplicate, InvalidInput
from ..library.records import (
    AddTorrent,
    Operation,
    RemoveTorrents,
    SaveMetadata,
    SaveResume,
    SaveTorrent,
    TorrentRecord,
)
from .catalog import Entry
from .collisions.marks import SHARING, UNEXAMINED
from .collisions.settling import Settlement, Settling
from .core import Core
from .facts import MetadataReceived
from .flags import FLAGS
from .given import read_given
from .incomplete.marks import SUFFIX
from .layout import NORMAL, Layout
from .leftovers import Leftovers
from .membership import Membership
from .missing import any_exists
from .parsing import Source, hashes_of, parse_magnet
from .preferences import Preferences
from .resume import ResumeSaver
from .storage import Storage, absolute
from .stored import first_resume
from .urls import TRACKERS, usable

DELETION_DEADLINE = 10.0
"""Seconds to wait for a deletion of the same torrent to set its files aside."""


class Adding:
    def __init__(
        self,
        core: Core,
        membership: Membership,
        saver: ResumeSaver,
        storage: Storage,
        preferences: Preferences,
        settling: Settling,
    ) -> None:
        self._core = core
        self._membership = membership
        self._saver = saver
        self._storage = storage
        self._preferences = preferences
        self._settling = settling
        self._leftovers = Leftovers(core)
        core.pump.on(MetadataReceived, self._on_metadata)

    async def add_magnet(self, params: AddMagnet) -> str:
        source = parse_magnet(params.uri)
        record = await self.record(source, params.save_path, paused=params.paused, sequential=params.sequential)
        # Without a choice here, libtorrent itself honours the files the link asks for (``so=``).
        return await self.enter_settled(source, self.choose(source, record, params.files), params.on_conflict)

    async def add_torrent_file(self, params: AddTorrentFile) -> str:
        source = await read_given(self._core, params.path, params.content)
        record = await self.record(
            source, params.save_path, paused=params.paused, sequential=params.sequential, whole=params.seed_mode
        )
        if params.seed_mode:
            source.params.flags = int(source.params.flags) | int(FLAGS.seed_mode)
        return await self.enter_settled(source, self.choose(source, record, params.files), params.on_conflict)

    async def enter_settled(self, source: Source, record: TorrentRecord, how: OnConflict | None) -> str:
        """Raises PathConflict where it would write files of another torrent and ``how`` says nothing."""
        settlement = await self.settle(source, record, how)
        try:
            return await self.enter(source, settlement.record)
        finally:
            settlement.over()

    async def settle(self, source: Source, record: TorrentRecord, how: OnConflict | None) -> Settlement:
        """With whose record it may enter. Raises PathConflict."""
        # libtorrent has other names for files of one name.
        layout = source.layout.renamed(source.params.renamed_files) if source.layout is not None else None
        settlement = await self._settling.settle(record, layout, how)
        if settlement.names:
            source.params.renamed_files = settlement.names
        if settlement.record.error_kind == SHARING:
            source.params.flags = int(source.params.flags) & ~int(FLAGS.seed_mode)
            return replace(settlement, record=replace(settlement.record, completed_at=None, done=0))
        return settlement

    def refuse_duplicate(self, source: Source) -> None:
        """Raises Duplicate, naming the torrent that is there."""
        known = self._known(source)
        if known is not None and not known.deleting:
            raise Duplicate(
                f"“{known.record.name}” is in the list already.",
                id=known.id,
                name=known.record.name,
                new_trackers=new_trackers(known, source),
            )

    def _known(self, source: Source) -> Entry | None:
        return self._core.catalog.find(source.id, source.v1, source.v2[:40] if source.v2 else None)

    async def record(
        self, source: Source, save_path: str | None, *, paused: bool, sequential: bool, whole: bool = False
    ) -> TorrentRecord:
        """What the library will keep. ``whole``: its files are there.

        Raises Duplicate, and InvalidPath or StorageError for the folder.
        """
        self.refuse_duplicate(source)
        folder = await self._storage.ready(save_path or self._preferences.current.save_path)
        record = self._record(source, folder, paused=paused, sequential=sequential)
        if whole:
            return replace(record, completed_at=record.added_at)
        return await self._begin_apart(source, record, chosen=save_path is not None)

    async def place_for(self, layout: Layout, save_path: str | None) -> str:
        """The folder that ``record`` would choose; nothing is made. Raises InvalidPath."""
        settings = self._preferences.current
        own = str(absolute(save_path or settings.save_path))
        if settings.incomplete_path is None:
            return own
        there = await self._core.on_disk(any_exists, own, [file.path for file in layout.files])
        return own if there else settings.incomplete_path

    async def _begin_apart(self, source: Source, record: TorrentRecord, *, chosen: bool) -> TorrentRecord:
        """Where incomplete downloads are, unless something of it is in its own folder already."""
        settings, own = self._preferences.current, record.save_path
        if settings.incomplete_path is None:
            return record
        files = source.layout.files if source.layout is not None else ()
        paths = [path for file in files for path in (file.path, file.path + SUFFIX)]
        if await self._core.on_disk(any_exists, own, paths):
            return record
        apart = await self._storage.ready(settings.incomplete_path)
        # What nobody chose a folder for goes where all that has finished goes, if there is such a place.
        final = own if chosen or settings.complete_path is None else settings.complete_path
        return record if apart == own else replace(record, save_path=apart, final_path=final)

    async def add_seed(self, source: Source, folder: str) -> str:
        """Seed at once what lies whole in ``folder``, which need not be writable. Raises Duplicate."""
        self.refuse_duplicate(source)
        source.params.flags = int(source.params.flags) | int(FLAGS.seed_mode)
        record = self._record(source, folder, paused=False, sequential=False)
        return await self.enter(source, self.choose(source, record, None))

    def _record(self, source: Source, folder: str, *, paused: bool, sequential: bool) -> TorrentRecord:
        now = time.time()
        return TorrentRecord(
            id=source.id,
            v1=source.v1,
            v2=source.v2,
            name=source.name,
            save_path=folder,
            intent=Intent.PAUSED if paused else Intent.RUN,
            added_at=now,
            state_since=now,
            sequential=sequential,
            queue_position=self._core.catalog.ranks_behind(1)[0],
            private=source.private,
            trackers=source.trackers,
        )

    def choose(self, source: Source, record: TorrentRecord, priorities: Sequence[int] | None) -> TorrentRecord:
        """Put the chosen files into the parameters, and their size into the record."""
        layout = source.layout
        if layout is None:
            if priorities is not None:
                source.params.file_priorities = []
            return replace(record, priorities=list(priorities) if priorities is not None else None)
        check_count(layout, priorities)
        total = size = sum(file.size for file in layout.files)
        if priorities is not None:
            native = source.params.file_priorities = layout.to_native(priorities)
            size = layout.wanted(layout.from_native(native))
        whole = record.completed_at is not None and size > 0
        return replace(
            record,
            completed_at=record.completed_at if whole else None,
            done=size if whole else 0,
            size=size,
            total_size=total,
            priorities=list(priorities) if priorities is not None else None,
        )

    async def enter(self, source: Source, record: TorrentRecord) -> str:
        """Into the library, then into the session; out of both again if the session refuses."""
        entry, saves = await self.put_in_list(source, record)
        try:
            await self._core.commit(*saves)
            await self.let_in(entry, source)
        except BaseException:
            self.take_back(entry)
            raise
        self._core.ask_for_updates()
        return record.id

    async def put_in_list(self, source: Source, record: TorrentRecord) -> tuple[Entry, list[Operation]]:
        """Whoever adds the same meets it from now on. Returns what the library has to have before it enters.

        Raises Duplicate, Conflict.
        """
        self._leftovers.note()
        await self.let_go(source)
        self.refuse_duplicate(source)
        # Without the source's layout: libtorrent gives files of one name other names as it takes them in.
        entry = Entry(record, state_since=time.time())
        if source.layout is not None:
            entry.tops = tuple(source.layout.renamed(source.params.renamed_files).tops)
        self._core.catalog.add(entry)
        saves: list[Operation] = [AddTorrent(record)]
        if source.metadata is not None:
            saves.append(SaveMetadata(record.id, source.metadata))
        # All that a link says (peers, web seeds, files) is kept from the first moment.
        if source.metadata is None or source.params.renamed_files or int(source.params.flags) & int(FLAGS.seed_mode):
            saves.append(SaveResume(record.id, first_resume(source.params)))
        try:
            await self._membership.left(record.id)
        except BaseException:
            self.take_back(entry)
            raise
        return entry, saves

    async def let_in(self, entry: Entry, source: Source) -> None:
        """Into the session. Raises Conflict."""
        await self._membership.enter(entry, source.params)
        if entry.handle is not None:
            self._membership.go_on(entry)

    def take_back(self, entry: Entry) -> None:
        """It was refused: out of the list and the library."""
        entry.deleting = entry.removed = True
        self._core.catalog.remove(entry)
        other = self._core.catalog.find(entry.id)
        if other is not None and other.id == entry.id:
            return  # It was removed, and added again meanwhile: what is there under its id is not this one's.
        self._core.rows.remove(entry.id)
        self._core.library.commit(RemoveTorrents((entry.id,)))

    async def let_go(self, source: Source) -> None:
        """Wait until the same torrent, if it is being deleted, has left the library: or it would take this one along.

        Raises Conflict when that takes long, as it does while its drive is away.
        """
        if self._known(source) is None:
            return
        try:
            async with asyncio.timeout(DELETION_DEADLINE):
                while (known := self._known(source)) is not None and known.deleting and known.gone is not None:
                    await known.gone.wait()
        except TimeoutError:
            raise Conflict(f"“{source.name}” is still being deleted. Add it again when that is over.") from None

    def learn(self, entry: Entry, info: object) -> SaveMetadata:
        """The metadata of a magnet arrived: take its name, files and size into the record.

        Returns what the library has to have beside that.
        """
        layout = entry.layout = Layout.of(info)
        entry.tops = tuple(layout.tops)
        v1, v2 = hashes_of(info.info_hashes())  # type: ignore[attr-defined]
        record = entry.record
        native = self._priorities(entry, layout)
        entry.record = replace(
            record,
            v1=v1 or record.v1,
            v2=v2 or record.v2,
            name=record.name if record.named else layout.name or record.name,
            private=info.priv(),  # type: ignore[attr-defined]
            size=layout.wanted(layout.from_native(native, missing=NORMAL)),
            total_size=sum(file.size for file in layout.files),
            priorities=record.priorities[: len(layout.files)] if record.priorities is not None else None,
        )
        self._core.catalog.learn_hashes(entry)
        return self._saver.save_metadata(entry, info.info_section())  # type: ignore[attr-defined]

    def _priorities(self, entry: Entry, layout: Layout) -> list[int]:
        """The files that were chosen before they were known, put in force now."""
        waiting = entry.record.priorities
        if entry.handle is None:
            return []
        if waiting is None:
            return list(entry.handle.get_file_priorities())
        native = layout.to_native(waiting[: len(layout.files)])
        entry.handle.prioritize_files(native)
        return native

    def _on_metadata(self, fact: MetadataReceived) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.deleting:
            return
        info = fact.handle.torrent_file()
        if info is None:
            return
        entry.record = replace(entry.record, error_kind=entry.record.error_kind or UNEXAMINED)
        metadata = self.learn(entry, info)
        self._core.library.commit(SaveTorrent(entry.record), metadata)
        self._membership.files_came(entry)
        self._core.rows.refresh(entry)
        self._saver.request(entry, unconditional=True)


def new_trackers(known: Entry, source: Source) -> list[str]:
    """Those the torrent in the list lacks, to be offered; none where either is private."""
    if known.record.private or source.private:
        return []
    return [url for url in source.trackers if url not in known.record.trackers and usable(url, TRACKERS)]


def check_count(layout: Layout, priorities: Sequence[int] | None) -> None:
    if priorities is not None and len(priorities) > len(layout.files):
        raise InvalidInput(f"This torrent has {len(layout.files)} files, but {len(priorities)} priorities were given.")
