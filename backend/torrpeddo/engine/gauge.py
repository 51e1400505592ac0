"""Measures what holds all torrents back, so that rows can say why one of them waits."""

from ..contract.settings import Settings
from ..contract.torrents import State
from .core import Core
from .facts import SessionStats
from .preferences import Preferences
from .pressure import measured


class Gauge:
    def __init__(self, core: Core, preferences: Preferences) -> None:
        self._core = core
        self._preferences = preferences
        self._blocked = 0
        core.pump.on(SessionStats, self._on_stats)
        preferences.on_change(self._on_settings)
        core.rows.pressure = measured(preferences.current, 0, 0)

    def _on_stats(self, fact: SessionStats) -> None:
        self._blocked = fact.values.get("peer.num_peers_down_disk", 0)
        self._measure()

    def _on_settings(self, _: Settings) -> None:
        self._measure()

    def _measure(self) -> None:
        """Looks only at rows that tell of what has changed: most of ten thousand tell of nothing."""
        rows = self._core.rows
        before = rows.pressure
        now = rows.pressure = measured(self._preferences.current, self._core.feed.session.down_rate, self._blocked)
        if (now.down_limit, now.disk) != (before.down_limit, before.disk):
            rows.refresh_all(State.STALLED)
        if (now.downloads, now.seeds, now.searches) != (before.downloads, before.seeds, before.searches):
            rows.refresh_all(State.QUEUED)
