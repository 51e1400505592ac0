"""pywebview's WinForms window. Implements ``ports.Platform``.

WebView2 follows the system's theme by itself, and gives the page what is dropped on it.
"""

import importlib
from typing import Any

import webview

from ...contract.settings import Theme
from ...errors import Unavailable
from ..look import is_dark
from ..navigation import is_page
from ..placement import Area, Placement
from ..ports import Backend, Hooks

_PERSONALIZE = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


class WindowsWindow:
    gui: Backend = "edgechromium"

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def dark(self) -> bool:
        return is_dark(self._theme, _system_is_dark())

    def choose_theme(self, theme: Theme) -> None:
        self._theme = theme

    def screens(self) -> list[Area]:
        """None that we know of: the system places the window."""
        return []

    def attach(self, window: webview.Window, url: str, hooks: Hooks) -> None:
        if webview.renderer != self.gui:
            raise Unavailable(
                "Torrpeddo needs Microsoft's WebView2 to draw its window. Install the “Evergreen” runtime from "
                "https://developer.microsoft.com/microsoft-edge/webview2/ and start it again.",
                needs="webview2",
            )
        lock_navigation(_native(window).browser.webview, url)

    def place(self, window: webview.Window, placement: Placement) -> None:
        pass

    def leave(self, window: webview.Window) -> Placement | None:
        window.hide()
        return None

    def present(self, window: webview.Window) -> None:
        window.show()
        window.restore()


def lock_navigation(view: Any, url: str) -> None:
    """Let the view load ``url`` and nothing else: pywebview gives its API to any page that gets in."""

    def starting(_sender: Any, event: Any) -> None:
        if not is_page(str(event.Uri), url):
            event.Cancel = True

    view.NavigationStarting += starting


def _native(window: webview.Window) -> Any:
    """The WinForms form, which pywebview's types don't know of."""
    return window.native


def _system_is_dark() -> bool:
    winreg: Any = importlib.import_module("winreg")
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _PERSONALIZE) as key:
            return bool(winreg.QueryValueEx(key, "AppsUseLightTheme")[0] == 0)
    except OSError:
        return False
