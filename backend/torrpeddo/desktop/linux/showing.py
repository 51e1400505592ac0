"""Whether the window is on the screen, and how it comes and goes. On the GUI thread."""

from collections.abc import Callable
from typing import Any

from gi.repository import Gdk, GLib, Gtk

from ..placement import Placement
from ..ports import Sight


def hold_back(native: Any) -> None:
    """Before pywebview shows the window: let it make all but the window itself, which would flash up once."""
    native.set_no_show_all(True)
    native.get_child().show_all()


def sight(native: Any) -> Sight:
    if not native.get_visible():
        return Sight.HIDDEN
    surface = native.get_window()
    iconified = surface is not None and surface.get_state() & Gdk.WindowState.ICONIFIED
    return Sight.MINIMISED if iconified else Sight.SHOWN


def watch(native: Any, told: Callable[[Sight], None]) -> None:
    """Call ``told`` whenever that may have changed."""

    def changed(native: Any, *_: Any) -> bool:
        told(sight(native))
        return False

    for signal in ("show", "hide", "window-state-event"):
        native.connect_after(signal, changed)


def show(native: Any, placement: Placement) -> None:
    """Where it was: a window that was hidden is a new one to the window manager."""
    if not native.get_visible():
        native.set_no_show_all(False)
        if placement.x is not None and placement.y is not None and not native.is_maximized():
            native.move(placement.x, placement.y)
    native.show_all()


def present(native: Any, placement: Placement, token: str = "") -> None:
    """Show it in front of the others. Window managers let a program do so that the person has just used; ``token``
    is the desktop's word that they did, by starting it once more."""
    if token:
        start = GLib.Variant("a{sv}", {"desktop-startup-id": GLib.Variant("s", token)})
        # What GTK does with the token of another start of its own: under X11 it holds a time, under Wayland a word.
        Gtk.Application.do_before_emit(native.get_application(), start)
    show(native, placement)
    native.present_with_time(Gdk.CURRENT_TIME)
    if token:
        Gdk.notify_startup_complete_with_id(token)  # ends the busy pointer


def minimise(native: Any, placement: Placement) -> None:
    native.iconify()  # first, so that one that was hidden does not flash up
    show(native, placement)
