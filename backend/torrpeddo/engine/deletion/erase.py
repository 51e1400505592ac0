"""The end of what was set aside: unlinked for good, in the background.

Only what the plan names is unlinked, each file being still the one it was. Whatever else
is in a staging folder (another program wrote into a folder as it was set aside) goes
back to where it would be.
"""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ...errors import StorageError
from ..disk.failures import failed
from ..disk.folder import Entry, Folder, Kind, open_folder
from .job import Job, Journal, Phase, Place, PlannedFile, PlannedFolder
from .restore import put_everything_back

Progress = Callable[[int, int], None]
"""Files and bytes gone so far in this run; called now and then."""

Cancelled = Callable[[], bool]
"""Asked now and then; true leaves the rest to a later run."""

_OFTEN = 256
"""Files between two words of progress."""

_ADVICE = "It is kept in a hidden folder “{staging}” and will be tried again at the next start."


class Ended(NamedTuple):
    """How ``erase`` or ``trash`` came out."""

    done: bool
    """False when cancelled: the job must be kept."""
    files: int
    """Gone in this run (for the trash: items, a folder being one)."""
    kept: tuple[str, ...] = ()
    """What isn't the torrent's and could not go back, something else being there; left in the staging folder."""


def erase(job: Job, journal: Journal, progress: Progress, cancelled: Cancelled) -> Ended:
    """Unlink what is staged. Run again after a crash or a cancel it does what is left.

    ``StorageError`` when the disk refuses; the rest is gone, and the phase stays ``erasing``.
    """
    journal(Phase.ERASING)
    eraser = _Eraser(progress, cancelled, _ADVICE.format(staging=job.staging))
    for place in job.places:
        eraser.place(job, place)
    if eraser.problem is not None:
        raise eraser.problem
    if eraser.stopped:
        return Ended(False, eraser.files)
    kept = put_everything_back(job)
    journal(Phase.DONE)
    return Ended(True, eraser.files, kept)


@dataclass
class _Eraser:
    progress: Progress
    cancelled: Cancelled
    advice: str
    files: int = 0
    bytes: int = 0
    stopped: bool = False
    problem: StorageError | None = None

    def place(self, job: Job, place: Place) -> None:
        try:
            with open_folder(place.folder) as folder:
                if folder.look(job.staging) is not None:
                    with folder.enter(job.staging) as staged:
                        self._contents(staged, place.root)
        except OSError as problem:
            self._note(place.shown, problem)
        self.progress(self.files, self.bytes)

    def _contents(self, staged: Folder, plan: PlannedFolder) -> None:
        files = {file.name: file for file in plan.files}
        folders = {folder.name: folder for folder in plan.folders}
        for entry in staged.scan():
            if self.stopped:
                return
            try:
                self._entry(staged, entry, files.get(entry.name), folders.get(entry.name))
            except OSError as problem:
                self._note(os.path.join(staged.path, entry.name), problem)

    def _entry(self, staged: Folder, entry: Entry, file: PlannedFile | None, folder: PlannedFolder | None) -> None:
        if folder is not None and entry.kind is Kind.FOLDER:
            self._folder(staged, folder)
        elif file is not None and entry.kind is not Kind.FOLDER and file.is_still(entry):
            _insist(staged, lambda: staged.remove(entry.name))
            self._count(entry.size)

    def _folder(self, staged: Folder, plan: PlannedFolder) -> None:
        with _entered(staged, plan.name) as inner:
            self._contents(inner, plan)
        try:
            _insist(staged, lambda: staged.remove_folder(plan.name))
        except OSError as problem:
            if problem.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise

    def _count(self, size: int) -> None:
        self.files += 1
        self.bytes += size
        if self.files % _OFTEN == 0:
            self.progress(self.files, self.bytes)
            self.stopped = self.cancelled()

    def _note(self, path: str, problem: OSError) -> None:
        self.problem = self.problem or failed("erase", path, problem, self.advice)


def _entered(folder: Folder, name: str) -> Folder:
    try:
        return folder.enter(name)
    except PermissionError:
        folder.unlock(name)
        return folder.enter(name)


def _insist(folder: Folder, remove: Callable[[], None]) -> None:
    """A folder that is write-protected is no reason to keep what was confirmed to go."""
    try:
        remove()
    except PermissionError:
        folder.unlock()
        remove()
