"""A torrent file is written whole or not at all, and over nothing that is there."""

from pathlib import Path

import pytest

from torrpeddo.engine.asides import Asides
from torrpeddo.engine.torrent_files import ready_target, write_torrent_file
from torrpeddo.errors import InvalidPath, StorageError


@pytest.fixture
def asides(tmp_path_factory: pytest.TempPathFactory) -> Asides:
    return Asides(tmp_path_factory.mktemp("profile") / "unfinished")


def test_it_is_written_and_nothing_beside_it(tmp_path: Path, asides: Asides) -> None:
    write_torrent_file(tmp_path / "a.torrent", b"content", asides, overwrite=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.torrent", b"content")]


def test_what_is_there_stays_unless_given_up(tmp_path: Path, asides: Asides) -> None:
    path = tmp_path / "a.torrent"
    path.write_bytes(b"mine")
    with pytest.raises(InvalidPath, match="already"):
        write_torrent_file(path, b"new", asides, overwrite=False)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"mine"]
    write_torrent_file(path, b"new", asides, overwrite=True)
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"new"]


def test_a_link_that_leads_nowhere_is_there_too(tmp_path: Path, asides: Asides) -> None:
    path = tmp_path / "a.torrent"
    path.symlink_to("no such file")
    with pytest.raises(InvalidPath, match="already"):
        ready_target(path, overwrite=False)
    with pytest.raises(InvalidPath, match="already"):
        write_torrent_file(path, b"new", asides, overwrite=False)
    assert path.is_symlink()


def test_on_a_volume_without_links_it_is_renamed(
    tmp_path: Path, asides: Asides, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_torrent_file(tmp_path / "a.torrent", b"content", asides, overwrite=False)
    with pytest.raises(InvalidPath, match="already"):
        write_torrent_file(tmp_path / "a.torrent", b"new", asides, overwrite=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.torrent", b"content")]


def test_what_the_disk_refuses_is_told(tmp_path: Path, asides: Asides) -> None:
    with pytest.raises(StorageError, match="can't be written"):
        write_torrent_file(tmp_path / "gone" / "a.torrent", b"content", asides, overwrite=False)
    with pytest.raises(StorageError, match="File name too long"):
        write_torrent_file(tmp_path / f"{'x' * 300}", b"content", asides, overwrite=False)
    assert list(tmp_path.iterdir()) == []
