"""What is shown, and what each system's room fills in to show it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Action:
    """A button."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Notification:
    slot: str
    """One at a time in each: a newer one takes the older one's place."""
    title: str
    body: str
    """Plain text; lines end with a newline."""
    actions: tuple[Action, ...] = ()
    urgent: bool = False


DEFAULT = "default"
"""The action of whoever clicks on the notification itself."""

Answered = Callable[[str, str | None], None]
"""With the slot and the action, or None for one that is gone without. On any thread: note it down and return."""


class Notifier(Protocol):
    """Called on one thread of its own, which may wait a little. A system that refuses is logged, and no more."""

    @property
    def has_actions(self) -> bool:
        """Whether buttons are shown, and ``answered`` is ever called."""
        ...

    def open(self, answered: Answered) -> bool:
        """First of all. Whether there is anything that shows notifications."""
        ...

    def show(self, notification: Notification) -> None: ...

    def withdraw(self, slot: str) -> None: ...
