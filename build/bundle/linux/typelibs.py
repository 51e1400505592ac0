"""Descriptions of the host's libraries for PyGObject that PyInstaller has no hook for.

They are bundled, so that a host needs WebKitGTK alone and not its development or introspection packages.
"""

from pathlib import Path

NAMES = ("WebKit2-4.1", "JavaScriptCore-4.1", "Soup-3.0")
_PLACES = ("/usr/lib/*-linux-gnu*/girepository-1.0", "/usr/lib64/girepository-1.0", "/usr/lib/girepository-1.0")


def found() -> list[tuple[str, str]]:
    """``(file, folder in the program)`` of each. Raises FileNotFoundError when the build machine lacks one."""
    return [(str(_find(name)), "gi_typelibs") for name in NAMES]


def _find(name: str) -> Path:
    for place in _PLACES:
        for folder in Path("/").glob(place[1:]):
            file = folder / f"{name}.typelib"
            if file.is_file():
                return file
    raise FileNotFoundError(f"{name}.typelib is in none of {', '.join(_PLACES)}.")
