"""By which names GTK is loaded, and what to say where it reaches no screen."""

import os

from ...errors import Unavailable
from ...packaged import is_packaged

_PLACE = "GI_TYPELIB_PATH"
_withheld: list[str] = []


def withhold_names() -> None:
    """Where the packaged program has the names of GTK is for itself, and not for those that it starts."""
    if is_packaged() and _PLACE in os.environ:
        _withheld.append(os.environ.pop(_PLACE))


def introduce() -> None:
    """Choose of what is loaded by names from now on the versions that fit each other. Raises ``ImportError`` and
    ``ValueError`` where one is not installed."""
    import gi

    for place in _withheld:
        os.environ[_PLACE] = place
    for name, version in (("Gtk", "3.0"), ("Gdk", "3.0"), ("WebKit2", "4.1"), ("Soup", "3.0")):
        gi.require_version(name, version)
    withhold_names()


def no_screen() -> Unavailable:
    """GTK does not reach the screen that the environment names."""
    return Unavailable(
        f"The screen can't be reached (DISPLAY is “{os.environ.get('DISPLAY', '')}”). "
        "Start Torrpeddo from a desktop, or run “torrpeddo engine”, which needs no screen.",
        needs="display",
    )
