"""What one client has yet to be told. Holds ids, not messages: a slow client costs latency, never memory."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from ..contract.details import Details
from ..contract.events import (
    AddRequestEvent,
    CountdownEvent,
    CreationEvent,
    DeltaEvent,
    DetailsEvent,
    Event,
    NoticeEvent,
    PreviewEvent,
    ProgressEvent,
    SettingsEvent,
    SnapshotEvent,
)
from ..contract.session import SessionInfo
from ..contract.torrents import TorrentRow
from ..engine.feed import Feed

_log = logging.getLogger(__name__)

ROWS_AN_EVENT = 250
"""About 200 KB of JSON."""
REMOVED_AN_EVENT = 2000
MIN_INTERVAL = 0.25
"""Seconds from one round of changes to the next."""
MAX_QUEUED = 500
MAX_PENDING_VALUES = 500

Queued = NoticeEvent | AddRequestEvent
Key = tuple[str, str]


class Outbox:
    """An ``engine.feed.Listener`` on one side, ``take`` for the client's pusher on the other.

    Changes go out in rounds: what was dirty when a round began is sent in bounded
    events, as fast as they are taken; what changes meanwhile is the next round's.
    The first change after a quiet time starts a round at once.

    Nothing is sent to a client that has not subscribed, and only notices and
    requests to add go to one that is hidden; both still find the rest afterwards.
    """

    def __init__(
        self, feed: Feed, min_interval: float = MIN_INTERVAL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._feed = feed
        self._min_interval = min_interval
        self._clock = clock
        self._changed = threading.Condition()
        self._subscribed = False
        self._subscription = 0
        self._snapshot_due = False
        self._visible = True
        self._closed = False
        self._seq = 0
        self._next_round = 0.0
        self._round: deque[str] = deque()
        # Dictionaries as ordered sets: what has waited longest goes first.
        self._dirty: dict[str, None] = {}
        self._removed: dict[str, None] = {}
        self._session_sent: SessionInfo | None = None
        self._values: dict[Key, Event] = {}
        self._queue: deque[Queued] = deque()
        self._dropped = 0

    # the engine's side

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        with self._changed:
            # Whoever takes knows already that there is something, and when it may go.
            known = bool(self._dirty or self._removed)
            for id in changed:
                self._removed.pop(id, None)
                self._dirty[id] = None
            for id in removed:
                self._dirty.pop(id, None)
                self._removed[id] = None
            if not known:
                self._changed.notify_all()

    def tell(self, event: Event) -> None:
        with self._changed:
            if isinstance(event, Queued):
                self._enqueue(event)
            else:
                self._keep_latest(event)
            self._changed.notify_all()

    # the client's side

    def subscribe(self) -> None:
        """Begin, or begin afresh: the next ``take`` starts with a snapshot."""
        with self._changed:
            self._subscribed = True
            self._subscription += 1
            self._snapshot_due = True
            self._next_round = 0.0
            self._changed.notify_all()

    @property
    def pending(self) -> int:
        """How many ids and events are kept for the client."""
        with self._changed:
            return sum(map(len, (self._dirty, self._removed, self._round, self._values, self._queue)))

    @property
    def subscribed(self) -> bool:
        return self._subscribed

    @property
    def subscription(self) -> int:
        """Which one, counted from 1; to name it in ``end_subscription``."""
        return self._subscription

    def end_subscription(self, subscription: int) -> None:
        """Send nothing until the client subscribes again, unless it has already since this subscription."""
        with self._changed:
            if subscription == self._subscription:
                self._subscribed = False

    def set_visible(self, visible: bool) -> None:
        with self._changed:
            if visible is not self._visible:
                self._visible = visible
                self._next_round = 0.0
                self._changed.notify_all()

    def take(self, timeout: float | None = None) -> list[Event] | None:
        """Wait for something to send and take it; empty after ``timeout`` seconds, None once closed."""
        deadline = None if timeout is None else self._clock() + timeout
        with self._changed:
            while not self._closed:
                now = self._clock()
                if events := self._collect(now):
                    return events
                if deadline is not None and now >= deadline:
                    return []
                self._changed.wait(self._patience(now, deadline))
            return None

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    # what follows runs under the lock

    def _collect(self, now: float) -> list[Event]:
        if not self._subscribed:
            return []
        events = [*self._collect_state(now), *self._queue]
        self._queue.clear()
        if self._dropped:
            _log.warning("%d notices were dropped: the interface did not take them.", self._dropped)
            self._dropped = 0
        return events

    def _collect_state(self, now: float) -> list[Event]:
        if not self._visible or not self._may_send(now):
            return []
        events: list[Event] = []
        if rows_event := self._snapshot() if self._snapshot_due else self._delta():
            events.append(rows_event)
        events.extend(self._values.values())
        self._values.clear()
        return events

    def _may_send(self, now: float) -> bool:
        """Whether a round is under way, or one is wanted and its time has come."""
        if self._round:
            return True
        if now < self._next_round or not self._anything_new():
            return False
        self._next_round = now + self._min_interval
        self._round.extend(self._dirty)
        self._dirty.clear()
        return True

    def _anything_new(self) -> bool:
        session_moved = self._feed.session != self._session_sent
        return bool(self._snapshot_due or self._dirty or self._removed or self._values or session_moved)

    def _snapshot(self) -> SnapshotEvent:
        rows = list(self._feed.rows.values())
        self._snapshot_due = False
        self._dirty.clear()
        self._removed.clear()
        self._round = deque(row.id for row in rows[ROWS_AN_EVENT:])
        self._session_sent = self._feed.session
        return SnapshotEvent(
            seq=self._next_seq(), session=self._session_sent, rows=rows[:ROWS_AN_EVENT], total=len(rows)
        )

    def _delta(self) -> DeltaEvent | None:
        rows = self._take_rows()
        removed = [id for id in self._take_removed() if id not in self._feed.rows]
        session = self._feed.session if self._feed.session != self._session_sent else None
        if not (rows or removed or session):
            return None
        self._session_sent = session or self._session_sent
        return DeltaEvent(seq=self._next_seq(), session=session, rows=rows, removed=removed)

    def _take_rows(self) -> list[TorrentRow]:
        """The round's next rows, as they are now; a row that is gone is told by its removal."""
        rows: list[TorrentRow] = []
        while self._round and len(rows) < ROWS_AN_EVENT:
            if row := self._feed.rows.get(self._round.popleft()):
                rows.append(row)
        return rows

    def _take_removed(self) -> list[str]:
        ids = list(islice(self._removed, REMOVED_AN_EVENT))
        for id in ids:
            del self._removed[id]
        return ids

    def _next_seq(self) -> int:
        self._seq += 1
        return self._seq

    def _patience(self, now: float, deadline: float | None) -> float | None:
        """Seconds until there may be something to do without being woken, None for never."""
        moments = [] if deadline is None else [deadline]
        if self._subscribed and self._visible and now < self._next_round and self._anything_new():
            moments.append(self._next_round)
        return max(0.0, min(moments) - now) if moments else None

    def _enqueue(self, event: Queued) -> None:
        if len(self._queue) >= MAX_QUEUED:
            self._queue.popleft()
            self._dropped += 1
        self._queue.append(event)

    def _keep_latest(self, event: Event) -> None:
        key = _key(event)
        before = self._values.pop(key, None)
        if isinstance(event, DetailsEvent) and isinstance(before, DetailsEvent):
            event = DetailsEvent(details=merge_details(before.details, event.details))
        self._values[key] = event
        if len(self._values) > MAX_PENDING_VALUES:
            # Of jobs there may be any number, of the other kinds there are few: a job's figures can be missed.
            del self._values[min(self._values, key=lambda key: key[0] != "progress")]


def _key(event: Event) -> Key:
    """Of events with one key, only the last is of interest."""
    match event:
        case DetailsEvent(details=details):
            return "details", details.id
        case PreviewEvent(preview=preview):
            return "preview", preview.preview
        case CreationEvent(creation=creation):
            return "creation", creation.job
        case ProgressEvent(job=job):
            return "progress", job
        case SettingsEvent():
            return "settings", ""
        case CountdownEvent():
            return "countdown", ""
    raise TypeError(f"{type(event).__name__} is made here, not told.")


def merge_details(old: Details, new: Details) -> Details:
    """Each part as last told: null means that a part has not changed, so the older one still holds."""
    parts = {part: _later(getattr(old, part), getattr(new, part)) for part in Details.__struct_fields__}
    if new.files is not None:  # The list holds the progress, too.
        parts["file_progress"] = new.file_progress
    return Details(**parts)


def _later(old: Any, new: Any) -> Any:
    return old if new is None else new
