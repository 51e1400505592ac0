"""What is kept of a torrent, of a deletion under way, and the changes that can be made to them.

Sizes are bytes, times Unix seconds. Everything here is immutable and may cross threads.
"""

from typing import Any, Literal

from msgspec import Struct

from ..contract.options import TorrentOptions
from ..contract.torrents import Intent


class TorrentRecord(Struct, frozen=True, kw_only=True, gc=False):
    """One torrent as the list needs it, also while it is out of the session (Cancelled)."""

    id: str
    """The 40 hex digits it is known by; never changes."""
    v1: str | None = None
    """SHA-1 info-hash, 40 hex digits."""
    v2: str | None = None
    """SHA-256 info-hash, 64 hex digits."""
    name: str
    save_path: str
    intent: Intent = Intent.RUN
    added_at: float
    completed_at: float | None = None
    last_active_at: float | None = None
    state_since: float | None = None
    """When the intent was last changed."""
    size: int = 0
    """Bytes wanted."""
    total_size: int = 0
    """Bytes of all files, skipped ones too."""
    done: int = 0
    """Wanted bytes that are here."""
    downloaded: int = 0
    uploaded: int = 0
    """Payload bytes over all runs."""
    queue_position: int | None = None
    """Its rank: the smaller, the sooner. Only the order counts, so what others do never changes it."""
    missing: bool = False
    """Its files weren't found when last looked for; its resume data must be kept as it is."""
    error_kind: str | None = None
    """Why it may not write yet, through restarts (``engine.collisions.marks``)."""
    error_message: str | None = None
    """What belongs to that: a sentence, or what a person wants done."""
    sequential: bool = False
    private: bool = False
    trackers: list[str] = []
    """Announce URLs, tier after tier."""
    priorities: list[int] | None = None
    """File priorities that a person chose; they go before those of the resume data, which learns of them later."""
    written: list[int] | None = None
    """Files, by their place among the real ones, that are skipped by now but had come to their own path before."""
    options: TorrentOptions = TorrentOptions()
    final_path: str | None = None
    """Where it is to be moved once it is finished; null: it stays where it is."""
    merged: list[str] | None = None
    """Those of ``trackers`` that came from elsewhere while nobody could know whether it is private."""
    named: bool = False
    """A person chose the name, so the metadata doesn't."""


class DeleteJob(Struct, frozen=True, kw_only=True):
    """A deletion that must be finished, or can be undone, whatever happens meanwhile."""

    id: str
    created_at: float
    trash: bool
    phase: str
    body: bytes
    """What the deletion room wrote; opaque here."""
    preview: str | None = None
    """The ``SavePreview`` that was agreed to; kept as long as the job names it."""


class MoveJob(Struct, frozen=True, kw_only=True):
    """A move or renaming of a torrent's files that must be finished, or taken back."""

    id: str
    torrent: str
    created_at: float
    phase: str
    body: bytes
    """What the moving room wrote; opaque here."""


class Ban(Struct, frozen=True, kw_only=True):
    """Peers we don't speak to."""

    address: str
    """An IP address, or a range as ``192.0.2.0/24``."""
    at: float


class Traffic(Struct, frozen=True, kw_only=True):
    """What was moved in a day, or part of it."""

    day: str
    """Local date, ``2026-01-31``."""
    downloaded: int
    uploaded: int
    """Payload bytes."""
    seconds: int
    """How long the program ran."""


class Happening(Struct, frozen=True, kw_only=True):
    """Something that happened to a torrent, for people to read up on."""

    at: float
    torrent: str
    name: str
    """As the torrent was called then."""
    kind: str
    facts: dict[str, Any] = {}


class StoredTorrent(Struct, frozen=True, kw_only=True):
    record: TorrentRecord
    metadata: bytes | None = None
    """A .torrent file's bytes; None while a magnet still looks for them."""
    resume: bytes | None = None
    """libtorrent's resume data, without the info dictionary."""


