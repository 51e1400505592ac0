"""pywebview's Cocoa window. Implements ``ports.Platform``.

WKWebView follows the system's theme by itself, and gives the page what is dropped on it.
"""

import importlib
import subprocess
import threading
from collections.abc import Callable
from typing import Any

import webview

from ...contract.theme import Theme
from ..look import is_dark
from ..navigation import is_page
from ..placement import Area
from ..places import Places
from ..ports import Backend, Hooks, Sight
from .events import AppEvents
from .note import Note

_CANCEL, _ALLOW = 0, 1
"""``WKNavigationActionPolicy``."""
_TERMINATE_CANCEL = 0
"""``NSApplicationTerminateReply``."""


class MacWindow:
    gui: Backend = "cocoa"

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._events = AppEvents()
        self._events.listen(importlib.import_module("webview.platforms.cocoa").BrowserView.AppDelegate)
        self._tell: Callable[[Sight], None] = lambda _sight: None
        self._note = Note()

    @property
    def dark(self) -> bool:
        return is_dark(self._theme, _system_is_dark())

    def choose_theme(self, theme: Theme) -> None:
        self._theme = theme

    def screens(self) -> list[Area]:
        """None that we need to know of: AppKit places the window."""
        return []

    def attach(self, window: webview.Window, url: str, hooks: Hooks) -> None:
        view = importlib.import_module("webview.platforms.cocoa").BrowserView
        lock_navigation(view.BrowserDelegate, url)
        quit_by_the_menu(view.AppDelegate, hooks.close)
        self._events.connect(hooks.opened)
        self._tell = hooks.seen
        self._tell(Sight.HIDDEN if window.hidden else Sight.SHOWN)
        window.events.minimized += lambda: hooks.seen(Sight.MINIMISED)
        window.events.restored += lambda: hooks.seen(Sight.SHOWN)

    def when_made(self, work: Callable[[], None]) -> None:
        work()

    def place(self, window: webview.Window, places: Places) -> None:
        """AppKit remembers a window's frame by name, keeps it on the screens there are, and brings it back to one
        that returns."""
        _native(window).setFrameAutosaveName_("Torrpeddo")

    def leave(self, window: webview.Window) -> Places | None:
        window.hide()
        return None

    def say_at_end(self, window: webview.Window, title: str, text: str) -> None:
        importlib.import_module("PyObjCTools.AppHelper").callAfter(self._note.say, title, text)

    def present(self, window: webview.Window, token: str = "") -> None:
        window.show()
        window.restore()
        self._tell(Sight.SHOWN)

    def focused(self, window: webview.Window) -> bool:
        return bool(importlib.import_module("AppKit").NSApplication.sharedApplication().isActive())

    def hide(self, window: webview.Window) -> None:
        window.hide()
        self._tell(Sight.HIDDEN)

    def minimise(self, window: webview.Window) -> None:
        window.show()
        window.minimize()

    def answers(self, window: webview.Window, seconds: float) -> bool:
        done = threading.Event()
        importlib.import_module("PyObjCTools.AppHelper").callAfter(done.set)
        return done.wait(seconds)


def _native(window: webview.Window) -> Any:
    """The NSWindow, which pywebview's types don't know of."""
    return window.native


def lock_navigation(delegate: Any, url: str) -> None:
    """Let the view load ``url`` and nothing else: pywebview gives its API to any page that gets in."""
    objc: Any = importlib.import_module("objc")
    before = delegate.webView_decidePolicyForNavigationAction_decisionHandler_

    def webView_decidePolicyForNavigationAction_decisionHandler_(  # noqa: N802  the selector's name
        self: Any, view: Any, action: Any, decide: Any
    ) -> None:
        decide(_ALLOW if is_page(str(action.request().URL().absoluteString()), url) else _CANCEL)

    decision = webView_decidePolicyForNavigationAction_decisionHandler_
    objc.classAddMethods(delegate, [objc.selector(decision, selector=before.selector, signature=before.signature)])


def quit_by_the_menu(delegate: Any, close: Callable[[], None]) -> None:
    """“Quit” and the end of the session end the program; pywebview would close the window as its button does."""
    objc: Any = importlib.import_module("objc")

    def applicationShouldTerminate_(_self: Any, _application: Any) -> int:  # noqa: N802  the selector's name
        close()
        return _TERMINATE_CANCEL  # it ends itself when all is saved

    objc.classAddMethods(delegate, [applicationShouldTerminate_])


def _system_is_dark() -> bool:
    asked = ["/usr/bin/defaults", "read", "-g", "AppleInterfaceStyle"]
    try:
        answer = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=2)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.strip() == "Dark"
