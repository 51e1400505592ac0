"""pywebview's GTK window: what it needs before, while and after it opens.

Everything here runs on the GUI thread unless it says otherwise.
"""

import logging
import signal
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import webview
from webview.platforms import gtk as backend  # first: it chooses the versions of GTK and WebKit

from gi.repository import GLib  # isort: skip

from ...contract.theme import Theme
from ..placement import Area, Placement
from ..places import Places
from ..ports import Backend, Hooks
from . import binding, showing
from .ahead import Ahead
from .appearance import Appearance
from .dropping import DropTarget
from .gui import call, soon
from .note import Note
from .placing import Placing, screens
from .reviving import Reviving

_log = logging.getLogger(__name__)

_LEAVE_S = 2.0
_ANSWER_S = 1.0


class LinuxWindow:
    """Implements ``ports.Platform``."""

    gui: Backend = "gtk"  # named, since pywebview prefers Qt under KDE

    def __init__(self, appearance: Appearance, ahead: Ahead) -> None:
        self._appearance = appearance
        self._ahead = ahead
        vars(backend)["webkit"] = ahead
        self._placing: Placing | None = None
        self._drops: DropTarget | None = None
        self._note = Note()

    @property
    def dark(self) -> bool:
        return self._appearance.dark

    def choose_theme(self, theme: Theme) -> None:
        """From any thread."""
        soon(lambda: self._appearance.choose(theme))

    def screens(self) -> list[Area]:
        return screens()

    def attach(self, window: webview.Window, url: str, hooks: Hooks) -> None:
        """After the widgets are made, before the page loads."""
        instance = backend.BrowserView.instances[window.uid]
        view = instance.webview
        # It would load a link for a new window in this one, and lets every download begin; ours has locked the view.
        view.disconnect_by_func(instance.on_navigation)
        self._ahead.switch_off()
        # pywebview has missed that it began to load, which is when it would show it. A view that is not shown before
        # its page comes has GTK's thread wait for the page's process, which waits for GTK's, for half a second.
        soon(lambda: view.set_opacity(1.0))
        binding.stand_in(backend, view, window)
        self._ahead.let_in()
        Reviving(_native(window), view, hooks).begin()
        self._drops = DropTarget(view, hooks.dropped)
        native = _native(window)
        showing.watch(native, hooks.seen)
        if window.hidden:
            showing.hold_back(native)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            GLib.unix_signal_add(GLib.PRIORITY_HIGH, number, _ask_to_close, hooks.close)

    def when_made(self, work: Callable[[], None]) -> None:
        """GTK's loop begins with the window made, and WebKit's processes on their way."""
        soon(work, GLib.PRIORITY_HIGH)

    def place(self, window: webview.Window, places: Places) -> None:
        self._placing = Placing(_native(window), places)

    def leave(self, window: webview.Window) -> Places | None:
        try:
            return call(lambda answer: self._leave(_native(window), answer), _LEAVE_S)
        except TimeoutError:
            _log.warning("The window is busy and its place was not noted.")
            return None

    def say_at_end(self, window: webview.Window, title: str, text: str) -> None:
        soon(lambda: self._note.say(title, text))

    def present(self, window: webview.Window, token: str = "") -> None:
        """From any thread: show the window and bring it to the front."""
        soon(lambda: showing.present(_native(window), self._here, token))

    def focused(self, window: webview.Window) -> bool:
        """A window that does not answer is not one that a person reads."""

        def ask(answer: "Future[bool]") -> None:
            answer.set_result(bool(_native(window).is_active()))

        try:
            return call(ask, _ANSWER_S)
        except TimeoutError:
            return False

    def hide(self, window: webview.Window) -> None:
        soon(lambda: self._take_off(_native(window)))

    def minimise(self, window: webview.Window) -> None:
        soon(lambda: showing.minimise(_native(window), self._here))

    def answers(self, window: webview.Window, seconds: float) -> bool:
        def answer(answered: "Future[bool]") -> None:
            answered.set_result(True)

        try:
            return call(answer, seconds)
        except TimeoutError:
            return False

    @property
    def _here(self) -> Placement:
        return self._placing.here if self._placing else Placement()

    def _take_off(self, native: Any) -> None:
        if self._placing:
            self._placing.note()
        native.hide()

    def _leave(self, native: Any, left: "Future[Places | None]") -> None:
        """Hide the window and tell where it was, or where it was before it was maximised."""
        self._take_off(native)
        left.set_result(self._placing.places() if self._placing else None)


def _native(window: webview.Window) -> Any:
    """The Gtk.Window, which pywebview's types don't know of."""
    return window.native


def _ask_to_close(close: Callable[[], None]) -> bool:
    close()
    return bool(GLib.SOURCE_CONTINUE)
