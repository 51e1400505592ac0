"""What must be said before GTK is loaded, and asked right after."""

import os

from ...errors import Unavailable


def prepare() -> None:
    """Names and switches; GTK and WebKit read them once, when they are loaded."""
    from gi.repository import GLib

    # The window's class must be the desktop entry's, else the dock shows a nameless icon for it.
    GLib.set_prgname("torrpeddo")
    if GLib.get_application_name() != "Torrpeddo":  # GLib takes it once
        GLib.set_application_name("Torrpeddo")
    # Blank windows with NVIDIA drivers under Wayland; the page draws no video that would profit.
    os.environ.setdefault("WEBKIT_DISABLE_DMABUF_RENDERER", "1")


def check_screen() -> None:
    """GTK is loaded: did it reach the screen that the environment names?"""
    from gi.repository import Gdk

    if Gdk.Display.get_default() is None:
        raise Unavailable(
            f"The screen can't be reached (DISPLAY is “{os.environ.get('DISPLAY', '')}”). "
            "Start Torrpeddo from a desktop, or run “torrpeddo engine”, which needs no screen.",
            needs="display",
        )
