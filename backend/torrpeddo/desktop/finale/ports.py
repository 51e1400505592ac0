"""What each system's room fills in."""

from typing import Protocol


class Computer(Protocol):
    """Called on one thread of its own, which may wait a little. The last two raise OSError, in words."""

    def can_sleep(self) -> bool: ...

    def can_shut_down(self) -> bool: ...

    def sleep(self) -> None: ...

    def shut_down(self) -> None:
        """Begin to: every program is asked to end, this one too."""
        ...
