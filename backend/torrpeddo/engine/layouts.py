"""The files of a torrent, wherever it is: in the session, cancelled, or with its drive away."""

import asyncio
from typing import Any

import libtorrent as lt
from msgspec.structs import replace

from .catalog import Entry
from .core import Core
from .incomplete.entering import Question, put_right
from .layout import Layout
from .loading import load_resume

LARGE = 1000
"""Files: so many take some milliseconds, which the engine's thread has better things to do with."""


class Layouts:
    def __init__(self, core: Core, *, clean: bool) -> None:
        """``clean``: the last run ended in order."""
        self._core = core
        self._clean = clean

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

    def in_doubt(self, suffixed: frozenset[int]) -> bool:
        """Files of a torrent that is out of the session may have other names than are known, or one besides: a run
        that was killed may have been about to give them a suffix, or to take these theirs."""
        return bool(suffixed) or not self._clean

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
        # What has no leave to write has no names of its own: its files may be another's.
        folder = entry.record.save_path if not entry.guarded else None
        return await self._core.on_disk(_read, metadata, resume, folder, self._clean)


def _make(info: Any, names: Any) -> Layout:
    return Layout.of(info, names.export_filenames(info.layout()))


def _read(metadata: bytes, resume: bytes | None, folder: str | None, clean: bool) -> Layout:
    """``folder``: where its files are. A run that was killed may have given them other names than it saved."""
    info, params = lt.load_torrent_buffer(metadata).ti, load_resume(resume)
    if params is None:
        return Layout.of(info)
    layout = Layout.of(info, dict(params.renamed_files))
    if folder is None or (clean and not layout.suffixed):
        return layout
    question = Question(folder, layout, list(params.have_pieces), layout.suffixed, wanted=False, unclean=not clean)
    return replace(layout, suffixed=put_right(question).suffixed)
