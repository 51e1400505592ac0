"""A folder held open, entered component by component without ever following a link.

Deleting and moving touch the disk through this alone. ``posix`` holds descriptors, so
that a path swapped for a link between two steps leads nowhere; ``windows`` has no such
thing and looks at each component for a reparse point before it enters.

Every method raises ``OSError`` as the system gives it.
"""

import os
import sys
from enum import IntEnum
from typing import NamedTuple, Protocol, Self


class Kind(IntEnum):
    FILE = 1
    FOLDER = 2
    LINK = 3
    SPECIAL = 4
    """A pipe, a socket, a device."""


class Entry(NamedTuple):
    name: str
    kind: Kind
    size: int
    mtime_ns: int
    inode: int
    """0 where the system doesn't tell."""
    allocated: int = 0
    """Bytes it takes on the disk: fewer than its size where it has holes."""


class Folder(Protocol):
    path: str
    """Where it was when opened; for words, not for access."""
    device: int
    """The volume it lies on; 0 where mounts are links anyway (Windows)."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def scan(self) -> list[Entry]:
        """What is in it; entries that vanish meanwhile are left out."""
        ...

    def look(self, name: str) -> Entry | None:
        """What this name is, links not followed; None when there is nothing."""
        ...

    def enter(self, name: str) -> "Folder":
        """The folder of that name. ``OSError`` when it is a link, or no folder."""
        ...

    def make(self, name: str, private: bool = False) -> None:
        """A new folder; ``private`` is for nobody but this user."""
        ...

    def move(self, name: str, into: "Folder", new_name: str | None = None) -> None:
        """Rename into another folder of the same volume. ``FileExistsError`` rather than replace anything."""
        ...

    def link(self, name: str, new_name: str) -> None:
        """A second name for that file, in this folder. ``FileExistsError`` rather than replace anything."""
        ...

    def remove(self, name: str) -> None:
        """Unlink what isn't a folder."""
        ...

    def remove_folder(self, name: str) -> None:
        """Remove an empty folder."""
        ...

    def read(self, name: str) -> int:
        """A descriptor for reading that file. ``OSError`` when it is a link."""
        ...

    def create(self, name: str, mode: int) -> int:
        """A descriptor for writing a new file with these permissions. ``FileExistsError`` when there is one."""
        ...

    def finish(self, name: str, descriptor: int, mtime_ns: int) -> None:
        """Close what ``create`` gave: first its bytes reach the disk, and only then has it this time."""
        ...

    def read_link(self, name: str) -> str: ...

    def make_link(self, name: str, target: str) -> None: ...

    def unlock(self, name: str = "") -> None:
        """Let this user read and change the folder of that name, or this one."""
        ...

    def sync(self) -> None:
        """Have the names in it survive a power cut, as far as the system can promise it."""
        ...


def open_folder(path: str) -> Folder:
    """The folder at an absolute path. ``NotADirectoryError`` when a link lies on the way."""
    if os.path.realpath(path) != path:
        raise NotADirectoryError(f"{path} leads through a link")
    if sys.platform == "win32":
        from .windows import WindowsFolder

        return WindowsFolder(path)
    from .posix import PosixFolder

    return PosixFolder.open(path)


def enter_or_make(parent: Folder, name: str, private: bool = False) -> Folder:
    """The folder of that name, made when there is none."""
    try:
        return parent.enter(name)
    except FileNotFoundError:
        parent.make(name, private)
        return parent.enter(name)