class Loaded(Struct, frozen=True, kw_only=True):
    """Everything the last run left."""

    torrents: list[TorrentRecord]
    """In the order in which they were added. What else there is of each is read when it enters the session."""
    jobs: list[DeleteJob]
    taken: dict[str, list[TorrentRecord]] = {}
    """By the id of a job: the torrents it took off the list."""
    moves: list[MoveJob] = []
    bans: list[Ban] = []
    settings: dict[str, Any]
    """Raw values; ``settings.load`` makes ``Settings`` of them."""
    clean: bool
    """Whether the last run ended by ``Library.close(clean=True)``; true on the first start."""


class AddTorrent(Struct, frozen=True):
    """A torrent that is new in the list; one that is being deleted meanwhile begins anew."""

    record: TorrentRecord


class SaveTorrent(Struct, frozen=True):
    """Replaces what was known of the torrent.

    Dropped without complaint when it isn't in the library: whoever is late with it must not bring back what was
    removed meanwhile.
    """

    record: TorrentRecord


class SaveIntents(Struct, frozen=True):
    """What a person asked of many torrents at once; unknown ids are no error.

    Ten thousand are in the library long before as many ``SaveTorrent`` would be.
    """

    ids: tuple[str, ...]
    intent: Intent
    since: float
    """The new ``state_since``."""


class SaveMetadata(Struct, frozen=True):
    """Dropped without complaint when the torrent isn't in the library (it was removed meanwhile)."""

    id: str
    blob: bytes


class SaveResume(Struct, frozen=True):
    """Dropped without complaint when the torrent isn't in the library (it was removed meanwhile)."""

    id: str
    blob: bytes


class RemoveTorrents(Struct, frozen=True):
    """Forgets torrents with their metadata and resume data; unknown ids are no error."""

    ids: tuple[str, ...]


class SaveQueue(Struct, frozen=True):
    """``ranks``: torrent to its new ``queue_position``; unknown ids are no error."""

    ranks: dict[str, int]


class SetAside(Struct, frozen=True):
    """Moves bytes that libtorrent can't read out of the way, into the ``damaged`` table."""

    id: str
    part: Literal["metadata", "resume"]
    reason: str


class SavePreview(Struct, frozen=True):
    """What a deletion would do, so that agreeing to it writes but its name. Forgotten at the next start
    unless a job names it."""

    id: str
    blob: bytes


class RemovePreview(Struct, frozen=True):
    id: str


class SaveJob(Struct, frozen=True):
    job: DeleteJob


class SetPhase(Struct, frozen=True):
    """Of a job, which is otherwise written once."""

    job: str
    phase: str


class TakeOut(Struct, frozen=True):
    """Off the list, for this job; nothing of them is copied or lost until ``RemoveJob``. Unknown ids are no error.

    One that is added again meanwhile (``AddTorrent``) begins anew and isn't the job's any more.
    """

    ids: tuple[str, ...]
    job: str


class PutBack(Struct, frozen=True):
    """Undoes ``TakeOut``, for those of these that are the job's still."""

    ids: tuple[str, ...]
    job: str


class RemoveJob(Struct, frozen=True):
    """Forgets the job, its preview, and the torrents that it took out and weren't put back."""

    id: str


class SaveMove(Struct, frozen=True):
    job: MoveJob


class RemoveMove(Struct, frozen=True):
    id: str


class SaveBan(Struct, frozen=True):
    """A ban that is there keeps its time."""

    ban: Ban


class RemoveBan(Struct, frozen=True):
    address: str


class SaveSettings(Struct, frozen=True):
    """``changes``: setting to its new JSON value; the others stay."""

    changes: dict[str, Any]


class AddTraffic(Struct, frozen=True):
    """Added to what the day has already."""

    traffic: Traffic


class AddHappenings(Struct, frozen=True):
    """The oldest are forgotten when there are very many."""

    happenings: tuple[Happening, ...]


Operation = (
    AddTorrent
    | SaveTorrent
    | SaveIntents
    | SaveMetadata
    | SaveResume
    | RemoveTorrents
    | SaveQueue
    | SetAside
    | SavePreview
    | RemovePreview
    | SaveJob
    | SetPhase
    | TakeOut
    | PutBack
    | RemoveJob
    | SaveMove
    | RemoveMove
    | SaveBan
    | RemoveBan
    | SaveSettings
    | AddTraffic
    | AddHappenings
)
