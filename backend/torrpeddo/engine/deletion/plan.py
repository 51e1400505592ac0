"""What a deletion would do, found out without changing anything."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from ...contract.deleting import LeavingFile, StayingFile, StayReason
from ..disk.mounts import read_mounts
from ..disk.paths import shown
from ..incomplete.marks import SUFFIX
from .job import Job, Place, PlannedFile, PlannedFolder
from .manifest import Target
from .name_order import by_name, path_key
from .neighbours import Neighbours
from .survey import Survey
from .wanted import wishes


class Plan(Struct, frozen=True, kw_only=True, dict=True):
    """Paths for people are absolute, under the save path as the torrent has it."""

    torrents: tuple[str, ...]
    places: tuple[Place, ...]
    stays: tuple[StayingFile, ...]
    missing: tuple[str, ...]
    """Save paths that aren't there (a drive is unplugged, a folder was removed): nothing of them goes."""

    @cached_property
    def goes(self) -> tuple[LeavingFile, ...]:
        """As people order them. Slow with many files, so not for the engine's thread the first time."""
        return tuple(
            LeavingFile(path=path, size=file.size)
            for place in self.places
            for path, file in _files(place.shown, by_name(place.root))
        )

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """Folders that go too: nothing stays in them."""
        return tuple(path for place in self.places for path in _folders(place.shown, by_name(place.root)))

    @cached_property
    def goes_bytes(self) -> int:
        return sum(file.size for file in self.goes)

    @cached_property
    def stays_bytes(self) -> int:
        return sum(file.size for file in self.stays)

    def job(self, job_id: str, trash: bool) -> Job:
        """The record to journal before ``stage``."""
        return Job(job_id, self.torrents, trash, self.places)


def plan(targets: Sequence[Target], others: Sequence[Target] = ()) -> Plan:
    """Look for the targets' files. ``others`` are the torrents that stay, of those ``near`` names.

    ``StorageError`` when a torrent's folder can't be read.
    """
    wanted = wishes(targets)
    survey = Survey(Neighbours(others), read_mounts())
    missing = []
    for root in wanted.roots:
        if os.path.isdir(root.folder):
            survey.root(root)
        else:
            missing.append(shown(root.shown))
    outside = [path for path, file in wanted.outside if file.wanted]
    if outside:
        # ``a/../b`` may name what the torrent has as ``b`` too: that goes, and is not told to stay.
        going = {path for place in survey.places for path, _ in _files(place.folder, place.root)}
        for path in outside:
            folder, name = os.path.split(path)
            if os.path.join(os.path.realpath(folder), name) not in going:
                survey.outside(path)
    ids = tuple(target.id for target in targets)
    stays = tuple(sorted(survey.stays, key=lambda file: path_key(file.path)))
    return Plan(torrents=ids, places=tuple(survey.places), stays=stays, missing=tuple(missing))


def confirm(previewed: Plan, fresh: Plan) -> Plan:
    """``fresh`` without what the person wasn't shown, for the same torrents, now out of the session.

    A file goes if it was shown and hasn't changed since, or if the torrent went on writing
    it. What wasn't shown, was shown to stay, or changed, stays.
    """
    return _Confirmation(previewed, fresh).plan()


class _Confirmation:
    def __init__(self, previewed: Plan, fresh: Plan) -> None:
        self._fresh = fresh
        self._shown = {path: file for place in previewed.places for path, file in files_in(place)}
        self._stayed = {file.path for file in previewed.stays}
        self._changed: list[StayingFile] = []

    def plan(self) -> Plan:
        places = tuple(
            Place(place.raw, place.shown, place.mount, root)
            for place in self._fresh.places
            if not (root := self._folder(place.shown, place.root)).is_empty()
        )
        stays = (*self._fresh.stays, *self._changed)
        return Plan(torrents=self._fresh.torrents, places=places, stays=stays, missing=self._fresh.missing)

    def _folder(self, path: str, folder: PlannedFolder) -> PlannedFolder:
        inner = (self._folder(os.path.join(path, each.name), each) for each in folder.folders)
        folders = tuple(each for each in inner if not each.is_empty())
        files = tuple(each for each in folder.files if self._goes(os.path.join(path, each.name), each))
        complete = len(files) == len(folder.files) and len(folders) == len(folder.folders)
        whole = folder.whole and complete and all(each.whole for each in folders)
        return PlannedFolder(folder.name, folder.own, whole, files, folders)

    def _goes(self, path: str, file: PlannedFile) -> bool:
        was = self._shown.get(path) or self._was_incomplete(path, file)
        if path not in self._stayed and (_grew(file) if was is None else _same(was, file)):
            return True
        self._changed.append(StayingFile(path=path, size=file.size, reason=StayReason.CHANGED))
        return False

    def _was_incomplete(self, path: str, file: PlannedFile) -> PlannedFile | None:
        """The file that was shown, if all that happened to it is that it has become complete."""
        was = self._shown.get(path + SUFFIX)
        return was if was is not None and file.inode and was.inode == file.inode else None


def _grew(file: PlannedFile) -> bool:
    return file.active


def _same(was: PlannedFile, now: PlannedFile) -> bool:
    if was.active and (was.inode == now.inode):
        return True
    return (was.inode, was.size, was.mtime_ns) == (now.inode, now.size, now.mtime_ns)


def count(job: Job) -> int:
    """How many files go. Takes time with many."""
    return sum(count_files(place.root) for place in job.places)


def count_files(folder: PlannedFolder) -> int:
    return len(folder.files) + sum(map(count_files, folder.folders))


def files_in(place: Place) -> Iterator[tuple[str, PlannedFile]]:
    """Each file that goes, with its path as people see it."""
    return _files(place.shown, place.root)


def _files(path: str, folder: PlannedFolder) -> Iterator[tuple[str, PlannedFile]]:
    for file in folder.files:
        yield os.path.join(path, file.name), file
    for inner in folder.folders:
        yield from _files(os.path.join(path, inner.name), inner)


def _folders(path: str, folder: PlannedFolder) -> Iterator[str]:
    for inner in folder.folders:
        below = os.path.join(path, inner.name)
        if inner.whole:
            yield below
        yield from _folders(below, inner)
