"""Whether Windows runs on battery power."""

import ctypes
from typing import Any

from ..power.polling import read_power_status


class _Status(ctypes.Structure):
    _fields_ = (
        ("ac_line", ctypes.c_ubyte),
        ("battery", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("system", ctypes.c_ubyte),
        ("seconds", ctypes.c_uint32),
        ("full_seconds", ctypes.c_uint32),
    )


def on_battery() -> bool | None:
    """Raises OSError."""
    status = _Status()
    kernel: Any = vars(ctypes)["windll"].kernel32
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)):
        raise OSError("Windows does not tell how it is powered.")
    return read_power_status(int(status.ac_line), int(status.battery))
