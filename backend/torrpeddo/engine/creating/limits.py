"""How long pieces are, and what is more than clients read.

Lengths and sizes in bytes.
"""

from collections.abc import Iterable

from ...contract.creating import TorrentFormat
from ...errors import InvalidInput

SHORTEST = 16 * 2**10
LONGEST = 16 * 2**20
MOST_PIECES = 2000
"""More make a long torrent file, which is slow to get by a magnet link; fewer are slow to pass on."""

MAX_HASHES = 40 * 2**20
"""Of a torrent file; beyond that this program would not read it either (``parsing.MAX_TORRENT_BYTES``)."""
MAX_ITEMS = 2_900_000
"""Values in a torrent file; libtorrent's parser takes 3,000,000."""
MAX_DEPTH = 90
"""Folders within folders; libtorrent's parser takes 100."""

_V1_HASH, _V2_HASH = 20, 32
_V1_ITEMS, _PADDING_ITEMS, _V2_ITEMS = 8, 12, 12
_FOLDER_ITEMS = 3


def piece_length_for(size: int) -> int:
    """1,000 to 2,000 pieces, as far as pieces of 16 KiB to 16 MiB allow."""
    length = SHORTEST
    while length < LONGEST and size > length * MOST_PIECES:
        length *= 2
    return length


def check_piece_length(length: int | None) -> None:
    """Raises InvalidInput."""
    if length is not None and length & (length - 1):
        raise InvalidInput(
            f"Pieces can't be {length:,} bytes long: choose a power of two, for instance 1 MiB (1,048,576)."
        )


def check_hashes(size: int, length: int, format: TorrentFormat) -> None:
    """Raises InvalidInput when there would be more hashes than clients read."""
    a_piece = {TorrentFormat.V1: _V1_HASH, TorrentFormat.V2: _V2_HASH}.get(format, _V1_HASH + _V2_HASH)
    pieces = -(-size // length)
    if pieces * a_piece > MAX_HASHES:
        raise InvalidInput(f"This would be {pieces:,} pieces, more than BitTorrent clients read. Choose longer pieces.")


def too_deep(path: str) -> InvalidInput:
    begin = "/".join(path.split("/")[:3])
    return InvalidInput(f"“{begin}/…” goes more than {MAX_DEPTH} folders deep, which no client reads.")


def check_count(paths: Iterable[str], format: TorrentFormat) -> None:
    """Raises InvalidInput when the list of files would be longer, or folders deeper, than clients read."""
    items, files, folders = 0, 0, set()
    for path in paths:
        parts = path.split("/")
        if len(parts) > MAX_DEPTH:
            raise too_deep(path)
        files += 1
        folders.add(path.rpartition("/")[0])
        items += len(parts)
    if format is not TorrentFormat.V2:
        items += files * _V1_ITEMS
    if format is not TorrentFormat.V1:
        items += files * _V2_ITEMS + len(folders) * _FOLDER_ITEMS
    if format is TorrentFormat.HYBRID:
        items += files * _PADDING_ITEMS
    if items > MAX_ITEMS:
        raise InvalidInput(
            f"These are {files:,} files, more than BitTorrent clients read. Pack them into archives first"
            + (", or choose the format v1." if format is TorrentFormat.HYBRID else ".")
        )
