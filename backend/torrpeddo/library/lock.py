"""A lock file that one process at a time can hold; the system lets go of it when that process ends, however it ends."""

import os
import sys
from pathlib import Path
from typing import IO

from ..errors import ProfileInUse

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """Windows forbids others to read what is locked, so the byte that is locked lies far behind the pid."""

    def _lock(file: IO[str]) -> None:
        """Raises OSError when another process has it."""
        file.seek(_BEYOND)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(error.errno, error.strerror) from error
        finally:
            file.seek(0)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        """Raises BlockingIOError when another process has it, another OSError where files can't be locked."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held from ``acquire`` to ``release``; the file says which process it is and stays behind, empty."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    @classmethod
    def acquire(cls, path: Path) -> "FileLock":
        """Raises ``ProfileInUse`` naming the holder, and OSError when the file can't be opened or locked."""
        file = _open(path)
        try:
            _lock(file)
            _write_pid(file)
        except BlockingIOError as error:
            raise _in_use(path, file) from error
        except OSError:
            file.close()
            raise
        return cls(file)

    def release(self) -> None:
        """Closing the file is what unlocks it. It isn't unlinked: another process may wait on this very file."""
        if not self._file.closed:
            self._file.truncate(0)
            self._file.close()


def _open(path: Path) -> IO[str]:
    """For reading and writing, created private, its content kept: it may be another's."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii", errors="replace")


def _write_pid(file: IO[str]) -> None:
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()


def _in_use(path: Path, file: IO[str]) -> ProfileInUse:
    with file:
        pid = file.read(32).strip()
    holder = f" (process {pid})" if pid.isdecimal() else ""
    return ProfileInUse(
        f"The profile in {path.parent} is in use by another Torrpeddo{holder}. "
        "Use that window or quit it first, or start this one with another --profile folder.",
        path=str(path.parent),
        pid=int(pid) if pid.isdecimal() else None,
    )
