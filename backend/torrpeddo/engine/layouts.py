"""The files of a torrent, wherever it is: in the session, cancelled, or with its drive away."""

import asyncio
from typing import Any

import libtorrent as lt

from .catalog import Entry
from .core import Core
from .layout import Layout
from .loading import load_resume

LARGE = 1000
"""Files: so many take some milliseconds, which the engine's thread has better things to do with."""


class Layouts:
    def __init__(self, core: Core) -> None:
        self._core = core

    async def of(self, entry: Entry) -> Layout | None:
        """None while the metadata is not known. Computed once a torrent and kept."""
        while entry.layout is None:
            handle, placings = entry.handle, entry.placings
            layout = await self._from_session(handle) or await self._from_library(entry)
            # It may have left the session or come back, or got other names, while this was worked out.
            if entry.handle is handle and entry.placings == placings:
                entry.layout = layout
                if layout is not None and handle is None:
                    # In the session they change meanwhile, and who changes them keeps count.
                    entry.suffixed = layout.suffixed
                break
        return entry.layout

    async def _from_session(self, handle: Any) -> Layout | None:
        info = handle.torrent_file() if handle is not None else None
        if info is None:
            return None
        names = handle.get_renamed_files()
        if info.num_files() < LARGE:
            return _make(info, names)
        return await self._core.on_disk(_make, info, names)

    async def _from_library(self, entry: Entry) -> Layout | None:
        library = self._core.library
        metadata = await asyncio.wrap_future(library.get_metadata(entry.id))
        if metadata is None:
            return None
        resume = await asyncio.wrap_future(library.get_resume(entry.id))
        return await self._core.on_disk(_read, metadata, resume)


def _make(info: Any, names: Any) -> Layout:
    return Layout.of(info, names.export_filenames(info.layout()))


def _read(metadata: bytes, resume: bytes | None) -> Layout:
    params = load_resume(resume)
    return Layout.of(lt.load_torrent_buffer(metadata).ti, dict(params.renamed_files) if params is not None else {})
