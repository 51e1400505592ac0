"""What goes, what stays and why: each case planned, then done, on a real tree."""

import os
import socket
from pathlib import Path

import pytest

from torrpeddo.contract.deleting import StayReason
from torrpeddo.engine.deletion.plan import plan
from torrpeddo.errors import StorageError

from .conftest import say_mounted
from .scene import Link, delete, goes, grow, skipped, snapshot, stays, torrent, wanted


def test_a_single_file_goes_and_its_neighbours_in_the_save_path_are_not_even_listed(tmp_path: Path) -> None:
    grow(tmp_path, {"film.mkv": b"film", "mine.txt": b"mine", "other": {"x": b"x"}})
    found = delete(torrent(tmp_path, "film.mkv"))
    assert goes(found, tmp_path) == {"film.mkv"}
    assert (found.stays, found.folders, found.goes_bytes) == ((), (), 4)
    assert snapshot(tmp_path) == {"mine.txt": b"file mine", "other": b"folder", "other/x": b"file x"}


def test_a_folder_goes_with_all_its_files_and_empty_folders(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "sub": {"b": b"bb"}, "none": {}}, "keep": b"k"})
    found = delete(torrent(tmp_path, "X/a", "X/sub/b", skipped("X/none/c")))
    assert goes(found, tmp_path) == {"X/a", "X/sub/b"}
    assert {os.path.relpath(folder, tmp_path) for folder in found.folders} == {"X", "X/sub", "X/none"}
    assert snapshot(tmp_path) == {"keep": b"file k"}


def test_what_goes_and_stays_is_told_in_the_order_of_names(tmp_path: Path) -> None:
    names = ["b", "A", "file 10", "file 2", "sub 10/x", "sub 9/x", "sub 9/X 1"]
    grow(tmp_path, {"X": {"b": b"", "A": b"", "file 10": b"", "file 2": b"", "mine": b""}})
    grow(
        tmp_path / "X", {"sub 10": {"x": b"", "mine 2": b""}, "sub 9": {"x": b"", "X 1": b"", "mine": b""}, "mine": b""}
    )
    found = plan([torrent(tmp_path, *(f"X/{name}" for name in names))])
    told = [os.path.relpath(file.path, tmp_path / "X") for file in found.goes]
    assert told == ["A", "b", "file 2", "file 10", "sub 9/x", "sub 9/X 1", "sub 10/x"]
    staying = [os.path.relpath(file.path, tmp_path / "X") for file in found.stays]
    assert staying == ["mine", "sub 9/mine", "sub 10/mine 2"]


def test_foreign_files_and_folders_stay_with_the_folders_that_hold_them(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "note.txt": b"n", "mine": {"deep": {"x": b"x"}, "void": {}}, "sub": {"b": b"b"}}})
    found = delete(torrent(tmp_path, "X/a", "X/sub/b"))
    assert stays(found, tmp_path) == {
        "X/note.txt": StayReason.FOREIGN,
        "X/mine/deep/x": StayReason.FOREIGN,
        "X/mine/void/": StayReason.FOREIGN,
    }
    assert found.folders == (str(tmp_path / "X/sub"),)
    assert snapshot(tmp_path).keys() == {"X", "X/note.txt", "X/mine", "X/mine/deep", "X/mine/deep/x", "X/mine/void"}


def test_a_skipped_file_that_is_there_is_the_persons(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "extra.mkv": b"mine"}})
    found = delete(torrent(tmp_path, "X/a", skipped("X/extra.mkv"), skipped("X/absent")))
    assert stays(found, tmp_path) == {"X/extra.mkv": StayReason.SKIPPED}
    assert found.stays_bytes == 4
    assert snapshot(tmp_path) == {"X": b"folder", "X/extra.mkv": b"file mine"}


def test_the_part_file_goes_too(tmp_path: Path) -> None:
    grow(tmp_path, {".abc.parts": b"parts", "X": {"a": b"a"}})
    delete(torrent(tmp_path, "X/a", wanted(".abc.parts", kind="parts")))
    assert snapshot(tmp_path) == {}


def test_a_file_of_another_torrent_stays_and_names_it(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "b": b"b"}})
    other = torrent(tmp_path, "X/b", skipped("X/a"), name="Series")
    found = delete(torrent(tmp_path, "X/a", "X/b"), others=(other,))
    assert [(file.path, file.reason, file.by) for file in found.stays] == [
        (str(tmp_path / "X/b"), StayReason.SHARED, "Series")
    ]
    assert snapshot(tmp_path) == {"X": b"folder", "X/b": b"file b"}


