"""The other end of what was set aside: into the system's trash, under its old path.

A folder that was taken whole is one item; of a folder in which something stays, each thing
that goes is one. What isn't the torrent's is put back first.
"""

import os
import sys
from typing import Protocol

from msgspec import Struct

from ..disk.failures import failed
from ..disk.folder import Entry, Folder, Kind, open_folder
from .erase import Cancelled, Ended, Progress
from .job import Job, Journal, Phase, Place, PlannedFile, PlannedFolder
from .plan import count_files
from .restore import put_back, put_everything_back, remove_empty

_ADVICE = (
    "What isn't in the trash by now is back where it was. Empty the trash if it is full, "
    "or delete for good instead of to the trash."
)


class SystemTrash(Protocol):
    def put(self, staged: Folder, original: Folder, name: str) -> None:
        """Take ``name`` out of ``staged``, recorded as having been in ``original``. ``OSError`` when it can't."""
        ...


def trash_available(path: str) -> bool:
    """Whether what lies in this folder could go to the system's trash rather than be erased."""
    if sys.platform in ("win32", "darwin"):
        return True
    from .xdg_trash import available

    return available(os.path.realpath(path))


def trash(job: Job, journal: Journal, progress: Progress, cancelled: Cancelled) -> Ended:
    """Move what is staged to the system's trash. Run again after a crash or a cancel it does what is left.

    ``StorageError`` when the trash refuses: what isn't in it yet is back in its old place
    then, and the phase is ``undone``.
    """
    journal(Phase.TRASHING)
    trasher = _Trasher(job, progress, cancelled)
    try:
        for place in job.places:
            trasher.place(place)
    except OSError as problem:
        journal(Phase.UNDOING)
        put_everything_back(job)
        journal(Phase.UNDONE)
        raise failed("move to the trash", trasher.at, problem, _ADVICE) from problem
    if trasher.stopped:
        return Ended(False, trasher.items)
    journal(Phase.DONE)
    return Ended(True, trasher.items, trasher.kept)


class _Trasher(Struct, eq=False):
    job: Job
    progress: Progress
    cancelled: Cancelled
    items: int = 0
    files: int = 0
    bytes: int = 0
    stopped: bool = False
    kept: tuple[str, ...] = ()
    at: str = ""
    """What it is at, for words."""

    def place(self, place: Place) -> None:
        self.at = place.shown
        with open_folder(place.folder) as original:
            if original.look(self.job.staging) is None:
                return
            with original.enter(self.job.staging) as staged:
                ways = list(_strangers(staged, place.root, ()))
                self.kept += put_back(self.job, place.folder, ways)
                self._contents(_system_trash(place.folder), staged, original, place.root)
            remove_empty(original, self.job.staging)

    def _contents(self, system: SystemTrash, staged: Folder, original: Folder, plan: PlannedFolder) -> None:
        files = {file.name: file for file in plan.files}
        folders = {folder.name: folder for folder in plan.folders}
        for entry in staged.scan():
            if self.stopped:
                return
            inner = folders.get(entry.name)
            if inner is not None and entry.kind is Kind.FOLDER and _is_folder(original.look(entry.name)):
                with staged.enter(entry.name) as below, original.enter(entry.name) as above:
                    self._contents(system, below, above, inner)
                remove_empty(staged, entry.name)
            elif _is_planned(entry, files.get(entry.name), inner):
                self._item(system, staged, original, entry, inner)

    def _item(
        self, system: SystemTrash, staged: Folder, original: Folder, entry: Entry, plan: PlannedFolder | None
    ) -> None:
        self.at = os.path.join(original.path, entry.name)
        system.put(staged, original, entry.name)
        self.items += 1
        self.files += count_files(plan) if plan is not None else 1
        self.bytes += _size(plan) if plan is not None else entry.size
        self.progress(self.files, self.bytes)
        self.stopped = self.cancelled()


def _system_trash(folder: str) -> SystemTrash:
    if sys.platform in ("win32", "darwin"):
        from .native_trash import NativeTrash

        return NativeTrash()
    from .xdg_trash import XdgTrash

    return XdgTrash(folder)


def _strangers(staged: Folder, plan: PlannedFolder, way: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What lies in the staging folder and isn't the plan's, or isn't any more what it was."""
    files = {file.name: file for file in plan.files}
    folders = {folder.name: folder for folder in plan.folders}
    found: list[tuple[str, ...]] = []
    for entry in staged.scan():
        inner = folders.get(entry.name)
        if inner is not None and entry.kind is Kind.FOLDER:
            with staged.enter(entry.name) as below:
                found.extend(_strangers(below, inner, (*way, entry.name)))
        elif not _is_planned(entry, files.get(entry.name), None):
            found.append((*way, entry.name))
    return found


def _is_planned(entry: Entry, file: PlannedFile | None, folder: PlannedFolder | None) -> bool:
    if entry.kind is Kind.FOLDER:
        return folder is not None
    return file is not None and file.is_still(entry)


def _is_folder(entry: Entry | None) -> bool:
    return entry is not None and entry.kind is Kind.FOLDER


def _size(plan: PlannedFolder) -> int:
    return sum(file.size for file in plan.files) + sum(_size(inner) for inner in plan.folders)
