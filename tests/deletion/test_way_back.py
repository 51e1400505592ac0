"""Staging and undoing: all or nothing, and the same tree again."""

import os
from pathlib import Path

import pytest

from torrpeddo.contract.deleting import StayReason
from torrpeddo.engine.deletion.job import Job, NextStep, Phase, decode, encode, recover
from torrpeddo.engine.deletion.plan import plan
from torrpeddo.engine.deletion.restore import unstage
from torrpeddo.engine.deletion.stage import stage
from torrpeddo.engine.disk.folder import Folder
from torrpeddo.engine.disk.posix import PosixFolder
from torrpeddo.errors import StorageError

from .scene import PhaseLog, Tree, erase_job, grow, names_in, snapshot, stage_job, torrent

TREE: Tree = {"X": {"a": b"a", "sub": {"b": b"b"}, "void": {}, "mine": b"m"}, "Y": {"c": b"c"}, "film": b"film"}
FILES = ("X/a", "X/sub/b", "X/void/never", "Y/c", "film")


def planned(save: Path) -> Job:
    return plan([torrent(save, *FILES)]).job("j1", trash=False)


def test_staging_leaves_what_stays_and_undo_brings_back_all(tmp_path: Path) -> None:
    before = snapshot(grow(tmp_path, TREE))
    job, journal = planned(tmp_path), PhaseLog()
    stage(job, journal)
    assert names_in(tmp_path) == {"X", ".torrpeddo-trash-j1"}
    assert snapshot(tmp_path / "X") == {"mine": b"file m"}
    assert unstage(job, journal) == ()
    assert snapshot(tmp_path) == before
    assert journal == [Phase.STAGED, Phase.UNDOING, Phase.UNDONE]


def test_a_folder_in_which_nothing_stays_is_one_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number:04}" for number in range(5000)]
    grow(tmp_path, {"X": {"sub": dict.fromkeys(names, b"x")}})
    job = plan([torrent(tmp_path, *(f"X/sub/{name}" for name in names))]).job("j1", trash=False)
    moved = []

    def move(folder: PosixFolder, name: str, into: PosixFolder, new_name: str | None = None) -> None:
        moved.append(name)
        original(folder, name, into, new_name)

    original = PosixFolder.move
    monkeypatch.setattr(PosixFolder, "move", move)
    stage_job(job)
    assert moved == ["X"]
    assert erase_job(job).files == 5000
    assert snapshot(tmp_path) == {}


def test_the_job_survives_its_encoding(tmp_path: Path) -> None:
    grow(tmp_path, TREE)
    job = planned(tmp_path)
    assert decode(encode(job)) == job


@pytest.mark.parametrize("whole", [True, False])
def test_what_changed_since_the_plan_stays(tmp_path: Path, whole: bool) -> None:
    grow(tmp_path, {"X": {"a": b"a", "b": b"b", "c": b"c"} | ({} if whole else {"mine": b"m"})})
    job = plan([torrent(tmp_path, "X/a", "X/b", "X/c")]).job("j1", trash=False)
    (tmp_path / "X/a").write_bytes(b"longer")
    (tmp_path / "X/b").unlink()
    status = (tmp_path / "X/c").stat()
    (tmp_path / "new").write_bytes(b"C")
    os.utime(tmp_path / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "new").replace(tmp_path / "X/c")
    changed = stage_job(job).changed
    assert {(file.path, file.reason) for file in changed} == {
        (str(tmp_path / "X/a"), StayReason.CHANGED),
        (str(tmp_path / "X/c"), StayReason.CHANGED),
    }
    erase_job(job)
    left = snapshot(tmp_path / "X")
    assert (left["a"], left["c"], "b" in left) == (b"file longer", b"file C", False)


def test_a_newcomer_since_the_plan_stays_in_its_folder(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "sub": {"b": b"b"}}})
    job = plan([torrent(tmp_path, "X/a", "X/sub/b")]).job("j1", trash=False)
    grow(tmp_path, {"X": {"sub": {"new": b"n"}}})
    stage_job(job)
    assert snapshot(tmp_path / "X") == {"sub": b"folder", "sub/new": b"file n"}
    erase_job(job)
    assert snapshot(tmp_path) == {"X": b"folder", "X/sub": b"folder", "X/sub/new": b"file n"}


def test_a_folder_swapped_for_a_link_since_the_plan_is_not_followed(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"sub": {"b": b"b"}, "mine": b"m"}})
    job = plan([torrent(tmp_path, "X/sub/b")]).job("j1", trash=False)
    (tmp_path / "X/sub").rename(tmp_path / "elsewhere")
    (tmp_path / "X/sub").symlink_to(tmp_path / "elsewhere")
    before = snapshot(tmp_path)
    stage_job(job)
    erase_job(job)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("swapped", ["top", "top/save"])
def test_a_save_path_swapped_for_a_link_since_the_plan_is_refused(tmp_path: Path, swapped: str) -> None:
    save = grow(tmp_path / "top/save", {"a": b"a"})
    job = plan([torrent(save, "a")]).job("j1", trash=False)
    (tmp_path / swapped).rename(tmp_path / "elsewhere")
    (tmp_path / swapped).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError):
        stage_job(job)
    assert (save / "a").read_bytes() == b"a"


