"""The two ends of what was set aside: erased, or in the system's trash under its old path."""

import configparser
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.swarm.volumes import Volume

from torrpeddo.engine.deletion.erase import Ended, erase
from torrpeddo.engine.deletion.job import Job, NextStep, Phase, recover
from torrpeddo.engine.deletion.plan import plan
from torrpeddo.engine.deletion.restore import unstage
from torrpeddo.engine.deletion.trash import trash, trash_available
from torrpeddo.errors import StorageError

from .scene import PhaseLog, Snapshot, Tree, erase_job, grow, names_in, snapshot, stage_job, torrent, trash_job

TREE: Tree = {"X": {"a": b"a", "sub": {"b": b"b"}}, "Z": {"c": b"c", "s": {"d": b"d"}, "mine": b"m"}, "ü%.mkv": b"f"}
FILES = ("X/a", "X/sub/b", "Z/c", "Z/s/d", "ü%.mkv")


@pytest.fixture
def home_trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data/Trash"


@pytest.fixture
def other_volume(tmp_path: Path) -> Iterator[Path]:
    """One of the test's own, for a volume's trash is shared by all who delete there."""
    volume = Volume(tmp_path / "volume", 2**20)
    yield volume.folder
    volume.close()


def staged(save: Path, *files: str) -> Job:
    job = plan([torrent(save, *files)]).job("j1", trash=True)
    stage_job(job)
    return job


def recorded(trash_folder: Path) -> dict[str, str]:
    """What the trash says each of its items was called, by the item's name."""
    found = {}
    for info in (trash_folder / "info").iterdir():
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(info)
        assert parser["Trash Info"]["DeletionDate"][10] == "T"
        found[info.stem] = unquote(parser["Trash Info"]["Path"])
    return found


def restored(trash_folder: Path, top: Path) -> None:
    """What a file manager's Restore does."""
    for name, path in recorded(trash_folder).items():
        assert not (top / path).exists()
        (trash_folder / "files" / name).rename(top / path)


def test_trash_keeps_the_old_paths_so_that_restoring_gives_the_same_tree(tmp_path: Path, home_trash: Path) -> None:
    save = tmp_path / "save"
    before = snapshot(grow(save, TREE))
    assert trash_job(staged(save, *FILES)) == Ended(True, 4)
    assert snapshot(save).keys() == {"Z", "Z/mine"}
    assert set(recorded(home_trash).values()) == {str(save / item) for item in ("X", "Z/c", "Z/s", "ü%.mkv")}
    restored(home_trash, tmp_path)
    assert snapshot(save) == before


def test_a_name_the_trash_has_already_gets_a_number(tmp_path: Path, home_trash: Path) -> None:
    for save in (tmp_path / "one", tmp_path / "two"):
        grow(save, {"film": b"f"})
        trash_job(staged(save, "film"))
    assert recorded(home_trash) == {"film": str(tmp_path / "one/film"), "film.2": str(tmp_path / "two/film")}


def test_a_very_long_name_fits_the_trash(tmp_path: Path, home_trash: Path) -> None:
    name = "n" * 255
    grow(tmp_path / "save", {name: b"f"})
    trash_job(staged(tmp_path / "save", name))
    assert recorded(home_trash) == {"n" * 245: str(tmp_path / "save" / name)}


def test_another_volume_has_its_own_trash_with_paths_relative_to_it(other_volume: Path, home_trash: Path) -> None:
    save, volume_trash = other_volume / "save", other_volume / f".Trash-{os.getuid()}"
    before = snapshot(grow(save, TREE))
    assert trash_available(str(save))
    trash_job(staged(save, *FILES))
    assert not home_trash.exists()
    assert volume_trash.stat().st_mode & 0o777 == 0o700
    assert set(recorded(volume_trash).values()) == {f"save/{item}" for item in ("X", "Z/c", "Z/s", "ü%.mkv")}
    restored(volume_trash, other_volume)
    assert snapshot(save) == before


