"""One read-only pass over the disk: what is there of the torrents' paths, and what else."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from ...contract.deleting import StayingFile, StayReason
from ...errors import StorageError
from ..disk.failures import failed
from ..disk.folder import Entry, Folder, Kind, open_folder
from ..disk.mounts import Mounts, mount_of
from ..disk.paths import fold, shown
from .job import Place, PlannedFile, PlannedFolder
from .manifest import ManifestFile
from .neighbours import Neighbours
from .wanted import Root, Wanted


class _Claims(NamedTuple):
    """What torrents have, by the names of the entries on the disk."""

    files: dict[str, tuple[ManifestFile, ...]]
    folders: dict[str, Wanted]


class Survey:
    def __init__(self, neighbours: Neighbours, mounts: Mounts) -> None:
        self.places: list[Place] = []
        self.stays: list[StayingFile] = []
        self._neighbours = neighbours
        self._mounts = mounts

    def root(self, root: Root) -> None:
        """``StorageError`` when a folder of a torrent can't be read."""
        with _opened(root) as folder:
            self._place(folder, root.shown, root.tree, listing=False)

    def outside(self, path: str) -> None:
        """A path that leaves its save path: told when there is something, and left alone."""
        self._stays_unseen(path, StayReason.OUTSIDE)

    def _place(self, folder: Folder, path: str, wanted: Wanted, listing: bool) -> None:
        root = self._folder(folder, "", path, wanted, listing)
        if root.files or root.folders:
            raw, mount = os.fsencode(folder.path), os.fsencode(mount_of(folder.path))
            self.places.append(Place(raw, shown(path), mount, root))

    def _folder(self, folder: Folder, name: str, path: str, wanted: Wanted, listing: bool) -> PlannedFolder:
        """``listing``: the folder is the torrent's, so that everything in it is accounted for."""
        entries = _entries(folder, path, wanted, listing)
        claims = _claims(folder, entries, wanted)
        files, folders = [], []
        for entry in entries.values():
            going = self._entry(folder, path, entry, claims, listing)
            if isinstance(going, PlannedFile):
                files.append(going)
            elif going is not None and not going.is_empty():
                folders.append(going)
        complete = len(files) + len(folders) == len(entries) and all(inner.whole for inner in folders)
        whole = complete and listing and wanted.own
        return PlannedFolder(name, listing and wanted.own, whole, tuple(files), tuple(folders))

    def _entry(
        self, folder: Folder, path: str, entry: Entry, claims: _Claims, listing: bool
    ) -> PlannedFile | PlannedFolder | None:
        files, inner = claims.files.get(entry.name), claims.folders.get(entry.name)
        if files is not None and entry.kind is not Kind.FOLDER:
            return self._file(folder, path, entry, files)
        path = os.path.join(path, entry.name)
        if files is None and inner is None:
            if listing:
                self._foreign(folder, path, entry)
        elif inner is not None and entry.kind is Kind.FOLDER:
            return self._enter(folder, path, entry, inner, listing)
        elif inner is not None and entry.kind is Kind.LINK:
            self._stays(path, entry.size, StayReason.LINK)
            for behind, file in inner.walk(path):
                if file.wanted:
                    self._stays_unseen(behind, StayReason.LINK)
        else:
            self._foreign(folder, path, entry)
        return None

    def _enter(self, folder: Folder, path: str, entry: Entry, wanted: Wanted, listing: bool) -> PlannedFolder | None:
        with _entered(folder, entry.name, path) as inner:
            inside = listing or wanted.own
            if self._is_mount(folder, inner):
                self._place(inner, path, wanted, inside)
                return None
            return self._folder(inner, entry.name, path, wanted, inside)

    def _file(self, folder: Folder, path: str, entry: Entry, files: tuple[ManifestFile, ...]) -> PlannedFile | None:
        real = os.path.join(folder.path, entry.name)
        if (reason := self._why_it_stays(real, entry, files)) is not None:
            self._stays(os.path.join(path, entry.name), entry.size, reason)
        elif (owner := self._neighbours.owner(real)) is not None:
            self._stays(os.path.join(path, entry.name), entry.size, StayReason.SHARED, owner)
        else:
            inode = 0 if folder.device in self._mounts.unstable else entry.inode
            active = any(file.active for file in files)
            return PlannedFile(entry.name, entry.size, entry.mtime_ns, inode, active)
        return None

    def _why_it_stays(self, real: str, entry: Entry, files: tuple[ManifestFile, ...]) -> StayReason | None:
        kinds = {file.kind for file in files}
        if entry.kind is Kind.LINK and "link" not in kinds:
            return StayReason.LINK
        if entry.kind is Kind.FILE and kinds == {"link"}:
            return StayReason.FOREIGN
        if entry.kind is Kind.SPECIAL or real in self._mounts.points:
            return StayReason.SPECIAL
        return None if any(file.wanted for file in files) else StayReason.SKIPPED

    def _foreign(self, folder: Folder, path: str, entry: Entry) -> None:
        """Not the torrent's. Folders are told file by file, and with a ``/`` at the end when nothing is in them."""
        if entry.kind is Kind.FOLDER:
            if not self._foreign_folder(folder, path, entry):
                self._stays(path + "/", 0, StayReason.FOREIGN)
        else:
            reasons = {Kind.LINK: StayReason.LINK, Kind.SPECIAL: StayReason.SPECIAL}
            self._stays(path, entry.size, reasons.get(entry.kind, StayReason.FOREIGN))

    def _foreign_folder(self, folder: Folder, path: str, entry: Entry) -> bool:
        """False when nothing in it could be told: it is empty, unreadable, or another volume."""
        try:
            with folder.enter(entry.name) as inner:
                entries = [] if self._is_mount(folder, inner) else inner.scan()
                for found in entries:
                    self._foreign(inner, os.path.join(path, found.name), found)
                return bool(entries)
        except OSError:
            return False

    def _is_mount(self, outer: Folder, inner: Folder) -> bool:
        return inner.device != outer.device or inner.path in self._mounts.points

    def _stays_unseen(self, path: str, reason: StayReason) -> None:
        try:
            self._stays(path, os.lstat(path).st_size, reason)
        except (OSError, ValueError):
            return

    def _stays(self, path: str, size: int, reason: StayReason, by: str | None = None) -> None:
        self.stays.append(StayingFile(path=shown(path), size=size, reason=reason, by=by))


