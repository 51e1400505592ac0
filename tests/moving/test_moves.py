"""What comes to the new place, what stays in the old, and what is refused."""

import shutil
import sys
from pathlib import Path

import pytest
from tests.deletion.scene import Link, Tree, grow, names_in, skipped, snapshot, torrent, wanted

from torrpeddo.engine.moving.copying import copy
from torrpeddo.engine.moving.placing import place
from torrpeddo.errors import Conflict, StorageError

from .scene import carry_out, never, nothing, planned

TREE: Tree = {"Film": {"a": b"a" * 5000, "sub": {"b": b"b"}, "empty": b""}, ".film.parts": b"parts"}
FILES = ("Film/a", "Film/sub/b", "Film/empty", "Film/never", ".film.parts")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return grow(tmp_path / "old", TREE)


def test_everything_is_there_and_nothing_here(old: Path, goal: Path) -> None:
    before = snapshot(old)
    times = {path: (old / path).stat().st_mtime_ns for path in before}
    job = planned(torrent(old, *FILES), goal)
    assert carry_out(job) == []
    assert snapshot(goal) == before
    assert snapshot(old) == {}
    files = [path for path in before if (goal / path).is_file()]
    assert {path: (goal / path).stat().st_mtime_ns for path in files} == {path: times[path] for path in files}


def test_what_is_not_the_torrents_stays(old: Path, goal: Path) -> None:
    grow(old, {"mine": b"mine", "Film": {"mine": b"mine", "skipped": b"s", "hollow": {}}})
    carry_out(planned(torrent(old, *FILES, skipped("Film/skipped")), goal))
    assert set(snapshot(old)) == {"mine", "Film", "Film/mine", "Film/skipped", "Film/hollow"}
    assert names_in(goal) == {"Film", ".film.parts"}


def test_what_another_torrent_has_too_is_in_both_places(old: Path, goal: Path) -> None:
    other = torrent(old, "Film/a", name="Other")
    carry_out(planned(torrent(old, *FILES), goal, other))
    assert set(snapshot(old)) == {"Film", "Film/a"}
    assert (goal / "Film/a").read_bytes() == (old / "Film/a").read_bytes()
    assert not (goal / "Film/a").samefile(old / "Film/a")


def test_a_file_in_the_way_is_named_and_nothing_happens(old: Path, goal: Path) -> None:
    grow(goal, {"Film": {"sub": {"b": b"theirs"}}})
    before = snapshot(old)
    with pytest.raises(Conflict, match="Film/sub/b” already"):
        planned(torrent(old, *FILES), goal)
    assert (snapshot(old), set(snapshot(goal))) == (before, {"Film", "Film/sub", "Film/sub/b"})


@pytest.mark.parametrize("in_the_way", [b"a file", Link("elsewhere")])
def test_what_is_no_folder_is_in_the_way(old: Path, goal: Path, in_the_way: bytes | Link) -> None:
    grow(goal, {"Film": {"sub": in_the_way}})
    with pytest.raises(Conflict, match="Film/sub” is in the way"):
        planned(torrent(old, *FILES), goal)


def test_a_file_that_comes_in_the_way_later_is_not_replaced(old: Path, goal: Path) -> None:
    job = planned(torrent(old, *FILES), goal)
    copy(job, nothing, never)
    grow(goal, {"Film": {"empty": b"theirs"}})
    with pytest.raises(Conflict, match="nothing is ever overwritten"):
        place(job, nothing, never)
    assert (goal / "Film/empty").read_bytes() == b"theirs"


def test_files_that_are_there_are_used_and_the_old_ones_stay(old: Path, goal: Path) -> None:
    grow(goal, {"Film": {"a": b"theirs"}})
    carry_out(planned(torrent(old, *FILES), goal, use_existing=True))
    assert (goal / "Film/a").read_bytes() == b"theirs"
    assert (goal / "Film/sub/b").read_bytes() == b"b"
    assert set(snapshot(old)) == {"Film", "Film/a"}


def test_a_file_that_changed_after_the_plan_stops_it(old: Path, goal: Path) -> None:
    job = planned(torrent(old, *FILES), goal)
    (old / "Film/a").write_bytes(b"changed")
    with pytest.raises(StorageError, match="changed while it was being moved"):
        carry_out(job)