def test_a_trash_that_refuses_gives_everything_back(unprivileged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save = unprivileged / "save"
    before = snapshot(grow(save, TREE))
    grow(unprivileged, {"data": {"Trash": {"files": {}, "info": {}}}})
    monkeypatch.setenv("XDG_DATA_HOME", str(unprivileged / "data"))
    job, journal = staged(save, *FILES), PhaseLog()
    (unprivileged / "data/Trash/files").chmod(0o500)
    with pytest.raises(StorageError, match=r"can't move to the trash .*back where it was"):
        trash(job, journal, lambda files, size: None, lambda: False)
    assert snapshot(save) == before
    assert journal == [Phase.TRASHING, Phase.UNDOING, Phase.UNDONE]
    assert not list((unprivileged / "data/Trash/info").iterdir())


def test_a_trash_that_cannot_be_made_is_not_available(unprivileged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(unprivileged))
    assert trash_available(str(unprivileged / "not/yet"))
    unprivileged.chmod(0o500)
    assert not trash_available(str(unprivileged))
    unprivileged.chmod(0o700)


@pytest.mark.parametrize("end", [erase_job, trash_job])
def test_what_slipped_into_a_staged_folder_comes_back(
    tmp_path: Path, home_trash: Path, end: Callable[[Job], Ended]
) -> None:
    save = grow(tmp_path / "save", {"X": {"a": b"a", "b": b"b", "sub": {"c": b"c"}}})
    job = staged(save, "X/a", "X/b", "X/sub/c")
    slipped = save / job.staging / "X"
    grow(slipped, {"sub": {"new": b"n"}, "folder": {"deep": b"d"}, "b": b"grew by another program"})
    assert end(job).done
    assert snapshot(save) == {
        "X": b"folder",
        "X/b": b"file grew by another program",
        "X/folder": b"folder",
        "X/folder/deep": b"file d",
        "X/sub": b"folder",
        "X/sub/new": b"file n",
    }


@pytest.mark.parametrize("end", [erase_job, trash_job])
def test_what_slipped_in_and_has_no_place_any_more_is_kept_and_told(
    tmp_path: Path, home_trash: Path, end: Callable[[Job], Ended]
) -> None:
    save = grow(tmp_path / "save", {"X": {"a": b"a"}})
    job = staged(save, "X/a")
    grow(save / job.staging, {"X": {"new": b"slipped in"}})
    grow(save, {"X": {"new": b"mine"}})
    kept = save / job.staging / "X/new"
    assert end(job).kept == (str(kept),)
    assert (kept.read_bytes(), (save / "X/new").read_bytes()) == (b"slipped in", b"mine")
    assert "a" not in names_in(kept.parent)


def test_a_write_protected_folder_is_erased_all_the_same(unprivileged: Path) -> None:
    grow(unprivileged, {"X": {"ro": {"a": b"a"}, "z": b"z"}})
    (unprivileged / "X/ro").chmod(0o500)
    job = staged(unprivileged, "X/ro/a", "X/z")
    erase_job(job)
    assert snapshot(unprivileged) == {}


def test_erasing_tells_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    names = [f"{number:04}" for number in range(1000)]
    grow(tmp_path, {"X": dict.fromkeys(names, b"xx"), "mine": b"m"})
    job = staged(tmp_path, *(f"X/{name}" for name in names))
    told: list[tuple[int, int]] = []
    stopped = erase(job, PhaseLog(), lambda files, size: told.append((files, size)), lambda: len(told) == 2)
    assert (stopped.done, told[:2]) == (False, [(256, 512), (512, 1024)])
    assert recover(job, Phase.ERASING) is NextStep.FINISH
    assert erase_job(job) == Ended(True, 1000 - stopped.files)
    assert snapshot(tmp_path) == {"mine": b"file m"}


def test_undo_after_part_of_it_went_to_the_trash_brings_back_the_rest(tmp_path: Path, home_trash: Path) -> None:
    save = grow(tmp_path / "save", {"a": b"a", "b": b"b"})
    job = staged(save, "a", "b")
    assert trash(job, PhaseLog(), lambda items, size: None, lambda: True) == Ended(False, 1)
    unstage(job, PhaseLog())
    left: Snapshot = snapshot(save)
    assert len(left) == 1
    restored(home_trash, tmp_path)
    assert snapshot(save) == {"a": b"file a", "b": b"file b"}
