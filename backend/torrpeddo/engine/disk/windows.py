"""``Folder`` on Windows: paths, each component looked at for a reparse point before it is entered.

Mounted volumes and junctions are reparse points there, so they count as links and stay.
Only points that stand for another name count (symbolic links, junctions): a file that a
cloud service or deduplication keeps is a reparse point too, and an ordinary file to people.
"""

import errno
import os
import stat
import sys
from typing import Self

from .folder import Entry, Folder, Kind

_STANDS_FOR_ANOTHER_NAME = 0x2000_0000
"""A bit of the reparse tag: IsReparseTagNameSurrogate."""

_BINARY: int = getattr(os, "O_BINARY", 0)


class WindowsFolder:
    def __init__(self, path: str) -> None:
        self.path = path
        self.device = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def scan(self) -> list[Entry]:
        found = []
        with os.scandir(self.long()) as entries:
            for entry in entries:
                try:
                    found.append(_entry(entry.name, entry.stat(follow_symlinks=False)))
                except FileNotFoundError:
                    continue
        return found

    def look(self, name: str) -> Entry | None:
        try:
            return _entry(name, os.lstat(self.long(name)))
        except FileNotFoundError:
            return None

    def enter(self, name: str) -> "WindowsFolder":
        found = self.look(name)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        if found.kind is not Kind.FOLDER:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name)
        return WindowsFolder(os.path.join(self.path, name))

    def make(self, name: str, private: bool = False) -> None:
        os.mkdir(self.long(name))

    def move(self, name: str, into: Folder, new_name: str | None = None) -> None:
        assert isinstance(into, WindowsFolder)
        os.rename(self.long(name), into.long(new_name or name))

    def link(self, name: str, new_name: str) -> None:
        """There are hard links, but a file that is open keeps the name it was opened by."""
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), name)

    def remove(self, name: str) -> None:
        try:
            os.unlink(self.long(name))
        except PermissionError:
            os.chmod(self.long(name), stat.S_IWRITE)
            os.unlink(self.long(name))

    def remove_folder(self, name: str) -> None:
        os.rmdir(self.long(name))

    def read(self, name: str) -> int:
        return os.open(self.long(name), os.O_RDONLY | _BINARY)

    def create(self, name: str, mode: int) -> int:
        return os.open(self.long(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY)

    def finish(self, name: str, descriptor: int, mtime_ns: int) -> None:
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.utime(self.long(name), ns=(mtime_ns, mtime_ns))

    def read_link(self, name: str) -> str:
        return os.readlink(self.long(name))

    def make_link(self, name: str, target: str) -> None:
        os.symlink(target, self.long(name))

    def unlock(self, name: str = "") -> None:
        os.chmod(self.long(name), stat.S_IWRITE)

    def sync(self) -> None:
        """NTFS journals names itself; there is no handle to flush a folder through."""

    def long(self, name: str = "") -> str:
        r"""Paths over 260 characters need the ``\\?\`` form."""
        path = os.path.join(self.path, name) if name else self.path
        if path.startswith("\\\\"):
            return path if path.startswith("\\\\?\\") else "\\\\?\\UNC" + path[1:]
        return "\\\\?\\" + path


def _entry(name: str, status: os.stat_result) -> Entry:
    return Entry(name, _kind(status), status.st_size, status.st_mtime_ns, 0, status.st_size)


def _kind(status: os.stat_result) -> Kind:
    if sys.platform == "win32" and status.st_reparse_tag & _STANDS_FOR_ANOTHER_NAME:
        return Kind.LINK
    if stat.S_ISDIR(status.st_mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_ISREG(status.st_mode) else Kind.SPECIAL
