"""What each platform room fills in for the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

from ..contract.theme import Theme
from .drops import Drop
from .placement import Area
from .places import Places

if TYPE_CHECKING:
    import webview  # late: a platform begins before it is loaded

Backend = Literal["gtk", "edgechromium", "cocoa"]
"""pywebview's name of what draws the window."""


class Sight(StrEnum):
    """How much of the window a person can see."""

    SHOWN = "shown"
    MINIMISED = "minimised"
    HIDDEN = "hidden"
    """Neither on the screen nor among the windows that can be chosen."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the platform tells the program. Called on the GUI thread: note it down and return."""

    dropped: Callable[[Drop], None]
    close: Callable[[], None]
    """The session or the system ends the program."""
    seen: Callable[[Sight], None]
    say: Callable[[str], str]
    """The sentence of this key, without holes, in the language of the moment."""
    opened: Callable[[Sequence[str]], None]
    """The system hands over links and files; none, when the window is only to be shown."""


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

    def attach(self, window: "webview.Window", url: str, hooks: Hooks) -> None:
        """The native window is there and the page not loaded: lock it to ``url`` and listen."""
        ...

    def when_made(self, work: Callable[[], None]) -> None:
        """From any thread: call ``work`` on the GUI's as soon as the window is made, or now where that is not told
        in time: then everything is ready before the GUI's loop begins."""
        ...

    def place(self, window: "webview.Window", places: Places) -> None:
        """Where it was on the screens that there are."""
        ...

    def leave(self, window: "webview.Window") -> Places | None:
        """From any thread but the GUI's: take the window off the screen, and say where it was if that is known."""
        ...

    def say_at_end(self, window: "webview.Window", title: str, text: str) -> None:
        """From any thread, without waiting: a small window of its own with this line, or with this one instead,
        until the program is gone. The page is of no use any more."""
        ...

    def present(self, window: "webview.Window", token: str = "") -> None:
        """From any thread: show the window, in front of the others; ``token`` is the desktop's leave to do so."""
        ...

    def answers(self, window: "webview.Window", seconds: float) -> bool:
        """From any thread but the GUI's: whether the GUI's thread takes on work within so many seconds."""
        ...

    def focused(self, window: "webview.Window") -> bool:
        """From any thread but the GUI's: whether what is typed goes to this window."""
        ...

    def hide(self, window: "webview.Window") -> None:
        """From any thread: take the window off the screen until it is presented."""
        ...

    def minimise(self, window: "webview.Window") -> None:
        """From any thread: leave of the window, also of a hidden one, what it can be called back by."""
        ...


class Registry(Protocol):
    """Windows' HKEY_CURRENT_USER. Raises OSError for what may not be written; what is not there is None."""

    def read(self, key: str, name: str) -> str | bytes | None: ...

    def write(self, key: str, name: str, value: str) -> None: ...

    def delete(self, key: str, name: str) -> None: ...

    def delete_key(self, key: str) -> None:
        """With all that is in it."""
        ...


class Opener(Protocol):
    """What the desktop does with things. From any thread but the GUI's; paths exist and addresses are checked."""

    def describe(self) -> str:
        """The webview and the desktop, for whoever helps."""
        ...

    def open(self, path: str) -> None: ...

    def reveal(self, path: str) -> None:
        """Open the folder with the file selected, or just the folder."""
        ...

    def browse(self, url: str) -> None: ...

    def read_clipboard(self) -> str: ...

    def write_clipboard(self, text: str) -> None: ...
