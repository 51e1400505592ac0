"""Small volumes of their own, which fill up, are unplugged and come back."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


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
