"""The icon on Windows and macOS, by pystray. Implements ``ports.Icon``. Unlike the Linux one it has not been run."""

import importlib
import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

from .look import NAME, Look, picture
from .menu import WINDOW, Entry, Mark
from .ports import Told

_log = logging.getLogger(__name__)

_LONGEST_TITLE = 127
"""Characters that Windows shows of what pointing at an icon says."""
_SIZE = 32 if sys.platform == "win32" else 22


class PystrayIcon:
    def __init__(self) -> None:
        self._pystray: Any = importlib.import_module("pystray")
        self._icon: Any = None
        self._look: Look | None = None

    def start(self, told: Told) -> None:
        self._told = told
        self._icon = self._pystray.Icon("torrpeddo", _picture(attention=False), NAME, **_options())
        self._icon.run_detached(lambda _icon: self.after(0, self._appear))

    def after(self, seconds: float, work: Callable[[], None]) -> None:
        if sys.platform == "darwin":  # what AppKit draws is for the main thread alone
            importlib.import_module("PyObjCTools.AppHelper").callLater(seconds, work)
            return
        timer = threading.Timer(seconds, work)
        timer.daemon = True
        timer.start()

    def show(self, look: Look) -> None:
        before, self._look = self._look, look
        if before is None or before.attention != look.attention:
            self._icon.icon = _picture(look.attention)
        if before is None or before.text != look.text:
            self._icon.title = look.tooltip[:_LONGEST_TITLE]
        if before is None or before.menu != look.menu:  # a new one closes the one that is open
            self._icon.menu = build_menu(self._pystray, look.menu, self._told.chosen)

    def _appear(self) -> None:
        self._icon.visible = True
        self._told.there(True)

    def explain(self, title: str, text: str) -> None:
        self._icon.notify(text, title)

    def stop(self) -> None:
        self._icon.stop()


def build_menu(pystray: Any, entries: tuple[Entry, ...], chosen: Callable[[str], None]) -> Any:
    """pystray's own: the entry for the window is what pressing the icon itself does, where a system knows that."""
    return pystray.Menu(*(_item(pystray, entry, chosen) for entry in entries))


def _item(pystray: Any, entry: Entry, chosen: Callable[[str], None]) -> Any:
    if not entry.label:
        return pystray.Menu.SEPARATOR
    action = build_menu(pystray, entry.entries, chosen) if entry.entries else _calling(chosen, entry.key)
    checked = None if entry.mark is Mark.NONE else lambda _item, on=entry.on: on
    return pystray.MenuItem(
        entry.label.replace("&", "&&") if sys.platform == "win32" else entry.label,
        action,
        checked=checked,
        radio=entry.mark is Mark.RADIO,
        default=entry.key == WINDOW,
    )


def _calling(chosen: Callable[[str], None], key: str) -> Callable[[Any, Any], None]:
    return lambda _icon, _item: chosen(key)


def _options() -> dict[str, Any]:
    options: dict[str, Any] = {}
    if sys.platform == "darwin":
        options["darwin_nsapplication"] = importlib.import_module("AppKit").NSApplication.sharedApplication()
    return options


def _picture(attention: bool) -> Any:
    return importlib.import_module("PIL.Image").open(picture(_SIZE, attention))
