"""Keeps Windows awake. Implements ``power.ports.Inhibitor``."""

import ctypes
from typing import Any

CONTINUOUS = 0x8000_0000
SYSTEM_REQUIRED = 0x0000_0001
"""Of ``SetThreadExecutionState``: until it is taken back, and not of the screen."""


class WindowsInhibitor:
    """The state is the calling thread's own, and ends with it: always the same one calls."""

    def hold(self, reason: str) -> None:
        _set(CONTINUOUS | SYSTEM_REQUIRED)

    def release(self) -> None:
        _set(CONTINUOUS)


def _set(state: int) -> None:
    kernel: Any = vars(ctypes)["windll"].kernel32
    if kernel.SetThreadExecutionState(state) == 0:
        raise OSError("Windows refused.")
