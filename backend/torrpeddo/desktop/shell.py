"""One native window with the interface in it. Knows no torrent, no engine and no method."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import webview

from . import bridge_guard, look
from .drops import Drop
from .placement import MIN_HEIGHT, MIN_WIDTH, Placement, fit
from .ports import Hooks, Platform

_log = logging.getLogger(__name__)

_ICON = Path(__file__).with_name("icon.png")
_OPENING_S = 20.0
"""Seconds the window may take to open before it can be closed."""


class Shell:
    """Made and run on the main thread; ``run_js``, ``present`` and ``close`` are for any other.

    ``api`` is the object the page may call: only its ``rpc`` is ever reached.
    ``dropped`` is called on the GUI thread, the other two once each on a thread of their
    own: ``closing`` when the window is off the screen but still there, with its place
    if that is known, and ``gone`` when it has been told to go.
    """

    def __init__(
        self,
        page: Path,
        api: object,
        platform: Platform,
        placement: Placement,
        *,
        hidden: bool = False,
        dropped: Callable[[Drop], None],
        closing: Callable[[Placement | None], None],
        gone: Callable[[], None],
    ) -> None:
        self._url = page.resolve().as_uri()
        self._platform = platform
        self._placement = fit(placement, platform.screens())
        self._hooks = Hooks(dropped=dropped, close=self.close)
        self._on_closing = closing
        self._on_gone = gone
        self._asked_to_close = threading.Event()
        self._may_go = False
        self._ended = threading.Event()
        bridge_guard.configure()
        self.window = self._make_window(api, hidden)
        bridge_guard.keep_no_callbacks(self.window)

    def run(self) -> None:
        """Block until the window is gone and ``gone`` has returned."""
        # No server and no port: the page is one file. Nothing of it is kept: what to remember, the settings do.
        webview.start(gui=self._platform.gui, private_mode=True, debug=False, http_server=False, icon=str(_ICON))
        self.close()  # however the window went, what follows its end must happen
        self._ended.wait()

    def run_js(self, script: str) -> Any:
        """Run a script in the page and wait for it. ASCII only: the GTK backend counts characters as bytes."""
        if not script.isascii():
            raise ValueError("A script for the page must be ASCII; let json.dumps escape the rest.")
        return self.window.run_js(script)

    def present(self) -> None:
        self._platform.present(self.window)

    def close(self) -> None:
        """Close the window as if the person had; from any thread, also the GUI's, and more than once."""
        if not self._asked_to_close.is_set():
            self._asked_to_close.set()
            threading.Thread(target=self._take_down, name="closing", daemon=True).start()

    def _make_window(self, api: object, hidden: bool) -> webview.Window:
        window = webview.create_window(
            "Torrpeddo",
            self._url,
            js_api=api,
            width=self._placement.width,
            height=self._placement.height,
            min_size=(MIN_WIDTH, MIN_HEIGHT),
            maximized=self._placement.maximised,
            hidden=hidden,
            background_color=look.background(self._platform.dark),
            text_select=False,
        )
        assert window is not None  # only a handler of ``initialized`` that refuses makes it None
        window.events.initialized += bridge_guard.admit_rpc_only
        window.events.before_show += self._attach
        window.events.closing += self._closing
        return window

    def _attach(self) -> None:
        self._platform.attach(self.window, self._url, self._hooks)
        self._platform.place(self.window, self._placement)

    def _closing(self) -> bool:
        """Asked on the GUI thread, which must neither wait nor touch the page here: False keeps the window for now."""
        if self._may_go:
            return True
        self.close()
        return False

    def _take_down(self) -> None:
        try:
            self.window.events.shown.wait(_OPENING_S)
            self._on_closing(self._platform.leave(self.window))
            self._may_go = True
            self.window.destroy()
        except Exception:
            _log.exception("Something failed while the window closed.")
        finally:
            self._on_gone()
            self._ended.set()
