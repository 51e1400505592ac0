"""Each system's way to stay awake, loaded when it is needed."""

import sys

from .ports import Inhibitor, SupplyWatch


def inhibitor() -> Inhibitor:
    if sys.platform == "win32":
        from ..windows.inhibiting import WindowsInhibitor

        return WindowsInhibitor()
    if sys.platform == "darwin":
        from ..macos.inhibiting import MacInhibitor

        return MacInhibitor()
    from ..linux.inhibiting import LinuxInhibitor

    return LinuxInhibitor()


def supply() -> SupplyWatch:
    if sys.platform == "win32":
        from ..windows import supply as of_windows
        from .polling import PolledSupply

        return PolledSupply(of_windows.on_battery)
    if sys.platform == "darwin":
        from ..macos import supply as of_mac
        from .polling import PolledSupply

        return PolledSupply(of_mac.on_battery)
    from ..linux.supply import LinuxSupply

    return LinuxSupply()
