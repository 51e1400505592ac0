"""Which names carry the suffix. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ..disk.paths import fold, split
from ..names import LONGEST

if TYPE_CHECKING:
    from ..layout import Layout, LayoutFile

SUFFIX = ".part"


def carries(original: str, name: str) -> bool:
    """``original``: the name in the metadata. What ends in ``.part`` there never gets the suffix besides."""
    return name.endswith(SUFFIX) and not ends_like_it(original)


def real(original: str, name: str) -> str:
    """The name people know it by."""
    return name.removesuffix(SUFFIX) if carries(original, name) else name


def ends_like_it(name: str) -> bool:
    return name.lower().endswith(SUFFIX)


def on_disk(file: "LayoutFile", suffixed: Collection[int]) -> str:
    """The path it has on the disk now. ``suffixed``: libtorrent's numbers of the files that carry the suffix."""
    return file.path + SUFFIX if file.native in suffixed else file.path


def both(file: "LayoutFile", suffixed: Collection[int]) -> Iterable[str]:
    """Where it may be found: after a crash the disk can be a step ahead of what is known."""
    return (file.path + SUFFIX, file.path) if file.native in suffixed else (file.path,)


def may_carry(layout: "Layout") -> frozenset[int]:
    """The files (libtorrent's numbers) whose name with the suffix is nobody else's, and fits."""
    paths = Counter(fold(file.path) for file in layout.files)
    taken = paths.keys() | {folder for path in paths for folder in _folders(path)}
    return frozenset(
        file.native
        for file in layout.files
        if file.markable
        and paths[fold(file.path)] == 1
        and fold(file.path + SUFFIX) not in taken
        and len(file.path.rsplit("/", 1)[-1].encode("utf-8", "surrogateescape")) + len(SUFFIX) <= LONGEST
        and split(file.path) is not None
    )


def _folders(path: str) -> Iterable[str]:
    while "/" in path:
        path = path.rsplit("/", 1)[0]
        yield path
