"""pywebview's WinForms window. Implements ``ports.Platform``.

WebView2 follows the system's theme by itself, and gives the page what is dropped on it.
"""

import ctypes
import importlib
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import webview

from ...contract.theme import Theme
from ..look import is_dark
from ..navigation import is_page
from ..placement import Area, Placement
from ..places import Places
from ..ports import Backend, Hooks, Sight
from . import webview2
from .note import Note

_PERSONALIZE = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


class WindowsWindow:
    gui: Backend = "edgechromium"

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._places = Places()
        self._note = Note()
        self._tell: Callable[[Sight], None] = lambda _sight: None

    @property
    def dark(self) -> bool:
        return is_dark(self._theme, _system_is_dark())

    def choose_theme(self, theme: Theme) -> None:
        self._theme = theme

    def screens(self) -> list[Area]:
        known = importlib.import_module("webview.platforms.winforms").get_screens()
        return [Area(int(screen.x), int(screen.y), int(screen.width), int(screen.height)) for screen in known]

    def attach(self, window: webview.Window, url: str, hooks: Hooks) -> None:
        if webview.renderer != self.gui:
            raise webview2.missing()
        form = _native(window)
        lock_navigation(form.browser.webview, url)
        end_with_the_session(form, hooks.close)
        self._tell = hooks.seen
        self._tell(Sight.HIDDEN if window.hidden else Sight.SHOWN)
        window.events.minimized += lambda: hooks.seen(Sight.MINIMISED)
        window.events.restored += lambda: hooks.seen(Sight.SHOWN)

    def when_made(self, work: Callable[[], None]) -> None:
        work()

    def place(self, window: webview.Window, places: Places) -> None:
        """pywebview has put the window there; Windows itself moves it when a screen goes and comes back."""
        self._places = places

    def leave(self, window: webview.Window) -> Places | None:
        screens = self.screens()
        here = placement_of(str(_native(window).WindowState), window, self._places.on(screens))
        window.hide()
        return self._places.noted(here, screens)

    def say_at_end(self, window: webview.Window, title: str, text: str) -> None:
        system: Any = importlib.import_module("System")
        _native(window).BeginInvoke(system.Action(lambda: self._note.say(title, text)))

    def present(self, window: webview.Window, token: str = "") -> None:
        """A second start has let us come to the front (``instance.pipes.allow_to_the_front``)."""
        window.show()
        window.restore()
        system: Any = importlib.import_module("System")
        _native(window).BeginInvoke(system.Action(_native(window).Activate))
        self._tell(Sight.SHOWN)

    def focused(self, window: webview.Window) -> bool:
        user: Any = vars(ctypes)["windll"].user32
        user.GetForegroundWindow.restype = ctypes.c_void_p
        return bool(user.GetForegroundWindow() == int(_native(window).Handle.ToInt64()))

    def hide(self, window: webview.Window) -> None:
        window.hide()
        self._tell(Sight.HIDDEN)

    def minimise(self, window: webview.Window) -> None:
        window.show()
        window.minimize()

    def answers(self, window: webview.Window, seconds: float) -> bool:
        done = threading.Event()
        system: Any = importlib.import_module("System")
        _native(window).BeginInvoke(system.Action(done.set))
        return done.wait(seconds)


def placement_of(state: str, window: webview.Window, before: Placement) -> Placement:
    """``state`` is a ``FormWindowState``; the size and place of a window in another than the normal one are not a
    person's choice, so those it had ``before`` stand."""
    if state != "Normal":
        return replace(before, maximised=state == "Maximized")
    return Placement(int(window.width), int(window.height), int(window.x), int(window.y))


def lock_navigation(view: Any, url: str) -> None:
    """Let the view load ``url`` and nothing else: pywebview gives its API to any page that gets in."""

    def starting(_sender: Any, event: Any) -> None:
        if not is_page(str(event.Uri), url):
            event.Cancel = True

    view.NavigationStarting += starting


def end_with_the_session(form: Any, close: Callable[[], None]) -> None:
    """Windows closes the window as a person does when it shuts down; only then the program must not stay hidden."""

    def closing(_sender: Any, event: Any) -> None:
        if str(event.CloseReason) in ("WindowsShutDown", "TaskManagerClosing"):
            close()

    form.FormClosing += closing


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
