"""Measures what holds all torrents back, so that rows can say why one of them waits."""

from ..contract.torrents import State
from .core import Core
from .facts import SessionStats
from .preferences import Preferences
from .pressure import measured


class Gauge:
    def __init__(self, core: Core, preferences: Preferences) -> None:
        self._core = core
        self._preferences = preferences
        core.pump.on(SessionStats, self._on_stats)
        core.rows.pressure = measured(preferences.current, 0, 0)

    def _on_stats(self, fact: SessionStats) -> None:
        blocked = fact.values.get("peer.num_peers_down_disk", 0)
        now = measured(self._preferences.current, self._core.feed.session.down_rate, blocked)
        before, self._core.rows.pressure = self._core.rows.pressure, now
        if now == before:
            return
        for entry in self._core.catalog:
            row = self._core.feed.rows.get(entry.id)
            if row is not None and row.state in (State.STALLED, State.QUEUED):
                self._core.rows.refresh(entry)
