"""Each system's tray, loaded when it is needed."""

import sys

from .ports import Icon


def icon() -> Icon:
    if sys.platform in ("win32", "darwin"):
        from .by_pystray import PystrayIcon

        return PystrayIcon()
    from ..linux.tray import LinuxTray

    return LinuxTray()
