"""How the window looks before the page paints itself, so that opening it never flashes."""

import json

from ..contract.theme import Theme
from ..library.glance import Glance

DARK_BASE = "#0B1015"
LIGHT_BASE = "#F4F6F8"
"""The interface's ``--surface-base`` in each theme; a test compares them."""
PARTS = ("sidebar", "command_bar", "status_bar")
"""Of the window, which a person can put away; by the names of the setting ``view``."""


def is_dark(theme: Theme, system_is_dark: bool) -> bool:
    return system_is_dark if theme is Theme.SYSTEM else theme is Theme.DARK


def background(dark: bool) -> str:
    """Colour of the empty window, ``#rrggbb``."""
    return DARK_BASE if dark else LIGHT_BASE


def left(look: Glance) -> str:
    """A script that says how the window was left, so that the page can draw its outline before it asks."""
    without = [part for part in PARTS if look.view.get(part) is False]
    return f"window.torrpeddoLeft = {json.dumps({'language': look.language, 'without': without})};"
