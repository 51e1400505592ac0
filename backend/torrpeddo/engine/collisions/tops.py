"""Which torrents could have files where a newcomer would: found without a look at all ten thousand.

Torrents that share a file in one folder have the first component of its path in common,
so an index of those names is enough for nearly all. Where one torrent's folder lies
inside another's, or behind a link, names don't tell: that is noticed, and then all are compared.
"""

import os
from collections.abc import Callable, Iterable

from ..catalog import Entry
from ..deletion.neighbours import real
from ..disk.paths import fold
from ..incomplete.marks import SUFFIX

FEW = 500


class Tops:
    """An entry that has changed is noted again, and what it was before costs a look too many.

    ``listed``: whether a torrent of that id is in the list. Others are let go of as soon as there is twice as much.
    """

    def __init__(self, listed: Callable[[str], bool]) -> None:
        self._listed = listed
        self._noted = 0
        self._full = FEW
        """As much noted, and those that left are looked for."""
        self._ids: dict[str, tuple[str, ...]] = {}
        """By first component, folded."""
        self._roots: dict[str, str] = {}
        """Save paths with their links resolved."""
        self._parts: dict[str, frozenset[str]] = {}
        """The names of the folders that each of them lies in, folded."""
        self._folders: set[str] = set()
        """Save paths and the folders above them, folded."""

    def note(self, entry: Entry, tops: Iterable[str]) -> None:
        for top in tops:
            # A single file that is not complete will have its own name later.
            key = fold(top).removesuffix(SUFFIX)
            known = self._ids.get(key, ())
            if entry.id not in known:
                self._ids[key] = (*known, entry.id)
                self._noted += 1
        if self._noted > self._full:
            self._let_go()

    def _let_go(self) -> None:
        here = {top: tuple(filter(self._listed, ids)) for top, ids in self._ids.items()}
        self._ids = {top: ids for top, ids in here.items() if ids}
        self._noted = sum(map(len, self._ids.values()))
        self._full = max(FEW, 2 * self._noted)

    def unknown(self, save_paths: Iterable[str]) -> list[str]:
        """Those that ``locate`` has not been told of."""
        return list({path for path in save_paths if path not in self._roots})

    def locate(self, roots: dict[str, str]) -> None:
        """``roots``: save path to where it really is."""
        for save_path, root in roots.items():
            self._roots[save_path] = root
            path = fold(root)
            self._parts[save_path] = frozenset(fold(part) for part in root.split(os.sep))
            while path not in self._folders:
                self._folders.add(path)
                path = os.path.dirname(path)

    def near(self, save_path: str, tops: Iterable[str]) -> list[str]:
        """Ids of the torrents that have, or once had, one of these first components, or one ``save_path`` lies in."""
        names = {fold(top).removesuffix(SUFFIX) for top in tops} | self._parts[save_path]
        return list({id for name in names for id in self._ids.get(name, ())})

    def tell_all(self, save_path: str, tops: Iterable[str]) -> bool:
        """Whether ``near`` finds everyone who could share a file in ``save_path``."""
        root = self._roots[save_path]
        return not any(
            os.path.isabs(top) or ".." in top.split("/") or fold(os.path.join(root, top)) in self._folders
            for top in tops
        )


def resolved(save_paths: Iterable[str]) -> dict[str, str]:
    """Asks the disk."""
    return {path: real(path) for path in save_paths}


def has_links(save_path: str, tops: Iterable[str]) -> bool:
    """Whether one of these is a link, so that its files lie elsewhere. Asks the disk."""
    return any(os.path.islink(os.path.join(save_path, top)) for top in tops)
