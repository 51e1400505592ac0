"""Which platform's room to enter. Each is imported only where it belongs: its toolkit exists nowhere else."""

import sys
from pathlib import Path

from .. import plain_libraries
from ..library.glance import Glance
from . import serverless
from .display import require_display, webkit_needed
from .navigation import address_of
from .ports import Opener, Platform


def open_platform(look: Glance, page: Path) -> Platform:
    """Ready the window system, where that can be with ``page`` on its way. pywebview is not loaded before.

    Raises ``Unavailable``, in words, when no window can open here.
    """
    if sys.platform == "win32":
        _lighten()
        from .windows import registry, webview2

        webview2.require(registry.CurrentUser().read, registry.read_machine)
        from .windows.window import WindowsWindow

        return WindowsWindow(look.theme)
    if sys.platform == "darwin":
        _lighten()
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


def _lighten() -> None:
    """pywebview, and what it is written with, without what nothing here asks of them."""
    plain_libraries.load()
    serverless.load()


def _open_linux(look: Glance, page: Path) -> Platform:
    from .linux import bridge_script, library, native_view, toolkit
    from .linux.native import Native, Turns

    require_display()
    url = address_of(page)
    arriving = library.send_for()
    serverless.load()
    import webview  # noqa: F401  while that arrives; nothing that brings a library of its own, which would have to wait

    with webkit_needed():
        webkit = arriving.wait()
        if not arriving.reaches_screen:
            raise toolkit.no_screen()
        toolkit.withhold_names()
        native = Native(webkit)
        begun = native_view.begin(native, url, bridge_script.script(look))
        # From here on beside WebKit's processes.
        turns = Turns(native)
        turns.begin()
        plain_libraries.load()
        toolkit.introduce()
        from .linux.ahead import Ahead
        from .linux.appearance import Appearance, SystemTheme

    appearance = Appearance(look.theme, SystemTheme())  # first: the page asks how it is to look
    ahead = Ahead(begun, turns)
    from .linux.window import LinuxWindow

    return LinuxWindow(appearance, ahead)
