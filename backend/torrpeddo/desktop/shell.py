"""One native window with the interface in it. Knows no torrent, no engine and no method."""

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import webview

from . import bridge_guard, look
from .drops import Drop
from .navigation import address_of
from .placement import MIN_HEIGHT, MIN_WIDTH
from .places import Places
from .ports import Hooks, Platform, Sight

_log = logging.getLogger(__name__)

_ICON = Path(__file__).with_name("icon.png")
_OPENING_S = 20.0
"""Seconds the window may take to open before it can be closed."""


class Shell:
    """Made and run on the main thread; ``run_js``, ``present`` and ``close`` are for any other.

    ``api`` is the object the page may call: only its ``rpc`` is ever reached. ``say`` gives the sentence of a key.
    ``dropped`` and ``opened`` are called on the GUI thread, the other three once each on a thread of their
    own: ``leaving`` when the end begins, ``closing`` when the window is off the screen but still there, with its
    place if that is known, and then ``last``, after which the window goes and the GUI's loop with it.
    """

    def __init__(
        self,
        page: Path,
        api: object,
        platform: Platform,
        places: Places,
        *,
        hidden: bool = False,
        dropped: Callable[[Drop], None],
        opened: Callable[[Sequence[str]], None] = lambda _words: None,
        say: Callable[[str], str] = lambda key: key,
        leaving: Callable[[], None] = lambda: None,
        closing: Callable[[Places | None], None],
        last: Callable[[], None],
    ) -> None:
        self._url = address_of(page)
        self._platform = platform
        self._places = places
        self._hooks = Hooks(dropped=dropped, close=self.close, seen=self._seen, opened=opened, say=say)
        self._sight = Sight.HIDDEN
        self._watchers: list[Callable[[Sight], None]] = []
        self._instead: Callable[[], bool] = lambda: False
        self._on_leaving = leaving
        self._on_closing = closing
        self._last = last
        self._asked_to_close = threading.Event()
        self._may_go = False
        self._ended = threading.Event()
        bridge_guard.configure()
        bridge_guard.let_no_thread_linger()
        self.window = self._make_window(api, hidden)
        bridge_guard.keep_no_callbacks(self.window)

    def run(self) -> None:
        """Block until the window is gone and ``last`` has returned."""
        # No server and no port: the page is one file. Nothing of it is kept: what to remember, the settings do.
        webview.start(gui=self._platform.gui, private_mode=True, debug=False, http_server=False, icon=str(_ICON))
        self.close()  # however the window went, what follows its end must happen
        self._ended.wait()

    def run_js(self, script: str) -> Any:
        """Run a script in the page and wait for it. ASCII only: the GTK backend counts characters as bytes."""
        if not script.isascii():
            raise ValueError("A script for the page must be ASCII; let json.dumps escape the rest.")
        return self.window.run_js(script)

    @property
    def sight(self) -> Sight:
        return self._sight

    @property
    def focused(self) -> bool:
        """Whether the person is looking at it. Never on the GUI thread."""
        return self._sight is Sight.SHOWN and self._platform.focused(self.window)

    def watch(self, told: Callable[[Sight], None]) -> None:
        """Call ``told`` on the GUI thread with how much of the window can be seen, whenever that changes."""
        self._watchers.append(told)

    def when_closed(self, instead: Callable[[], bool]) -> None:
        """Ask ``instead`` on the GUI thread when the person closes the window: True, and the program goes on."""
        self._instead = instead

    def present(self, token: str = "") -> None:
        """Does not wait: a window that is not there yet is shown as soon as it is."""
        if self.window.events.before_show.is_set():
            self._present(token)
        else:
            threading.Thread(target=self._present_later, args=(token,), daemon=True).start()

    def hide(self) -> None:
        self._platform.hide(self.window)

    def minimise(self) -> None:
        self._platform.minimise(self.window)

    def answers(self, seconds: float) -> bool:
        """Whether the window lives, if it is there; not on the GUI's thread."""
        return not self.window.events.before_show.is_set() or self._platform.answers(self.window, seconds)

    @property
    def leaving(self) -> bool:
        """The window was told to close: nothing more reaches the page for certain."""
        return self._asked_to_close.is_set()

    def close(self) -> None:
        """Close the window for good; from any thread, also the GUI's, and more than once."""
        if not self._asked_to_close.is_set():
            self._asked_to_close.set()
            threading.Thread(target=self._take_down, name="closing", daemon=True).start()

    def _present_later(self, token: str) -> None:
        if self.window.events.before_show.wait(_OPENING_S):
            self._present(token)

    def _present(self, token: str) -> None:
        if not self._asked_to_close.is_set():
            self._platform.present(self.window, token)

    def _make_window(self, api: object, hidden: bool) -> webview.Window:
        placement = self._places.on(self._platform.screens())
        window = webview.create_window(
            "Torrpeddo",
            self._url,
            js_api=api,
            width=placement.width,
            height=placement.height,
            x=placement.x,
            y=placement.y,
            min_size=(MIN_WIDTH, MIN_HEIGHT),
            maximized=placement.maximised,
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
        self._platform.place(self.window, self._places)

    def _closing(self) -> bool:
        """Asked on the GUI thread, which must neither wait nor touch the page here: False keeps the window for now."""
        if self._may_go:
            return True
        if self._asked_to_close.is_set() or not self._instead():
            self.close()
        return False

    def _seen(self, sight: Sight) -> None:
        if sight is not self._sight:
            self._sight = sight
            for told in self._watchers:
                told(sight)

    def _take_down(self) -> None:
        try:
            self.window.events.shown.wait(_OPENING_S)
            self._on_leaving()
            self._on_closing(self._platform.leave(self.window))
        except Exception:
            _log.exception("Something failed while the window closed.")
        try:
            self._last()
            self._may_go = True
            self.window.destroy()
        except Exception:
            _log.exception("The window did not go in order.")
        finally:
            self._ended.set()

    def say_at_end(self, title: str, text: str) -> None:
        """Once it is leaving: from any thread, without waiting."""
        self._platform.say_at_end(self.window, title, text)
