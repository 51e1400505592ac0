"""Which shared libraries the Linux program brings along, and which are the host's.

GTK, GLib, WebKitGTK and all they need are the host's: WebKitGTK has the path of its helpers compiled in, so it
can't be bundled, and a bundled GLib under the host's WebKitGTK breaks as soon as the two are of different ages.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's: where it goes, where it comes from, of what kind it is."""

_OURS = re.compile(r"lib(python3|girepository|ffi|ssl|crypto|sqlite3|z|lzma|bz2|uuid)\b")
"""What Python and PyGObject link to, and what no host must have in the version they were built with."""
_HOST = re.compile(r"/(usr/)?lib(32|64)?/")
_HOST_HOOKS = frozenset({"pyi_rth_gio", "pyi_rth_glib", "pyi_rth_gdkpixbuf", "pyi_rth_gtk"})
"""PyInstaller's own, which point GLib and GTK at bundled folders that there are none of."""
_NEEDLESS_HOOKS = frozenset({"pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pkgutil"})
"""Likewise: all that they change in these modules, nothing here uses, and they load them and two dozen more before our
first line runs."""
_HOST_DATA = ("share/", "etc/", "lib/")


def own_libraries(binaries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in binaries if _is_own(*entry[:2])]


def own_data(data: Iterable[Entry]) -> list[Entry]:
    """Icons, themes, schemas and translations are the host's."""
    return [entry for entry in data if not entry[0].startswith(_HOST_DATA)]


def own_scripts(scripts: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in scripts if entry[0] not in _HOST_HOOKS | _NEEDLESS_HOOKS]


def _is_own(target: str, source: str) -> bool:
    if "gio_modules" in target or "gdk-pixbuf" in target:
        return False
    return _HOST.match(source) is None or _OURS.match(PurePosixPath(target).name) is not None
