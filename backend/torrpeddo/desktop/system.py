"""The desktop as the methods see it (``rpc.ports.Desktop``): checked here, done by the platform's room."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import webview

from ..errors import InvalidInput, InvalidPath
from ..rpc.ports import Autostart, Handlers, Trials
from .ports import Opener

CAPABILITIES = [
    *("choose_folder", "choose_file", "choose_torrents", "open", "show_in_folder", "clipboard", "keep_awake", "quit"),
    *("run_on_completion", "when_done"),
]
_TORRENTS = ("Torrent files (*.torrent;*.TORRENT)", "All files (*)")
PROGRAMS = frozenset(
    (
        *(".app", ".appimage", ".bat", ".cmd", ".com", ".command", ".cpl", ".desktop", ".exe", ".hta", ".jar", ".js"),
        *(".jse", ".lnk", ".msi", ".msp", ".pif", ".ps1", ".reg", ".scf", ".scr", ".sh", ".terminal", ".tool", ".url"),
        *(".vbe", ".vbs", ".webloc", ".wsf", ".wsh"),
    )
)
"""Opening one of these runs it. What a stranger sent is shown in its folder instead."""


class System:
    """Called on threads of the transport's, never the GUI's: the dialogs wait for a person."""

    def __init__(
        self,
        window: Callable[[], webview.Window],
        opener: Opener,
        handlers: Handlers | None = None,
        autostart: Autostart | None = None,
        trials: Trials | None = None,
    ) -> None:
        self._window = window
        self._opener = opener
        self.handlers = handlers
        self.autostart = autostart
        self.trials = trials
        self._offered: set[str] = set()

    @property
    def capabilities(self) -> list[str]:
        own = {"handlers": self.handlers, "autostart": self.autostart}
        here = (name for name, part in own.items() if part is not None)
        return [*CAPABILITIES, *here, *sorted(self._offered)]

    def offer(self, capability: str, there: bool) -> None:
        """From any thread: what comes and goes while the program runs."""
        (self._offered.add if there else self._offered.discard)(capability)

    def describe(self) -> list[str]:
        return [self._opener.describe()]

    def choose_folder(self, start: str | None) -> list[str]:
        return _chosen(self._window().create_file_dialog(webview.FileDialog.FOLDER, nearest_folder(start)))

    def choose_file(self, start: str | None) -> list[str]:
        return _chosen(self._window().create_file_dialog(webview.FileDialog.OPEN, nearest_folder(start)))

    def choose_torrents(self) -> list[str]:
        return _chosen(
            self._window().create_file_dialog(webview.FileDialog.OPEN, allow_multiple=True, file_types=_TORRENTS)
        )

    def open_path(self, path: str) -> None:
        there = existing(path)
        if Path(there).suffix.lower() in PROGRAMS:
            self._opener.reveal(there)
        else:
            self._opener.open(there)

    def show_in_folder(self, path: str) -> None:
        self._opener.reveal(existing(path))

    def open_link(self, url: str) -> None:
        self._opener.browse(web_address(url))

    def read_clipboard(self) -> str:
        return self._opener.read_clipboard()

    def write_clipboard(self, text: str) -> None:
        self._opener.write_clipboard(text)


def existing(path: str) -> str:
    """The path itself if it is absolute and leads to something."""
    if "\0" in path or not Path(path).is_absolute():
        raise InvalidPath("This is not a full path to a file or folder.", path=path)
    if not Path(path).exists():
        raise InvalidPath(f"“{path}” is not there. It may have been moved or deleted.", path=path)
    return path


def web_address(url: str) -> str:
    """The address if a browser is the program for it: http or https, with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or any(ord(char) <= 32 for char in url):
        raise InvalidInput("Only http and https addresses can be opened in the browser.")
    return url


def nearest_folder(start: str | None) -> str:
    """``start`` or the closest folder above it that exists; empty for the system's choice."""
    if not start or "\0" in start or not Path(start).is_absolute():
        return ""
    path = Path(start)
    return next((str(folder) for folder in (path, *path.parents) if folder.is_dir()), "")


def _chosen(answer: object) -> list[str]:
    """pywebview answers None, one path or a sequence of them, depending on the platform."""
    if isinstance(answer, str):
        return [answer]
    return [str(path) for path in answer] if isinstance(answer, list | tuple) else []
