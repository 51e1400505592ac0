"""What the session told us, as immutable values. Nothing here refers to a live alert.

libtorrent's alerts and everything they point to die at the next ``pop_alerts``;
reading one later crashes the process. So ``alerts`` copies each into one of these
at once, and the rest of the engine knows only facts.
"""

from dataclasses import dataclass
from typing import Any

from msgspec import Struct

Handle = Any
"""A ``libtorrent.torrent_handle``: hashable, comparable, valid as a key even after removal."""


class Status(Struct, frozen=True, kw_only=True, gc=False):
    """A torrent's figures. Bytes, bytes a second, Unix seconds.

    One for each torrent that changed, each second: a struct is made several times faster than a dataclass.
    """

    handle: Handle
    flags: int
    state: int
    """libtorrent's ``torrent_status.states``."""
    error_code: int
    error_category: str
    error_message: str
    error_file: int
    progress: float
    wanted: int
    wanted_done: int
    total: int
    downloaded: int
    uploaded: int
    down_rate: int
    up_rate: int
    peers: int
    seeds: int
    swarm_peers: int
    swarm_seeds: int
    copies: float
    queue_position: int
    moving: bool
    has_metadata: bool
    is_finished: bool
    is_seeding: bool
    tracker: str
    need_save: bool
    """What its resume data alone holds has changed: pieces, or metadata."""
    known_peers: int = 0
    """Peers heard of, connected or not."""
    received: int = 0
    """Payload of this run. ``downloaded``, over all runs, takes a second to hear of it."""


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    statuses: list[Status]


@dataclass(frozen=True, slots=True)
class TorrentFact:
    handle: Handle


@dataclass(frozen=True, slots=True)
class Added(TorrentFact):
    """An ``async_add_torrent`` ended; with ``error`` set the handle is invalid."""

    v1: str | None
    v2: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Removed(TorrentFact):
    """The torrent left the session and its files are closed."""


@dataclass(frozen=True, slots=True)
class Paused(TorrentFact):
    pass


@dataclass(frozen=True, slots=True)
class Checked(TorrentFact):
    pass


@dataclass(frozen=True, slots=True)
class Finished(TorrentFact):
    pass


@dataclass(frozen=True, slots=True)
class MetadataReceived(TorrentFact):
    pass


@dataclass(frozen=True, slots=True)
class MetadataFailed(TorrentFact):
    message: str


@dataclass(frozen=True, slots=True)
class ResumeSaved(TorrentFact):
    blob: bytes


@dataclass(frozen=True, slots=True)
class ResumeNotSaved(TorrentFact):
    """Not an error in itself: nothing had changed, or the torrent is going."""


@dataclass(frozen=True, slots=True)
class ResumeRejected(TorrentFact):
    """The files are not as the resume data says."""

    code: int
    category: str
    message: str
    path: str


@dataclass(frozen=True, slots=True)
class FileError(TorrentFact):
    code: int
    category: str
    message: str
    path: str


@dataclass(frozen=True, slots=True)
class FileCompleted(TorrentFact):
    """Its last piece has been verified; its last bytes may be on their way to the disk yet."""

    index: int
    """libtorrent's."""


@dataclass(frozen=True, slots=True)
class FileRenamed(TorrentFact):
    index: int


@dataclass(frozen=True, slots=True)
class FileRenameFailed(TorrentFact):
    index: int
    message: str


@dataclass(frozen=True, slots=True)
class CacheFlushed(TorrentFact):
    """What ``flush_cache`` was asked for is on the disk."""


@dataclass(frozen=True, slots=True)
class FilePriorities(TorrentFact):
    """New priorities of files are in force, and those of all pieces were worked out anew from them."""


@dataclass(frozen=True, slots=True)
class StorageMoved(TorrentFact):
    path: str


@dataclass(frozen=True, slots=True)
class StorageMoveFailed(TorrentFact):
    message: str
    path: str


@dataclass(frozen=True, slots=True)
class TrackerAnswered(TorrentFact):
    url: str


@dataclass(frozen=True, slots=True)
class TrackerFailed(TorrentFact):
    url: str
    message: str


@dataclass(frozen=True, slots=True)
class Conflict(TorrentFact):
    """Two torrents turned out to be one hybrid torrent (BEP 52)."""

    other: Handle
    metadata: bytes | None
    """The info dictionary of the one they are."""


@dataclass(frozen=True, slots=True)
class SessionStats:
    values: dict[str, int]


@dataclass(frozen=True, slots=True)
class Listening:
    port: int
    tcp: bool


@dataclass(frozen=True, slots=True)
class ListenFailed:
    message: str
    port: int


@dataclass(frozen=True, slots=True)
class AlertsDropped:
    """The queue overflowed: what we believe may be out of date."""
