"""From what the engine knows of a torrent to the row that everybody sees."""

import asyncio
import time
from functools import lru_cache
from urllib.parse import urlsplit

from msgspec.structs import replace

from ..contract.session import HeldBy
from ..contract.torrents import Intent, MetadataSearch, Reason, ReasonKind, State, TorrentError, TorrentRow
from ..library.records import TorrentRecord
from . import state
from .catalog import Entry
from .collisions.marks import trouble_of
from .facts import Status
from .feed import Feed
from .looking import Search
from .pressure import TOO_LITTLE, Pressure
from .problems import mends_itself, problem_of

_UNKNOWN_PEERS = 0xFFFFFF
"""libtorrent's word for "the tracker did not say"."""


class Rows:
    """Keeps ``feed.rows`` true and tells listeners once for all that changed together. Engine thread only."""

    def __init__(self, feed: Feed, loop: asyncio.AbstractEventLoop) -> None:
        self._feed = feed
        self._loop = loop
        self._changed: set[str] = set()
        self._removed: set[str] = set()
        self._scheduled = False
        self._waiting: dict[State, dict[str, Entry]] = {State.STALLED: {}, State.QUEUED: {}}
        """Those whose row says what holds them back."""
        self.session_paused = False
        self.held_by: HeldBy | None = None
        self.dht = True
        """Whether the DHT is on."""
        self.pressure = Pressure()

    def refresh(self, entry: Entry) -> None:
        """Harmless for one that has left: what the session says of it on its way out doesn't bring it back."""
        if entry.removed:
            return
        id = entry.record.id
        before = self._feed.rows.get(id)
        # A restored row keeps the time its state began in an earlier run.
        if before is None and not entry.state_since:
            entry.state_since = time.time()
        row = build(entry, self.session_paused, time.monotonic(), self.pressure, self.held_by, dht=self.dht)
        if before is not None and before.state is not row.state:
            entry.state_since = time.time()
            row = replace(row, state_since=entry.state_since)
        if row == before:
            return
        self._feed.rows[id] = row
        if before is None or before.state is not row.state:
            self._sort_in(entry, row.state)
        self._changed.add(id)
        self._schedule()

    def refresh_all(self, state: State) -> None:
        """Those that are stalled, or those that are queued."""
        for entry in list(self._waiting[state].values()):
            self.refresh(entry)

    def _sort_in(self, entry: Entry, state: State) -> None:
        for each, waiting in self._waiting.items():
            if each is state:
                waiting[entry.id] = entry
            elif waiting:
                waiting.pop(entry.id, None)

    def remove(self, id: str) -> None:
        if self._feed.rows.pop(id, None) is None:
            return
        for waiting in self._waiting.values():
            waiting.pop(id, None)
        self._changed.discard(id)
        self._removed.add(id)
        self._schedule()

    def flush(self) -> None:
        self._scheduled = False
        changed, self._changed = self._changed, set()
        removed, self._removed = self._removed - changed, set()
        if changed or removed:
            self._feed.changed(changed, removed)

    def _schedule(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self.flush)


NO_PRESSURE = Pressure()
_RUNNING = (Intent.RUN, Intent.FORCED)


def build(
    entry: Entry,
    session_paused: bool,
    now: float,
    pressure: Pressure = NO_PRESSURE,
    held_by: HeldBy | None = None,
    *,
    dht: bool = True,
) -> TorrentRow:
    """``now`` is monotonic."""
    record, status = entry.record, entry.status
    if status is None:
        return _unreported(entry, record)
    error = trouble_of(record) or entry.error or problem_of(status, record.save_path)
    shown, reason = state.derive(
        state.Circumstances(
            intent=record.intent,
            status=status,
            deleting=entry.deleting,
            keeps_files=entry.keeps_files,
            moving=entry.moving is not None,
            moving_to=entry.moving_to,
            missing=entry.missing,
            rechecking=entry.rechecking or entry.doubtful,
            session_paused=session_paused,
            held_by=held_by,
            idle_seconds=now - entry.last_payload_at if entry.last_payload_at else 0.0,
            company_seconds=now - entry.company_at,
            tracker_error=entry.tracker_error,
            nobody_to_ask=not record.trackers and (record.private or not dht),
            rate_held=_rate_that_holds(record, pressure) is not None,
            disk_held=pressure.disk,
            error=error,
            waited_out=mends_itself(error),
        )
    )
    size, done = wanted_size(record, status), status.wanted_done
    return TorrentRow(
        id=record.id,
        name=record.name,
        state=shown,
        intent=record.intent,
        reason=reason,
        state_since=entry.state_since,
        progress=_progress(status) if entry.moving is None else entry.moving,
        size=size,
        total_size=status.total if status.has_metadata else record.total_size,
        done=min(done, size),
        downloaded=status.downloaded,
        uploaded=status.uploaded,
        down_rate=status.down_rate,
        up_rate=status.up_rate,
        peers=status.peers,
        seeds=status.seeds,
        swarm_peers=_told(status.swarm_peers),
        swarm_seeds=_told(status.swarm_seeds),
        availability=max(0.0, round(status.copies, 2)),
        eta=_eta(status) if status.down_rate and record.intent in _RUNNING else None,
        ratio=ratio(status.uploaded, status.downloaded, done),
        queue_position=status.queue_position if status.queue_position >= 0 else None,
        place_in_line=entry.place_in_line if shown is State.QUEUED else None,
        limit=_limit(reason, record, status, pressure) if reason is not None else None,
        search=_told_search(entry.search) if entry.search is not None else None,
        save_path=record.save_path,
        added_at=record.added_at,
        completed_at=record.completed_at,
        last_active_at=record.last_active_at,
        has_metadata=status.has_metadata,
        private=record.private,
        sequential=record.sequential,
        first_last=record.options.first_last,
        super_seeding=record.options.super_seeding,
        tracker=_tracker(record, status),
        trackers=len(record.trackers),
        error=_missing(record) if entry.missing else error if shown is State.ERROR else None,
    )


