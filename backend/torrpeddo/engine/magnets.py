"""Torrents without metadata: outside libtorrent's queue, looking in turns of our own (see ``looking``)."""

import time

from ..contract.torrents import Intent
from . import clock
from .catalog import Entry
from .core import Core
from .facts import Handle, MetadataReceived, StatusUpdate, TrackerAnswered, TrackerFailed
from .looking import Search, next_turns
from .membership import Membership
from .preferences import Preferences
from .state import PAUSED_FLAG


class Magnets:
    def __init__(self, core: Core, membership: Membership, preferences: Preferences) -> None:
        self._core = core
        self._membership = membership
        self._preferences = preferences
        self._rotating: dict[Search, Entry] = {}
        self._scheduled = False
        membership.looking = self._on_intent
        core.pump.on(MetadataReceived, self._on_metadata)
        core.pump.on(StatusUpdate, self._on_status)
        core.pump.on(TrackerAnswered, self._on_tracker)
        core.pump.on(TrackerFailed, self._on_tracker)

    def tick(self) -> None:
        """Once a second: whose turn is it?"""
        if self._rotating:
            self._rotate()

    def _on_intent(self, entry: Entry, search: Search) -> None:
        """It entered the session, or something else was asked of it; the session has its flags."""
        search.since = entry.record.state_since or entry.record.added_at
        search.dht = bool(self._preferences.in_force("enable_dht"))
        if entry.intent is Intent.RUN:
            self._rotating[search] = entry
            self._see(entry.handle, search)
        else:
            self._rotating.pop(search, None)
            search.reset()
        if not self._scheduled:
            # Once for all that is added or asked together.
            self._scheduled = True
            self._core.loop.call_soon(self._rotate)

    def _see(self, handle: Handle, search: Search) -> None:
        """What was forced runs already, and what left and came back does not."""
        runs = not handle.flags() & PAUSED_FLAG
        if runs and not search.running:
            search.start(clock.monotonic())
        elif search.running and not runs:
            search.reset()

    def _rotate(self) -> None:
        self._scheduled = False
        self._forget_others()
        settings = self._preferences.current
        if self._preferences.paused:
            return
        now = clock.monotonic()
        starts, stops = next_turns(self._rotating, settings.metadata_at_once, now)
        for search in stops:
            search.end(now, time.time())
            self._apply(search)
        for search in starts:
            search.start(now)
            self._apply(search)
        if starts or stops:
            self._core.ask_for_updates()

    def _apply(self, search: Search) -> None:
        entry = self._rotating[search]
        if entry.handle is not None:
            entry.handle.resume() if search.running else entry.handle.pause()
        self._core.rows.refresh(entry)

    def _forget_others(self) -> None:
        """Those that left the session, or are on their way out of the list."""
        for search, entry in list(self._rotating.items()):
            if entry.handle is None or entry.deleting or entry.search is not search or entry.intent is not Intent.RUN:
                del self._rotating[search]
                search.reset()

    def _on_metadata(self, fact: MetadataReceived) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.search is None:
            return
        self._rotating.pop(entry.search, None)
        entry.search = None
        if not entry.deleting and not entry.stopped:
            self._membership.enforce(entry)
        self._core.rows.refresh(entry)

    def _on_status(self, fact: StatusUpdate) -> None:
        for entry, status in self._core.catalog.told_of(fact):
            if status.has_metadata or entry.search is None:
                continue
            found = max(status.known_peers, status.peers)
            if found > entry.search.peers:
                entry.search.peers = found
                self._core.rows.refresh(entry)

    def _on_tracker(self, fact: TrackerAnswered | TrackerFailed) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and entry.search is not None and fact.url not in entry.search.trackers:
            entry.search.trackers.add(fact.url)
            self._core.rows.refresh(entry)
