"""The start: every torrent of the library back in the list at once, and then into the session.

Rows come from the records, so the list is whole before the session knows its first
torrent. Torrents are then added in slices, so that commands are answered meanwhile; what else the library has of them
is read slice by slice, the next while one enters.
"""

import asyncio
import errno
import logging
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..contract.torrents import TorrentError
from ..errors import StorageError
from ..library.reading import Blobs
from ..library.records import SetAside, StoredTorrent, TorrentRecord
from . import memory
from .catalog import Entry
from .core import Core
from .facts import Added
from .incomplete.suffixes import Suffixes
from .layout import Layout
from .membership import Membership
from .missing import MissingFiles
from .slices import slices
from .stored import params_of

log = logging.getLogger(__name__)

SLICE = 200
"""Torrents whose folders are looked at together."""
REST = 0.001
"""Seconds after each few milliseconds of entering, in which a client that asks for the list is served."""


class _Part(Struct, frozen=True):
    """Torrents that enter after one another, with what is known of them by then."""

    entries: Sequence[Entry]
    away: list[bool]
    """Whether the folder is not there that one had data in."""
    blobs: dict[str, Blobs]
    """Without those that could not be read."""


class Restoring:
    def __init__(self, core: Core, membership: Membership, missing: MissingFiles, suffixes: Suffixes) -> None:
        self._core = core
        self._suffixes = suffixes
        self._membership = membership
        self._missing = missing
        self._expected: dict[str, Entry] = {}
        core.pump.on(Added, self._on_added)

    def list_all(self, records: Iterable[TorrentRecord]) -> list[Entry]:
        """Rows first. Returns what has to enter the session, in queue order."""
        entries = []
        for record in records:
            entry = Entry(record, state_since=record.state_since or record.added_at)
            self._core.catalog.add(entry)
            if record.missing:
                self._missing.mark(entry)
            self._core.rows.refresh(entry)
            entries.append(entry)
        return sorted((entry for entry in entries if not entry.stopped), key=_queue_order)

    async def enter_all(self, entries: Sequence[Entry]) -> None:
        # What is being moved or renamed enters when that is over, with what the library has of it then.
        entries = [entry for entry in entries if not entry.held]
        try:
            await self._enter_all(entries)
        finally:
            memory.search()
        if len(entries) > SLICE:
            await self._core.on_disk(memory.give_back)

    async def _enter_all(self, entries: Sequence[Entry]) -> None:
        async for part in self._parts(entries):
            async for entry, folder_away in self._core.in_turns(zip(part.entries, part.away, strict=True), REST):
                if (blobs := part.blobs.get(entry.id)) is not None:
                    metadata, resume = blobs
                    torrent = StoredTorrent(record=entry.record, metadata=metadata, resume=resume)
                    await self._enter(entry, torrent, folder_away)

    async def _parts(self, entries: Sequence[Entry]) -> AsyncIterator[_Part]:
        following: asyncio.Task[_Part] | None = None
        for some in slices(entries, SLICE):
            reading = self._core.spawn(self._read(some), "reading torrents")
            if following is not None:
                yield await following
            following = reading
        if following is not None:
            yield await following

    async def _read(self, entries: Sequence[Entry]) -> _Part:
        records = [(entry.record.save_path, entry.record.done) for entry in entries]
        away = await self._core.on_disk(_folders_away, records)
        return _Part(entries, away, await self._blobs_of(entries))

    async def _blobs_of(self, entries: Sequence[Entry]) -> dict[str, Blobs]:
        """Where one is damaged the others enter all the same. The library is mended at the next start."""
        try:
            return await asyncio.wrap_future(self._core.library.get_blobs([entry.id for entry in entries]))
        except StorageError as error:
            if len(entries) > 1:
                middle = len(entries) // 2
                return {**await self._blobs_of(entries[:middle]), **await self._blobs_of(entries[middle:])}
            log.error("%s could not be read at the start: %s", entries[0].id, error)
            entries[0].error = TorrentError(kind=error.kind, message=error.message)
            self._core.rows.refresh(entries[0])
            return {}

    async def _enter(self, entry: Entry, torrent: StoredTorrent, folder_away: bool) -> None:
        if _stays_out(entry) or self._membership.is_entering(entry):
            return
        if folder_away or entry.missing:
            await self._look_for(entry)
            return
        # From now on whoever would bring it in or take it out waits.
        self._membership.arrivals.begin(entry.id)
        asked = False
        try:
            asked = await self._ask_for(entry, torrent)
        finally:
            if not asked:
                self._membership.arrivals.end(entry.id)

    async def _ask_for(self, entry: Entry, torrent: StoredTorrent) -> bool:
        """Whether the session was asked to take it; it is in when it has answered."""
        try:
            params = self._membership.prepare(entry, params_of(torrent))
        except RuntimeError as error:
            log.error("The stored metadata of %s is damaged: %s", entry.id, error)
            self._core.library.commit(SetAside(entry.id, "metadata", str(error)))
            params = self._membership.prepare(entry, params_of(StoredTorrent(record=entry.record)))
        await self._suffixes.entering(entry, params, start=True)
        if _stays_out(entry):
            return False
        entry.tops = _tops(params)
        self._expected[entry.id] = entry
        self._core.session.async_add_torrent(params)
        return True

    async def _look_for(self, entry: Entry) -> None:
        """Its files were away. That it can't be brought back must not keep those behind it from entering."""
        try:
            await self._missing.bring_back(entry)
        except Exception:
            log.exception("%s could not be brought back at the start", entry.id)

    def _on_added(self, fact: Added) -> None:
        entry = self._find(fact)
        if entry is None:
            return
        if fact.error is not None:
            log.error("libtorrent refused %s at the start: %s", entry.id, fact.error)
        elif entry.stopped or entry.deleting:
            # Asked while it was on its way in; whoever takes it out waits for it.
            self._core.catalog.attach(entry, fact.handle)
        else:
            self._membership.attach(entry, fact.handle)
            self._membership.go_on(entry)
        self._membership.arrivals.end(entry.id)

    def _find(self, fact: Added) -> Entry | None:
        for hash in (fact.v1, fact.v2[:40] if fact.v2 else None):
            if hash is not None and hash in self._expected:
                return self._expected.pop(hash)
        return None


def _stays_out(entry: Entry) -> bool:
    return entry.stopped or entry.deleting or entry.kept_out or entry.handle is not None


def _tops(params: Any) -> tuple[str, ...] | None:
    """What it has in its folder, from one look. None when files were renamed, or the metadata isn't known yet."""
    if params.ti is None:
        return None
    top, names = Layout.top_of(params.ti), params.renamed_files
    below = top + os.sep
    return (top,) if not names or all(name.startswith(below) for name in dict(names).values()) else None


def _queue_order(entry: Entry) -> tuple[int, float]:
    record = entry.record
    return (record.queue_position if record.queue_position is not None else 2**31, record.added_at)


def _folders_away(records: Sequence[tuple[str, int]]) -> list[bool]:
    """Whether a torrent that had data has lost the folder it is in: its drive is not there."""
    seen: dict[str, bool] = {}
    for folder, _ in records:
        if folder not in seen:
            seen[folder] = _away(folder)
    return [bool(done) and seen[folder] for folder, done in records]


def _away(folder: str) -> bool:
    try:
        Path(folder).stat()
    except OSError as error:
        return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENOTCONN)
    return False
