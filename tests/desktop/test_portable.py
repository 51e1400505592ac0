"""Where a portable program has its data, and how a library is brought to another place."""

import sys
from pathlib import Path

import pytest

from torrpeddo import portable
from torrpeddo.library.relocating import Relocation


@pytest.mark.parametrize(
    ("before", "now", "path", "found"),
    [
        ("/media/a", "/media/b", "/media/a/Downloads/x", "/media/b/Downloads/x"),
        ("/media/a", "/media/b", "/media/a", "/media/b"),
        ("/media/a", "/media/b", "/media/another/x", "/media/another/x"),
        ("/media/a", "/media/b", "Downloads/media/a", "Downloads/media/a"),
        ("E:\\", "F:\\", "E:\\Downloads\\x", "F:\\Downloads\\x"),
        ("E:\\Torr", "F:\\Torr", "E:\\Torrents", "E:\\Torrents"),
        ("E:\\Torr", "/media/a/Torr", "E:\\Torr\\Downloads\\x", "/media/a/Torr/Downloads/x"),
        ("/media/a", "E:\\", "/media/a/Downloads/x", "E:\\Downloads\\x"),
        ("/media/a", "/", "/media/a", "/"),
    ],
)
def test_what_lies_below_the_old_home_lies_below_the_new_one(before: str, now: str, path: str, found: str) -> None:
    relocation = Relocation(before, now)
    assert relocation.path(path) == found
    assert relocation.everything({"path": [path, 1, None, [path]]}) == {"path": [found, 1, None, [found]]}


def test_the_folder_beside_the_executable_is_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable = tmp_path / "torrpeddo"
    executable.touch()
    monkeypatch.setattr(sys, "executable", str(executable))
    assert portable.portable_profile() is None  # a checkout
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert portable.portable_profile() is None
    (tmp_path / "torrpeddo-data").mkdir()
    assert portable.portable_profile() == tmp_path / "torrpeddo-data"


def test_on_macos_it_is_beside_the_bundle() -> None:
    assert portable.home_of(Path("/Volumes/a/Torrpeddo.app/Contents/MacOS/torrpeddo")) == Path("/Volumes/a")
