"""Folders to save to, and what is left on their volumes."""

from pathlib import Path

import pytest

from torrpeddo.engine.storage import absolute, make_ready, measure
from torrpeddo.errors import InvalidPath, StorageError


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    wanted = tmp_path / "a" / "b c" / "ü"
    assert make_ready(f"{tmp_path}/a/./b c/../b c/ü/") == str(wanted)
    assert wanted.is_dir()
    assert make_ready(str(wanted)) == str(wanted)


@pytest.mark.parametrize("path", ["", "   ", "relative", "./here", "a\x00b", "/a\x00b", "/lone\ud800surrogate"])
def test_what_is_no_full_path_is_refused(path: str) -> None:
    with pytest.raises(InvalidPath) as refused:
        make_ready(path)
    assert refused.value.message.endswith(".")
    with pytest.raises(InvalidPath):
        measure(path, ())


def test_home_is_understood() -> None:
    assert absolute("~/Downloads") == Path.home() / "Downloads"
    with pytest.raises(InvalidPath):
        absolute("~nobody-of-that-name/x")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InvalidPath, match="is a file"):
        make_ready(str(tmp_path / "file"))
    with pytest.raises(StorageError, match="can't be made"):
        make_ready(str(tmp_path / "file" / "below"))


def test_a_folder_that_the_system_refuses_is_refused_in_words() -> None:
    with pytest.raises(StorageError, match="can't be made"):
        make_ready("/proc/torrpeddo/downloads")


def test_space_is_measured_where_the_folder_would_be(tmp_path: Path) -> None:
    space = measure(str(tmp_path / "not" / "yet"), ())
    assert space.path == str(tmp_path / "not" / "yet")
    assert 0 < space.free <= space.total
    assert space.writable
    assert not (tmp_path / "not").exists()


def test_what_torrents_on_the_same_volume_still_want_is_promised(tmp_path: Path) -> None:
    wants = [(str(tmp_path / "a"), 100), (str(tmp_path), 20), ("/proc/self", 3000), ("/no/such/place/at/all", 0)]
    assert measure(str(tmp_path), wants).promised == 120
