"""The two looks of the window before the page paints itself, so that opening it never flashes."""

from ..contract.theme import Theme

DARK_BASE = "#0B1015"
LIGHT_BASE = "#F4F6F8"
"""The interface's ``--surface-base`` in each theme; a test compares them."""


def is_dark(theme: Theme, system_is_dark: bool) -> bool:
    return system_is_dark if theme is Theme.SYSTEM else theme is Theme.DARK


def background(dark: bool) -> str:
    """Colour of the empty window, ``#rrggbb``."""
    return DARK_BASE if dark else LIGHT_BASE
