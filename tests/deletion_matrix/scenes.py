"""Torrents with something special about their folders, each in a save path of its own."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.swarm.host import Host
from tests.swarm.samples import PIECE, Sample, make, place

from torrpeddo.contract.torrents import State

FILES = {"a.bin": 3 * PIECE, "b.bin": PIECE, "sub/c.bin": PIECE}
"""Each begins with a piece of its own."""


@dataclass
class Scene:
    """``own``: what the torrent has, relative to ``save``. All else that is there belongs to somebody else."""

    name: str
    save: Path
    sample: Sample
    id: str = ""
    own: set[str] = field(default_factory=set)
    intent: str = ""
    has_metadata: bool = True

    @property
    def folder(self) -> Path:
        return self.save / self.sample.name

    @property
    def own_folders(self) -> set[str]:
        """Those that its paths make: they go as soon as nothing is in them."""
        paths = {*self.own, *(f"{self.sample.name}/{path}" for path in self.sample.files)}
        parents = {str(parent) for path in paths for parent in PurePosixPath(path).parents} - {"."}
        return parents if self.has_metadata else set()

    def grow(self, *paths: str) -> None:
        place(self.sample, self.save, *paths)
        self.own |= {f"{self.sample.name}/{path}" for path in paths or self.sample.files}

    def add(self, host: Host) -> None:
        self.id = host.add_file(self.sample.torrent_file(self.save.parent), save_path=str(self.save), seed_mode=True)
        host.until_shown(self.id, State.SEEDING)


def plain(host: Host, scene: Scene) -> None:
    scene.grow()
    scene.add(host)


def renamed(host: Host, scene: Scene) -> None:
    plain(host, scene)
    name = f"{scene.sample.name}/other/renamed.bin"
    host.call(host.engine.renaming.file(scene.id, 0, name))
    host.until_shown(scene.id, State.SEEDING)
    scene.own = scene.own - {f"{scene.sample.name}/a.bin"} | {name}


def skipped(host: Host, scene: Scene) -> None:
    """In the place of a file that was never chosen lies one of the person's."""
    scene.grow("b.bin", "sub/c.bin")
    (scene.folder / "a.bin").write_text("mine")
    chosen = scene.sample.choose("b.bin", "sub/c.bin")
    path = scene.sample.torrent_file(scene.save.parent)
    scene.id = host.add_file(path, save_path=str(scene.save), files=chosen)
    host.until_shown(scene.id, State.FINISHED)


def part_file(host: Host, scene: Scene) -> None:
    plain(host, scene)
    name = f".{scene.id}.parts"
    (scene.save / name).write_bytes(bytes(100))
    scene.own.add(name)


def foreign(host: Host, scene: Scene) -> None:
    plain(host, scene)
    (scene.folder / "mine.txt").write_text("mine")


def folders(host: Host, scene: Scene) -> None:
    """With folders of the person's, one of them empty, and something beside the torrent."""
    plain(host, scene)
    (scene.folder / "empty").mkdir()
    (scene.folder / "sub" / "mine").mkdir()
    (scene.folder / "sub" / "mine" / "notes.txt").write_text("mine")
    (scene.save / "beside.txt").write_text("mine")


def link(host: Host, scene: Scene) -> None:
    """A folder of the torrent is a link to elsewhere."""
    scene.grow()
    elsewhere = scene.save.parent / "elsewhere"
    (scene.folder / "sub").rename(elsewhere)
    (scene.folder / "sub").symlink_to(elsewhere)
    scene.own.discard(f"{scene.sample.name}/sub/c.bin")
    scene.add(host)


def hard_link(host: Host, scene: Scene) -> None:
    plain(host, scene)
    os.link(scene.folder / "a.bin", scene.save.parent / "kept.bin")


def shared(host: Host, scene: Scene) -> None:
    """Another torrent in the list has one of its files."""
    plain(host, scene)
    other = make(scene.save.parent / "other", scene.sample.name, {"a.bin": FILES["a.bin"]})
    path = other.torrent_file(scene.save.parent / "other")
    id = host.add_file(path, save_path=str(scene.save), seed_mode=True, on_conflict="share")
    host.until_shown(id, State.SEEDING)
    scene.own.discard(f"{scene.sample.name}/a.bin")


def mount(host: Host, scene: Scene) -> None:
    """Another volume within the torrent; who may not mount has a plain folder there."""
    inner = scene.folder / "sub"
    inner.mkdir(parents=True)
    if os.geteuid() == 0:
        subprocess.run(["mount", "-t", "tmpfs", "none", inner], capture_output=True, check=False)
    plain(host, scene)


def read_only(host: Host, scene: Scene) -> None:
    """For the administrator, whom it doesn't stop; for anybody else a plain one."""
    plain(host, scene)
    if os.geteuid() == 0:
        (scene.folder / "sub").chmod(0o555)
        scene.folder.chmod(0o555)


SCENES: dict[str, Callable[[Host, Scene], None]] = {
    "plain": plain,
    "renamed": renamed,
    "skipped": skipped,
    "part-file": part_file,
    "foreign": foreign,
    "folders": folders,
    "link": link,
    "hard-link": hard_link,
    "shared": shared,
    "mount": mount,
    "read-only": read_only,
}


def new_scene(top: Path, name: str) -> Scene:
    place = top / "scenes" / name
    save = place / "save"
    save.mkdir(parents=True)
    return Scene(name, save, make(place / "seed", f"torrent-{name}", FILES))


def unmount_all(top: Path) -> None:
    for name in SCENES:
        inner = top / "scenes" / name / "save" / f"torrent-{name}" / "sub"
        if os.path.ismount(inner):
            subprocess.run(["umount", "--lazy", inner], check=True)
