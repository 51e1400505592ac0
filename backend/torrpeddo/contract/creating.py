"""Making a torrent of files on this computer, and getting the torrent file of one in the list."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from .base import Params, PathText, TorrentId, Wire
from .torrents import TorrentError

AddressText = Annotated[str, Meta(min_length=1, max_length=2000)]
Tier = Annotated[list[AddressText], Meta(max_length=100)]


class TorrentFormat(StrEnum):
    V1 = "v1"
    """BEP 3: every client reads it."""
    V2 = "v2"
    """BEP 52: newer clients alone."""
    HYBRID = "hybrid"
    """Both in one, so that old and new clients share."""


class CreationState(StrEnum):
    WAITING = "waiting"
    """For its turn: one torrent is hashed at a time."""
    LOOKING = "looking"
    """Reading the folders, before anything is hashed."""
    HASHING = "hashing"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class CreateTorrent(Params, frozen=True, kw_only=True):
    path: PathText
    """The file or folder to share. Links in it are followed: what they lead to is shared as ordinary files."""
    output: PathText | None = None
    """Where the torrent file goes, not inside ``path``; null is beside ``path``, named after it."""
    overwrite: bool = False
    """Whether a file that is at ``output`` may be replaced."""
    format: TorrentFormat = TorrentFormat.HYBRID
    piece_length: Annotated[int, Meta(ge=16 * 2**10, le=128 * 2**20)] | None = None
    """Bytes, a power of two; null chooses by size."""
    private: bool = False
    """Peers come from the trackers alone (BEP 27)."""
    trackers: Annotated[list[Tier], Meta(max_length=100)] = field(default_factory=list)
    """Announce addresses, tier after tier (BEP 12)."""
    web_seeds: Annotated[list[AddressText], Meta(max_length=100)] = field(default_factory=list)
    """Addresses that serve the files over HTTP (BEP 19)."""
    source: Annotated[str, Meta(max_length=200)] = ""
    """A tracker's mark, which gives the torrent an info-hash of its own there."""
    comment: Annotated[str, Meta(max_length=10_000)] = ""
    created_by: Annotated[str, Meta(max_length=200)] | None = None
    """Null is this program and its version; empty leaves it out."""
    include_hidden: bool = False
    """Take in files and folders that the system hides too."""
    seed: bool = False
    """Put it into the list when it is made, seeding at once."""


class Measure(Params, frozen=True, kw_only=True):
    path: PathText
    include_hidden: bool = False


class Measured(Wire, frozen=True, kw_only=True):
    """What a torrent of a file or folder would hold."""

    files: int
    size: int
    piece_length: int
    """Bytes; what is chosen where nobody says otherwise."""


class OfCreation(Params, frozen=True, kw_only=True):
    job: str


class CreationJob(Wire, frozen=True, kw_only=True):
    job: str


class Creation(Wire, frozen=True, kw_only=True):
    """A torrent that is being made, or was."""

    job: str
    state: CreationState
    path: str
    """What it is made of."""
    output: str
    """Where the torrent file goes; it is there once ``state`` is ``done``."""
    started_at: float
    done: int = 0
    total: int = 0
    """Bytes hashed, and to hash; 0 until the folders are read."""
    files: int = 0
    piece_length: int = 0
    id: TorrentId | None = None
    name: str | None = None
    magnet: str | None = None
    """Null, like ``id`` and ``name``, until it is done."""
    seeding: bool = False
    """Whether it is in the list."""
    error: TorrentError | None = None
    """Why it failed; beside ``done``: why it isn't seeding."""


class ExportTorrent(Params, frozen=True, kw_only=True):
    id: TorrentId
    path: PathText | None = None
    """Where to write the torrent file, or null to get its bytes."""
    overwrite: bool = False


class Exported(Wire, frozen=True, kw_only=True):
    path: str | None
    content: str | None
    """The .torrent's bytes, base64; null when they were written to ``path``."""
