"""The piece map: a torrent of any size as some hundreds of cells, and which files lie in some of its pieces. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..contract.details import PieceFiles, Pieces
from .layout import Layout

MAX_CELLS = 960
NAMED = 3
"""Files that are named of those in a cell."""


def piece_map(have: Sequence[bool], availability: Sequence[int], active: Sequence[int], piece_length: int) -> Pieces:
    """``availability`` is empty when unknown, or when we have everything; ``active`` are piece indices.

    Where nobody has anything it counts as unknown: nobody is connected, or none has said yet what it has.
    """
    total = len(have)
    cells = min(total, MAX_CELLS)
    bounds = [(cell * total // cells, (cell + 1) * total // cells) for cell in range(cells)]
    return Pieces(
        total=total,
        have_count=sum(have),
        piece_length=piece_length,
        cells=cells,
        have="".join(_share(have[start:end]) for start, end in bounds),
        availability="".join(_fewest(have[start:end], availability[start:end]) for start, end in bounds)
        if any(availability)
        else "",
        active=sorted({_cell(piece, total, cells) for piece in active if 0 <= piece < total}),
    )


def _share(pieces: Sequence[bool]) -> str:
    """9 only when all are here, so that a hole never looks whole."""
    return str(sum(pieces) * 9 // len(pieces))


def _fewest(have: Sequence[bool], peers: Sequence[int]) -> str:
    """What is here already need not be had from anybody."""
    missing = [count for count, here in zip(peers, have, strict=False) if not here] if any(have) else peers
    return str(min(9, min(missing or peers, default=0)))


def files_in(layout: Layout, first: int, last: int) -> PieceFiles:
    """Files with bytes in the pieces ``first`` to ``last``, in their order."""
    begin, end = first * layout.piece_length, (last + 1) * layout.piece_length
    files = layout.files
    at = bisect_right(files, begin, key=lambda file: file.offset) - 1
    upto = bisect_left(files, end, key=lambda file: file.offset)
    within = [file for file in files[max(0, at) : upto] if file.size and file.offset + file.size > begin]
    return PieceFiles(paths=[file.path for file in within[:NAMED]], count=len(within))


def _cell(piece: int, total: int, cells: int) -> int:
    """The cell whose bounds hold the piece: the inverse of the division above."""
    return ((piece + 1) * cells - 1) // total
