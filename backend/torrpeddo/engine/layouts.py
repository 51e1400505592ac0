"""The files of a torrent, wherever it is: in the session, cancelled, or with its drive away."""

import asyncio

import libtorrent as lt

from .catalog import Entry
from .core import Core
from .layout import Layout


class Layouts:
    def __init__(self, core: Core) -> None:
        self._core = core

    async def of(self, entry: Entry) -> Layout | None:
        """None while the metadata is not known. Computed once a torrent and kept."""
        if entry.layout is None:
            entry.layout = self._from_session(entry) or await self._from_library(entry)
        return entry.layout

    def _from_session(self, entry: Entry) -> Layout | None:
        info = entry.handle.torrent_file() if entry.handle is not None else None
        if info is None or entry.handle is None:
            return None
        return Layout.of(info, entry.handle.get_renamed_files().export_filenames(info.layout()))

    async def _from_library(self, entry: Entry) -> Layout | None:
        metadata = await asyncio.wrap_future(self._core.library.get_metadata(entry.id))
        if metadata is None:
            return None
        resume = await asyncio.wrap_future(self._core.library.get_resume(entry.id))
        renames = dict(lt.read_resume_data(resume).renamed_files) if resume is not None else {}
        return Layout.of(lt.load_torrent_buffer(metadata).ti, renames)
