"""A row of the list: everything about one torrent that the list may show."""

from enum import StrEnum

from .base import TorrentId, Wire


class State(StrEnum):
    """What a person sees. Derived from intent, jobs and what the engine reports; never stored."""

    METADATA = "metadata"
    CHECKING = "checking"
    QUEUED = "queued"
    DOWNLOADING = "downloading"
    STALLED = "stalled"
    SEEDING = "seeding"
    FINISHED = "finished"
    PAUSED = "paused"
    MOVING = "moving"
    DELETING = "deleting"
    CANCELLED = "cancelled"
    MISSING_FILES = "missing_files"
    ERROR = "error"


class Intent(StrEnum):
    """What the person asked for. Stored; the engine never changes it."""

    RUN = "run"
    FORCED = "forced"
    PAUSED = "paused"
    STOPPED = "stopped"


class ReasonKind(StrEnum):
    """Why a torrent is in its state, where the state alone does not say."""

    STARTING = "starting"
    QUEUED_FOR_CHECK = "queued_for_check"
    QUEUE_LIMIT = "queue_limit"
    MOVING_TO = "moving_to"
    """``detail`` is the folder."""
    METADATA_TURN = "metadata_turn"
    """Others look for their metadata; only so many do at once."""
    NO_PEERS = "no_peers"
    NOBODY_TO_ASK = "nobody_to_ask"
    """No peers, no tracker, and no DHT that could be asked."""
    NO_SEEDS = "no_seeds"
    CHOKED = "choked"
    TRACKER_ERROR = "tracker_error"
    """It can't be reached; ``detail`` is its host, a colon and what the system says."""
    TRACKER_REFUSED = "tracker_refused"
    """It answers, but gives nothing; ``detail`` is its host, a colon and what it says."""
    RATE_LIMIT = "rate_limit"
    DISK = "disk"
    IDLE = "idle"
    PARTIAL = "partial"
    SESSION_PAUSED = "session_paused"
    """By a person; or ``detail`` is what ``SessionInfo.held_by`` says."""
    COMPLETED = "completed"
    FILES_STAY = "files_stay"
    """It leaves the list alone."""


class Reason(Wire, frozen=True, kw_only=True):
    kind: ReasonKind
    detail: str | None = None
    """A fact to put in the sentence: a tracker's host, a folder, a message."""


class MetadataSearch(Wire, frozen=True, kw_only=True):
    """What a magnet without metadata has tried since it began to look."""

    since: float
    """Unix seconds."""
    trackers_asked: int
    """Trackers that answered or failed."""
    dht: bool
    """Whether the DHT is asked too."""
    peers_found: int
    """Most peers known at once."""
    turns: int
    """Turns that ended without metadata, because others waited for theirs."""
    next_turn_at: float | None
    """While it waits: when it may have its next turn (Unix seconds)."""


class TorrentError(Wire, frozen=True, kw_only=True):
    kind: str
    """``disk_full``, ``not_writable``, ``missing_files``, ``corrupt``, ``storage`` or ``engine``; of one that is kept
    out for the sake of another's files ``path_conflict``, ``shared_differs`` or ``shared_waits``."""
    message: str
    """A sentence: what happened and what to do."""
    path: str | None = None
    retry_at: float | None = None
    """When it is tried again by itself (Unix seconds), where that is known."""


class TorrentRow(Wire, frozen=True, kw_only=True, gc=False):
    """One torrent. Sizes are bytes, rates bytes a second, times Unix seconds."""

    id: TorrentId
    name: str
    state: State
    intent: Intent
    reason: Reason | None = None
    state_since: float
    """When the torrent came into this state, as far as this run knows."""
    progress: float
    """0–1: of the wanted bytes; while checking or moving, of that job."""
    size: int
    """Bytes wanted: the files that are not skipped; 0 until the metadata is known."""
    total_size: int
    """Bytes of all files, skipped ones too."""
    done: int
    """Wanted bytes that are here."""
    downloaded: int
    uploaded: int
    """Payload bytes moved, over all runs."""
    down_rate: int
    up_rate: int
    peers: int
    """Peers connected, seeds among them."""
    seeds: int
    """Seeds connected."""
    swarm_peers: int | None
    swarm_seeds: int | None
    """What the tracker says of the whole swarm, or null."""
    availability: float
    """Whole copies seen among the connected peers and ourselves (distributed copies)."""
    eta: int | None
    """Seconds left at the present rate, or null."""
    ratio: float
    queue_position: int | None
    """In the whole queue, from 0, whoever runs among them."""
    place_in_line: int | None = None
    """While ``queued`` for a download: how many start before it."""
    limit: int | None = None
    """The number behind the reason: torrents at once (``queue_limit``, ``metadata_turn``), bytes a
    second (``rate_limit``)."""
    search: MetadataSearch | None = None
    """Until the metadata is known."""
    save_path: str
    added_at: float
    completed_at: float | None
    last_active_at: float | None
    has_metadata: bool
    private: bool
    sequential: bool
    first_last: bool = False
    super_seeding: bool = False
    tracker: str | None
    """Host of the tracker that last answered, or of the first one listed."""
    trackers: int
    """How many trackers are listed."""
    error: TorrentError | None = None
