"""From folder to folder below a root, by names alone, keeping open only the way to the last one."""

from typing import Self

from .folder import Folder, enter_or_make

Parts = tuple[str, ...]
"""The names that lead from a root to what is below it."""


class Walker:
    """Asked for the folders of a sorted list of files, it opens each folder once."""

    def __init__(self, root: Folder, *, make: bool = False, sync: bool = False) -> None:
        """``make``: folders that aren't there. ``sync``: have the names in a folder survive a power cut
        when it is left."""
        self._root = root
        self._make = make
        self._sync = sync
        self._way: list[tuple[str, Folder]] = []

    def at(self, parts: Parts) -> Folder | None:
        """The folder these names lead to, good until the next call; None when there is none.

        ``OSError`` when one of them is a link or no folder.
        """
        self._back_to(_in_common(parts, tuple(name for name, _ in self._way)))
        for name in parts[len(self._way) :]:
            try:
                inner = enter_or_make(self._here, name) if self._make else self._here.enter(name)
            except FileNotFoundError:
                return None
            self._way.append((name, inner))
        return self._here

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._sync = self._sync and kind is None
        self._back_to(0)
        if self._sync:
            self._root.sync()
        self._root.__exit__(None, None, None)

    @property
    def _here(self) -> Folder:
        return self._way[-1][1] if self._way else self._root

    def _back_to(self, depth: int) -> None:
        while len(self._way) > depth:
            _, folder = self._way.pop()
            try:
                if self._sync:
                    folder.sync()
            finally:
                folder.__exit__(None, None, None)


def ways_of(files: list[Parts]) -> list[Parts]:
    """The folders on the way to these files, each before those in it; the root isn't among them."""
    return sorted({parts[:depth] for parts in files for depth in range(1, len(parts))})


def _in_common(one: Parts, other: Parts) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
