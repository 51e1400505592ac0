"""Deletions that may yet be taken back: what others wait for before they take the place of files that were deleted."""

from collections.abc import Callable


def _to_nobody() -> None:
    """Until somebody wants to be told."""


class Undoable:
    """Engine thread only."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        """Of those of which files may still come back to where they were."""
        self.over: Callable[[], None] = _to_nobody
        """Told when one of these has ended, either way."""
