"""Which files of a torrent lie where another torrent has its own. Asks the disk, changes nothing."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count

from msgspec import Struct

from ...contract.adding import Collision
from ..deletion.manifest import ManifestFile, Target
from ..deletion.neighbours import real
from ..disk.paths import fold
from ..incomplete.marks import SUFFIX

_Resolve = Callable[[str], str]
_Blind = Callable[[str], bool]


FIRST = 5
"""Paths that are named; the others are counted."""


class Common(Struct, frozen=True):
    """What a torrent would have in common with one that is in the list."""

    id: str
    name: str
    paths: tuple[str, ...]
    """The newcomer's, relative to its save path."""
    shareable: bool
    """Each has the other's size, so it may be the same file."""

    def told(self) -> Collision:
        return Collision(
            id=self.id, name=self.name, paths=list(self.paths[:FIRST]), count=len(self.paths), shareable=self.shareable
        )


def common(newcomer: Target, others: Iterable[Target]) -> list[Common]:
    """Of each other torrent, what both would write. A file where the other has a folder counts too."""
    resolve = cache(real)
    ours = [(path, file) for path, file in _located(newcomer, resolve) if file.kind != "parts"]
    blind = cache(_is_case_blind)
    found = []
    for other in others:
        theirs: dict[str, list[tuple[str, ManifestFile]]] = {}
        folders: dict[str, list[str]] = {}
        for path, file in _located(other, resolve):
            theirs.setdefault(fold(path), []).append((path, file))
            for above in _above(path):
                if above in folders.setdefault(fold(above), []):
                    break
                folders[fold(above)].append(above)
        paths, alike = [], True
        for path, file in ours:
            same = [each for where, each in theirs.get(fold(path), ()) if _one(where, path, blind)]
            inside = any(_one(above, path, blind) for above in folders.get(fold(path), ()))
            over = any(_one(where, up, blind) for up in _above(path) for where, _ in theirs.get(fold(up), ()))
            if same or inside or over:
                paths.append(file.path)
                alike = alike and not inside and not over and all(_alike(file, each) for each in same)
        if paths:
            found.append(Common(other.id, other.name, tuple(paths), alike))
    return found


def count_existing(target: Target) -> int:
    """How many of its files are on the disk already, whoever put them there."""
    return len(existing(target))


def existing(target: Target) -> tuple[str, ...]:
    """Paths of those of its files that are on the disk already, relative to its save path."""
    root = target.manifest.save_path
    files = [file for file in target.manifest.files if file.kind == "file"]
    return tuple(file.path for file in files if os.path.lexists(os.path.join(root, file.path)))


def free_name(save_path: str, top: str, taken: Iterable[str], *, folder: bool) -> str:
    """``top`` with a number behind it that nothing on the disk and none of ``taken`` has."""
    used = {fold(name) for name in taken}
    stem, ending = (top, "") if folder else os.path.splitext(top)
    for number in count(2):
        name = _fitting(stem, f" ({number}){ending}")
        if fold(name) not in used and not os.path.lexists(os.path.join(save_path, name)):
            return name
    raise AssertionError("numbers do not end")


def _located(target: Target, resolve: _Resolve) -> Iterator[tuple[str, ManifestFile]]:
    """Each file that the torrent writes, by its absolute path with the links of its folder resolved.

    One that is not complete by the name it will have, too.
    """
    for file in target.manifest.files:
        if file.wanted:
            folder, name = os.path.split(os.path.join(target.manifest.save_path, file.path))
            yield os.path.join(resolve(folder), name), file
            if name.endswith(SUFFIX):
                yield os.path.join(resolve(folder), name.removesuffix(SUFFIX)), file


def _above(path: str) -> Iterator[str]:
    parent = os.path.dirname(path)
    while path != parent:
        yield parent
        path, parent = parent, os.path.dirname(parent)


def _alike(one: ManifestFile, other: ManifestFile) -> bool:
    return one.kind == other.kind == "file" and one.size == other.size


def _one(path: str, other: str, blind: _Blind) -> bool:
    """Both fold alike; whether they are one on this disk."""
    return path == other or (blind(os.path.dirname(path)) and blind(os.path.dirname(other)))


def _is_case_blind(folder: str) -> bool:
    """Whether the file system takes upper and lower case for the same there (also a stick's, on Linux)."""
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    try:
        inside = next((name for name in os.listdir(folder) if name != name.swapcase()), None)
        known = os.path.join(folder, inside) if inside is not None else folder
        above, name = os.path.split(known)
        other = os.path.join(above, name.swapcase())
        return other != known and os.path.samefile(known, other)
    except OSError:
        return False


def _fitting(stem: str, ending: str) -> str:
    """No longer than a name may be (255 bytes)."""
    room = 255 - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + ending