def test_undo_replaces_nothing_and_says_what_it_kept(tmp_path: Path) -> None:
    grow(tmp_path, TREE)
    job = planned(tmp_path)
    stage_job(job)
    grow(tmp_path, {"film": b"new", "Y": {"c": b"new", "d": b"d"}, "X": {"sub": b"a file now"}})
    kept = unstage(job, PhaseLog())
    staging = tmp_path / ".torrpeddo-trash-j1"
    assert set(kept) == {str(staging / "film"), str(staging / "Y/c"), str(staging / "X/sub")}
    assert (tmp_path / "film").read_bytes() == b"new"
    assert (tmp_path / "Y/c").read_bytes() == b"new"
    assert (staging / "film").read_bytes() == b"film"
    assert (staging / "X/sub/b").read_bytes() == b"b"
    assert (tmp_path / "X/a").read_bytes() == b"a"


def test_undo_makes_folders_again_that_were_removed_meanwhile(tmp_path: Path) -> None:
    grow(tmp_path, TREE)
    job = planned(tmp_path)
    stage_job(job)
    (tmp_path / "X/mine").unlink()
    (tmp_path / "X").rmdir()
    unstage(job, PhaseLog())
    assert (tmp_path / "X/sub/b").read_bytes() == b"b"
    assert not (tmp_path / ".torrpeddo-trash-j1").exists()


def test_a_refused_rename_puts_everything_back(unprivileged: Path) -> None:
    before = snapshot(grow(unprivileged, {**TREE, "ro": {"z": b"z"}}))
    job = plan([torrent(unprivileged, *FILES, "ro/z")]).job("j1", trash=False)
    (unprivileged / "ro").chmod(0o500)
    journal = PhaseLog()
    with pytest.raises(StorageError, match=r"can't move .*ro/z.*Permission denied.*Nothing was deleted"):
        stage(job, journal)
    assert snapshot(unprivileged) == before
    assert journal == [Phase.UNDOING, Phase.UNDONE]


def test_a_folder_that_will_not_move_whole_goes_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(grow(tmp_path, {"X": {"a": b"a", "sub": {"b": b"b"}}}))
    job = plan([torrent(tmp_path, "X/a", "X/sub/b")]).job("j1", trash=False)
    original = PosixFolder.move

    def move(folder: PosixFolder, name: str, into: PosixFolder, new_name: str | None = None) -> None:
        found = folder.look(name)
        if found is not None and found.kind.name == "FOLDER" and ".torrpeddo" not in folder.path:
            raise OSError(18, "Invalid cross-device link")
        original(folder, name, into, new_name)

    monkeypatch.setattr(PosixFolder, "move", move)
    stage_job(job)
    assert not (tmp_path / "X").exists()
    unstage(job, PhaseLog())
    assert snapshot(tmp_path) == before


def test_a_volume_mounted_inside_is_staged_on_its_own(save_with_mount: Path) -> None:
    save = save_with_mount
    tree: Tree = {"X": {"a": b"a", "m": {"b": b"b", "deep": {"c": b"c"}}}}
    before = snapshot(grow(save, tree))
    job = plan([torrent(save, "X/a", "X/m/b", "X/m/deep/c")]).job("j1", trash=False)
    assert [place.folder for place in job.places] == [str(save / "X/m"), str(save)]
    stage_job(job)
    assert names_in(save / "X/m") == {".torrpeddo-trash-j1"}
    unstage(job, PhaseLog())
    assert snapshot(save) == before
    stage_job(job)
    erase_job(job)
    assert snapshot(save).keys() == {"X", "X/m"}


def test_where_a_start_goes_on(tmp_path: Path) -> None:
    grow(tmp_path, TREE)
    job = planned(tmp_path)
    assert recover(job, Phase.PLANNED) is NextStep.STAGE
    stage_job(job)
    steps = {phase: recover(job, phase) for phase in Phase}
    assert steps == {
        Phase.PLANNED: NextStep.STAGE,
        Phase.STAGED: NextStep.STAGE,
        Phase.ERASING: NextStep.FINISH,
        Phase.TRASHING: NextStep.FINISH,
        Phase.UNDOING: NextStep.UNDO,
        Phase.DONE: NextStep.NOTHING,
        Phase.UNDONE: NextStep.NOTHING,
    }
    unstage(job, PhaseLog())
    assert recover(job, Phase.UNDOING) is NextStep.NOTHING
    tmp_path.rename(tmp_path.with_name("unplugged"))
    assert recover(job, Phase.ERASING) is NextStep.WAIT
    tmp_path.with_name("unplugged").rename(tmp_path)


def test_folders_are_never_opened_through_links(tmp_path: Path) -> None:
    grow(tmp_path, {"real": {"a": b"a"}})
    (tmp_path / "link").symlink_to("real")
    folder: Folder
    with PosixFolder.open(str(tmp_path)) as folder, pytest.raises(OSError, match=r"levels of symbolic|Not a directory"):
        folder.enter("link")
