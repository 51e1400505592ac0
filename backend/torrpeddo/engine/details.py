"""The details of one torrent: answered once to ``get_*``, and pushed each second to clients that watch."""

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

import libtorrent as lt
from msgspec import Struct, field

from ..contract.details import Details as DetailsOf
from ..contract.details import FileRow, PeerRow, PieceFiles, Pieces, TorrentDetails, TrackerRow
from ..contract.events import DetailsEvent
from ..errors import InvalidInput
from .catalog import Entry
from .core import Core
from .diagnosis import Diagnosis
from .facts import Handle
from .feed import Listener
from .inspect import peers_of, pieces_of
from .layout import NORMAL, Layout
from .layouts import Layouts
from .origins import Origins
from .piecemap import files_in, piece_map
from .seldom import Seldom
from .text import remote

log = logging.getLogger(__name__)

PARTS = ("torrent", "files", "peers", "trackers", "pieces", "causes")


class Watch(Struct):
    id: str
    parts: frozenset[str]
    sent: dict[str, Any] = field(default_factory=dict)
    """What the client has, so that only changes are sent."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Of two pushes at a time the one that read first might tell last, and what it told would stay."""


class Details:
    def __init__(self, core: Core, layouts: Layouts, diagnosis: Diagnosis, seldom: Seldom) -> None:
        self._core = core
        self._diagnosis = diagnosis
        self._seldom = seldom
        self._layouts = layouts
        self._origins = Origins(core)
        self._watches: dict[Listener, Watch] = {}

    def watch(self, listener: Listener, id: str | None, parts: Sequence[str] | None) -> None:
        """Push details of this torrent to this client until it watches another, or none. Raises NotFound."""
        if id is None:
            self._watches.pop(listener, None)
            return
        unknown = set(parts or ()) - set(PARTS)
        if unknown:
            raise InvalidInput(
                f"There is no part of the details called “{min(unknown)}”. There are: {', '.join(PARTS)}."
            )
        entry = self._core.catalog.need(id)
        watch = self._watches[listener] = Watch(entry.id, frozenset(PARTS if parts is None else parts))
        self._core.spawn(self._push(listener, watch), f"details of {entry.id}")

    def forget(self, listener: Listener) -> None:
        self._watches.pop(listener, None)

    @property
    def watched(self) -> bool:
        """Somebody looks at details."""
        return bool(self._watches)

    async def push_all(self) -> None:
        """Once a tick: what changed since the last, to each watcher."""
        for listener, watch in list(self._watches.items()):
            try:
                await self._push(listener, watch)
            except Exception:
                # One torrent that can't be told of must not stop the clock for all.
                log.exception("The details of %s could not be told", watch.id)

    async def torrent(self, id: str) -> TorrentDetails:
        return await self._torrent(self._core.catalog.need(id))

    async def files(self, id: str) -> list[FileRow]:
        """Empty until the metadata is known."""
        return await self._files(self._core.catalog.need(id))

    async def peers(self, id: str) -> list[PeerRow]:
        return await self._peers(self._core.catalog.need(id))

    async def trackers(self, id: str) -> list[TrackerRow]:
        return await self._trackers(self._core.catalog.need(id))

    async def pieces(self, id: str) -> Pieces:
        return await self._pieces(self._core.catalog.need(id))

    async def piece_files(self, id: str, first: int, last: int) -> PieceFiles:
        """Empty until the metadata is known. Raises NotFound."""
        layout = await self._layouts.of(self._core.catalog.need(id))
        return PieceFiles(paths=[], count=0) if layout is None else files_in(layout, first, last)

    async def _push(self, listener: Listener, watch: Watch) -> None:
        entry = self._core.catalog.find(watch.id)
        if entry is None or entry.deleting:
            self._watches.pop(listener, None)
            return
        async with watch.turn:
            changes: dict[str, Any] = {}
            for part in watch.parts:
                changes |= await self._changes(entry, watch, part)
            if changes and self._watches.get(listener) is watch:
                listener.tell(DetailsEvent(details=DetailsOf(id=entry.id, **changes)))

    async def _changes(self, entry: Entry, watch: Watch, part: str) -> dict[str, Any]:
        if part == "files":
            return await self._file_changes(entry, watch)
        read = {
            "torrent": self._torrent,
            "peers": self._peers,
            "trackers": self._trackers,
            "pieces": self._pieces,
            "causes": self._diagnosis.of,
        }
        value = await read[part](entry)
        if watch.sent.get(part) == value:
            return {}
        watch.sent[part] = value
        return {part: value}

    async def _file_changes(self, entry: Entry, watch: Watch) -> dict[str, Any]:
        """A torrent of 50,000 files whose bytes moved sends one list of numbers, not all names again."""
        layout = await self._layouts.of(entry)
        if layout is None:
            return {}
        done, priorities = await self._file_figures(entry, layout)
        sent_layout, sent_done, sent_priorities = watch.sent.get("files", (None, None, None))
        watch.sent["files"] = layout, done, priorities
        if priorities != sent_priorities or layout is not sent_layout:
            return {"files": _file_rows(layout, done, priorities)}
        return {"file_progress": done} if done != sent_done else {}

    async def _torrent(self, entry: Entry) -> TorrentDetails:
        record, handle = entry.record, entry.handle
        layout = await self._layouts.of(entry)
        known = await self._core.ask(_described, handle) if handle is not None else None
        status, web_seeds = known or (None, [])
        origin = await self._origins.of(entry)
        return TorrentDetails(
            id=entry.id,
            comment=origin.comment,
            created_by=origin.created_by,
            created_at=origin.created_at,
            v1=record.v1,
            v2=record.v2,
            piece_length=layout.piece_length if layout else 0,
            piece_count=layout.pieces if layout else 0,
            file_count=len(layout.files) if layout else 0,
            magnet=magnet_of(entry, web_seeds),
            files_exist=record.done > 0 or bool(status and status.total_done),
            down_limit=record.options.down_limit,
            up_limit=record.options.up_limit,
            options=record.options,
            active_seconds=_seconds(status, "active_duration"),
            seeding_seconds=_seconds(status, "seeding_duration"),
            wasted=status.total_failed_bytes + status.total_redundant_bytes if status else 0,
            next_announce_at=_next_announce(status),
        )

    async def _files(self, entry: Entry) -> list[FileRow]:
        layout = await self._layouts.of(entry)
        return _file_rows(layout, *await self._file_figures(entry, layout)) if layout is not None else []

    async def _file_figures(self, entry: Entry, layout: Layout) -> tuple[list[int], list[int]]:
        """Bytes done and priority of each file."""
        handle, record = entry.handle, entry.record
        done = await self._core.ask(_progress, handle) if handle is not None else None
        # What was chosen counts at once; libtorrent takes it in when its disk has.
        chosen = entry.record.priorities
        told = await self._seldom.priorities(handle) if done is not None and chosen is None else None
        priorities = layout.from_native(told if told is not None else layout.to_native(chosen or ()), missing=NORMAL)
        if done is not None:
            return layout.from_native(done), priorities
        whole = bool(record.size) and record.done >= record.total_size
        return [file.size if whole else 0 for file in layout.files], priorities

    async def _peers(self, entry: Entry) -> list[PeerRow]:
        told = await self._core.ask(peers_of, entry.handle) if entry.handle is not None else None
        return told or []

    async def _trackers(self, entry: Entry) -> list[TrackerRow]:
        known = await self._seldom.trackers(entry)
        return known if known is not None else [_silent(url) for url in entry.record.trackers]

    async def _pieces(self, entry: Entry) -> Pieces:
        layout = await self._layouts.of(entry)
        if layout is None:
            return piece_map((), (), (), 0)
        mapped = partial(_mapped, layout)
        told = await self._core.ask(mapped, entry.handle) if entry.handle is not None else None
        if told is None:
            whole = bool(entry.record.size) and entry.record.done >= entry.record.total_size
            return piece_map([whole] * layout.pieces, (), (), layout.piece_length)
        return told


