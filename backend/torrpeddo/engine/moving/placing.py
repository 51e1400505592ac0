"""Everything to where it belongs by renames that replace nothing; the way back; the end of the old place."""

import errno
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress

from ...errors import Conflict
from ..disk.failures import failed
from ..disk.folder import Folder, open_folder
from ..disk.paths import shown
from ..disk.walker import Parts, Walker, ways_of
from .copying import PARTIAL, changed, make_goal
from .job import Cancelled, Interrupted, Job, MovedFile, Progress


class OtherVolume(Exception):
    """A rename can't cross the border between two volumes that looked like one."""


def place(job: Job, progress: Progress, cancelled: Cancelled) -> None:
    """Rename copies, and files of the same volume, to where they belong.

    Run again after a crash it does what is left. Raises Conflict when something is in the
    way by now, StorageError when the disk refuses, OtherVolume, Interrupted.
    """
    at = job.goal
    try:
        make_goal(job)
        with ExitStack() as stack:
            placer = _Placer(job, stack)
            for file in job.files:
                if cancelled():
                    raise Interrupted
                at = os.path.join(job.goal, *file.parts)
                placer.place(file)
                if not file.copied:
                    progress(file.size)
        _remove_staging(job)
    except FileExistsError as problem:
        raise Conflict(
            f"There is a “{shown(at)}” now, and nothing is ever overwritten. Choose another folder.", path=shown(at)
        ) from problem
    except OSError as problem:
        if problem.errno == errno.EXDEV:
            raise OtherVolume from problem
        raise failed("move", at, problem, "Everything is in its old place again.") from problem


def discard(job: Job) -> None:
    """Throw the copies away; nothing else was touched. Raises StorageError."""
    _give_up(job, placed=False)


def give_back(job: Job) -> None:
    """What was placed goes back, or goes if its original is there still. Raises StorageError."""
    _give_up(job, placed=True)


def clean(job: Job) -> list[str]:
    """Remove from the old place what is in the new one, and the folders that are empty then.

    Returns the paths that stay although they should go: they changed, or the disk refuses.
    """
    if not job.files or not os.path.isdir(job.source):
        return []
    going = [file for file in job.files if file.copied and not file.kept]
    with Walker(open_folder(job.source)) as sources:
        left = [os.path.join(job.source, *file.parts) for file in going if not _removed(sources, file)]
    _remove_folders(job.source, ways_of([file.parts for file in job.files]))
    return left


class _Placer:
    def __init__(self, job: Job, stack: ExitStack) -> None:
        self._sources = stack.enter_context(Walker(open_folder(job.source), sync=True)) if job.files else None
        goal = open_folder(job.goal)
        self._goals = stack.enter_context(Walker(goal, make=True, sync=True))
        self._staged: Walker | None = None
        if goal.look(job.staging) is not None:
            self._staged = stack.enter_context(Walker(goal.enter(job.staging)))

    def place(self, file: MovedFile) -> None:
        walker = self._staged if file.copied else self._sources
        folder = walker.at(file.folder) if walker is not None else None
        found = folder.look(file.name) if folder is not None else None
        into = self._goals.at(file.folder)
        if into is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if folder is None or found is None:
            # An earlier run has done it, or somebody took it away.
            if not file.is_moved(into.look(file.name)):
                raise changed(os.path.join(into.path, file.name))
        elif not (file.is_moved(found) if file.copied else file.is_still(found)):
            raise changed(os.path.join(folder.path, file.name))
        else:
            folder.move(file.name, into)


def _give_up(job: Job, *, placed: bool) -> None:
    at = job.goal
    try:
        if not _is_there(job):
            return
        with ExitStack() as stack:
            goal = open_folder(job.goal)
            goals = stack.enter_context(Walker(goal, sync=True))
            staged = None
            if goal.look(job.staging) is not None:
                staged = stack.enter_context(Walker(goal.enter(job.staging)))
            sources = stack.enter_context(Walker(open_folder(job.source), make=True, sync=True)) if placed else None
            for file in job.files:
                at = os.path.join(job.goal, *file.parts)
                if not _thrown_away(staged, file) and sources is not None:
                    _give_back(sources, goals, file)
            if (staging := staged.at(()) if staged is not None else None) is not None and staging.look(PARTIAL):
                staging.remove(PARTIAL)
        _remove_staging(job)
        _remove_folders(job.goal, job.new_folders)
        for folder in reversed(job.made):
            with suppress(OSError):
                os.rmdir(folder)
    except OSError as problem:
        raise failed("take back", at, problem, "It will be tried again at the next start.") from problem


def _is_there(job: Job) -> bool:
    """False when the new place was never made. ``FileNotFoundError`` when it is away, with its drive perhaps."""
    if os.path.isdir(job.goal):
        return True
    if job.made and not os.path.lexists(job.made[0]) and os.path.isdir(os.path.dirname(job.made[0])):
        return False
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _thrown_away(staged: Walker | None, file: MovedFile) -> bool:
    folder = staged.at(file.folder) if staged is not None and file.copied else None
    if folder is None or folder.look(file.name) is None:
        return False
    folder.remove(file.name)
    return True


def _give_back(sources: Walker, goals: Walker, file: MovedFile) -> None:
    folder = goals.at(file.folder)
    if folder is None or not file.is_moved(folder.look(file.name)):
        return
    source = sources.at(file.folder)
    if source is None:
        return
    original = source.look(file.name)
    if file.copied and file.is_still(original):
        folder.remove(file.name)
    elif not file.copied and original is None:
        folder.move(file.name, source)


def _removed(sources: Walker, file: MovedFile) -> bool:
    try:
        folder = sources.at(file.folder)
        found = folder.look(file.name) if folder is not None else None
        if folder is None or found is None:
            return True
        if not file.is_still(found):
            return False
        folder.remove(file.name)
    except OSError:
        return False
    return True


def _remove_staging(job: Job) -> None:
    copied = [file.parts for file in job.files if file.copied]
    _remove_folders(job.goal, [(job.staging,), *((job.staging, *way) for way in ways_of(copied))])


def _remove_folders(root: str, ways: Iterable[Parts]) -> None:
    """Those that are empty; ``ways`` has each before those in it."""
    with Walker(open_folder(root)) as walker:
        for way in sorted(ways, reverse=True):
            _remove_if_empty(walker, way)


def _remove_if_empty(walker: Walker, way: Parts) -> None:
    with suppress(OSError):
        folder: Folder | None = walker.at(way[:-1])
        if folder is not None:
            folder.remove_folder(way[-1])
