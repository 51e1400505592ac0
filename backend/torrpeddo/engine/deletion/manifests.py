"""From the engine's torrents to manifests: what each has on the disk, and who else is near.

Only what libtorrent alone can tell is asked on the engine's thread, a few torrents at a
time; everything that grows with the number of files is made of it on the disk pool.
"""

import asyncio
import os
import stat
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import libtorrent as lt

from ..catalog import Entry
from ..collisions.marks import has_written_nothing
from ..core import Core
from ..incomplete.marks import on_disk
from ..layout import Layout
from ..layouts import Layouts
from ..slices import in_slices, slices
from .manifest import Manifest, ManifestFile, Outline, Target, part_file
from .neighbours import near, tops

_A_FEW = 20
"""Torrents whose questions to the session take a millisecond or two together."""


class _Known(NamedTuple):
    """Of one torrent, what its manifest is made of."""

    id: str
    name: str
    save_path: str
    layout: Layout | None
    suffixed: frozenset[int]
    looked_for: bool
    """A run that was killed may have left a file under a second name."""
    active: bool
    chosen: Sequence[int] | None
    """The files a person chose, as the library has them: resume data follows a moment later."""
    priorities: Sequence[int]
    """Where nobody chose any."""
    pieces: Sequence[bool]
    resume: bytes | None
    """Has the two above when the torrent is out of the session."""
    written: Collection[int]
    """Files that are skipped, and were not when they came (``TorrentRecord.written``)."""


class Manifests:
    def __init__(self, core: Core, layouts: Layouts) -> None:
        self._core = core
        self._layouts = layouts

    async def around(self, entries: Sequence[Entry]) -> tuple[list[Target], list[Target]]:
        """The targets, and those of the torrents that stay which could share files with them."""
        targets = await self.of(entries)
        leaving = {entry.id for entry in entries}
        staying = [entry for entry in self._core.catalog if entry.id not in leaving and not entry.deleting]
        return targets, await self.of(await self._close(targets, staying))

    async def near(self, newcomer: Target) -> list[Entry]:
        """The torrents in the list that could share files with one that is not."""
        return await self._close([newcomer], [entry for entry in self._core.catalog if not entry.deleting])

    async def of(self, entries: Sequence[Entry]) -> list[Target]:
        targets: list[Target] = []
        for few in slices(entries, _A_FEW):
            known = [await self._ask(entry) for entry in few]
            targets += await self._core.on_disk(_make, known)
        return targets

    async def tops(self, entry: Entry) -> Collection[str]:
        """The first component of each of its paths; none while they are not known."""
        return (await self._outline(entry)).tops

    async def _close(self, targets: Sequence[Target], others: Sequence[Entry]) -> list[Entry]:
        outlines = [await self._outline(entry) async for entry in in_slices(others, 5 * _A_FEW)]
        close = set(await self._core.on_disk(near, targets, outlines))
        return [entry for entry in others if entry.id in close]

    async def _outline(self, entry: Entry) -> Outline:
        if entry.tops is None:
            entry.tops = self._one_top(entry.handle) or tuple(await self._all_tops(entry))
        return Outline(id=entry.id, save_path=entry.record.save_path, tops=entry.tops)

    def _one_top(self, handle: Any) -> tuple[str] | None:
        """Of a torrent in the session none of whose files was renamed; its layout need not be made for that."""
        info = handle.torrent_file() if handle is not None else None
        if info is None or handle.get_renamed_files().export_filenames(info.layout()):
            return None
        return (Layout.top_of(info),)

    async def _all_tops(self, entry: Entry) -> frozenset[str]:
        layout = await self._layouts.of(entry)
        return (
            frozenset()
            if layout is None
            else await self._core.on_disk(_tops, entry.record.save_path, layout, entry.suffixed)
        )

    async def _ask(self, entry: Entry) -> _Known:
        layout = await self._layouts.of(entry) if not has_written_nothing(entry.record) else None
        priorities: Sequence[int] = ()
        pieces: Sequence[bool] = ()
        resume = None
        if layout is not None and entry.handle is not None:
            pieces = entry.handle.status(lt.torrent_handle.query_pieces).pieces
            if entry.record.priorities is None:
                priorities = entry.handle.get_file_priorities()
        elif layout is not None:
            resume = await asyncio.wrap_future(self._core.library.get_resume(entry.id))
        active = entry.handle is not None and entry.record.completed_at is None
        record = entry.record
        return _Known(
            id=entry.id,
            name=record.name,
            save_path=record.save_path,
            layout=layout,
            suffixed=entry.suffixed,
            looked_for=entry.handle is None and not entry.guarded and self._layouts.in_doubt(entry.suffixed),
            active=active,
            chosen=record.priorities,
            priorities=priorities,
            pieces=pieces,
            resume=resume,
            written=frozenset(record.written or ()),
        )


