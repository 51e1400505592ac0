"""What a person sees, derived from what they asked for and what the session reports. Pure.

First match wins, in the order written in ``derive``. Intent comes before engine
flags: libtorrent drops ``auto_managed`` on an error, and a queue decision must never
look like a person's.
"""

import math

from msgspec import Struct

from ..contract.torrents import Intent, Reason, ReasonKind, State, TorrentError
from .facts import Status

PAUSED_FLAG = 1 << 4
AUTO_MANAGED_FLAG = 1 << 5
UPLOAD_MODE_FLAG = 1 << 1
SEED_MODE_FLAG = 1 << 0
"""``libtorrent.torrent_flags``; written out so that this room stays pure (a test compares them)."""

CHECKING_FILES = 1
DOWNLOADING_METADATA = 2
DOWNLOADING = 3
FINISHED = 4
SEEDING = 5
CHECKING_RESUME_DATA = 7
"""``libtorrent.torrent_status.states``."""

STALLED_AFTER = 10.0
"""Seconds without payload before a download counts as stalled."""

ACQUAINTED_AFTER = 10.0
"""Seconds that the first peers have to say what they hold, before they count as having too little."""


class Circumstances(Struct, frozen=True, kw_only=True, gc=False):
    """All that a state depends on."""

    intent: Intent
    status: Status | None = None
    deleting: bool = False
    keeps_files: bool = False
    """It leaves the list alone."""
    moving: bool = False
    moving_to: str | None = None
    """The folder, where a move is ours."""
    missing: bool = False
    rechecking: bool = False
    """It was asked for, or is due to a doubt; libtorrent begins it as it begins every torrent."""
    session_paused: bool = False
    held_by: str | None = None
    """Why the session is paused, where no person did it."""
    idle_seconds: float = 0.0
    """How long no payload has come, as of now."""
    company_seconds: float = math.inf
    """How long there has been at least one peer, as of now."""
    tracker_error: Reason | None = None
    nobody_to_ask: bool = False
    """It names no tracker, and the DHT is off or not for it."""
    rate_held: bool = False
    """A limit lets nothing through, or others use all of it."""
    disk_held: bool = False
    """The disk can't keep up with what peers send."""
    error: TorrentError | None = None
    """A failure we know of beside libtorrent's own error code."""
    waited_out: bool = False
    """It is one that is tried again without anybody asking: who pauses such a torrent has it paused."""


Shown = tuple[State, Reason | None]


def derive(now: Circumstances) -> Shown:
    if now.deleting:
        return State.DELETING, Reason(kind=ReasonKind.FILES_STAY) if now.keeps_files else None
    if now.moving:
        goal = now.moving_to
        return State.MOVING, None if goal is None else Reason(kind=ReasonKind.MOVING_TO, detail=goal)
    if now.intent is Intent.STOPPED:
        return State.CANCELLED, None
    if now.missing:
        return State.MISSING_FILES, None
    status = now.status
    if status is None:
        return _unreported(now)
    if status.moving:
        return State.MOVING, None
    failed = now.error is not None or status.error_code or status.flags & UPLOAD_MODE_FLAG
    if failed and not (now.waited_out and now.intent is Intent.PAUSED):
        return State.ERROR, None
    return _reported(now, status)


def _unreported(now: Circumstances) -> Shown:
    if now.error is not None:
        return State.ERROR, None
    if now.intent is Intent.PAUSED:
        return State.PAUSED, None
    return State.CHECKING, Reason(kind=ReasonKind.STARTING)


def _reported(now: Circumstances, status: Status) -> Shown:
    paused = bool(status.flags & PAUSED_FLAG)
    if status.state == CHECKING_FILES and not paused and not now.session_paused:
        return State.CHECKING, None
    if now.intent is Intent.PAUSED:
        return State.PAUSED, Reason(kind=ReasonKind.COMPLETED) if _complete(status) else None
    if now.session_paused:
        return State.PAUSED, Reason(kind=ReasonKind.SESSION_PAUSED, detail=now.held_by)
    if status.state == CHECKING_RESUME_DATA:
        return State.CHECKING, None if now.rechecking else Reason(kind=ReasonKind.STARTING)
    if paused:
        return State.QUEUED, Reason(kind=_what_it_waits_for(status))
    return _running(now, status)


def _what_it_waits_for(status: Status) -> ReasonKind:
    if status.state == CHECKING_FILES:
        return ReasonKind.QUEUED_FOR_CHECK
    return ReasonKind.QUEUE_LIMIT if status.has_metadata else ReasonKind.METADATA_TURN


def _running(now: Circumstances, status: Status) -> Shown:
    if status.state == DOWNLOADING_METADATA:
        return State.METADATA, None
    if status.state == SEEDING or status.is_seeding:
        return State.SEEDING, Reason(kind=ReasonKind.IDLE) if status.up_rate == 0 else None
    if status.state == FINISHED or status.is_finished:
        return State.FINISHED, Reason(kind=ReasonKind.PARTIAL)
    if status.down_rate == 0 and now.idle_seconds >= STALLED_AFTER:
        return State.STALLED, stalled_reason(status, now)
    return State.DOWNLOADING, None


def stalled_reason(status: Status, now: Circumstances) -> Reason | None:
    """The first thing that stands between this torrent and its next byte; None while peers have not said yet."""
    if status.peers == 0 and now.tracker_error is not None:
        return now.tracker_error
    if status.peers == 0:
        return Reason(kind=ReasonKind.NOBODY_TO_ASK if now.nobody_to_ask else ReasonKind.NO_PEERS)
    if now.disk_held:
        return Reason(kind=ReasonKind.DISK)
    if status.seeds == 0 and status.copies < 1:
        return Reason(kind=ReasonKind.NO_SEEDS) if now.company_seconds >= ACQUAINTED_AFTER else None
    if now.rate_held:
        return Reason(kind=ReasonKind.RATE_LIMIT)
    return Reason(kind=ReasonKind.CHOKED)


def _complete(status: Status) -> bool:
    """Skipping every file also counts as finished to libtorrent, at nothing wanted."""
    return status.is_finished and status.wanted > 0
