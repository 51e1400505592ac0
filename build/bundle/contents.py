"""What goes into the program on every system; the PyInstaller specs beside this file share it."""

from collections.abc import Iterator

from paths import INTERFACE, ROOT

NAME = "torrpeddo"
FOLDER = "folder"
"""PyInstaller's name for the build that is a folder and not one file."""
BACKEND = ROOT / "backend"
ENTRY = ROOT / "build" / "bundle" / "entry.py"
ICONS = ROOT / "build" / "icons"

DATA = [
    (str(INTERFACE), "torrpeddo/interface"),
    (str(INTERFACE.with_name("words.json")), "torrpeddo/interface"),
    (str(BACKEND / "torrpeddo" / "desktop" / "icon.png"), "torrpeddo/desktop"),
    (str(BACKEND / "torrpeddo" / "desktop" / "tray" / "icons"), "torrpeddo/desktop/tray/icons"),
]

WINDOW_SYSTEMS = {
    "linux": "webview.platforms.gtk",
    "win32": "webview.platforms.winforms",
    "darwin": "webview.platforms.cocoa",
}
"""pywebview's module for each system; it chooses by name, which PyInstaller does not see."""
TRAYS: dict[str, tuple[str, ...]] = {
    "linux": (),
    "win32": ("pystray._win32", "PIL.Image", "PIL.PngImagePlugin"),
    "darwin": ("pystray._darwin", "PIL.Image", "PIL.PngImagePlugin"),
}
"""What draws the tray's icon where it is not D-Bus; loaded by name, too."""
_OTHER_WINDOW_SYSTEMS = (
    "webview.platforms.android",
    "webview.platforms.cef",
    "webview.platforms.mshtml",
    "webview.platforms.qt",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "PySide6",
    "qtpy",
)
_DEVELOPMENT = ("torrpeddo.transports.websocket", "websockets")
"""Without these the program can't be made to listen."""
_UNUSED = (
    # Libraries that others would use if they were there.
    "cryptography",
    "numpy",
    "pkg_resources",
    "pytest",
    "setuptools",
    # Of the standard library: programs, and what only they need.
    "curses",
    "doctest",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "pdb",
    "pip",
    "pydoc",
    "readline",
    "test",
    "tkinter",
    "turtle",
    "unittest",
    "venv",
    "xmlrpc",
)

ROOMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
"""The room of each system, here and below ``torrpeddo.desktop``."""


def hidden(platform: str) -> list[str]:
    """Modules that are there only when they are named: ours too, since a room may be entered by its name."""
    return [WINDOW_SYSTEMS[platform], *_own(platform)]


def _own(platform: str) -> Iterator[str]:
    foreign = tuple(f"torrpeddo.desktop.{room}" for system, room in ROOMS.items() if system != platform)
    for file in sorted((BACKEND / "torrpeddo").rglob("*.py")):
        words = file.relative_to(BACKEND).with_suffix("").parts
        module = ".".join(words[:-1] if words[-1] == "__init__" else words)
        if module not in _DEVELOPMENT and not module.startswith(foreign):
            yield module


def excluded(platform: str) -> list[str]:
    """Modules that must not be in the program for ``platform``, a key of ``WINDOW_SYSTEMS``."""
    others = [module for name, module in WINDOW_SYSTEMS.items() if name != platform]
    pictures = [] if TRAYS[platform] else ["PIL"]
    return [*_DEVELOPMENT, *_UNUSED, *_OTHER_WINDOW_SYSTEMS, *others, *pictures]