def _unreported(entry: Entry, record: TorrentRecord) -> TorrentRow:
    """Of one that is not in the session, or has not been heard of: as the library has it."""
    error = trouble_of(record) or entry.error
    shown, reason = state.derive(
        state.Circumstances(
            intent=record.intent,
            deleting=entry.deleting,
            keeps_files=entry.keeps_files,
            moving=entry.moving is not None,
            moving_to=entry.moving_to,
            missing=entry.missing,
            error=error,
        )
    )
    size, done = record.size, record.done
    return TorrentRow(
        id=record.id,
        name=record.name,
        state=shown,
        intent=record.intent,
        reason=reason,
        state_since=entry.state_since,
        progress=entry.moving if entry.moving is not None else done / size if size else 0.0,
        size=size,
        total_size=record.total_size,
        done=done,
        downloaded=record.downloaded,
        uploaded=record.uploaded,
        down_rate=0,
        up_rate=0,
        peers=0,
        seeds=0,
        swarm_peers=None,
        swarm_seeds=None,
        availability=0.0,
        eta=None,
        ratio=ratio(record.uploaded, record.downloaded, done),
        queue_position=None,
        search=_told_search(entry.search) if entry.search is not None else None,
        save_path=record.save_path,
        added_at=record.added_at,
        completed_at=record.completed_at,
        last_active_at=record.last_active_at,
        has_metadata=record.total_size > 0,
        private=record.private,
        sequential=record.sequential,
        first_last=record.options.first_last,
        super_seeding=record.options.super_seeding,
        tracker=_tracker(record),
        trackers=len(record.trackers),
        error=_missing(record) if entry.missing else error if shown is State.ERROR else None,
    )


def _tracker(record: TorrentRecord, status: Status | None = None) -> str | None:
    if status is not None and status.tracker:
        return host_of(status.tracker)
    return host_of(record.trackers[0]) if record.trackers else None


def _rate_that_holds(record: TorrentRecord, pressure: Pressure) -> int | None:
    own = record.options.down_limit
    return own if 0 < own < TOO_LITTLE else pressure.down_limit


def _limit(reason: Reason | None, record: TorrentRecord, status: Status | None, pressure: Pressure) -> int | None:
    """The number behind the reason, None where there is none."""
    match reason.kind if reason is not None else None:
        case ReasonKind.QUEUE_LIMIT:
            finished = status is not None and status.is_finished
            return (pressure.seeds if finished else pressure.downloads) or None
        case ReasonKind.METADATA_TURN:
            return pressure.searches
        case ReasonKind.RATE_LIMIT:
            return _rate_that_holds(record, pressure)
    return None


def _told_search(search: Search) -> MetadataSearch:
    return MetadataSearch(
        since=search.since,
        trackers_asked=len(search.trackers),
        dht=search.dht,
        peers_found=search.peers,
        turns=search.ended,
        next_turn_at=search.next_at,
    )


def wanted_size(record: TorrentRecord, status: Status) -> int:
    """Bytes of the files that are not skipped. libtorrent's own figure counts the edges of skipped files too."""
    return status.wanted if status.has_metadata and not record.total_size else record.size


def _progress(status: Status) -> float:
    if status.state == state.CHECKING_FILES or status.moving:
        return round(status.progress, 4)
    if not status.wanted:
        return 0.0
    # Never 1 before the last byte: 99.996 % must not read as done.
    share = status.wanted_done / status.wanted
    return 1.0 if status.wanted_done >= status.wanted else min(round(share, 4), 0.9999)


def _eta(status: Status) -> int | None:
    left = status.wanted - status.wanted_done
    if left <= 0 or status.down_rate <= 0:
        return None
    return int(left / status.down_rate) + 1


def ratio(uploaded: int, downloaded: int, done: int) -> float:
    """Given to taken. What was here from the start counts as taken, so seeding old files has a ratio too."""
    base = max(downloaded, done)
    return round(uploaded / base, 3) if base else 0.0


@lru_cache(1000)
def host_of(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _told(count: int) -> int | None:
    return count if 0 <= count < _UNKNOWN_PEERS else None


def _missing(record: TorrentRecord) -> TorrentError:
    return TorrentError(
        kind="missing_files",
        message=f"The files are not in {record.save_path} any more. Nothing was written; "
        "it goes on by itself when they are back.",
        path=record.save_path,
    )