def _entries(folder: Folder, path: str, wanted: Wanted, listing: bool) -> dict[str, Entry]:
    """All entries of a torrent's own folder; of a save path only those the torrents name.

    Where names differ in case alone a save path is read too: one entry may answer to several.
    """
    names = [*wanted.files, *wanted.folders]
    try:
        if listing:
            return {entry.name: entry for entry in folder.scan()}
        if len({fold(name) for name in names}) < len(names):
            folded = {fold(name) for name in names}
            return {entry.name: entry for entry in folder.scan() if fold(entry.name) in folded}
        return {name: entry for name in names if (entry := folder.look(name)) is not None}
    except OSError as problem:
        raise _unreadable(path, problem) from problem


def _claims(folder: Folder, entries: dict[str, Entry], wanted: Wanted) -> _Claims:
    if wanted.files.keys() <= entries.keys() and wanted.folders.keys() <= entries.keys():
        return _Claims(wanted.files, wanted.folders)
    claims = _Claims({}, {})
    for name, entry in _matches(folder, entries, [*wanted.files, *wanted.folders]):
        if (files := wanted.files.get(name)) is not None:
            claims.files[entry.name] = (*claims.files.get(entry.name, ()), *files)
        if (inner := wanted.folders.get(name)) is not None:
            known = claims.folders.setdefault(entry.name, inner)
            if known is not inner:
                known.absorb(inner)
    return claims


def _matches(folder: Folder, entries: dict[str, Entry], names: Iterable[str]) -> Iterable[tuple[str, Entry]]:
    """Each name with its entry. A file system that ignores case may have it in another spelling."""
    folded: dict[str, Entry] = {}
    for name in dict.fromkeys(names):
        if (entry := entries.get(name)) is not None:
            yield name, entry
            continue
        folded = folded or {fold(entry.name): entry for entry in entries.values()}
        if (entry := folded.get(fold(name))) is not None and folder.look(name) is not None:
            yield name, entry


def _opened(root: Root) -> Folder:
    try:
        return open_folder(root.folder)
    except OSError as problem:
        raise _unreadable(root.shown, problem) from problem


def _entered(folder: Folder, name: str, path: str) -> Folder:
    try:
        return folder.enter(name)
    except OSError as problem:
        raise _unreadable(path, problem) from problem


def _unreadable(path: str, problem: OSError) -> StorageError:
    return failed("look into the folder", path, problem, "Check that you may open it, then try again.")
