"""What reading many torrents took, given back to the system once no more of them come."""

from . import memory
from .core import Core

MANY = 1000
"""Torrents read since the last time that make it worth while."""
LULL = 2.0
"""Seconds without a new torrent."""


class Leftovers:
    """Engine thread only."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._read = self._seen = 0
        self._waits = False

    def note(self) -> None:
        """A torrent was read."""
        self._read += 1
        if not self._waits:
            self._waits = True
            self._core.loop.call_later(LULL, self._look)

    def _look(self) -> None:
        if self._read > self._seen:
            self._seen = self._read
            self._core.loop.call_later(LULL, self._look)
            return
        if self._read >= MANY:
            self._core.spawn(self._core.on_disk(memory.give_back), "giving memory back")
        self._read = self._seen = 0
        self._waits = False
