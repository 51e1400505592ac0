"""What pywebview 6.2 does with messages from the page, made safe. One function a workaround, one test each."""

import logging
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import webview
from webview import util

_log = logging.getLogger(__name__)

ALLOWED = "rpc"
"""The one function the page may call."""


def configure() -> None:
    """Switches that must be off before the window is made."""
    # The page may read no file of the person's: pywebview lets a file:// page fetch any other by default.
    webview.settings["ALLOW_FILE_URLS"] = False
    # A link opens where Torrpeddo says (``open_link``, http and https only), never straight from the page.
    webview.settings["OPEN_EXTERNAL_LINKS_IN_BROWSER"] = False
    webview.settings["ALLOW_DOWNLOADS"] = False


class SettledCallbacks(dict[str, Callable[..., Any] | None]):
    """pywebview files an entry for every answer it sends and takes it out for promises alone: keep only those."""

    def __setitem__(self, name: str, callback: Callable[..., Any] | None) -> None:
        if callback is not None:
            super().__setitem__(name, callback)


def keep_no_callbacks(window: webview.Window) -> None:
    """Without this the host grows by an entry a call for as long as it runs."""
    window._callbacks = SettledCallbacks()  # noqa: SLF001  it has no other way in


def let_no_thread_linger() -> None:
    """Let the program end although a page that is gone was never told something.

    pywebview answers each call, and greets each page, on a thread of its own that waits until the page has run a
    script. A window that goes takes the script along, and the interpreter would wait for that thread for ever.
    """
    vars(util)["Thread"] = partial(threading.Thread, daemon=True)


def admit_rpc_only() -> None:
    """Let nothing but ``rpc`` through from the page.

    pywebview looks up whatever dotted name the page sends with ``getattr``, so a page
    that was tricked into running foreign script could walk from the API object to
    ``os.system``; it also takes messages that forge events and move the window. Call
    it once the platform's backend is loaded: each holds its own reference.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("webview.platforms.") and hasattr(module, "js_bridge_call"):
            vars(module)["js_bridge_call"] = _guard(vars(module)["js_bridge_call"])


def _guard(bridge_call: Callable[..., None]) -> Callable[..., None]:
    if getattr(bridge_call, "guarded", False):
        return bridge_call

    def guarded(window: webview.Window, name: str, param: Any, value_id: str) -> None:
        if name == ALLOWED and isinstance(param, list) and len(param) == 1 and isinstance(param[0], str):
            bridge_call(window, name, param, value_id)
        else:
            _log.warning("Refused a call of %.60r from the page.", name)

    guarded.guarded = True  # type: ignore[attr-defined]
    return guarded
