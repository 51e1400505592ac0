"""The packages of the operating system that Torrpeddo needs, on Linux alone.

Windows and macOS bring their own webview. On Linux it is WebKitGTK 4.1, and
PyGObject, which speaks to it, is compiled here against the system's libraries.
Debian and its relatives are served by apt-get; elsewhere the command is named.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from shell import call, say, stop

TEST_PROGRAMS = ("Xvfb", "openbox", "chromium", "WebKitWebDriver", "dbus-daemon", "xdotool", "import", "dpkg-deb")


@dataclass(frozen=True, slots=True)
class Distribution:
    """A family of Linux distributions; `query` prints or fails for a package that is not installed."""

    names: frozenset[str]  # of ID and ID_LIKE in /etc/os-release
    query: tuple[str, ...]
    install: tuple[str, ...]
    packages: tuple[str, ...]
    test_packages: tuple[str, ...] = ()


def _debian_python() -> tuple[str, ...]:
    """Debian splits its own Python: the headers and ensurepip come apart."""
    name = f"python3.{sys.version_info.minor}"
    return (f"{name}-dev", f"{name}-venv") if sys.base_prefix == "/usr" else ()


DEBIAN = Distribution(
    names=frozenset({"debian", "ubuntu"}),
    query=("dpkg-query", "--show", "--showformat", "${db:Status-Abbrev}"),
    install=("apt-get", "install", "--yes", "--no-install-recommends"),
    packages=(
        "gir1.2-webkit2-4.1",
        "gir1.2-gtk-3.0",
        "gcc",
        "libc6-dev",
        "pkg-config",
        "libcairo2-dev",
        "libgirepository1.0-dev",
        *_debian_python(),
    ),
    test_packages=(
        "chromium",
        "dbus",
        "fonts-dejavu-core",
        "fonts-noto-core",
        "fonts-wqy-microhei",
        "imagemagick",
        "openbox",
        "webkit2gtk-driver",
        "xdg-utils",
        "xdotool",
        "xvfb",
    ),
)

OTHERS = (
    Distribution(
        names=frozenset({"fedora", "rhel"}),
        query=("rpm", "--query"),
        install=("dnf", "install"),
        packages=(
            "webkit2gtk4.1",
            "gcc",
            "pkgconf-pkg-config",
            "cairo-gobject-devel",
            "gobject-introspection-devel",
            "python3-devel",
        ),
    ),
    Distribution(
        names=frozenset({"arch"}),
        query=("pacman", "--query", "--quiet"),
        install=("pacman", "-S", "--needed"),
        packages=("webkit2gtk-4.1", "gcc", "pkgconf", "cairo", "gobject-introspection"),
    ),
    Distribution(
        names=frozenset({"suse", "opensuse"}),
        query=("rpm", "--query"),
        install=("zypper", "install"),
        packages=(
            "typelib-1_0-WebKit2-4_1",
            "gcc",
            "pkgconf-pkg-config",
            "cairo-devel",
            "gobject-introspection-devel",
            f"python3{sys.version_info.minor}-devel",
        ),
    ),
)


def ensure(*, tests: bool) -> None:
    """Install what is missing, or stop with the command that does."""
    if sys.platform != "linux":
        return
    names = _os_names()
    if names & DEBIAN.names:
        _ensure_on_debian(tests=tests)
    else:
        _require_elsewhere(names, tests=tests)


def _ensure_on_debian(*, tests: bool) -> None:
    wanted = DEBIAN.packages + (DEBIAN.test_packages if tests else ())
    missing = _missing(DEBIAN, wanted)
    if not missing:
        return
    by_hand = f"sudo apt-get update && sudo apt-get install --yes --no-install-recommends {' '.join(missing)}"
    privilege = _privilege()
    if privilege is None:
        stop(
            "Torrpeddo needs some packages of the system, and this account may not install them.\n"
            f"Run this as an administrator, then the same npm command again:\n\n    {by_hand}\n"
        )
    say(f"Installing packages of the system: {' '.join(missing)}")
    quiet = (*privilege, "env", "DEBIAN_FRONTEND=noninteractive")
    updated = call([*quiet, "apt-get", "update", "--quiet=2"]) == 0
    if not updated or call([*quiet, *DEBIAN.install, "--quiet=2", *missing]) != 0:
        stop(f"apt-get could not install them; its message is above. To try by hand:\n\n    {by_hand}\n")


def _require_elsewhere(names: frozenset[str], *, tests: bool) -> None:
    family = next((each for each in OTHERS if each.names & names), None)
    if family is None:
        _warn_unknown()
    elif missing := _missing(family, family.packages):
        stop(f"Torrpeddo needs some packages of the system. Install them with:\n\n"
             f"    sudo {' '.join([*family.install, *missing])}\n")  # fmt: skip
    absent = [program for program in TEST_PROGRAMS if tests and shutil.which(program) is None]
    if absent:
        stop(f"The tests need these programs on the PATH: {', '.join(absent)}. Install the packages that have them.")


def _warn_unknown() -> None:
    say(
        "This Linux distribution is not one whose package names are known here. Torrpeddo needs WebKitGTK 4.1\n"
        "with its introspection data, and, to compile PyGObject: a C compiler, pkg-config and the development\n"
        "files of Python, cairo and gobject-introspection."
    )


def _missing(distribution: Distribution, packages: Sequence[str]) -> list[str]:
    return [package for package in packages if not _is_installed(distribution, package)]


def _is_installed(distribution: Distribution, package: str) -> bool:
    query = subprocess.run([*distribution.query, package], capture_output=True, text=True, check=False)
    return query.returncode == 0 and (distribution is not DEBIAN or query.stdout.startswith("ii"))


def _privilege() -> tuple[str, ...] | None:
    """What to put before a command to run it as root; None when nobody is there to be asked for a password."""
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ("sudo", "-n")
    return ("sudo",) if sys.stdin.isatty() else None


def _os_names() -> frozenset[str]:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return frozenset()
    return frozenset([release.get("ID", ""), *release.get("ID_LIKE", "").split()])
