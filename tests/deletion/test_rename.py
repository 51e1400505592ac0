"""Renames that replace nothing, and the table of mounts."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from torrpeddo.engine.disk import exclusive
from torrpeddo.engine.disk.exclusive import rename_exclusively
from torrpeddo.engine.disk.mounts import read_mounts

from .scene import grow, snapshot


@pytest.fixture(params=["system call", "looking first"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A folder's descriptor; once with the system's own call, once as on a system without."""
    if request.param == "looking first":
        monkeypatch.setattr(exclusive, "_system_call", lambda: (None, 0))
    grow(tmp_path, {"a": b"a", "b": b"b", "full": {"x": b"x"}, "empty": {}})
    descriptor = os.open(tmp_path, os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


@pytest.mark.parametrize(("source", "target"), [("a", "b"), ("full", "empty"), ("a", "empty"), ("full", "b")])
def test_nothing_is_replaced(tmp_path: Path, folder: int, source: str, target: str) -> None:
    before = snapshot(tmp_path)
    with pytest.raises(FileExistsError):
        rename_exclusively(folder, source, folder, target)
    assert snapshot(tmp_path) == before


def test_a_free_name_is_taken(tmp_path: Path, folder: int) -> None:
    rename_exclusively(folder, "full", folder, "ünïcode")
    assert (tmp_path / "ünïcode/x").read_bytes() == b"x"


def test_a_missing_source_says_so(folder: int) -> None:
    with pytest.raises(FileNotFoundError):
        rename_exclusively(folder, "absent", folder, "c")


def test_the_table_of_mounts_is_read_with_its_escapes(tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "30 22 8:17 / /media/My\\040Stick rw - vfat /dev/sdb1 rw\n"
    )
    mounts = read_mounts(str(table))
    assert mounts.points == {"/", "/media/My Stick"}
    assert mounts.unstable == {os.makedev(8, 17)}


def test_a_system_without_a_table_has_no_mounts_in_it(tmp_path: Path) -> None:
    assert read_mounts(str(tmp_path / "absent")).points == frozenset()
