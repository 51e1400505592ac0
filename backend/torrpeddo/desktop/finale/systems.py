"""Each system's way to put the computer to rest, loaded when it is needed."""

import sys

from .ports import Computer


def computer() -> Computer:
    if sys.platform == "win32":
        from ..windows.resting import WindowsComputer

        return WindowsComputer()
    if sys.platform == "darwin":
        from ..macos.resting import MacComputer

        return MacComputer()
    from ..linux.resting import LinuxComputer

    return LinuxComputer()