def test_an_original_that_changed_after_its_copy_stays_and_is_told(old: Path, far: Path) -> None:
    job = planned(torrent(old, *FILES), far / "new")

    def change(phase: str) -> None:
        if phase == "switched":
            (old / "Film/a").write_bytes(b"changed")

    assert carry_out(job, change) == [str(old / "Film/a")]
    assert set(snapshot(old)) == {"Film", "Film/a"}


def test_holes_stay_holes_and_need_no_room(old: Path, far: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sparse = old / "Film/a"
    sparse.unlink()
    with sparse.open("wb") as file:
        file.seek(1 << 30)
        file.write(b"end")
        file.seek(1 << 20)
        file.write(b"middle")
    job = planned(torrent(old, *FILES), far / "new")
    carry_out(job)
    moved = far / "new/Film/a"
    assert moved.stat().st_size == (1 << 30) + 3
    assert moved.stat().st_blocks * 512 < 1 << 20
    with moved.open("rb") as file:
        file.seek(1 << 20)
        assert file.read(6) == b"middle"


def test_too_little_room_is_told_in_figures(old: Path, far: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(far)._replace(free=2_900)
    monkeypatch.setattr("torrpeddo.engine.moving.plan.shutil.disk_usage", lambda path: usage)
    (old / "Film/a").write_bytes(bytes(3_200_000))
    with pytest.raises(StorageError, match=r"needs 3\.2 MB, but only 3 kB are free"):
        planned(torrent(old, *FILES), far / "new")
    planned(torrent(old, *FILES), old.parent / "same volume")


@pytest.mark.skipif(sys.platform != "linux", reason="such folders are Linux's")
def test_what_holds_no_files_is_no_place_for_them(old: Path) -> None:
    with pytest.raises(StorageError, match="“/proc/new” is no place for files"):
        planned(torrent(old, *FILES), Path("/proc/new"))


def test_a_link_in_a_files_place_is_refused(old: Path, goal: Path) -> None:
    (old / "Film/a").unlink()
    (old / "Film/a").symlink_to("/etc/hostname")
    with pytest.raises(StorageError, match="is a link to somewhere else"):
        planned(torrent(old, *FILES), goal)


def test_a_folder_that_is_a_link_is_refused(old: Path, goal: Path, tmp_path: Path) -> None:
    (old / "Film").rename(tmp_path / "elsewhere")
    (old / "Film").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="leads through no link"):
        planned(torrent(old, *FILES), goal)


def test_a_link_that_the_torrent_made_comes_along(old: Path, goal: Path) -> None:
    (old / "Film/link").symlink_to("a")
    carry_out(planned(torrent(old, *FILES, wanted("Film/link", kind="link")), goal))
    assert (goal / "Film/link").readlink() == Path("a")
    assert snapshot(old) == {}


def test_a_path_that_leaves_the_folder_is_refused(old: Path, goal: Path) -> None:
    with pytest.raises(StorageError, match="outside the torrent's folder"):
        planned(torrent(old, "../outside"), goal)


@pytest.mark.parametrize("below", ["Film", "Film/sub"])
def test_into_its_own_folder(old: Path, below: str) -> None:
    before = snapshot(old)
    carry_out(planned(torrent(old, *FILES), old / below))
    assert snapshot(old / below) == before


def test_to_where_it_is_by_another_name_nothing_moves(old: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(old)
    before = snapshot(old)
    job = planned(torrent(old, *FILES), tmp_path / "alias")
    carry_out(job)
    assert (job.files, snapshot(old)) == ((), before)


def test_progress_adds_up_to_all_bytes(old: Path, goal: Path) -> None:
    job = planned(torrent(old, *FILES), goal)
    told: list[int] = []
    copy(job, told.append, never)
    place(job, told.append, never)
    assert (
        sum(told) == job.size == sum(len(content) - 5 for content in snapshot(goal).values() if content[:5] == b"file ")
    )


def test_permissions_come_along(old: Path, goal: Path) -> None:
    (old / "Film/a").chmod(0o640)
    carry_out(planned(torrent(old, *FILES), goal))
    assert (goal / "Film/a").stat().st_mode & 0o777 == 0o640
