"""Whether another torrent in the list has a file too.

Two steps, because manifests are read on the engine's thread and disks are not: ``near``
picks, from outlines alone, the few torrents that could share anything (10,000 in some
50 ms); the plan is then given their manifests.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ..disk.paths import fold
from .manifest import Manifest, Outline, Target


def near(targets: Sequence[Target], others: Iterable[Outline]) -> list[str]:
    """Ids of the torrents whose files may lie where the targets' files do."""
    resolve = _Resolver()
    ours = {resolve.top(target.manifest.save_path, top) for target in targets for top in tops(target.manifest)}
    above = {folder for path in ours for folder in _upwards(path)}
    leaving = {target.id for target in targets}

    def overlaps(other: Outline) -> bool:
        paths = (resolve.top(other.save_path, top) for top in other.tops)
        return any(path in above or not ours.isdisjoint(_upwards(path)) for path in paths)

    return [other.id for other in others if other.id not in leaving and overlaps(other)]


def tops(manifest: Manifest) -> frozenset[str]:
    """What an ``Outline`` of this manifest holds."""
    return frozenset(map(top_of, (file.path for file in manifest.files)))


class Neighbours:
    """The files of the torrents that stay."""

    def __init__(self, others: Iterable[Target]) -> None:
        self._owners: dict[str, list[tuple[str, str]]] = {}
        resolve = cache(real)
        for other in others:
            for file in other.manifest.files:
                if file.wanted:
                    folder, name = os.path.split(os.path.join(other.manifest.save_path, file.path))
                    path = os.path.join(resolve(folder), name)
                    self._owners.setdefault(fold(path), []).append((path, other.name))

    def owner(self, path: str) -> str | None:
        """The name of a torrent that has the file at this absolute path, links resolved; None when none has."""
        if not self._owners:
            return None
        for candidate, name in self._owners.get(fold(path), ()):
            if candidate == path or _same_file(candidate, path):
                return name
        return None


class _Resolver:
    """Absolute paths without links, asking the disk once for each save path."""

    def __init__(self) -> None:
        self._save_paths: dict[str, tuple[str, frozenset[str]]] = {}

    def top(self, save_path: str, top: str) -> str:
        if save_path not in self._save_paths:
            root = real(save_path)
            self._save_paths[save_path] = (root, _links_in(root))
        root, links = self._save_paths[save_path]
        path = os.path.normpath(os.path.join(root, top))
        return fold(real(path) if top in links or os.path.dirname(path) != root else path)


def top_of(path: str) -> str:
    """The first component; of a path that leaves the save path, the whole of it."""
    first, *rest = path.split("/")
    return path if not first or ".." in rest or first == ".." else first


def real(path: str) -> str:
    """Without links; the path itself where it holds what no name on a disk can."""
    try:
        return os.path.realpath(path)
    except ValueError:  # it holds what no name on a disk can
        return path


def _links_in(folder: str) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.is_symlink())
    except OSError:
        return frozenset()


def _upwards(path: str) -> Iterator[str]:
    """The path, its folder, and so on up to the root."""
    parent = os.path.dirname(path)
    while path != parent:
        yield path
        path, parent = parent, os.path.dirname(parent)


def _same_file(one: str, other: str) -> bool:
    try:
        return os.path.samestat(os.lstat(one), os.lstat(other))
    except OSError:
        return False
