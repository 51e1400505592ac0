"""The DHT is switched on or off: magnets that look for their metadata, and downloads without peers, say so at once."""

from ..contract.settings import Settings
from ..contract.torrents import State
from .core import Core
from .preferences import Preferences


class Dht:
    def __init__(self, core: Core, preferences: Preferences) -> None:
        self._core = core
        self._preferences = preferences
        self._on = core.rows.dht = self._in_force()
        preferences.on_change(self._on_settings)

    def _in_force(self) -> bool:
        return bool(self._preferences.in_force("enable_dht"))

    def _on_settings(self, _: Settings) -> None:
        on = self._in_force()
        if on is self._on:
            return
        self._on = self._core.rows.dht = on
        for entry in self._core.catalog:
            if entry.search is not None:
                entry.search.dht = on
                self._core.rows.refresh(entry)
        self._core.rows.refresh_all(State.STALLED)
