"""How long work on many torrents may keep the engine's thread, before all else that waits has its turn."""

from collections.abc import Iterator
from contextlib import contextmanager

A_TURN = 0.002
"""Seconds."""
A_MOMENT = 0.0003
"""While a command is under way: it is made of several steps, each of which waits for such a turn to end."""
STEP, SMALL_STEP = 25, 5
"""Torrents' figures that are read and told of together: what is done for each such step is saved, and a turn is over no
sooner than a step."""
FEW = 20
"""Commands. More of them together are work on many themselves, and would only be slowed down by ever smaller turns."""


class Turns:
    """Engine thread only."""

    def __init__(self) -> None:
        self._commands = 0

    @property
    def length(self) -> float:
        """Seconds."""
        return A_MOMENT if self._hurry else A_TURN

    @property
    def step(self) -> int:
        """Torrents."""
        return SMALL_STEP if self._hurry else STEP

    @property
    def _hurry(self) -> bool:
        return 0 < self._commands <= FEW

    @contextmanager
    def command(self) -> Iterator[None]:
        """One is under way while this lasts."""
        self._commands += 1
        try:
            yield
        finally:
            self._commands -= 1

    @contextmanager
    def of_many(self) -> Iterator[None]:
        """A command that is work on many itself gives way to others, not to itself."""
        self._commands -= 1
        try:
            yield
        finally:
            self._commands += 1
