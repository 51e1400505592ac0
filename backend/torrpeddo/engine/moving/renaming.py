"""New names for files, folders and torrents, on the engine's thread.

libtorrent's own renaming replaces what is in the way and is lost when the program is
killed before the next save. So the torrent leaves the session for the moment that a
journalled rename takes; a cancelled one is renamed in the same way.
"""

import asyncio
import logging
import os
import time
import uuid
from collections.abc import Collection, Sequence
from weakref import WeakValueDictionary

import msgspec
from msgspec.structs import replace

from ...errors import Conflict, InvalidInput, NotFound, TorrpeddoError, WrongState
from ...library.records import MoveJob, RemoveMove, SaveMove, SaveResume, SaveTorrent
from ..catalog import Entry, refuse_moving
from ..core import Core
from ..deletion.manifest import Target
from ..deletion.manifests import Manifests
from ..incomplete.marks import SUFFIX, ends_like_it, on_disk
from ..layout import Layout, LayoutFile
from ..layouts import Layouts
from ..membership import Membership
from ..missing import MissingFiles
from ..names import check_name, comparable, split_path
from ..stored import stored_of, with_names
from .job import Phase
from .renames import Renaming, in_the_way, is_free, rename

log = logging.getLogger(__name__)


class Renamer:
    def __init__(
        self, core: Core, membership: Membership, missing: MissingFiles, layouts: Layouts, manifests: Manifests
    ) -> None:
        self._core = core
        self._membership = membership
        self._missing = missing
        self._layouts = layouts
        self._manifests = manifests
        self._turns: WeakValueDictionary[Entry, asyncio.Lock] = WeakValueDictionary()

    async def torrent(self, id: str, name: str) -> None:
        """In the list alone. Raises NotFound, InvalidInput."""
        entry = self._core.catalog.need(id)
        if not name.strip() or not name.isprintable():
            raise InvalidInput("Give the torrent a name of one line that can be read.", id=id)
        entry.record = replace(entry.record, name=name.strip(), named=True)
        self._core.rows.refresh(entry)
        await self._core.commit(SaveTorrent(entry.record))

    async def file(self, id: str, index: int, name: str) -> None:
        """Raises NotFound, WrongState, InvalidInput, Conflict, StorageError; then it has its old name."""
        async with self._turn(id):
            await self._file(*await self._renamable(id), index, name)

    async def folder(self, id: str, path: str, name: str) -> None:
        """Whatever else is in the folder comes along. Raises what ``file`` does."""
        async with self._turn(id):
            await self._folder(*await self._renamable(id), path, name)

    def _turn(self, id: str) -> asyncio.Lock:
        """Each renaming of a torrent begins with the names that the one before has given. Raises NotFound."""
        return self._turns.setdefault(self._core.catalog.need(id), asyncio.Lock())

    async def _file(self, entry: Entry, layout: Layout, index: int, name: str) -> None:
        if index >= len(layout.files):
            raise NotFound(f"“{entry.record.name}” has no file number {index + 1}.", id=entry.id)
        old = layout.files[index].path
        new = "/".join(split_path(name if "/" in name else "/".join([*old.split("/")[:-1], name])))
        if new.startswith(f"{old}/"):
            raise Conflict(f"“{old}” is a file, so nothing can be in it. Choose another name.", path=old)
        chosen = layout.files[index]
        if chosen.markable and ends_like_it(new):
            raise InvalidInput(f"“{SUFFIX}” marks files that are not complete. Choose another ending.", name=new)
        await self._rename(entry, layout, old, new, [(chosen, new)])

    async def _folder(self, entry: Entry, layout: Layout, path: str, name: str) -> None:
        check_name(name)
        old = path.strip("/")
        inside = [file for file in layout.files if file.path.startswith(old + "/")]
        if not inside:
            raise NotFound(f"“{entry.record.name}” has no folder “{old}”.", id=entry.id)
        new = "/".join([*old.split("/")[:-1], name])
        await self._rename(entry, layout, old, new, [(file, new + file.path[len(old) :]) for file in inside])

    def recover(self, jobs: Sequence[MoveJob]) -> None:
        """At the start, before torrents enter the session: finish what the last run left."""
        for job in jobs:
            if job.phase != Phase.RENAMING:
                continue
            entry = self._core.catalog.find(job.torrent)
            try:
                renaming = msgspec.msgpack.decode(job.body, type=Renaming)
            except msgspec.MsgspecError:
                log.error("The journal of renaming %s is damaged; it is left alone", job.id)
                continue
            if entry is None:
                self._core.library.commit(RemoveMove(job.id))
                continue
            entry.holders |= {job.id}
            self._core.spawn(self._carry_on(job.id, entry, renaming), f"renaming in {entry.id}")

    async def _renamable(self, id: str) -> tuple[Entry, Layout]:
        entry = self._core.catalog.need(id)
        refuse_moving([entry], "renamed")
        layout = await self._layouts.of(entry)
        if layout is None:
            raise WrongState("Its files are not known yet. Rename them when the metadata has arrived.", id=entry.id)
        return entry, layout

    async def _rename(
        self, entry: Entry, layout: Layout, old: str, new: str, files: Sequence[tuple[LayoutFile, str]]
    ) -> None:
        if old == new:
            return
        _refuse_collision(layout, files)
        root = await self._core.on_disk(os.path.realpath, entry.record.save_path)
        renaming = _as_on_disk(root, old, new, files, entry.suffixed)
        if not await self._core.on_disk(is_free, renaming):
            raise in_the_way(os.path.join(root, *renaming.new))
        await self._refuse_shared(entry, os.path.join(root, *renaming.old))
        refuse_moving([entry], "renamed")
        id = uuid.uuid4().hex
        entry.holders |= {id}
        try:
            await self._membership.leave(entry, save=True, holding=True)
            async with entry.membership:
                _refuse_changed(entry, layout)
                # While it left, files may have become complete.
                await self._journalled(id, entry, _as_on_disk(root, old, new, files, entry.suffixed))
        finally:
            await self._release(id, entry)

    async def _journalled(self, id: str, entry: Entry, renaming: Renaming) -> None:
        body = msgspec.msgpack.encode(renaming)
        job = MoveJob(id=id, torrent=entry.id, created_at=time.time(), phase=Phase.RENAMING, body=body)
        await self._core.commit(SaveMove(job))
        await self._finish(id, entry, renaming)

    async def _carry_on(self, id: str, entry: Entry, renaming: Renaming) -> None:
        try:
            async with entry.membership:
                await self._finish(id, entry, renaming)
        except TorrpeddoError as problem:
            log.warning("A renaming of the last run could not be finished: %s", problem)
        finally:
            await self._release(id, entry)

    async def _finish(self, id: str, entry: Entry, renaming: Renaming) -> None:
        """On the disk, and then in the resume data, in the transaction that ends the job."""
        try:
            await self._core.on_disk(rename, renaming)
        except TorrpeddoError:
            await self._core.commit(RemoveMove(id))
            raise
        stored = await stored_of(self._core, entry)
        await self._core.commit(SaveResume(entry.id, with_names(stored, renaming.paths)), RemoveMove(id))
        self._core.catalog.placed(entry)

    async def _release(self, id: str, entry: Entry) -> None:
        entry.holders -= {id}
        if not entry.stopped and not entry.deleting:
            await self._missing.bring_back(entry)

    async def _refuse_shared(self, entry: Entry, path: str) -> None:
        """Another torrent would miss its files."""
        _, others = await self._manifests.around([entry])
        name = await self._core.on_disk(_owner_below, others, path)
        if name is not None:
            raise Conflict(f"“{name}” has files there too, so it keeps its name.", id=entry.id)


