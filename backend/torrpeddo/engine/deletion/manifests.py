"""From the engine's torrents to manifests: what each has on the disk, and who else is near."""

import asyncio
from collections.abc import Sequence

import libtorrent as lt

from ..catalog import Entry
from ..core import Core
from ..layout import Layout
from ..layouts import Layouts
from .manifest import Manifest, ManifestFile, Outline, Target
from .neighbours import near, tops


class Manifests:
    def __init__(self, core: Core, layouts: Layouts) -> None:
        self._core = core
        self._layouts = layouts

    async def around(self, entries: Sequence[Entry]) -> tuple[list[Target], list[Target]]:
        """The targets, and those of the torrents that stay which could share files with them."""
        targets = [await self._target(entry) for entry in entries]
        leaving = {entry.id for entry in entries}
        staying = [entry for entry in self._core.catalog if entry.id not in leaving and not entry.deleting]
        outlines = [await self._outline(entry) for entry in staying]
        close = set(await self._core.on_disk(near, targets, outlines))
        return targets, [await self._target(entry) for entry in staying if entry.id in close]

    async def _outline(self, entry: Entry) -> Outline:
        if entry.tops is None:
            layout = await self._layouts.of(entry)
            files = _files(layout, (), True) if layout is not None else ()
            entry.tops = tops(Manifest(save_path=entry.record.save_path, files=files))
        return Outline(id=entry.id, save_path=entry.record.save_path, tops=entry.tops)

    async def _target(self, entry: Entry) -> Target:
        layout = await self._layouts.of(entry)
        files: tuple[ManifestFile, ...] = ()
        if layout is not None:
            priorities, pieces = await self._written(entry)
            active = entry.handle is not None and entry.record.completed_at is None
            files = _files(layout, _wanted(layout, priorities, pieces), active)
        parts = ManifestFile(path=f".{entry.id}.parts", size=0, active=True, kind="parts")
        return Target(
            id=entry.id,
            name=entry.record.name,
            manifest=Manifest(save_path=entry.record.save_path, files=(*files, parts)),
        )

    async def _written(self, entry: Entry) -> tuple[list[int], list[bool]]:
        """File priorities and pieces, native order, from the session or from the resume data."""
        if entry.handle is not None:
            pieces = entry.handle.status(lt.torrent_handle.query_pieces).pieces
            return list(entry.handle.get_file_priorities()), list(pieces)
        resume = await asyncio.wrap_future(self._core.library.get_resume(entry.id))
        if resume is None:
            return [], []
        try:
            params = lt.read_resume_data(resume)
        except RuntimeError:
            return [], []
        return list(params.file_priorities), list(params.have_pieces)


def _files(layout: Layout, wanted: Sequence[bool], active: bool) -> tuple[ManifestFile, ...]:
    return tuple(
        ManifestFile(
            path=file.path,
            size=file.size,
            wanted=wanted[position] if position < len(wanted) else True,
            active=active,
            kind="link" if file.symlink else "file",
        )
        for position, file in enumerate(layout.files)
    )


def _wanted(layout: Layout, priorities: Sequence[int], pieces: Sequence[bool]) -> list[bool]:
    """Whether the torrent may have written each file.

    A skipped file on the disk is the person's own, unless a piece that lies wholly in it
    is here: the edges that a skipped file shares with its neighbours are kept in the part file.
    """
    chosen = layout.from_native(priorities, missing=4)
    return [
        bool(priority) or _has_inner_piece(file.offset, file.size, layout.piece_length, pieces)
        for file, priority in zip(layout.files, chosen, strict=True)
    ]


def _has_inner_piece(offset: int, size: int, piece_length: int, pieces: Sequence[bool]) -> bool:
    first = -(-offset // piece_length)
    last = (offset + size) // piece_length
    return any(pieces[first:last])