def test_a_symbolic_link_stays_and_its_target_is_untouched(tmp_path: Path) -> None:
    grow(tmp_path / "far", {"real": b"real"})
    save = grow(tmp_path / "save", {"X": {"a": b"a", "b": Link("../../far/real"), "c": Link("nowhere")}})
    found = delete(torrent(save, "X/a", "X/b"))
    assert stays(found, save) == {"X/b": StayReason.LINK, "X/c": StayReason.LINK}
    assert snapshot(tmp_path / "far") == {"real": b"file real"}
    assert snapshot(save).keys() == {"X", "X/b", "X/c"}


def test_a_link_that_the_torrent_itself_made_goes_without_its_target(tmp_path: Path) -> None:
    grow(tmp_path, {"real": b"real", "X": {"l": Link("../real")}})
    delete(torrent(tmp_path, wanted("X/l", kind="link")))
    assert snapshot(tmp_path) == {"real": b"file real"}


def test_a_persons_file_where_the_torrent_has_a_link_stays(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"l": b"mine"}})
    assert stays(plan([torrent(tmp_path, wanted("X/l", kind="link"))]), tmp_path) == {"X/l": StayReason.FOREIGN}


@pytest.mark.parametrize("inside", ["X/sub", "X"])
def test_nothing_behind_a_linked_folder_is_touched(tmp_path: Path, inside: str) -> None:
    far = grow(tmp_path / "far", {"b": b"b", "sub": {"b": b"b"}})
    save = grow(tmp_path / "save", {"Y": {"a": b"a"}})
    link = save / inside
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(far)
    before = snapshot(tmp_path / "far")
    found = delete(torrent(save, "Y/a", f"{inside}/b", f"{inside}/absent"))
    assert goes(found, save) == {"Y/a"}
    assert stays(found, save) == {inside: StayReason.LINK, f"{inside}/b": StayReason.LINK}
    assert snapshot(far) == before
    assert link.is_symlink()


def test_a_save_path_may_itself_be_a_link(tmp_path: Path) -> None:
    real = grow(tmp_path / "real", {"X": {"a": b"a"}, "mine": b"m"})
    (tmp_path / "save").symlink_to(real)
    found = delete(torrent(tmp_path / "save", "X/a"))
    assert [file.path for file in found.goes] == [str(tmp_path / "save/X/a")]
    assert snapshot(real) == {"mine": b"file m"}
    assert (tmp_path / "save").is_symlink()


@pytest.mark.parametrize("path", ["../out.bin", "X/../../out.bin", "{absolute}", "./../out.bin"])
def test_paths_that_leave_the_save_path_stay(tmp_path: Path, path: str) -> None:
    grow(tmp_path, {"out.bin": b"out", "save": {"X": {"a": b"a"}}})
    path = path.format(absolute=tmp_path / "out.bin")
    found = delete(torrent(tmp_path / "save", "X/a", path, "../absent"))
    assert [(file.reason, file.size) for file in found.stays] == [(StayReason.OUTSIDE, 3)]
    assert snapshot(tmp_path) == {"out.bin": b"file out", "save": b"folder"}


def test_what_goes_by_one_path_is_not_told_to_stay_by_another(tmp_path: Path) -> None:
    grow(tmp_path, {"a": {}, "b": b"b"})
    found = delete(torrent(tmp_path, "b", "a/../b"))
    assert (goes(found, tmp_path), found.stays) == ({"b"}, ())


@pytest.mark.parametrize("path", ["X/a\0b", "X/\udcff", "", ".", "/"])
def test_paths_that_name_no_file_do_no_harm(tmp_path: Path, path: str) -> None:
    before = snapshot(grow(tmp_path, {"X": {"b": b"b"}}))
    assert plan([torrent(tmp_path, path)]).goes == ()
    assert snapshot(tmp_path) == before


def test_special_files_stay(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a"}})
    os.mkfifo(tmp_path / "X/pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X/socket"))
    found = delete(torrent(tmp_path, "X/a", "X/pipe"))
    assert stays(found, tmp_path) == {"X/pipe": StayReason.SPECIAL, "X/socket": StayReason.SPECIAL}


def test_a_folder_where_a_file_should_be_stays_and_the_other_way_round(tmp_path: Path) -> None:
    before = snapshot(grow(tmp_path, {"X": {"a": {"mine": b"m"}, "b": b"file"}, "top": b"file"}))
    found = delete(torrent(tmp_path, "X/a", "X/b/c", "top/x"))
    assert found.goes == ()
    assert set(stays(found, tmp_path)) == {"X/a/mine", "X/b", "top"}
    assert snapshot(tmp_path) == before


def test_a_file_mounted_onto_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, {"X": {"a": b"a"}})
    say_mounted(monkeypatch, tmp_path / "X/a")
    assert stays(delete(torrent(tmp_path, "X/a")), tmp_path) == {"X/a": StayReason.SPECIAL}


