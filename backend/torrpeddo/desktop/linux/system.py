"""Files, links and the clipboard, through Gio, D-Bus and GTK. Implements ``ports.Opener``."""

import logging
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from gi.repository import Gdk, Gio, GLib, Gtk, WebKit2

from ...errors import Unavailable
from .gui import call

_log = logging.getLogger(__name__)

T = TypeVar("T")

_CLIPBOARD_S = 5.0
"""Seconds the program that owns the clipboard may take."""
_FILE_MANAGER_MS = 5_000


class LinuxSystem:
    def describe(self) -> str:
        webkit = (WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
        gtk = (Gtk.get_major_version(), Gtk.get_minor_version(), Gtk.get_micro_version())
        session = os.environ.get("XDG_SESSION_TYPE", "unknown session")
        desktop = os.environ.get("XDG_CURRENT_DESKTOP", "unknown desktop")
        return f"WebKitGTK {_dotted(webkit)}, GTK {_dotted(gtk)}, {desktop}, {session}"

    def open(self, path: str) -> None:
        _launch(Path(path).as_uri(), path)

    def browse(self, url: str) -> None:
        _launch(url, url)

    def reveal(self, path: str) -> None:
        if not _show_in_file_manager(Path(path).as_uri()):
            self.open(str(Path(path).parent))

    def read_clipboard(self) -> str:
        def ask(answer: "Future[str]") -> None:
            _clipboard().request_text(lambda _clipboard, text, _data=None: answer.set_result(text or ""), None)

        return _in_time(ask)

    def write_clipboard(self, text: str) -> None:
        def write(answer: "Future[None]") -> None:
            clipboard = _clipboard()
            clipboard.set_text(text, -1)
            clipboard.set_can_store(None)  # a clipboard manager, where one runs, keeps it when we end
            answer.set_result(None)

        _in_time(write)


def _in_time(work: "Callable[[Future[T]], None]") -> T:
    try:
        return call(work, _CLIPBOARD_S)
    except TimeoutError:
        raise Unavailable("The clipboard does not answer. Copy the text again, then try once more.") from None


def _clipboard() -> Any:
    return Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)


def _launch(uri: str, shown: str) -> None:
    """Open with the program the desktop has for it; Gio knows the portals, xdg-open the desktops without."""
    try:
        Gio.AppInfo.launch_default_for_uri(uri, None)
    except GLib.Error as error:
        _log.debug("Gio can't open %s: %s", uri, error.message)
        if not _xdg_open(uri):
            raise Unavailable(f"No program is set to open “{shown}”. Choose one in the system's settings.") from None


def _xdg_open(uri: str) -> bool:
    command = shutil.which("xdg-open")
    if command is None:
        return False
    try:
        ended = subprocess.run(
            [command, uri],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=10,
        )
    except subprocess.TimeoutExpired:
        return True  # some desktops stay until the program they opened ends
    return ended.returncode == 0


def _show_in_file_manager(uri: str) -> bool:
    try:
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        bus.call_sync(
            "org.freedesktop.FileManager1",
            "/org/freedesktop/FileManager1",
            "org.freedesktop.FileManager1",
            "ShowItems",
            GLib.Variant("(ass)", ([uri], "")),
            None,
            Gio.DBusCallFlags.NONE,
            _FILE_MANAGER_MS,
            None,
        )
    except GLib.Error as error:
        _log.debug("No file manager to show %s: %s", uri, error.message)
        return False
    return True


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
