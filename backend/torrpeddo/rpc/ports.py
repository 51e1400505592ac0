"""What the window and the system offer, as the methods see it.

``desktop/`` fills these; a host without a window (``torrpeddo engine``) passes
none, and the methods that need one answer ``unavailable``.
"""

from collections.abc import Sequence
from typing import Protocol

from ..contract import completion
from ..contract import desktop as contract


class Handlers(Protocol):
    """Who opens magnet links and .torrent files. Each answers with who does then."""

    def who(self) -> contract.Handlers: ...

    def take(self, opens: Sequence[contract.Opened]) -> contract.Handlers: ...

    def give_back(self, opens: Sequence[contract.Opened]) -> contract.Handlers:
        """To whoever had it before, where that is known."""
        ...


class Autostart(Protocol):
    """Whether the program starts at login. The system's own answer, before and after."""

    def get(self) -> contract.Autostart: ...

    def set(self, *, on: bool, hidden: bool) -> contract.Autostart: ...


class Trials(Protocol):
    """A program of the person's own, run once on a torrent that is made up."""

    def attempt(self, program: Sequence[str]) -> completion.Trial:
        """Waits some seconds for its end."""
        ...


class Desktop(Protocol):
    """The system around the window. Calls may block for as long as a person thinks."""

    @property
    def handlers(self) -> Handlers | None:
        """None where the system has no such thing, or it can't be changed from here."""
        ...

    @property
    def autostart(self) -> Autostart | None: ...

    @property
    def trials(self) -> Trials | None: ...

    @property
    def capabilities(self) -> list[str]:
        """Names the interface knows; see ``AppInfo.capabilities``."""
        ...

    def describe(self) -> list[str]:
        """What draws the window, a line each: the webview's version, the desktop, the kind of session."""
        ...

    def choose_folder(self, start: str | None) -> list[str]:
        """One folder, or none when the person cancelled."""
        ...

    def choose_file(self, start: str | None) -> list[str]:
        """Any one file, or none when the person cancelled."""
        ...

    def choose_torrents(self) -> list[str]:
        """Paths of .torrent files, or none."""
        ...

    def open_path(self, path: str) -> None:
        """Open a file or folder with the program the system has for it."""
        ...

    def show_in_folder(self, path: str) -> None:
        """Open the file's folder with the file selected, where the system can."""
        ...

    def open_link(self, url: str) -> None:
        """Open an http or https address in the browser."""
        ...

    def read_clipboard(self) -> str:
        """The clipboard's text, empty when it holds none."""
        ...

    def write_clipboard(self, text: str) -> None: ...
