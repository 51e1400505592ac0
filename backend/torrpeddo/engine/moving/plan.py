"""What a move would do, found out without changing anything."""

import os
import shutil
from collections.abc import Iterator, Sequence
from functools import cache, partial

from ...errors import Conflict, StorageError
from ..deletion.manifest import ManifestFile, Target
from ..deletion.neighbours import Neighbours
from ..disk.failures import failed
from ..disk.folder import Entry, Folder, Kind, open_folder
from ..disk.mounts import read_mounts
from ..disk.paths import shown, split
from ..disk.walker import Parts, Walker, ways_of
from ..waiting import size as size_in_words
from .job import Job, MovedFile

_RESERVE = 1 << 20
"""Bytes left for what the file system itself needs."""


def plan(
    job_id: str,
    target: Target,
    others: Sequence[Target],
    goal: str,
    *,
    use_existing: bool = False,
    copy_all: bool = False,
) -> Job:
    """How the torrent's files come to ``goal``, which need not be there yet.

    ``others``: torrents that may have files in common with it. ``use_existing``: a file
    that is there already is taken as it is, and the old one stays where it was.
    ``copy_all``: rename nothing across the two places.

    Raises Conflict when a file is in the way, StorageError when the disk refuses or is too full.
    """
    source, goal = os.path.realpath(target.manifest.save_path), os.path.realpath(goal)
    files: list[MovedFile] = []
    room = 0
    if source != goal and os.path.isdir(source):
        planner = _Planner(source, goal, Neighbours(others), use_existing, copy_all)
        files = planner.files(target)
        room = planner.room
    _check_room(goal, room)
    return Job(
        job_id,
        os.fsencode(source),
        os.fsencode(goal),
        tuple(files),
        tuple(os.fsencode(folder) for folder in _missing_folders(goal)),
        tuple(way for way in ways_of([file.parts for file in files]) if not os.path.lexists(os.path.join(goal, *way))),
    )


class _Planner:
    def __init__(self, source: str, goal: str, neighbours: Neighbours, use_existing: bool, copy_all: bool) -> None:
        self.room = 0
        """Bytes that the new volume must take."""
        self._source = source
        self._goal = goal
        self._neighbours = neighbours
        self._use_existing = use_existing
        self._copy_all = copy_all
        self._mounts = read_mounts()
        self._volume = cache(partial(_volume, sorted(self._mounts.points, key=len, reverse=True)))

    def files(self, target: Target) -> list[MovedFile]:
        wanted = sorted(_wanted(target), key=lambda pair: (pair[0][:-1], pair[0][-1]))
        with Walker(_opened(self._source)) as walker:
            return [moved for parts, file in wanted if (moved := self._file(walker, parts, file)) is not None]

    def _file(self, walker: Walker, parts: Parts, file: ManifestFile) -> MovedFile | None:
        path = os.path.join(self._source, *parts)
        try:
            folder = walker.at(parts[:-1])
            found = folder.look(parts[-1]) if folder is not None else None
        except OSError as problem:
            if isinstance(problem, NotADirectoryError) and not self._leads_through_link(parts):
                return None  # Somebody's file has the name of its folder.
            raise failed("move", path, problem, "See that it can be read and leads through no link.") from problem
        if folder is None or found is None or not _is_ours(found, file, path) or self._is_there(parts):
            return None
        shared = self._neighbours.owner(os.path.join(folder.path, found.name)) is not None
        copied = shared or self._copy_all or self._volume(folder.path) != self._volume(self._nearest(parts))
        if copied:
            self.room += min(found.size, found.allocated)
        inode = 0 if folder.device in self._mounts.unstable else found.inode
        return MovedFile(parts, found.size, found.mtime_ns, inode, found.kind is Kind.LINK, copied, shared)

    def _leads_through_link(self, parts: Parts) -> bool:
        return any(os.path.islink(os.path.join(self._source, *way)) for way in ways_of([parts]))

    def _is_there(self, parts: Parts) -> bool:
        """Something of that name is in the new place. Raises Conflict unless it may be used."""
        path = os.path.join(self._goal, *parts)
        above = self._nearest(parts)
        if not os.path.isdir(above) or os.path.islink(above):
            raise Conflict(f"“{shown(above)}” is in the way: it is no folder. Choose another place.", path=shown(above))
        if self._volume(above) != self._volume(_existing(self._goal)):
            raise StorageError(f"“{shown(above)}” is another volume. Choose a place without one.", path=shown(above))
        if not os.path.lexists(path):
            return False
        if not self._use_existing or not os.path.isfile(path):
            raise Conflict(
                f"There is a “{shown(path)}” already, and nothing is ever overwritten. "
                "Choose another folder, or use the files that are there.",
                path=shown(path),
            )
        return True

    def _nearest(self, parts: Parts) -> str:
        """What is there of the way to the new file's folder."""
        return _existing(os.path.join(self._goal, *parts[:-1]))


def _wanted(target: Target) -> Iterator[tuple[Parts, ManifestFile]]:
    for file in target.manifest.files:
        if file.wanted:
            parts = split(file.path)
            if parts is None:
                raise StorageError(
                    f"“{shown(file.path)}” lies outside the torrent's folder, so it can't be moved with it.",
                    path=shown(file.path),
                )
            yield parts, file


def _is_ours(found: Entry, file: ManifestFile, path: str) -> bool:
    if found.kind is Kind.LINK and file.kind != "link":
        raise StorageError(
            f"“{shown(path)}” is a link to somewhere else. Put the file itself there, then move it again.",
            path=shown(path),
        )
    return found.kind is (Kind.LINK if file.kind == "link" else Kind.FILE)


def _volume(points: Sequence[str], folder: str) -> tuple[int, str]:
    """What volume an existing folder is on: a bind mount has the device number of what it shows."""
    around = (point for point in points if point == folder or folder.startswith(point.rstrip("/") + "/"))
    return os.stat(folder).st_dev, next(around, "")


def _existing(path: str) -> str:
    while not os.path.lexists(path) and path != os.path.dirname(path):
        path = os.path.dirname(path)
    return path


def _missing_folders(goal: str) -> list[str]:
    missing = []
    while not os.path.lexists(goal) and goal != os.path.dirname(goal):
        missing.append(goal)
        goal = os.path.dirname(goal)
    return missing[::-1]


def _check_room(goal: str, needed: int) -> None:
    if not needed:
        return
    total, _, free = shutil.disk_usage(_existing(goal))
    if total == 0:
        raise StorageError(f"“{shown(goal)}” is no place for files. Choose another folder.", path=shown(goal))
    if needed + _RESERVE > free:
        raise StorageError(
            f"Moving needs {size_in_words(needed)}, but only {size_in_words(free)} are free in {shown(goal)}. "
            "Make room or choose another folder.",
            path=shown(goal),
            needed=needed,
            free=free,
        )


def _opened(path: str) -> Folder:
    try:
        return open_folder(path)
    except OSError as problem:
        raise failed("look into the folder", path, problem, "Check that you may open it, then try again.") from problem
