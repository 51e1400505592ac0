"""A file's second name: made without replacing anything, and the end of the first. Blocks; for a disk thread."""

import errno
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from typing import NamedTuple

from ..disk.folder import Entry, Folder, Kind, open_folder
from ..disk.walker import Parts, Walker

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EACCES}
"""What file systems without hard links answer."""


class Rename(NamedTuple):
    """Within one folder."""

    native: int
    """libtorrent's number of the file."""
    old: Parts
    new: Parts


class Outcome(Enum):
    LINKED = 1
    """Both names lead to the file."""
    FREE = 2
    """Nothing has the new name, and here no file can have two: libtorrent may rename it."""
    IN_THE_WAY = 3
    REFUSED = 4
    """The disk says no, or what is there is no file."""


def reserve(root: str, renames: Sequence[Rename]) -> list[Outcome]:
    """``root``: an absolute path without links. One outcome for each."""
    try:
        with Walker(open_folder(root), sync=True) as walker:
            return [_reserve(walker, rename) for rename in renames]
    except FileNotFoundError:
        return [Outcome.FREE] * len(renames)
    except OSError:
        return [Outcome.REFUSED] * len(renames)


def release(root: str, renames: Sequence[Rename]) -> None:
    """The old names go, of files that have the new one too."""
    with suppress(FileNotFoundError), Walker(open_folder(root), sync=True) as walker:
        for rename in renames:
            with suppress(OSError):
                folder = walker.at(rename.old[:-1])
                if folder is not None and _is_same(folder.look(rename.old[-1]), folder.look(rename.new[-1])):
                    folder.remove(rename.old[-1])


def turned(rename: Rename) -> Rename:
    """The way back."""
    return Rename(rename.native, rename.new, rename.old)


def _reserve(walker: Walker, rename: Rename) -> Outcome:
    try:
        folder = walker.at(rename.old[:-1])
        return Outcome.FREE if folder is None else _link(folder, rename.old[-1], rename.new[-1])
    except FileExistsError:
        return Outcome.IN_THE_WAY
    except OSError:
        return Outcome.REFUSED


def _link(folder: Folder, old: str, new: str) -> Outcome:
    file, there = folder.look(old), folder.look(new)
    if there is not None:
        return Outcome.LINKED if _is_same(file, there) else Outcome.IN_THE_WAY
    if file is None:
        return Outcome.FREE
    if file.kind is not Kind.FILE:
        return Outcome.REFUSED
    try:
        folder.link(old, new)
    except OSError as problem:
        if problem.errno in _NO_LINKS:
            return Outcome.FREE
        raise
    if _is_same(folder.look(old), folder.look(new)):
        return Outcome.LINKED
    # Where inodes mean nothing the two could not be told from strangers later.
    folder.remove(new)
    return Outcome.FREE


def _is_same(one: Entry | None, other: Entry | None) -> bool:
    return (
        one is not None
        and other is not None
        and one.kind is other.kind is Kind.FILE
        and bool(one.inode)
        and one.inode == other.inode
    )