def _as_on_disk(
    root: str, old: str, new: str, files: Sequence[tuple[LayoutFile, str]], suffixed: Collection[int]
) -> Renaming:
    """A file that is not complete keeps the suffix through a renaming."""
    paths = {file.native: on_disk(replace(file, path=path), suffixed) for file, path in files}
    only = next((file for file, _ in files if file.path == old), None)
    if only is not None:
        old, new = on_disk(only, suffixed), paths[only.native]
    return Renaming(os.fsencode(root), tuple(old.split("/")), tuple(new.split("/")), paths)


def _refuse_changed(entry: Entry, layout: Layout) -> None:
    """While it left the session. A move that begins from now on waits for its turn to take it out."""
    if entry.deleting:
        raise NotFound("This torrent is not in the list any more.", id=entry.id)
    refuse_moving([entry], "renamed")
    if entry.layout is not layout:
        raise WrongState(f"“{entry.record.name}” was moved meanwhile. Rename it once more.", id=entry.id)


def _refuse_collision(layout: Layout, files: Sequence[tuple[LayoutFile, str]]) -> None:
    """No two files may have one path, and no file that of a folder."""
    changing = {file.native for file, _ in files}
    kept = {comparable(file.path): file.path for file in layout.files if file.native not in changing}
    folders = {folder: path for path in kept for folder in _above(path)}
    for _, path in files:
        new = comparable(path)
        other = next((kept[each] for each in (new, *_above(new)) if each in kept), None) or folders.get(new)
        if other is not None:
            raise Conflict(f"“{other}” is a file of this torrent too. Choose another name.", path=other)


def _above(path: str) -> list[str]:
    """The folders on the way to it."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _owner_below(others: Sequence[Target], path: str) -> str | None:
    for other in others:
        root = os.path.realpath(other.manifest.save_path)
        for file in other.manifest.files:
            theirs = os.path.join(root, file.path)
            if file.wanted and (theirs == path or theirs.startswith(path + os.sep)):
                return other.name
    return None
