"""The first and last pieces of files, which players read to learn what a file is. Pure."""

from collections.abc import Sequence

from .layout import Layout, LayoutFile

SHARE = 100
"""A hundredth of a file's pieces at each end, and one at least."""


def ends_of(layout: Layout, priorities: Sequence[int]) -> dict[int, int]:
    """The pieces at the ends of all files, with the priority each has by its files alone (0: all of those are skipped).

    A piece that several files share is at an end of each of them.
    """
    plain: dict[int, int] = {}
    for file, priority in zip(layout.files, priorities, strict=True):
        for piece in _ends(file, layout.piece_length):
            if piece < layout.pieces:
                plain[piece] = max(priority, plain.get(piece, 0))
    return plain


def _ends(file: LayoutFile, piece_length: int) -> set[int]:
    if not file.size:
        return set()
    first, last = file.offset // piece_length, (file.offset + file.size - 1) // piece_length
    count = -(-(last - first + 1) // SHARE)
    return {*range(first, first + count), *range(last - count + 1, last + 1)}
