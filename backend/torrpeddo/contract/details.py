"""The details of one torrent: asked for once with ``get_*``, pushed while watched."""

from typing import Annotated

from msgspec import Meta

from .base import Params, Priority, TorrentId, Wire
from .causes import Cause
from .options import TorrentOptions


class FileRow(Wire, frozen=True, kw_only=True):
    index: int
    path: str
    """Relative to the save path, with ``/``; renames are applied."""
    size: int
    done: int
    priority: Priority
    offset: int
    """Where the file starts in the torrent's bytes."""


class PeerRow(Wire, frozen=True, kw_only=True):
    address: str
    """``host:port``, IPv6 in brackets."""
    client: str
    progress: float
    down_rate: int
    up_rate: int
    downloaded: int
    uploaded: int
    flags: list[str]
    """Words, each explained by the interface: ``seed``, ``utp``, ``encrypted``, ``incoming``,
    ``interested``, ``choked``, ``remote_interested``, ``remote_choked``, ``optimistic``, ``snubbed``,
    ``holepunched``, ``web_seed``, ``connecting``."""
    source: list[str]
    """How it was found: ``tracker``, ``dht``, ``pex``, ``lsd``, ``resume``, ``incoming``."""


class TrackerRow(Wire, frozen=True, kw_only=True):
    url: str
    tier: int
    status: str
    """``working``, ``updating``, ``error``, ``waiting`` (not asked yet) or ``disabled``."""
    message: str
    """What the tracker said, or in words why it can't be asked."""
    refused: bool = False
    """With ``error``: it answers, and ``message`` is what it said."""
    next_announce_at: float | None
    swarm_peers: int | None
    swarm_seeds: int | None
    downloads: int | None
    fails: int


class Pieces(Wire, frozen=True, kw_only=True):
    """The piece map. Each text has one character a cell; a cell is one or more pieces.

    ``have``: share of the cell's pieces that are here, ``0``–``9`` (9: all).
    ``availability``: fewest connected peers that have one of its pieces that are missing here (where none is, one of
    all), ``0``–``9`` (9: nine or more); empty while no peer says that it has any.
    """

    total: int
    have_count: int
    piece_length: int
    """Bytes."""
    cells: int
    have: str
    availability: str
    active: list[int]
    """Indices of the cells that have blocks in flight."""


class GetPieceFiles(Params, frozen=True, kw_only=True):
    id: TorrentId
    first: Annotated[int, Meta(ge=0, lt=2**31)]
    last: Annotated[int, Meta(ge=0, lt=2**31)]
    """Indices of pieces; the last one counts too."""


class PieceFiles(Wire, frozen=True, kw_only=True):
    """What some pieces are pieces of."""

    paths: list[str]
    """The first few of ``count``."""
    count: int


class TorrentDetails(Wire, frozen=True, kw_only=True):
    id: TorrentId
    comment: str
    created_by: str
    created_at: float | None
    v1: str | None
    v2: str | None
    """Hex info-hashes, whole."""
    piece_length: int
    piece_count: int
    file_count: int
    magnet: str
    files_exist: bool
    """Whether anything of it is on the disk."""
    down_limit: int
    up_limit: int
    """Bytes a second; 0 is no limit."""
    options: TorrentOptions
    """What is set for this torrent alone, those two limits among it."""
    active_seconds: int
    seeding_seconds: int
    wasted: int
    """Bytes that were received and thrown away: failed the hash, or came twice."""
    next_announce_at: float | None


class Details(Wire, frozen=True, kw_only=True):
    """What ``watch`` pushes. Parts that were not asked for, or did not change, are null."""

    id: TorrentId
    torrent: TorrentDetails | None = None
    files: list[FileRow] | None = None
    file_progress: list[int] | None = None
    """Bytes done by file index; sent instead of ``files`` when only progress moved."""
    peers: list[PeerRow] | None = None
    trackers: list[TrackerRow] | None = None
    pieces: Pieces | None = None
    causes: list[Cause] | None = None
    """Why it is no faster, what to mend first in front; empty where nothing is known to hold it back."""
