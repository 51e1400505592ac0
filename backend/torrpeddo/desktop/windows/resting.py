"""Sleep and the end of a Windows computer. Implements ``finale.ports.Computer``."""

import ctypes
import os
import subprocess
from collections.abc import Mapping
from typing import Any

_NO_WINDOW = 0x0800_0000
"""``CREATE_NO_WINDOW``."""
_DO_S = 30.0


class WindowsComputer:
    def can_sleep(self) -> bool:
        return bool(_library().IsPwrSuspendAllowed())

    def can_shut_down(self) -> bool:
        return bool(_library().IsPwrShutdownAllowed())

    def sleep(self) -> None:
        """By the function itself: rundll32 gives it no arguments, and the computer then hibernates."""
        hibernate, forced, no_wake_events = 0, 0, 0
        if not _library().SetSuspendState(hibernate, forced, no_wake_events):
            raise OSError("Windows refused.")

    def shut_down(self) -> None:
        command = shut_down_command(os.environ)
        try:
            subprocess.run(command, check=True, capture_output=True, creationflags=_NO_WINDOW, timeout=_DO_S)
        except subprocess.SubprocessError as error:
            raise OSError(str(error)) from error


def shut_down_command(environ: Mapping[str, str]) -> list[str]:
    """At once, and not by force: a program with something unsaved may still ask."""
    return [environ.get("SystemRoot", r"C:\Windows") + r"\System32\shutdown.exe", "/s", "/t", "0"]


def _library() -> Any:
    return vars(ctypes)["windll"].powrprof
