"""Can a window open here: is there a screen, and a WebKit to draw on it? Says in words what is missing."""

import ctypes
import importlib
import os
import platform
import sys
import threading
from typing import Any

from ..errors import Unavailable
from ..packaged import is_packaged

_LIBRARY = "libwebkit2gtk-4.1.so.0"

_INSTALL = {
    "debian": "sudo apt install gir1.2-webkit2-4.1",
    "fedora": "sudo dnf install webkit2gtk4.1",
    "arch": "sudo pacman -S webkit2gtk-4.1",
    "suse": "sudo zypper install typelib-1_0-WebKit2-4_1",
}
"""Distribution family to the command that installs WebKitGTK 4.1 with its introspection data."""
_INSTALL_LIBRARY = {
    **_INSTALL,
    "debian": "sudo apt install libwebkit2gtk-4.1-0",
    "suse": "sudo zypper install libwebkit2gtk-4_1-0",
}
"""The same without: the packaged program brings its own."""
_FAMILIES = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "archlinux": "arch", "opensuse": "suse"}


def require_display() -> None:
    """Raises ``Unavailable`` when no window can open here. Loads no toolkit, so it may come first of all."""
    if sys.platform == "linux":
        check_display(os.environ)
        check_webkit()


def hasten() -> None:
    """WebKit is brought on a thread of its own, which Python is not held up by: what needs no library of its own can be
    loaded meanwhile. What is missing, ``require_display`` says."""
    if sys.platform == "linux" and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        bring = ctypes.CDLL(None).dlopen
        bring.restype = ctypes.c_void_p
        threading.Thread(target=bring, args=(_LIBRARY.encode(), os.RTLD_NOW), daemon=True).start()


def check_display(environ: "os._Environ[str] | dict[str, str]") -> None:
    if not environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
        raise Unavailable(
            "There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Start Torrpeddo from a desktop, or run “torrpeddo engine”, which needs none.",
            needs="display",
        )


def check_webkit() -> None:
    try:
        ctypes.CDLL(_LIBRARY)
        _require_introspection()
    except (OSError, ImportError, ValueError) as error:
        raise Unavailable(
            f"{missing_webkit(_os_release(), packaged=is_packaged())} ({error})", needs="webkit2gtk-4.1"
        ) from None


def missing_webkit(release: dict[str, str], *, packaged: bool = False) -> str:
    """What to tell a person on the distribution that ``release`` (its os-release file) describes."""
    command = install_command(release, packaged=packaged)
    how = f"Install it with: {command}" if command else "Install the package of your distribution that has it."
    return f"Torrpeddo draws its window with WebKitGTK 4.1, which is missing here. {how}"


def install_command(release: dict[str, str], *, packaged: bool = False) -> str | None:
    for name in [release.get("ID", ""), *release.get("ID_LIKE", "").split()]:
        word = name.lower().partition("-")[0]
        command = (_INSTALL_LIBRARY if packaged else _INSTALL).get(_FAMILIES.get(word, word))
        if command:
            return command
    return None


def _require_introspection() -> None:
    gi: Any = importlib.import_module("gi")
    for name, version in (("Gtk", "3.0"), ("Gdk", "3.0"), ("WebKit2", "4.1"), ("Soup", "3.0")):
        gi.require_version(name, version)
    if is_packaged():  # it is read by now, and not for those that we start
        os.environ.pop("GI_TYPELIB_PATH", None)


def _os_release() -> dict[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}
