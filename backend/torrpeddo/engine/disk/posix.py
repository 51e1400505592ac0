"""``Folder`` on Linux and macOS: descriptors, and ``O_NOFOLLOW`` at every step."""

import os
import stat
from contextlib import suppress
from typing import Self

from .exclusive import rename_exclusively
from .folder import Entry, Folder, Kind

_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class PosixFolder:
    def __init__(self, path: str, descriptor: int) -> None:
        self.path = path
        self.fd = descriptor
        self.device = os.fstat(descriptor).st_dev

    @classmethod
    def open(cls, path: str) -> Self:
        return cls(path, os.open(path, _FLAGS))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.fd)

    def scan(self) -> list[Entry]:
        found = []
        with os.scandir(self.fd) as entries:
            for entry in entries:
                try:
                    found.append(_entry(entry.name, entry.stat(follow_symlinks=False)))
                except FileNotFoundError:
                    continue
        return found

    def look(self, name: str) -> Entry | None:
        try:
            return _entry(name, os.stat(name, dir_fd=self.fd, follow_symlinks=False))
        except FileNotFoundError:
            return None

    def enter(self, name: str) -> "PosixFolder":
        return PosixFolder(os.path.join(self.path, name), os.open(name, _FLAGS, dir_fd=self.fd))

    def make(self, name: str, private: bool = False) -> None:
        os.mkdir(name, 0o700 if private else 0o777, dir_fd=self.fd)

    def move(self, name: str, into: Folder, new_name: str | None = None) -> None:
        assert isinstance(into, PosixFolder)
        rename_exclusively(self.fd, name, into.fd, new_name or name)

    def link(self, name: str, new_name: str) -> None:
        os.link(name, new_name, src_dir_fd=self.fd, dst_dir_fd=self.fd, follow_symlinks=False)

    def remove(self, name: str) -> None:
        os.unlink(name, dir_fd=self.fd)

    def remove_folder(self, name: str) -> None:
        os.rmdir(name, dir_fd=self.fd)

    def read(self, name: str) -> int:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=self.fd)

    def create(self, name: str, mode: int) -> int:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600, dir_fd=self.fd)
        with suppress(OSError):  # file systems without permissions
            os.fchmod(descriptor, mode)
        return descriptor

    def finish(self, name: str, descriptor: int, mtime_ns: int) -> None:
        try:
            os.fsync(descriptor)
            os.utime(descriptor, ns=(mtime_ns, mtime_ns))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def read_link(self, name: str) -> str:
        return os.readlink(name, dir_fd=self.fd)

    def make_link(self, name: str, target: str) -> None:
        os.symlink(target, name, dir_fd=self.fd)

    def unlock(self, name: str = "") -> None:
        if name:
            os.chmod(name, stat.S_IRWXU, dir_fd=self.fd)
        else:
            os.fchmod(self.fd, stat.S_IRWXU)

    def sync(self) -> None:
        os.fsync(self.fd)


def _entry(name: str, status: os.stat_result) -> Entry:
    return Entry(name, _kind(status.st_mode), status.st_size, status.st_mtime_ns, status.st_ino, status.st_blocks * 512)


def _kind(mode: int) -> Kind:
    if stat.S_ISREG(mode):
        return Kind.FILE
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.LINK if stat.S_ISLNK(mode) else Kind.SPECIAL
