"""The piece map: a torrent of any size as at most a couple of thousand cells. Pure."""

from collections.abc import Sequence

from ..contract.details import Pieces

MAX_CELLS = 2048


def piece_map(have: Sequence[bool], availability: Sequence[int], active: Sequence[int], piece_length: int) -> Pieces:
    """``availability`` is empty when unknown, or when we have everything; ``active`` are piece indices."""
    total = len(have)
    cells = min(total, MAX_CELLS)
    bounds = [(cell * total // cells, (cell + 1) * total // cells) for cell in range(cells)]
    return Pieces(
        total=total,
        have_count=sum(have),
        piece_length=piece_length,
        cells=cells,
        have="".join(_share(have[start:end]) for start, end in bounds),
        availability="".join(_fewest(availability[start:end]) for start, end in bounds) if availability else "",
        active=sorted({_cell(piece, total, cells) for piece in active if 0 <= piece < total}),
    )


def _share(pieces: Sequence[bool]) -> str:
    """9 only when all are here, so that a hole never looks whole."""
    return str(sum(pieces) * 9 // len(pieces))


def _fewest(peers: Sequence[int]) -> str:
    return str(min(9, min(peers, default=0)))


def _cell(piece: int, total: int, cells: int) -> int:
    """The cell whose bounds hold the piece: the inverse of the division above."""
    return ((piece + 1) * cells - 1) // total
