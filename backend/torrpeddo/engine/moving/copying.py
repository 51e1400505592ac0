"""Copies of what lies on another volume, made in a folder beside the new place until all are whole.

A copy has another name until its bytes are on the disk; that is how a later run tells a
whole copy from one that was cut off.
"""

import errno
import os
import stat
from collections.abc import Iterator

from ...errors import StorageError
from ..disk.failures import failed
from ..disk.folder import Folder, enter_or_make, open_folder
from ..disk.paths import shown
from ..disk.walker import Walker
from .job import Cancelled, Interrupted, Job, MovedFile, Progress

CHUNK = 1 << 20
"""Bytes between two questions whether to go on."""
PARTIAL = ".torrpeddo-partial"
"""In the staging folder: the copy that isn't whole."""
_SYNC_EVERY = 32 << 20
"""Bytes that may wait in memory: whoever cancels waits for no more than these."""


def copy(job: Job, progress: Progress, cancelled: Cancelled) -> None:
    """Copy all that must be copied. Run again after a crash it does what is left.

    Raises StorageError when the disk refuses, Interrupted when ``cancelled``.
    """
    copied = [file for file in job.files if file.copied]
    if not copied:
        return
    at = job.goal
    try:
        make_goal(job)
        with (
            open_folder(job.goal) as goal,
            enter_or_make(goal, job.staging, private=True) as staging,
            Walker(open_folder(job.source)) as sources,
            Walker(goal.enter(job.staging), make=True, sync=True) as staged,
        ):
            if staging.look(PARTIAL) is not None:
                staging.remove(PARTIAL)
            for file in copied:
                at = os.path.join(job.source, *file.parts)
                source, into = sources.at(file.folder), staged.at(file.folder)
                if source is None or into is None or not file.is_still(source.look(file.name)):
                    raise changed(at)
                if into.look(file.name) is not None:
                    progress(file.size)
                elif file.link:
                    into.make_link(file.name, source.read_link(file.name))
                else:
                    _copy(source, staging, file, progress, cancelled)
                    staging.move(PARTIAL, into, file.name)
            goal.sync()
    except OSError as problem:
        raise failed("copy", at, problem, "Everything is still in its old place.") from problem


def make_goal(job: Job) -> None:
    for folder in job.made:
        try:
            os.mkdir(folder)
        except FileExistsError:
            continue


def changed(path: str) -> StorageError:
    return StorageError(
        f"“{shown(path)}” changed while it was being moved, so nothing was. Move it again.", path=shown(path)
    )


def _copy(source: Folder, staging: Folder, file: MovedFile, progress: Progress, cancelled: Cancelled) -> None:
    descriptor = source.read(file.name)
    try:
        _copy_open(descriptor, staging, file, progress, cancelled)
    finally:
        os.close(descriptor)
    if not file.is_still(source.look(file.name)):
        raise changed(os.path.join(source.path, file.name))


def _copy_open(reading: int, staging: Folder, file: MovedFile, progress: Progress, cancelled: Cancelled) -> None:
    writing = staging.create(PARTIAL, stat.S_IMODE(os.fstat(reading).st_mode) & 0o777)
    try:
        os.truncate(writing, file.size)
        _copy_bytes(reading, writing, file.size, progress, cancelled)
    except BaseException:
        os.close(writing)
        raise
    staging.finish(PARTIAL, writing, file.mtime_ns)


def _copy_bytes(reading: int, writing: int, size: int, progress: Progress, cancelled: Cancelled) -> None:
    """Holes stay holes."""
    told = unsynced = 0
    for start, end in _written(reading, size):
        at = start
        while at < end:
            if cancelled():
                raise Interrupted
            at += _copy_chunk(reading, writing, at, min(CHUNK, end - at))
            unsynced += CHUNK
            if unsynced >= _SYNC_EVERY:
                os.fsync(writing)
                unsynced = 0
            progress(at - told)
            told = at
    progress(size - told)


def _copy_chunk(reading: int, writing: int, at: int, length: int) -> int:
    os.lseek(reading, at, os.SEEK_SET)
    content = os.read(reading, length)
    if not content:
        raise OSError(errno.EIO, "It is shorter than it was")
    os.lseek(writing, at, os.SEEK_SET)
    view = memoryview(content)
    while view:
        view = view[os.write(writing, view) :]
    return len(content)


def _written(reading: int, size: int) -> Iterator[tuple[int, int]]:
    """The stretches of the file that aren't holes; all of it where the system doesn't tell."""
    if not hasattr(os, "SEEK_DATA"):
        yield 0, size
        return
    at = 0
    while at < size:
        try:
            start = os.lseek(reading, at, os.SEEK_DATA)
            end = os.lseek(reading, start, os.SEEK_HOLE)
        except OSError as problem:
            if problem.errno != errno.ENXIO:  # there is nothing but a hole from here on
                yield at, size
            return
        yield start, min(end, size)
        at = end