def test_a_folder_mounted_onto_is_emptied_but_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, {"X": {"m": {"a": b"a", "sub": {"b": b"b"}}}})
    say_mounted(monkeypatch, tmp_path / "X/m")
    delete(torrent(tmp_path, "X/m/a", "X/m/sub/b"))
    assert snapshot(tmp_path).keys() == {"X", "X/m"}


def test_names_that_are_not_utf8_stay_as_any_foreign_file(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a"}})
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/X/\xff\xfe")).write_bytes(b"mine")
    found = delete(torrent(tmp_path, "X/a"))
    assert [file.path.encode() for file in found.stays] == [f"{tmp_path}/X/\ufffd\ufffd".encode()]
    assert list(snapshot(tmp_path)) == ["X", "X/\udcff\udcfe"]


def test_a_save_path_that_is_not_utf8(tmp_path: Path) -> None:
    real = grow(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")), {"X": {"a": b"a"}})
    delete(torrent(real, "X/a"))
    assert snapshot(real) == {}


def test_two_targets_in_one_folder_go_together_and_a_common_file_once(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "both": b"bb", "c": b"c"}})
    found = delete(torrent(tmp_path, "X/a", "X/both"), torrent(tmp_path, "X/both", "X/c", name="Two"))
    assert (len(found.goes), found.goes_bytes) == (3, 4)
    assert snapshot(tmp_path) == {}


def test_what_one_target_skipped_goes_when_the_other_wanted_it(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a"}})
    delete(torrent(tmp_path, skipped("X/a")), torrent(tmp_path, "X/a", name="Two"))
    assert snapshot(tmp_path) == {}


def test_a_target_saved_into_another_ones_folder(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "in": {"Y": {"b": b"b"}, "mine": b"m"}}})
    found = delete(torrent(tmp_path, "X/a"), torrent(tmp_path / "X/in", "Y/b", name="Two"))
    assert goes(found, tmp_path) == {"X/a", "X/in/Y/b"}
    assert stays(found, tmp_path) == {"X/in/mine": StayReason.FOREIGN}
    assert snapshot(tmp_path).keys() == {"X", "X/in", "X/in/mine"}


def test_a_save_path_stays_even_inside_a_folder_that_goes(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "in": {"Y": b"b"}}})
    delete(torrent(tmp_path, "X/a"), torrent(tmp_path / "X/in", "Y", name="Two"))
    assert snapshot(tmp_path).keys() == {"X", "X/in"}


def test_targets_of_several_save_paths(tmp_path: Path) -> None:
    grow(tmp_path, {"one": {"a": b"a"}, "two": {"X": {"b": b"b"}}})
    delete(torrent(tmp_path / "one", "a"), torrent(tmp_path / "two", "X/b", name="Two"))
    assert snapshot(tmp_path).keys() == {"one", "two"}


def test_a_hard_link_elsewhere_keeps_the_content(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a"}})
    (tmp_path / "mine").hardlink_to(tmp_path / "X/a")
    delete(torrent(tmp_path, "X/a"))
    assert snapshot(tmp_path) == {"mine": b"file a"}


def test_a_missing_save_path_is_told_and_nothing_goes(tmp_path: Path) -> None:
    found = plan([torrent(tmp_path / "unplugged", "X/a")])
    assert (found.goes, found.missing) == ((), (str(tmp_path / "unplugged"),))


def test_names_that_differ_in_case_are_different_files(tmp_path: Path) -> None:
    grow(tmp_path, {"A": b"1", "a": b"2", "X": {"B": b"3", "b": b"mine"}})
    found = delete(torrent(tmp_path, "A", "X/B"), others=(torrent(tmp_path, "a", name="Two"),))
    assert goes(found, tmp_path) == {"A", "X/B"}
    assert snapshot(tmp_path).keys() == {"a", "X", "X/b"}


def test_both_spellings_of_a_name_go_where_both_are_the_torrents(tmp_path: Path) -> None:
    grow(tmp_path, {"A": b"1", "a": b"2", "á": b"mine"})
    delete(torrent(tmp_path, "A", "a"))
    assert snapshot(tmp_path).keys() == {"á"}


def test_a_folder_that_cannot_be_read_is_an_error_in_words(unprivileged: Path) -> None:
    grow(unprivileged, {"X": {"sub": {"a": b"a"}}})
    (unprivileged / "X/sub").chmod(0)
    with pytest.raises(StorageError, match=r"can't look into the folder .*X/sub.*Permission denied"):
        plan([torrent(unprivileged, "X/sub/a")])
    (unprivileged / "X/sub").chmod(0o700)


def test_a_save_path_that_cannot_be_read_is_an_error_in_words(unprivileged: Path) -> None:
    save = grow(unprivileged / "save", {"a": b"a"})
    save.chmod(0)
    with pytest.raises(StorageError, match=r"can't look into the folder .*save"):
        plan([torrent(save, "a")])
    save.chmod(0o700)
