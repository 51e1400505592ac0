"""Paths as text: taken apart, compared, shown."""

import os
import unicodedata

_FORBIDDEN = frozenset("\0\\:" if os.name == "nt" else "\0")
_NO_NAMES = frozenset(("", ".", ".."))


def split(path: str) -> tuple[str, ...] | None:
    """The components of a manifest's path; None when it leaves the save path or can't name a file."""
    if path.startswith("/") or not _encodable(path) or not _FORBIDDEN.isdisjoint(path):
        return None
    parts = path.split("/")
    if not _NO_NAMES.isdisjoint(parts):
        parts = [part for part in parts if part not in ("", ".")]
        if ".." in parts or not parts:
            return None
    return tuple(parts)


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
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
