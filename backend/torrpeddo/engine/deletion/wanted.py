"""The targets' paths as trees, one for each save path: what the survey looks for on the disk."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from ..disk.paths import split, within
from .manifest import ManifestFile, Target


class Wanted(Struct):
    """What the torrents have in one folder."""

    own: bool = True
    """A torrent's path makes this folder; false for a save path and what leads to one."""
    files: dict[str, tuple[ManifestFile, ...]] = field(default_factory=dict)
    folders: dict[str, "Wanted"] = field(default_factory=dict)

    def add(self, parts: tuple[str, ...], file: ManifestFile) -> None:
        folder = self
        for part in parts[:-1]:
            folder = folder.folders.get(part) or folder.folders.setdefault(part, Wanted())
        folder.files[parts[-1]] = (*folder.files.get(parts[-1], ()), file)

    def absorb(self, other: "Wanted") -> None:
        """Take in what another tree has of the same folder."""
        self.own = self.own or other.own
        for name, files in other.files.items():
            self.files[name] = (*self.files.get(name, ()), *files)
        for name, folder in other.folders.items():
            self.folders.setdefault(name, Wanted(own=False)).absorb(folder)

    def walk(self, path: str) -> Iterator[tuple[str, ManifestFile]]:
        for name, files in self.files.items():
            yield from ((os.path.join(path, name), file) for file in files)
        for name, folder in self.folders.items():
            yield from folder.walk(os.path.join(path, name))


class Root(Struct):
    folder: str
    """The save path, links resolved."""
    shown: str
    """As the torrent has it."""
    tree: Wanted = field(default_factory=lambda: Wanted(own=False))


class Wishes(NamedTuple):
    roots: list[Root]
    outside: list[tuple[str, ManifestFile]]
    """Files whose path leaves the save path, with that path in full."""


def wishes(targets: Sequence[Target]) -> Wishes:
    roots: dict[str, Root] = {}
    outside = []
    for target in targets:
        save_path = os.path.abspath(target.manifest.save_path)
        folder = os.path.realpath(save_path)
        root = roots.setdefault(folder, Root(folder, save_path))
        for file in target.manifest.files:
            if (parts := split(file.path)) is None:
                outside.append((os.path.join(save_path, file.path), file))
            else:
                root.tree.add(parts, file)
    return Wishes(_grafted(sorted(roots.values(), key=lambda root: len(root.folder))), outside)


def _grafted(roots: list[Root]) -> list[Root]:
    """A save path inside another target's folder joins that one's tree, so that no file is met twice."""
    kept: list[Root] = []
    for root in roots:
        if not any(_graft(root, upper) for upper in kept):
            kept.append(root)
    return kept


def _graft(root: Root, upper: Root) -> bool:
    way = within(upper.folder, root.folder)
    if not way or way[0] not in upper.tree.folders:
        return False
    folder = upper.tree
    for part in way:
        folder = folder.folders.setdefault(part, Wanted(own=False))
    folder.absorb(root.tree)
    return True
