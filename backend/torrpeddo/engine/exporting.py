"""The torrent file of a torrent in the list, with the trackers and web seeds it has now."""

import asyncio
import base64
import logging
from pathlib import Path
from typing import Any

import libtorrent as lt

from ..contract.creating import Exported, ExportTorrent
from ..errors import StorageError, WrongState
from ..library.records import StoredTorrent
from .asides import Asides
from .catalog import Entry
from .core import Core
from .flushing import flush
from .resume import ResumeSaver
from .storage import absolute
from .stored import params_of
from .torrent_files import ready_target, write_torrent_file

log = logging.getLogger(__name__)

FLUSH_DEADLINE = 10.0
"""Seconds for the disk to take the last bytes of what is exported the moment it is whole."""


class Exporting:
    def __init__(self, core: Core, saver: ResumeSaver, asides: Asides) -> None:
        self._core = core
        self._saver = saver
        self._asides = asides

    async def export(self, params: ExportTorrent) -> Exported:
        """Raises NotFound, WrongState while there is nothing to write, InvalidPath, StorageError."""
        entry = self._core.catalog.need(params.id)
        target = await self._core.on_disk(_target, params)
        content = await self._core.on_disk(torrent_file_of, await self._stored(entry))
        if target is None:
            return Exported(path=None, content=base64.b64encode(content).decode())
        await self._core.on_disk(self._write, target, content, params.overwrite)
        return Exported(path=str(target), content=None)

    async def _stored(self, entry: Entry) -> StoredTorrent:
        """What the library has, brought up to date: trackers, web seeds and v2 hashes are in the resume data."""
        library = self._core.library
        metadata = await asyncio.wrap_future(library.get_metadata(entry.id))
        self._core.catalog.need(entry.id)  # It may have been removed while that was looked up.
        if metadata is None:
            raise WrongState(
                f"“{entry.record.name}” has only its link so far, so there is no torrent file of it. "
                "Let it find its metadata first.",
                id=entry.id,
            )
        if not entry.missing:
            await self._bring_up_to_date(entry)
        resume = await asyncio.wrap_future(library.get_resume(entry.id))
        return StoredTorrent(record=entry.record, metadata=metadata, resume=resume)

    async def _bring_up_to_date(self, entry: Entry) -> None:
        if entry.unwritten and entry.handle is not None:
            # Before that nothing of it is kept, and its hashes neither.
            await asyncio.wait([flush(self._core, entry.handle)], timeout=FLUSH_DEADLINE)
        try:
            await self._saver.save(entry)
        except (TimeoutError, StorageError):
            log.warning("Resume data of %s could not be saved; its torrent file is made of what there is", entry.id)

    def _write(self, path: Path, content: bytes, overwrite: bool) -> None:
        write_torrent_file(path, content, self._asides, overwrite=overwrite)


def _target(params: ExportTorrent) -> Path | None:
    if params.path is None:
        return None
    path = absolute(params.path)
    ready_target(path, overwrite=params.overwrite)
    return path


def torrent_file_of(stored: StoredTorrent) -> bytes:
    """Its bytes. Raises WrongState while hashes of a v2 torrent are missing, as they are of one that came by a link."""
    try:
        document: Any = lt.write_torrent_file(params_of(stored))
        content = lt.bencode(document)
        # With some of the hashes it writes what it refuses to read.
        lt.load_torrent_buffer(content)
        return content
    except RuntimeError as error:
        name = stored.record.name
        raise WrongState(
            f"Not all hashes of “{name}” are here yet, so there is no torrent file of it. Try again when it has more.",
            id=stored.record.id,
        ) from error
