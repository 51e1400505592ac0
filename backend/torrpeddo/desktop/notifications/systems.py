"""Each system's way to notify, loaded when it is needed."""

import sys

from .ports import Notifier


def notifier() -> Notifier:
    if sys.platform == "win32":
        from ..windows.notifying import WindowsNotifier

        return WindowsNotifier()
    if sys.platform == "darwin":
        from ..macos.notifying import MacNotifier

        return MacNotifier()
    from ..linux.notifying import LinuxNotifier

    return LinuxNotifier()
