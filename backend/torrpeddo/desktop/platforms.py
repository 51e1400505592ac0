"""Which platform's room to enter. Each is imported only where it belongs: its toolkit exists nowhere else."""

import sys

from ..contract.theme import Theme
from .display import require_display
from .ports import Opener, Platform


def open_platform(theme: Theme) -> Platform:
    """Ready the window system. Raises ``Unavailable``, in words, when no window can open here."""
    if sys.platform == "win32":
        from .windows import registry, webview2

        webview2.require(registry.CurrentUser().read, registry.read_machine)
        from .windows.window import WindowsWindow

        return WindowsWindow(theme)
    if sys.platform == "darwin":
        from .macos.window import MacWindow

        return MacWindow(theme)
    return _open_linux(theme)


def opener() -> Opener:
    """What opens files and links here; after ``open_platform``."""
    if sys.platform == "win32":
        from .windows.system import WindowsSystem

        return WindowsSystem()
    if sys.platform == "darwin":
        from .macos.system import MacSystem

        return MacSystem()
    from .linux.system import LinuxSystem

    return LinuxSystem()


def _open_linux(theme: Theme) -> Platform:
    from .linux import toolkit

    require_display()
    toolkit.prepare()
    from .linux.window import LinuxWindow

    toolkit.check_screen()
    return LinuxWindow(theme)
