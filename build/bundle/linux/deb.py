"""The Debian package: the folder build under /usr/lib, and its place in the desktop."""

import gzip
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bundle import licences
from bundle.contents import NAME
from bundle.linux import homely
from paths import CACHE
from shell import run

_GLIBC = re.compile(rb"GLIBC_2\.(\d+)\0")
_STAGE = CACHE / "package" / "deb"


def make(folder: Path, target: Path, version: str, architecture: str) -> None:
    """The package ``target`` from the folder build; needs dpkg-deb."""
    shutil.rmtree(_STAGE, ignore_errors=True)
    program = _STAGE / "usr" / "lib" / NAME
    shutil.copytree(folder, program, symlinks=True)
    link = _STAGE / "usr" / "bin" / NAME
    link.parent.mkdir()
    link.symlink_to(f"../lib/{NAME}/{NAME}")
    homely.furnish(_STAGE / "usr" / "share", version, datetime.now(UTC).date())
    _describe(_STAGE / "usr" / "share" / "doc" / NAME, program, version)
    control = _STAGE / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(control_text(version, architecture, _glibc(program), _size(_STAGE)), encoding="utf-8")
    run(["dpkg-deb", "--build", "--root-owner-group", "-Zxz", _STAGE, target], "dpkg-deb could not make the package.")
    shutil.rmtree(_STAGE)


def control_text(version: str, architecture: str, glibc: int, kilobytes: int) -> str:
    """What the package manager is told. ``glibc`` is the minor version of the newest symbol that the program uses."""
    depends = (
        f"libc6 (>= 2.{glibc})",
        "libstdc++6",
        "libgcc-s1",
        "libwebkit2gtk-4.1-0",
        "libgtk-3-0t64 | libgtk-3-0",
        "libglib2.0-0t64 | libglib2.0-0",
        "libcairo-gobject2",
    )
    return f"""\
Package: {NAME}
Version: {version}
Architecture: {architecture}
Maintainer: The Torrpeddo authors <torrpeddo@users.noreply.github.com>
Installed-Size: {kilobytes}
Section: net
Priority: optional
Depends: {", ".join(depends)}
Recommends: xdg-utils, ca-certificates
Description: BitTorrent client for the desktop
 A BitTorrent client that looks like the best of today's desktop programs and
 weighs a fraction of them. What you asked for stays asked for, deleting is
 exact and can be undone, and nothing is lost when the machine fails.
 .
 The window is drawn by the system's WebKitGTK; no browser is shipped.
"""


def newest_glibc(libraries: Iterable[bytes]) -> int:
    """The minor version of the newest glibc symbol in any of these ELF files."""
    return max(int(minor) for content in libraries for minor in _GLIBC.findall(content))


def _glibc(program: Path) -> int:
    files = [program / NAME, *program.rglob("*.so"), *program.rglob("*.so.*")]
    return newest_glibc(file.read_bytes() for file in files if file.is_file())


def _size(stage: Path) -> int:
    """In kilobytes, as Installed-Size counts."""
    return sum(-(-file.lstat().st_size // 1024) for file in stage.rglob("*") if not file.is_dir())


def _describe(folder: Path, program: Path, version: str) -> None:
    """The licences where Debian's policy looks for them, and a changelog."""
    folder.mkdir(parents=True)
    shutil.copyfile(next(program.rglob(licences.FILE_NAME)), folder / "copyright")
    (folder / "changelog.gz").write_bytes(gzip.compress(f"{NAME} ({version})\n".encode(), mtime=0))
