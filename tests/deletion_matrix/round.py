"""One deletion of a torrent from every scene, each in another state, and what must be left on the disk after it."""

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import msgspec
from tests.swarm.host import Host, row_of

from torrpeddo.contract.deleting import Deleted

from .scenes import SCENES, Scene, new_scene
from .states import IN_LINE, STATES, Obstacles

Snapshot = dict[str, str]
"""Every path with what it is: a file by its hash, a link by its target."""

KILLED_AT = ("requested", "planned", "staged", "erasing", "done", "trashing", "undoing", "undone")
"""Phases of the journal: the program is killed as soon as the library has one of them on the disk."""
ENDINGS = ("erase", "trash", "undo", *KILLED_AT)
TO_TRASH = ("trash", "trashing")
BACK = ("undo", "undoing", "undone")


SETTINGS = ("checking_mem_usage=32",)
"""The large check of the ``Obstacles`` leaves the disk to others."""


class Told(msgspec.Struct):
    """What is to be held against the disk afterwards."""

    ids: list[str]
    intents: dict[str, str]
    before: Snapshot
    after: Snapshot
    """If all goes that shall."""
    goes: int
    """Files."""


def prepare(host: Host, obstacles: Obstacles, shift: int) -> list[Scene]:
    scenes = []
    for name, build in SCENES.items():
        scene = new_scene(host.folder, name)
        build(host, scene)
        scenes.append(scene)
    names = list(STATES)
    wanted = [(names[(number + shift) % len(names)], scene) for number, scene in enumerate(scenes)]
    for name, scene in wanted:
        if name not in IN_LINE:
            STATES[name](host, scene)
    obstacles.put_up(other_volume(host.folder))
    for name, scene in wanted:
        if name in IN_LINE:
            STATES[name](host, scene)
        scene.intent = row_of(host, scene.id).intent
    return scenes


def other_volume(top: Path) -> Path:
    """A folder for this test alone, made by whoever puts something there."""
    return Path("/dev/shm", "-".join(top.parts[-2:]))


def delete(host: Host, scenes: Sequence[Scene], to_trash: bool) -> tuple[Told, Deleted]:
    """Shown first, and what is shown must be exactly what is the torrents'."""
    before = snapshot(host.folder)
    ids = [scene.id for scene in scenes]
    preview = host.preview_delete(*ids)
    files = {str(scene.save / path) for scene in scenes for path in scene.own if (scene.save / path).is_file()}
    assert {file.path for file in preview.goes} == files
    told = Told(
        ids,
        {scene.id: scene.intent for scene in scenes},
        before,
        _after(host.folder, before, scenes, files),
        len(files),
    )
    (host.folder / "told").write_bytes(msgspec.msgpack.encode(told))
    return told, host.delete(*ids, token=preview.token, trash=to_trash)


def snapshot(top: Path) -> Snapshot:
    """Of the scenes; what is in a volume's own trash doesn't count."""
    found: Snapshot = {}
    for parent, folders, files in os.walk(top / "scenes"):
        folders[:] = [name for name in folders if not name.startswith(".Trash-")]
        for name in (*folders, *files):
            path = Path(parent, name)
            found[str(path)] = _what(path)
    return found


def trashed(top: Path) -> int:
    """Files in all trashes."""
    bins = [top / "data" / "Trash" / "files", *(top / "scenes").glob("*/save/*/*/.Trash-*/files")]
    return sum(len(files) for folder in bins for _, _, files in os.walk(folder))


def _after(top: Path, before: Snapshot, scenes: Sequence[Scene], files: set[str]) -> Snapshot:
    left = {path: what for path, what in before.items() if path not in files}
    for scene in scenes:
        for folder in sorted((str(scene.save / path) for path in scene.own_folders), reverse=True):
            inside = any(path.startswith(folder + "/") for path in left)
            if left.get(folder) == "folder" and not inside and not os.path.ismount(folder):
                del left[folder]
    return left


def _what(path: Path) -> str:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return hashlib.sha1(path.read_bytes()).hexdigest()
        return f"link to {path.readlink()}" if stat.S_ISLNK(mode) else "folder"
    except FileNotFoundError:
        return "just gone"
