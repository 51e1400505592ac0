"""Small volumes of their own, which fill up, are unplugged and come back; and a file that a disk takes its time for."""

import fcntl
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def slow_to_write(file: Path) -> Iterator[None]:
    """Made if need be. Whoever opens it to write waits for as long as this lasts, as with a disk that is overloaded."""
    if not hasattr(fcntl, "F_SETLEASE"):
        pytest.skip("only Linux lets one hold a file by a lease")
    # The kernel tells the holder of a lease that somebody waits, by a signal that would end the process.
    before = signal.signal(signal.SIGIO, signal.SIG_IGN)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    holder = os.open(file, os.O_RDONLY)
    try:
        fcntl.fcntl(holder, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        yield
    finally:
        os.close(holder)
        signal.signal(signal.SIGIO, before)


class Volume:
    """A tmpfs. Only who may mount has one; elsewhere the test is skipped, aloud."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0 or not self._mount("-t", "tmpfs", "-o", f"size={size}", "none"):
            pytest.skip("a small volume needs the right to mount (run as root, or under unshare -rm)")

    @property
    def free(self) -> int:
        """Bytes."""
        return shutil.disk_usage(self.folder).free

    def resize(self, size: int) -> None:
        assert self._mount("-o", f"remount,size={size}")

    def read_only(self, yes: bool) -> None:
        assert self._mount("-o", f"remount,{'ro' if yes else 'rw'}")

    def close(self) -> None:
        subprocess.run(["umount", "-l", self.folder], capture_output=True, check=False)

    def _mount(self, *arguments: str) -> bool:
        return subprocess.run(["mount", *arguments, self.folder], capture_output=True, check=False).returncode == 0
