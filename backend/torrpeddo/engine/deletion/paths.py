"""Paths as text: taken apart, compared, shown."""

import os
import unicodedata

_FORBIDDEN = ("\0", "\\", ":") if os.name == "nt" else ("\0",)


def split(path: str) -> tuple[str, ...] | None:
    """The components of a manifest's path; None when it leaves the save path or can't name a file."""
    if path.startswith("/") or not _encodable(path) or any(mark in path for mark in _FORBIDDEN):
        return None
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    return None if ".." in parts or not parts else parts


def fold(path: str) -> str:
    """Equal for names that some file system takes for the same (upper and lower case, composed accents)."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def shown(path: str) -> str:
    """The path fit for a wire: bytes that aren't UTF-8 become replacement characters."""
    return path if _encodable(path) else os.fsencode(path).decode("utf-8", "replace")


def within(folder: str, path: str) -> tuple[str, ...] | None:
    """The components that lead from ``folder`` down to ``path`` (none: it is the folder); None when it isn't in it."""
    prefix = folder if folder.endswith(os.sep) else folder + os.sep
    if path == folder:
        return ()
    return tuple(path[len(prefix) :].split(os.sep)) if path.startswith(prefix) else None


def _encodable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
