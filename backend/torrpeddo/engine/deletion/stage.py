"""Setting aside what goes: renames into a staging folder, all of them or none.

A folder in which nothing stays is one rename, whatever it holds. It is compared with the
plan just before; what slips in between the two is told apart from the torrent's files
later, by ``erase`` and ``trash``, and put back.
"""

import errno
import os
from typing import NamedTuple

from ...contract.deleting import StayingFile, StayReason
from ..disk.failures import failed
from ..disk.folder import Folder, Kind, enter_or_make, open_folder
from ..disk.paths import shown
from .job import Job, Journal, Phase, Place, PlannedFile, PlannedFolder
from .restore import put_everything_back

_NOT_AS_A_WHOLE = (errno.EXDEV, errno.EBUSY, errno.EEXIST, errno.ENOTEMPTY, errno.EACCES, errno.EPERM)
"""A folder that refuses to move for one of these may yet let its files go (overlay file systems, a mount in it)."""

_GONE = (FileNotFoundError, NotADirectoryError)


class Staged(NamedTuple):
    changed: tuple[StayingFile, ...]
    """What stays after all: it changed since the plan was made."""


def stage(job: Job, journal: Journal) -> Staged:
    """Move what goes into the staging folders. The job must be journalled as ``planned``.

    Run again after a crash it does what is left to do. ``StorageError`` when a file can't
    be moved; everything is in its old place then, and the phase is ``undone``.
    """
    changed: list[StayingFile] = []
    for place in job.places:
        stager = _Stager(place, changed)
        try:
            stager.run(job.staging)
        except OSError as problem:
            _roll_back(job, journal)
            raise failed("move", stager.at, problem, _ADVICE) from problem
    journal(Phase.STAGED)
    return Staged(tuple(changed))


_ADVICE = "Nothing was deleted. See that you may change that folder and that no program holds it, then try again."


def _roll_back(job: Job, journal: Journal) -> None:
    journal(Phase.UNDOING)
    put_everything_back(job)
    journal(Phase.UNDONE)


class _Stager:
    def __init__(self, place: Place, changed: list[StayingFile]) -> None:
        self._place = place
        self._changed = changed
        self.at = place.shown
        """What it is at, for words."""

    def run(self, staging: str) -> None:
        with open_folder(self._place.folder) as source:
            if not _anything_left(source, self._place.root):
                return
            with enter_or_make(source, staging, private=True) as into:
                self._contents(source, into, self._place.root, self._place.shown)
                into.sync()
            source.sync()

    def _contents(self, source: Folder, into: Folder, plan: PlannedFolder, path: str) -> None:
        for file in plan.files:
            self._file(source, into, file, os.path.join(path, file.name))
        for folder in plan.folders:
            self._folder(source, into, folder, os.path.join(path, folder.name))

    def _file(self, source: Folder, into: Folder, file: PlannedFile, path: str) -> None:
        self.at = path
        found = source.look(file.name)
        if found is None:
            return
        if not file.is_still(found):
            self._changed.append(StayingFile(path=shown(path), size=found.size, reason=StayReason.CHANGED))
            return
        try:
            source.move(file.name, into)
        except FileNotFoundError:
            return
        except FileExistsError:
            self._changed.append(StayingFile(path=shown(path), size=found.size, reason=StayReason.CHANGED))

    def _folder(self, source: Folder, into: Folder, plan: PlannedFolder, path: str) -> None:
        self.at = path
        if plan.whole and _intact(source, plan) and _moved_whole(source, into, plan.name):
            return
        try:
            folder = source.enter(plan.name)
        except OSError as problem:
            if _is_gone(problem):
                return
            raise
        with folder, enter_or_make(into, plan.name) as target:
            self._contents(folder, target, plan, path)
        if plan.own:
            _remove_if_empty(source, plan.name)


def _anything_left(source: Folder, root: PlannedFolder) -> bool:
    names = (*(file.name for file in root.files), *(folder.name for folder in root.folders))
    return any(source.look(name) is not None for name in names)


def _intact(parent: Folder, plan: PlannedFolder) -> bool:
    """The folder holds what the plan says, and nothing else."""
    try:
        with parent.enter(plan.name) as folder:
            found = {entry.name: entry for entry in folder.scan()}
            return (
                folder.device == parent.device
                and len(found) == len(plan.files) + len(plan.folders)
                and all(file.name in found and file.is_still(found[file.name]) for file in plan.files)
                and all(inner.name in found and _intact(folder, inner) for inner in plan.folders)
            )
    except OSError as problem:
        if _is_gone(problem):
            return False
        raise


def _moved_whole(source: Folder, into: Folder, name: str) -> bool:
    try:
        source.move(name, into)
    except FileNotFoundError:
        return False
    except OSError as problem:
        if problem.errno in _NOT_AS_A_WHOLE:
            return False
        raise
    return True


def _is_gone(problem: OSError) -> bool:
    """There is nothing of that name, or it is a link or a file now: not the torrent's folder."""
    return isinstance(problem, _GONE) or problem.errno == errno.ELOOP


def _remove_if_empty(parent: Folder, name: str) -> None:
    try:
        parent.remove_folder(name)
    except OSError as problem:
        found = parent.look(name)
        if found is not None and found.kind is Kind.FOLDER and problem.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
