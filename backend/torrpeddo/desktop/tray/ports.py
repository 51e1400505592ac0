"""What each system's tray fills in, and what it tells."""

from collections.abc import Callable
from typing import Protocol

from .look import Look


class Told(Protocol):
    """Called on the icon's thread."""

    def there(self, there: bool) -> None:
        """Whether a person can see the icon now. Until the first call: no."""
        ...

    def activated(self, token: str = "") -> None:
        """The icon itself was pressed; ``token`` is the desktop's leave to come to the front."""
        ...

    def chosen(self, key: str) -> None:
        """The entry of that key was chosen from the menu."""
        ...


class Icon(Protocol):
    """An icon with a menu. It has a thread: the GUI's, where there is one that trays use."""

    def start(self, told: Told) -> None:
        """On the main thread, before the GUI's loop begins."""
        ...

    def after(self, seconds: float, work: Callable[[], None]) -> None:
        """From any thread: do the work on the icon's, so much later."""
        ...

    def show(self, look: Look) -> None:
        """On the icon's thread."""
        ...

    def explain(self, title: str, text: str) -> None:
        """On the icon's thread: say something to a person who can't see the window, once and without waiting."""
        ...

    def stop(self) -> None:
        """From any thread, without waiting."""
        ...
