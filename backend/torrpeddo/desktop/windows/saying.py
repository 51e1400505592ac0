"""Why the program does not start, where nobody would see it written: a program with a window has no console."""

import ctypes
from typing import Any

_ERROR_ICON = 0x10
_TO_THE_FRONT = 0x10000


def show_error(message: str) -> None:
    """Until the person has closed it."""
    user: Any = vars(ctypes)["windll"].user32
    user.MessageBoxW(None, message, "Torrpeddo", _ERROR_ICON | _TO_THE_FRONT)
