"""One file or folder of a torrent to another name on the disk: a rename that replaces nothing."""

import errno
import os
from contextlib import suppress

from msgspec import Struct

from ...errors import Conflict
from ..disk.failures import failed
from ..disk.folder import Folder, open_folder
from ..disk.paths import shown
from ..disk.walker import Parts, Walker, ways_of


class Renaming(Struct, frozen=True, array_like=True):
    """What the journal keeps; it is committed before the disk is touched."""

    raw_root: bytes
    """The save path, links resolved."""
    old: Parts
    new: Parts
    paths: dict[int, str]
    """The new path of each file that has one, by libtorrent's index."""

    @property
    def root(self) -> str:
        return os.fsdecode(self.raw_root)


def rename(job: Renaming) -> None:
    """Run again after a crash it does what is left. What was never written needs no rename.

    Raises Conflict when something is in the way, StorageError when the disk refuses.
    """
    at = os.path.join(job.root, *job.new)
    try:
        if not os.path.isdir(job.root):
            return
        with Walker(open_folder(job.root), sync=True) as olds:
            source = olds.at(job.old[:-1])
            if source is None or source.look(job.old[-1]) is None:
                return
            with Walker(open_folder(job.root), make=True, sync=True) as news:
                into = news.at(job.new[:-1])
                if into is not None:
                    _move(source, job.old[-1], into, job.new[-1])
            _remove_empty(olds, job.old)
    except FileExistsError as problem:
        raise in_the_way(at) from problem
    except OSError as problem:
        raise failed("rename", os.path.join(job.root, *job.old), problem, "It keeps its name.") from problem


def is_free(job: Renaming) -> bool:
    """Nothing has the new name, or it is the same thing in another spelling."""
    old, new = os.path.join(job.root, *job.old), os.path.join(job.root, *job.new)
    if not os.path.lexists(new):
        return True
    return os.path.lexists(old) and os.path.samestat(os.lstat(old), os.lstat(new))


def in_the_way(path: str) -> Conflict:
    return Conflict(
        f"There is a “{shown(path)}” already, and nothing is ever overwritten. Choose another name.", path=shown(path)
    )


def _move(source: Folder, name: str, into: Folder, new_name: str) -> None:
    there = into.look(new_name)
    found = source.look(name)
    if there is not None and found is not None and there.inode and there.inode == found.inode:
        # Where upper and lower case are the same, a change of case is a rename onto itself.
        if source.device != into.device or name == new_name:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new_name)
        between = f".torrpeddo-{found.inode}"
        source.move(name, source, between)
        source.move(between, into, new_name)
        return
    source.move(name, into, new_name)


def _remove_empty(walker: Walker, old: Parts) -> None:
    for way in sorted(ways_of([old]), reverse=True):
        with suppress(OSError):
            folder = walker.at(way[:-1])
            if folder is not None:
                folder.remove_folder(way[-1])
