"""The end of what was set aside: unlinked for good, in the background.

Only what the plan names is unlinked, each file being still the one it was. Whatever else
is in a staging folder (another program wrote into a folder as it was set aside) goes
back to where it would be.
"""

import errno
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Lock
from typing import NamedTuple

from msgspec import Struct, field

from ...errors import StorageError
from ..disk.failures import failed
from ..disk.folder import Folder, Kind, open_folder
from .job import Job, Journal, Phase, Place, PlannedFolder
from .restore import put_everything_back

Progress = Callable[[int, int], None]
"""Files and bytes gone so far in this run; called now and then."""

Cancelled = Callable[[], bool]
"""Asked now and then; true leaves the rest to a later run."""

_OFTEN = 256
"""Files between two words of progress."""
_AT_ONCE = 4
"""Folders: what one unlink waits for, the journal of the file system above all, serves others too."""

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


class _Eraser(Struct, eq=False):
    """The files of several folders at a time, since disks serve several at a time; then the folders, inner first."""

    progress: Progress
    cancelled: Cancelled
    advice: str
    files: int = 0
    bytes: int = 0
    stopped: bool = False
    problem: StorageError | None = None
    _counting: Lock = field(default_factory=Lock)

    def place(self, job: Job, place: Place) -> None:
        try:
            with open_folder(place.folder) as folder:
                if folder.look(job.staging) is not None:
                    with folder.enter(job.staging) as staged:
                        self._erase(staged, place.root)
        except OSError as problem:
            self._note(place.shown, problem)
        self.progress(self.files, self.bytes)

    def _erase(self, staged: Folder, root: PlannedFolder) -> None:
        folders = list(_folders_with_files(root, ()))
        if len(folders) > 1:
            with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="unlink") as pool:
                list(pool.map(lambda folder: self._files(staged, *folder), folders))
        else:
            for way, plan in folders:
                self._files(staged, way, plan)
        if not self.stopped:
            self._folders(staged, root)

    def _files(self, staged: Folder, way: tuple[str, ...], plan: PlannedFolder) -> None:
        if self.stopped:
            return
        path = os.path.join(staged.path, *way)
        try:
            with ExitStack() as opened:
                folder = staged
                for name in way:
                    folder = opened.enter_context(_entered(folder, name))
                self._contents(folder, plan)
        except OSError as problem:
            if not _is_gone(problem):
                self._note(path, problem)

    def _contents(self, folder: Folder, plan: PlannedFolder) -> None:
        files = {file.name: file for file in plan.files}
        # In the order in which many file systems keep them.
        for entry in sorted(folder.scan(), key=lambda entry: entry.inode):
            file = files.get(entry.name)
            if file is None or entry.kind is Kind.FOLDER or not file.is_still(entry):
                continue
            try:
                _insist(folder, folder.remove, entry.name)
            except OSError as problem:
                self._note(os.path.join(folder.path, entry.name), problem)
            else:
                self._count(entry.size)
                if self.stopped:
                    return

    def _folders(self, staged: Folder, plan: PlannedFolder) -> None:
        for inner in plan.folders:
            path = os.path.join(staged.path, inner.name)
            try:
                with _entered(staged, inner.name) as folder:
                    self._folders(folder, inner)
                _insist(staged, staged.remove_folder, inner.name)
            except OSError as problem:
                if not _is_gone(problem) and problem.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                    self._note(path, problem)

    def _count(self, size: int) -> None:
        with self._counting:
            self.files += 1
            self.bytes += size
            tell = self.files % _OFTEN == 0
        if tell:
            self.progress(self.files, self.bytes)
            self.stopped = self.stopped or self.cancelled()

    def _note(self, path: str, problem: OSError) -> None:
        self.problem = self.problem or failed("erase", path, problem, self.advice)


def _folders_with_files(plan: PlannedFolder, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], PlannedFolder]]:
    if plan.files:
        yield way, plan
    for inner in plan.folders:
        yield from _folders_with_files(inner, (*way, inner.name))


def _is_gone(problem: OSError) -> bool:
    """There is nothing of that name any more, or something that isn't the folder."""
    return isinstance(problem, FileNotFoundError | NotADirectoryError) or problem.errno == errno.ELOOP


def _entered(folder: Folder, name: str) -> Folder:
    try:
        return folder.enter(name)
    except PermissionError:
        folder.unlock(name)
        return folder.enter(name)


def _insist(folder: Folder, remove: Callable[[str], None], name: str) -> None:
    """A folder that is write-protected is no reason to keep what was confirmed to go."""
    try:
        remove(name)
    except PermissionError:
        folder.unlock()
        remove(name)
