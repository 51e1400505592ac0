"""What each system's room fills in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Inhibitor(Protocol):
    """Keeps the computer from sleeping by itself; a person's own order to sleep always counts.

    Called on one thread of its own, which may wait a little. Each raises OSError, in words, where the system refuses.
    """

    def hold(self, reason: str) -> None:
        """``reason`` is shown by the system to whoever asks what keeps it awake."""
        ...

    def release(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Supply:
    """How the computer is powered and connected; None for what the system can't tell."""

    on_battery: bool | None = None
    metered: bool | None = None


class SupplyWatch(Protocol):
    """Tells how that is now, and each time it changes."""

    def start(self, told: Callable[[Supply], None]) -> None:
        """On the main thread, before the GUI's loop begins. ``told`` is called on any thread."""
        ...

    def stop(self) -> None: ...
