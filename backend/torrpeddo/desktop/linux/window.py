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

from gi.repository import GLib, WebKit2  # isort: skip

from ...contract.theme import Theme
from ..navigation import is_page
from ..placement import Area, Placement
from ..places import Places
from ..ports import Backend, Hooks
from . import showing
from .appearance import Appearance, SystemTheme
from .dropping import DropTarget
from .gui import call, soon
from .note import Note
from .placing import Placing, screens
from .reviving import Reviving

_log = logging.getLogger(__name__)

_MEDIA = (
    "enable-media",
    "enable-media-stream",
    "enable-mediasource",
    "enable-webaudio",
    "enable-webgl",
    "enable-webrtc",
)

_LEAVE_S = 2.0
_ANSWER_S = 1.0


class LinuxWindow:
    """Implements ``ports.Platform``."""

    gui: Backend = "gtk"  # named, since pywebview prefers Qt under KDE

    def __init__(self, theme: Theme) -> None:
        self._appearance = Appearance(theme, SystemTheme())
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
        lock_navigation(instance, url)
        Reviving(_native(window), view, hooks).begin()
        name_a_language(view)
        leave_out_media(view)
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


def lock_navigation(instance: Any, url: str) -> None:
    """Let the view load ``url`` and nothing else, ever: pywebview gives its API to any page that gets in."""
    view = instance.webview
    # pywebview's own handler would load a link for a new window in this one, and lets every download begin.
    view.disconnect_by_func(instance.on_navigation)

    def decide(_view: Any, decision: Any, kind: Any) -> bool:
        if kind == WebKit2.PolicyDecisionType.RESPONSE:
            allowed = is_page(decision.get_request().get_uri(), url)
        else:
            target = decision.get_navigation_action().get_request().get_uri()
            allowed = kind == WebKit2.PolicyDecisionType.NAVIGATION_ACTION and is_page(target, url)
        if not allowed:
            _log.warning("Refused to leave the interface.")
            decision.ignore()
        return not allowed

    view.connect("decide-policy", decide)


def name_a_language(view: Any) -> None:
    """In the C locale WebKit tells the page that its language is “C”, which JavaScript's own formatters refuse."""
    if GLib.get_language_names()[0].partition(".")[0] in ("C", "POSIX"):
        view.get_context().set_preferred_languages(["en-US"])


def leave_out_media(view: Any) -> None:
    """The page plays, records and renders nothing: without all that its process starts faster, and offers less."""
    settings = view.get_settings()
    for name in _MEDIA:
        if settings.find_property(name) is not None:  # some came later than the oldest WebKitGTK that we run on
            settings.set_property(name, False)


def _native(window: webview.Window) -> Any:
    """The Gtk.Window, which pywebview's types don't know of."""
    return window.native


def _ask_to_close(close: Callable[[], None]) -> bool:
    close()
    return bool(GLib.SOURCE_CONTINUE)
