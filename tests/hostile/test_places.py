"""Folders and names that can't be: an error in words before anything is touched, or a name that is harmless."""

import sys
from pathlib import Path
from typing import Any

import pytest

from .places import NAMES, places
from .victim import Victim

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of POSIX")
LINK = f"magnet:?xt=urn:btih:{'e' * 40}"
ENDED = ("done", "failed", "cancelled")


def test_folders(victim: Victim) -> None:
    """Wherever the program takes the path of a folder."""
    honest = victim.sample.id
    with places(victim.downloads / "odd") as cases:
        before = victim.library()
        for name, path in cases:
            for method, params in (
                ("add_magnet", {"uri": LINK, "save_path": path}),
                ("add_torrent_file", {"path": str(victim.folder / "honest.torrent"), "save_path": path}),
                ("move", {"ids": [honest], "path": path}),
                ("update_settings", {"changes": {"save_path": path}}),
                ("update_settings", {"changes": {"complete_path": path}}),
                ("update_settings", {"changes": {"incomplete_path": path}}),
            ):
                refused(victim, name, method, params)
        # A move that was journalled is over, and has told why it could not be.
        while victim.rows()[honest]["state"] == "moving":
            pass
        assert victim.library() == before
        assert (victim.downloads / "odd" / "file").read_text() == "mine"
    victim.unharmed()


def test_files(victim: Victim) -> None:
    """Wherever it takes the path of a file, to read it or to write it."""
    honest = victim.sample.id
    with places(victim.downloads / "odd") as cases:
        before = victim.library()
        for name, path in cases:
            refused(victim, name, "add_torrent_file", {"path": path})
            refused(victim, name, "preview_torrent_file", {"path": path})
            if not free(path):
                refused(victim, name, "export_torrent", {"id": honest, "path": path})
                refused(victim, name, "create_torrent", {"path": str(victim.own), "output": path})
            if name != "file":
                refused(victim, name, "create_torrent", {"path": path, "output": str(victim.folder / "x.torrent")})
        assert victim.library() == before
    victim.unharmed()


def test_names(victim: Victim) -> None:
    """What is taken is one name, or more below the torrent's folder; it is found again, and nothing is elsewhere."""
    honest = victim.sample.id
    for name in NAMES:
        for method, params in (
            ("rename_file", {"id": honest, "index": 0, "name": name}),
            ("rename_folder", {"id": honest, "path": "honest/b", "name": name}),
            ("rename_folder", {"id": honest, "path": name, "name": "b"}),
            ("rename_torrent", {"id": honest, "name": name}),
        ):
            answer = victim.ask(method, **params)
            assert "result" in answer or answer["error"]["data"], f"{name!r}: {answer}"
        paths = [file["path"] for file in victim.call("get_files", id=honest)]
        for path in paths:
            assert (victim.downloads / path).is_file(), f"{name!r} made {path!r}"
            assert (victim.downloads / path).resolve().is_relative_to(victim.downloads)
        first, second = victim.sample.files
        victim.ask("rename_file", id=honest, index=0, name=f"honest/{first}")
        victim.ask("rename_file", id=honest, index=1, name=f"honest/{second}")
    victim.unharmed()


def refused(victim: Victim, name: str, method: str, params: dict[str, Any]) -> None:
    answer = victim.ask(method, **params)
    if method == "create_torrent" and "result" in answer:
        job = answer["result"]["job"]
        while (told := victim.call("get_create", job=job))["state"] not in ENDED:
            pass
        assert told["state"] == "failed", f"{method} {name}: {told}"
        assert told["error"]["message"].endswith("."), told
        return
    if method == "move" and "result" in answer:
        return
    assert "error" in answer, f"{method} {name}: {answer}"


def free(path: str) -> bool:
    """A new file could be there."""
    place = Path(path)
    try:
        return place.is_absolute() and "\x00" not in path and place.parent.is_dir() and not place.exists()
    except OSError:
        return False