def _make(known: Sequence[_Known]) -> list[Target]:
    return [_target(each) for each in known]


def _target(known: _Known) -> Target:
    files: tuple[ManifestFile, ...] = ()
    if known.layout is not None:
        priorities, pieces = _written(known)
        if known.chosen is not None:
            priorities = known.layout.to_native(known.chosen)
        wanted = _wanted(known.layout, priorities, pieces, known.written)
        files = _files(known.layout, known.suffixed, wanted, known.active)
        if known.looked_for:
            files += _second_names(known, wanted)
    manifest = Manifest(save_path=known.save_path, files=(*files, part_file(known.id)))
    return Target(id=known.id, name=known.name, manifest=manifest)


def _second_names(known: _Known, wanted: Sequence[bool]) -> tuple[ManifestFile, ...]:
    """Of files that were about to get another one, or to lose it (``incomplete``)."""
    if known.layout is None:
        return ()
    marked = frozenset(file.native for file in known.layout.files if file.markable)
    files = _files(known.layout, known.suffixed, wanted, known.active)
    others = _files(known.layout, marked - known.suffixed, wanted, known.active)
    return tuple(
        other
        for file, other in zip(files, others, strict=True)
        if file.path != other.path and _is_one(known.save_path, file.path, other.path)
    )


def _is_one(folder: str, path: str, other: str) -> bool:
    try:
        one, two = (os.lstat(os.path.join(folder, name)) for name in (path, other))
    except (OSError, ValueError):
        return False
    return bool(one.st_ino) and os.path.samestat(one, two) and stat.S_ISREG(one.st_mode)


def _tops(save_path: str, layout: Layout, suffixed: frozenset[int]) -> frozenset[str]:
    return tops(Manifest(save_path=save_path, files=_files(layout, suffixed, (), True)))


def _written(known: _Known) -> tuple[Sequence[int], Sequence[bool]]:
    """File priorities and pieces, native order, from the session or from the resume data."""
    if known.resume is None:
        return known.priorities, known.pieces
    try:
        params = lt.read_resume_data(known.resume)
    except RuntimeError:
        return (), ()
    return params.file_priorities, params.have_pieces


def _files(layout: Layout, suffixed: Collection[int], wanted: Sequence[bool], active: bool) -> tuple[ManifestFile, ...]:
    return tuple(
        ManifestFile(
            path=on_disk(file, suffixed),
            size=file.size,
            wanted=wanted[position] if position < len(wanted) else True,
            active=active,
            kind="link" if file.symlink else "file",
        )
        for position, file in enumerate(layout.files)
    )


def _wanted(layout: Layout, priorities: Sequence[int], pieces: Sequence[bool], written: Collection[int]) -> list[bool]:
    """Whether the torrent may have written each file.

    A skipped file on the disk is the person's own, unless it came before it was skipped (``written``) or a piece that
    lies wholly in it is here: the edges that a skipped file shares with its neighbours are kept in the part file.
    """
    chosen = layout.from_native(priorities, missing=4)
    # Where padding follows, or nothing, the last piece is the file's own too.
    ends = [*(file.offset for file in layout.files[1:]), layout.pieces * layout.piece_length]
    return [
        bool(priority)
        or position in written
        or _has_inner_piece(file.offset, file.size, end, layout.piece_length, pieces)
        for position, (file, priority, end) in enumerate(zip(layout.files, chosen, ends, strict=True))
    ]


def _has_inner_piece(offset: int, size: int, end: int, piece_length: int, pieces: Sequence[bool]) -> bool:
    """``end``: where the next file begins."""
    first = -(-offset // piece_length)
    whole, rest = divmod(offset + size, piece_length)
    last = whole + 1 if rest and (whole + 1) * piece_length <= end else whole
    return size > 0 and any(pieces[first:last])
