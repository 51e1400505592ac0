"""Which other torrents could share a file, and whether one does."""

from pathlib import Path

import pytest

from torrpeddo.engine.deletion.manifest import Outline, Target
from torrpeddo.engine.deletion.neighbours import Neighbours, near, tops

from .scene import grow, skipped, torrent


def outline(target: Target) -> Outline:
    return Outline(id=target.id, save_path=target.manifest.save_path, tops=tops(target.manifest))


@pytest.mark.parametrize(
    ("save_path", "file", "expected"),
    [
        ("save", "X/b", True),
        ("save", "x/b", True),
        ("save", "Y/b", False),
        ("save/X", "sub/b", True),
        (".", "save/X/b", True),
        (".", "saved/X/b", False),
        ("linked", "X/b", True),
        ("save", "toX/b", True),
        ("elsewhere", "../save/X/b", True),
        ("elsewhere", "{tmp}/save/X/b", True),
        ("elsewhere", "X/b", False),
    ],
)
def test_near_finds_whoever_may_have_a_file_there(tmp_path: Path, save_path: str, file: str, expected: bool) -> None:
    save = grow(tmp_path / "save", {"X": {"a": b"a"}})
    (save / "toX").symlink_to("X")
    (tmp_path / "linked").symlink_to("save")
    other = torrent(tmp_path / save_path, file.format(tmp=tmp_path), name="Two")
    assert near([torrent(save, "X/a")], [outline(other)]) == (["two"] if expected else [])


def test_a_target_is_not_its_own_neighbour(tmp_path: Path) -> None:
    target = torrent(tmp_path, "X/a")
    assert near([target], [outline(target)]) == []


def test_an_owner_is_found_through_linked_folders_and_wanted_files_alone(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "b": b"b", "sub": {"c": b"c"}}})
    (tmp_path / "link").symlink_to("X/sub")
    known = Neighbours([torrent(tmp_path, "X/a", skipped("X/b"), "link/c", name="Two")])
    assert known.owner(str(tmp_path / "X/a")) == "Two"
    assert known.owner(str(tmp_path / "X/sub/c")) == "Two"
    assert known.owner(str(tmp_path / "X/b")) is None


def test_another_spelling_is_the_same_file_only_if_the_disk_says_so(tmp_path: Path) -> None:
    grow(tmp_path, {"a": b"1", "A": b"2"})
    known = Neighbours([torrent(tmp_path, "A", "B", name="Two")])
    assert known.owner(str(tmp_path / "a")) is None
    (tmp_path / "b").write_bytes(b"3")
    (tmp_path / "B").hardlink_to(tmp_path / "b")
    assert known.owner(str(tmp_path / "b")) == "Two"


def test_paths_that_no_disk_can_have_do_no_harm(tmp_path: Path) -> None:
    strange = torrent(tmp_path, "a\0/b", "../c\0d", "/e\0", name="Two")
    assert near([torrent(tmp_path, "a")], [outline(strange)]) == []
    assert Neighbours([strange]).owner(str(tmp_path / "a")) is None
