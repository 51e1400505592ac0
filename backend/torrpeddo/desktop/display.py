"""Can a window open here: is there a screen, and a WebKit to draw on it? Says in words what is missing."""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Unavailable
from ..packaged import is_packaged

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
    """Raises ``Unavailable`` where it is clear already that no window can open. Waits for nothing."""
    if sys.platform == "linux":
        check_display(os.environ)
        from .linux.library import send_for

        with webkit_needed():
            send_for().check()


def check_display(environ: "os._Environ[str] | dict[str, str]") -> None:
    if not environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
        raise Unavailable(
            "There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "Start Torrpeddo from a desktop, or run “torrpeddo engine”, which needs none.",
            needs="display",
        )


@contextmanager
def webkit_needed() -> Iterator[None]:
    """Whoever loads WebKit in here raises ``Unavailable`` where it is missing, with what installs it."""
    try:
        yield
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


def _os_release() -> dict[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}
