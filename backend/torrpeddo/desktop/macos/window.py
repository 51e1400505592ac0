"""pywebview's Cocoa window. Implements ``ports.Platform``.

WKWebView follows the system's theme by itself, and gives the page what is dropped on it.
"""

import importlib
import subprocess
from typing import Any

import webview

from ...contract.settings import Theme
from ..look import is_dark
from ..navigation import is_page
from ..placement import Area, Placement
from ..ports import Backend, Hooks

_CANCEL, _ALLOW = 0, 1
"""``WKNavigationActionPolicy``."""


class MacWindow:
    gui: Backend = "cocoa"

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
        lock_navigation(importlib.import_module("webview.platforms.cocoa").BrowserView.BrowserDelegate, url)

    def place(self, window: webview.Window, placement: Placement) -> None:
        pass

    def leave(self, window: webview.Window) -> Placement | None:
        window.hide()
        return None

    def present(self, window: webview.Window) -> None:
        window.show()
        window.restore()


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


def _system_is_dark() -> bool:
    asked = ["/usr/bin/defaults", "read", "-g", "AppleInterfaceStyle"]
    try:
        answer = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=2)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.strip() == "Dark"
