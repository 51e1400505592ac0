"""Places with something special about them: not root's, or with another volume in them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from torrpeddo.engine.disk.mounts import Mounts

NOBODY = 65534


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of the current user, who isn't root while the test runs (root is refused nothing)."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder.resolve()
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


def say_mounted(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """As a bind mount is: told by the system's table alone."""
    mounts = Mounts(frozenset((str(path),)), frozenset())
    monkeypatch.setattr("torrpeddo.engine.deletion.plan.read_mounts", lambda: mounts)


def _mount(path: Path) -> bool:
    return subprocess.run(["mount", "-t", "tmpfs", "none", path], capture_output=True, check=False).returncode == 0


@pytest.fixture
def save_with_mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A save path with another volume at ``X/m``. Who may not mount gets it by a table of mounts that says so."""
    save = tmp_path / "save"
    mount = save / "X/m"
    mount.mkdir(parents=True)
    mounted = os.geteuid() == 0 and _mount(mount)
    if not mounted:
        say_mounted(monkeypatch, mount)
    try:
        yield save
    finally:
        if mounted:
            subprocess.run(["umount", mount], check=True)
