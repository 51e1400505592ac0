"""What the window and the system offer, as the methods see it.

``desktop/`` fills these; a host without a window (``torrpeddo engine``) passes
none, and the methods that need one answer ``unavailable``.
"""

from typing import Protocol


class Desktop(Protocol):
    """The system around the window. Calls may block for as long as a person thinks."""

    @property
    def capabilities(self) -> list[str]:
        """Names the interface knows; see ``AppInfo.capabilities``."""
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
