"""pywebview's GTK window: what it needs before, while and after it opens.

Everything here runs on the GUI thread unless it says otherwise.
"""

import logging
import signal
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import webview
from webview.platforms import gtk as backend  # first: it chooses the versions of GTK and WebKit

from gi.repository import Gdk, GLib, WebKit2  # isort: skip

from ...contract.settings import Theme
from ..navigation import is_page
from ..placement import Area, Placement
from ..ports import Backend, Hooks
from .appearance import Appearance, SystemTheme
from .dropping import DropTarget
from .gui import call, soon

_log = logging.getLogger(__name__)

_SETTLED_MS = 250
"""How long the window must keep its size before it counts as chosen: maximising resizes first and tells later."""
_LEAVE_S = 2.0
_RELOAD_AFTER_MS = 250
"""A pause, so that a page that crashes at once does not keep a processor busy."""


class LinuxWindow:
    """Implements ``ports.Platform``."""

    gui: Backend = "gtk"  # named, since pywebview prefers Qt under KDE

    def __init__(self, theme: Theme) -> None:
        self._appearance = Appearance(theme, SystemTheme())
        self._placement = Placement()
        self._settling = 0
        self._drops: DropTarget | None = None

    @property
    def dark(self) -> bool:
        return self._appearance.dark

    def choose_theme(self, theme: Theme) -> None:
        """From any thread."""
        soon(lambda: self._appearance.choose(theme))

    def screens(self) -> list[Area]:
        display = Gdk.Display.get_default()
        areas = (display.get_monitor(index).get_workarea() for index in range(display.get_n_monitors()))
        return [Area(area.x, area.y, area.width, area.height) for area in areas]

    def attach(self, window: webview.Window, url: str, hooks: Hooks) -> None:
        """After the widgets are made, before the page loads."""
        instance = backend.BrowserView.instances[window.uid]
        view = instance.webview
        lock_navigation(instance, url)
        reload_after_crash(view)
        name_a_language(view)
        self._drops = DropTarget(view, hooks.dropped)
        _native(window).connect("configure-event", self._configured)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            GLib.unix_signal_add(GLib.PRIORITY_HIGH, number, _ask_to_close, hooks.close)

    def place(self, window: webview.Window, placement: Placement) -> None:
        """Put the window where it was; pywebview counts from the first screen's corner and ignores the others."""
        self._placement = placement
        if placement.x is not None and placement.y is not None:
            _native(window).move(placement.x, placement.y)

    def leave(self, window: webview.Window) -> Placement | None:
        try:
            return call(lambda answer: self._hide(_native(window), answer), _LEAVE_S)
        except TimeoutError:
            _log.warning("The window is busy and its place was not noted.")
            return None

    def present(self, window: webview.Window) -> None:
        """From any thread: show the window and bring it to the front."""
        native = _native(window)
        soon(native.show_all)
        soon(lambda: native.present_with_time(Gdk.CURRENT_TIME))

    def _hide(self, native: Any, place: "Future[Placement]") -> None:
        """Hide the window and tell where it was, or where it was before it was maximised."""
        if not _is_special(native):
            self._placement = _measure(native)
        maximised = native.is_maximized()
        self._forget_settling()
        native.hide()
        place.set_result(replace(self._placement, maximised=maximised))

    def _configured(self, native: Any, _event: Any) -> bool:
        self._forget_settling()
        self._settling = GLib.timeout_add(_SETTLED_MS, self._settled, native)
        return False

    def _forget_settling(self) -> None:
        if self._settling:
            GLib.source_remove(self._settling)
            self._settling = 0

    def _settled(self, native: Any) -> bool:
        self._settling = 0
        if native.get_visible() and not _is_special(native):
            self._placement = _measure(native)
        return bool(GLib.SOURCE_REMOVE)


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


def reload_after_crash(view: Any) -> None:
    """A web process that died, or was killed for memory, comes back with the page; the host never noticed."""

    def terminated(view: Any, reason: Any) -> None:
        _log.error("The interface's process ended (%s); loading it again.", reason.value_nick)
        GLib.timeout_add(_RELOAD_AFTER_MS, lambda: (view.reload(), GLib.SOURCE_REMOVE)[1])

    view.connect("web-process-terminated", terminated)


def _native(window: webview.Window) -> Any:
    """The Gtk.Window, which pywebview's types don't know of."""
    return window.native


def _measure(native: Any) -> Placement:
    width, height = native.get_size()
    if _is_wayland():  # it tells no program where its windows are
        return Placement(width, height)
    x, y = native.get_position()
    return Placement(width, height, x, y)


def _is_special(native: Any) -> bool:
    """Maximised, full screen, tiled or minimised: not a size a person chose."""
    surface = native.get_window()
    special = Gdk.WindowState.FULLSCREEN | Gdk.WindowState.ICONIFIED | Gdk.WindowState.TILED
    return bool(native.is_maximized() or (surface is not None and surface.get_state() & special))


def _is_wayland() -> bool:
    return type(Gdk.Display.get_default()).__name__ == "GdkWaylandDisplay"


def _ask_to_close(close: Callable[[], None]) -> bool:
    close()
    return bool(GLib.SOURCE_CONTINUE)
