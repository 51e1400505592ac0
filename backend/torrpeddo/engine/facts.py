"""What the session told us, as immutable values. Nothing here refers to a live alert.

libtorrent's alerts and everything they point to die at the next ``pop_alerts``;
reading one later crashes the process. So ``alerts`` copies each into one of these
at once, and the rest of the engine knows only facts.

They are structs: one is made several times faster than a dataclass, and so is its class when the program starts.
"""

from typing import Any

from msgspec import Struct

Handle = Any
"""A ``libtorrent.torrent_handle``: hashable, comparable, valid as a key even after removal."""


class Status(Struct, frozen=True, kw_only=True, gc=False):
    """A torrent's figures. Bytes, bytes a second, Unix seconds.

    One for each torrent that changed, each second.
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
    """What its resume data alone holds has changed: pieces."""
    known_peers: int = 0
    """Peers heard of, connected or not."""
    received: int = 0
    """Payload of this run. ``downloaded``, over all runs, takes a second to hear of it."""


class StatusUpdate(Struct, frozen=True):
    statuses: list[Status]


class Updated(Struct, frozen=True):
    """All statuses of an update are told: libtorrent's thread had come as far as where it was asked for."""


class TorrentFact(Struct, frozen=True):
    handle: Handle


class Added(TorrentFact, frozen=True):
    """An ``async_add_torrent`` ended; with ``error`` set the handle is invalid."""

    v1: str | None
    v2: str | None
    error: str | None


class Removed(TorrentFact, frozen=True):
    """The torrent left the session and its files are closed."""


class Paused(TorrentFact, frozen=True):
    pass


class Checked(TorrentFact, frozen=True):
    pass


class Finished(TorrentFact, frozen=True):
    pass


class MetadataReceived(TorrentFact, frozen=True):
    pass


class MetadataFailed(TorrentFact, frozen=True):
    message: str


class ResumeSaved(TorrentFact, frozen=True):
    blob: bytes


class ResumeNotSaved(TorrentFact, frozen=True):
    """Not an error in itself: nothing had changed, or the torrent is going."""


class ResumeRejected(TorrentFact, frozen=True):
    """The files are not as the resume data says."""

    code: int
    category: str
    message: str
    path: str


class FileError(TorrentFact, frozen=True):
    code: int
    category: str
    message: str
    path: str
    operation: str
    """libtorrent's name of what failed (``file_write``, ``file_read``, ``file_open`` …); empty where it says none."""


class FileCompleted(TorrentFact, frozen=True):
    """Its last piece has been verified; its last bytes may be on their way to the disk yet."""

    index: int
    """libtorrent's."""


class FileRenamed(TorrentFact, frozen=True):
    index: int


class FileRenameFailed(TorrentFact, frozen=True):
    index: int
    message: str


class CacheFlushed(TorrentFact, frozen=True):
    """What ``flush_cache`` was asked for is on the disk."""


class FilePriorities(TorrentFact, frozen=True):
    """New priorities of files are in force, and those of all pieces were worked out anew from them."""


class StorageMoved(TorrentFact, frozen=True):
    path: str


class StorageMoveFailed(TorrentFact, frozen=True):
    message: str
    path: str


class TrackerAnswered(TorrentFact, frozen=True):
    url: str


class TrackerFailed(TorrentFact, frozen=True):
    url: str
    message: str
    refused: bool
    """The tracker itself says so; else it could not be asked."""


class Conflict(TorrentFact, frozen=True):
    """Two torrents turned out to be one hybrid torrent (BEP 52)."""

    other: Handle
    metadata: bytes | None
    """The info dictionary of the one they are."""


class SessionStats(Struct, frozen=True):
    values: dict[str, int]


class Listening(Struct, frozen=True):
    port: int
    tcp: bool


class ListenFailed(Struct, frozen=True):
    message: str
    port: int


class AlertsDropped(Struct, frozen=True):
    """The queue overflowed: what we believe may be out of date."""
