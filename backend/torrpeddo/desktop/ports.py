"""What each platform room fills in for the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import webview

from ..contract.settings import Theme
from .drops import Drop
from .placement import Area, Placement

Backend = Literal["gtk", "edgechromium", "cocoa"]
"""pywebview's name of what draws the window."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the platform tells the program. Called on the GUI thread: note it down and return."""

    dropped: Callable[[Drop], None]
    close: Callable[[], None]


class Platform(Protocol):
    """A window system. On the GUI thread unless a method says otherwise."""

    @property
    def gui(self) -> Backend: ...

    @property
    def dark(self) -> bool:
        """Whether the window is to look dark now."""
        ...

    def choose_theme(self, theme: Theme) -> None:
        """From any thread: the person chose another theme."""
        ...

    def screens(self) -> list[Area]: ...

    def attach(self, window: webview.Window, url: str, hooks: Hooks) -> None:
        """The native window is there and the page not loaded: lock it to ``url`` and listen."""
        ...

    def place(self, window: webview.Window, placement: Placement) -> None: ...

    def leave(self, window: webview.Window) -> Placement | None:
        """From any thread but the GUI's: take the window off the screen, and say where it was if that is known."""
        ...

    def present(self, window: webview.Window) -> None:
        """From any thread: show the window, in front of the others."""
        ...


class Opener(Protocol):
    """What the desktop does with things. From any thread but the GUI's; paths exist and addresses are checked."""

    def open(self, path: str) -> None: ...

    def reveal(self, path: str) -> None:
        """Open the folder with the file selected, or just the folder."""
        ...

    def browse(self, url: str) -> None: ...

    def read_clipboard(self) -> str: ...

    def write_clipboard(self, text: str) -> None: ...
