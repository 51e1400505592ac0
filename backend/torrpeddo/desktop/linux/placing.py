"""Where the native window is: noted once it has settled there, for the screens of that moment. On the GUI thread."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gi.repository import Gdk, GLib

from ..placement import Area, Placement
from ..places import Places

_SETTLED_MS = 250
"""How long the window must keep its size before it counts as chosen: maximising resizes first and tells later."""
_REARRANGED_MS = 500
"""What a window manager may take to move windows off a screen that has gone, before we look where ours is."""


class Placing:
    """Puts the window where it was on these screens, now and when screens come or go while it runs."""

    def __init__(self, native: Any, places: Places) -> None:
        self._native = native
        self._timer = 0
        self._rearranging = False
        """Screens came or went a moment ago: where the window is now, no person has put it."""
        self.here = places.on(screens())
        """Of the window not maximised."""
        self._places = places.noted(self.here, screens())
        self._move()
        native.connect("configure-event", self._configured)
        native.get_screen().connect("monitors-changed", self._screens_changed)

    def note(self) -> None:
        """Before the window is taken off the screen."""
        if not self._rearranging:
            self._forget_timer()
            self._measure()

    def places(self) -> Places:
        """With where it is now; nothing is moved any more."""
        self._forget_timer()
        if self._rearranging:
            return self._places
        maximised = self._native.is_maximized()
        return self._places.noted(replace(self.here, maximised=maximised), screens())

    def _configured(self, _native: Any, _event: Any) -> bool:
        if not self._rearranging:
            self._wait(_SETTLED_MS, self._measure)
        return False

    def _screens_changed(self, _screen: Any) -> None:
        """Before the window manager has said what panels take of them, and moved windows to where they are seen."""
        self._rearranging = True
        self._wait(_REARRANGED_MS, self._rearranged)

    def _rearranged(self) -> None:
        self._rearranging = False
        self.here = self._places.on(screens())
        if not is_special(self._native):
            self._native.resize(self.here.width, self.here.height)
            self._move()

    def _move(self) -> None:
        """pywebview counts from the first screen's corner and ignores the others."""
        if self.here.x is not None and self.here.y is not None:
            self._native.move(self.here.x, self.here.y)

    def _measure(self) -> None:
        if not self._rearranging and self._native.get_visible() and not is_special(self._native):
            self.here = measure(self._native)
            self._places = self._places.noted(self.here, screens())

    def _wait(self, milliseconds: int, then: Callable[[], None]) -> None:
        def due() -> bool:
            self._timer = 0
            then()
            return bool(GLib.SOURCE_REMOVE)

        self._forget_timer()
        self._timer = GLib.timeout_add(milliseconds, due)

    def _forget_timer(self) -> None:
        if self._timer:
            GLib.source_remove(self._timer)
            self._timer = 0


def screens() -> list[Area]:
    """Without what panels take of them."""
    display = Gdk.Display.get_default()
    areas = (display.get_monitor(index).get_workarea() for index in range(display.get_n_monitors()))
    return [Area(area.x, area.y, area.width, area.height) for area in areas]


def measure(native: Any) -> Placement:
    width, height = native.get_size()
    if type(Gdk.Display.get_default()).__name__ == "GdkWaylandDisplay":  # it tells no program where its windows are
        return Placement(width, height)
    x, y = native.get_position()
    return Placement(width, height, x, y)


def is_special(native: Any) -> bool:
    """Maximised, full screen, tiled or minimised: not a size a person chose."""
    surface = native.get_window()
    special = Gdk.WindowState.FULLSCREEN | Gdk.WindowState.ICONIFIED | Gdk.WindowState.TILED
    return bool(native.is_maximized() or (surface is not None and surface.get_state() & special))
