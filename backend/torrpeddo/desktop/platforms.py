"""Which platform's room to enter. Each is imported only where it belongs: its toolkit exists nowhere else."""

import sys
from pathlib import Path

from ..library.glance import Glance
from . import serverless
from .display import require_display
from .navigation import address_of
from .ports import Opener, Platform


def open_platform(look: Glance, page: Path) -> Platform:
    """Ready the window system, where that can be with ``page`` on its way. pywebview is not loaded before.

    Raises ``Unavailable``, in words, when no window can open here.
    """
    serverless.load()
    if sys.platform == "win32":
        from .windows import registry, webview2

        webview2.require(registry.CurrentUser().read, registry.read_machine)
        from .windows.window import WindowsWindow

        return WindowsWindow(look.theme)
    if sys.platform == "darwin":
        from .macos.window import MacWindow

        return MacWindow(look.theme)
    return _open_linux(look, page)


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


def _open_linux(look: Glance, page: Path) -> Platform:
    from .linux import toolkit

    require_display()
    toolkit.prepare()
    from .linux.ahead import Ahead
    from .linux.appearance import Appearance, SystemTheme

    toolkit.check_screen()
    appearance = Appearance(look.theme, SystemTheme())  # first: the page asks how it is to look
    ahead = Ahead(address_of(page), look)
    from .linux.window import LinuxWindow

    return LinuxWindow(appearance, ahead)