def _mapped(layout: Layout, handle: Handle) -> Pieces:
    """On the asking thread: of a torrent of very many pieces the map takes long too."""
    have, availability, active = pieces_of(handle)
    return piece_map(have or [False] * layout.pieces, availability, active, layout.piece_length)


def _described(handle: Handle) -> tuple[Any, list[str]]:
    """Status and web seeds."""
    return handle.status(0), list(handle.url_seeds())


def _progress(handle: Handle) -> list[int]:
    """In libtorrent's numbering of files."""
    return list(handle.file_progress(0))


def _file_rows(layout: Layout, done: Sequence[int], priorities: Sequence[int]) -> list[FileRow]:
    return [
        FileRow(index=i, path=file.path, size=file.size, done=done[i], priority=priorities[i], offset=file.offset)
        for i, file in enumerate(layout.files)
    ]


def magnet_of(entry: Entry, web_seeds: Sequence[str] = ()) -> str:
    """A link for somebody else; of a private torrent without what may have a person's passkey in it."""
    record = entry.record
    params = lt.add_torrent_params()
    v1 = lt.sha1_hash(bytes.fromhex(record.v1)) if record.v1 else lt.sha1_hash()
    v2 = lt.sha256_hash(bytes.fromhex(record.v2)) if record.v2 else lt.sha256_hash()
    params.info_hashes = lt.info_hash_t(v1, v2)
    params.name = record.name
    if not record.private:
        params.trackers = list(record.trackers)
        params.url_seeds = list(web_seeds)
    return remote(lambda: lt.make_magnet_uri(params))


def _seconds(status: Any, name: str) -> int:
    return int(getattr(status, name).total_seconds()) if status is not None else 0


def _next_announce(status: Any) -> float | None:
    if status is None:
        return None
    seconds = float(status.next_announce.total_seconds())
    return time.time() + seconds if seconds > 0 else None


def _silent(url: str) -> TrackerRow:
    return TrackerRow(
        url=url,
        tier=0,
        status="disabled",
        message="",
        next_announce_at=None,
        swarm_peers=None,
        swarm_seeds=None,
        downloads=None,
        fails=0,
    )
