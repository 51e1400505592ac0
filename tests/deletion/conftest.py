"""Places with something special about them: not root's, or with another volume in them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture
def save_with_mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A save path with another volume at ``X/m``. Who may not mount gets it by a table of mounts that says so."""
    save = tmp_path / "save"
    mount = save / "X/m"
    mount.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "none", mount], capture_output=True, check=False).returncode == 0
    if not mounted:
        table = tmp_path / "mountinfo"
        table.write_text(f"1 1 0:99 / {mount} rw - tmpfs none rw\n")
        monkeypatch.setattr("torrpeddo.engine.deletion.mounts.read_mounts.__defaults__", (str(table),))
    try:
        yield save
    finally:
        if mounted:
            subprocess.run(["umount", mount], check=True)
