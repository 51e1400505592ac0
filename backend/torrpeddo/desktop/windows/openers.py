"""Which program Windows opens things with, and the page of its settings where a person chooses."""

import ctypes
import os
from typing import Any

_FRIENDLY_NAME = 4
"""``ASSOCSTR_FRIENDLYAPPNAME``"""
_LONGEST = 260


def name_of_opener(what: str) -> str | None:
    """Of a scheme (``magnet``) or an ending (``.torrent``), as Windows shows it; None where there is none."""
    shell: Any = vars(ctypes)["windll"].shlwapi
    name, length = ctypes.create_unicode_buffer(_LONGEST), ctypes.c_ulong(_LONGEST)
    failed = shell.AssocQueryStringW(0, _FRIENDLY_NAME, what, "open", name, ctypes.byref(length))
    return None if failed else name.value or None


def open_settings(page: str) -> None:
    """``page`` is an ``ms-settings:`` address. What was just written must show there."""
    _tell_the_shell()
    start: Any = vars(os)["startfile"]
    start(page)


def _tell_the_shell() -> None:
    """Explorer reads the associations anew (``SHCNE_ASSOCCHANGED``)."""
    shell: Any = vars(ctypes)["windll"].shell32
    shell.SHChangeNotify(0x08000000, 0, None, None)
