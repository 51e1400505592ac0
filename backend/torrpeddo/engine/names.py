"""Which names a file or folder can have. Pure."""

import sys

from ..errors import InvalidInput

LONGEST = 255
"""Bytes (Linux, macOS) or UTF-16 units (Windows)."""
_WINDOWS_FORBIDS = frozenset('<>:"\\|?*') | {chr(code) for code in range(32)}
_WINDOWS_RESERVES = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in "123456789¹²³"))
)


def check_name(name: str, platform: str = sys.platform) -> None:
    """Raises InvalidInput, saying why this can't be the name of a file or folder here."""
    problem = _anywhere(name) or (_on_windows(name) if platform == "win32" else None)
    if problem is None and _length(name, platform) > LONGEST:
        problem = f"it is longer than {LONGEST} bytes"
    if problem is not None:
        raise InvalidInput(f"“{_shown(name)}” can't be a name: {problem}.", name=_shown(name))


def split_path(path: str, platform: str = sys.platform) -> tuple[str, ...]:
    """The names in a relative path with ``/``, each checked. Raises InvalidInput."""
    parts = tuple(path.split("/"))
    for part in parts:
        check_name(part, platform)
    return parts


def comparable(path: str, platform: str = sys.platform) -> str:
    """Equal for paths that the platform's usual file systems take for the same."""
    return path.casefold() if platform in ("win32", "darwin") else path


def _anywhere(name: str) -> str | None:
    if not name.strip():
        return "it is empty"
    if name in (".", ".."):
        return "it stands for a folder"
    if "/" in name:
        return "it has a “/” in it"
    if "\0" in name:
        return "it has a NUL character in it"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "it has characters in it that can't be written"
    return None


def _on_windows(name: str) -> str | None:
    forbidden = sorted(_WINDOWS_FORBIDS.intersection(name))
    if forbidden:
        return f"Windows allows no {forbidden[0]!r} in names"
    if name[-1] in ". ":
        return "Windows allows no dot or space at the end of a name"
    if name.split(".")[0].rstrip(" ").upper() in _WINDOWS_RESERVES:
        return "Windows keeps it for itself"
    return None


def _length(name: str, platform: str) -> int:
    return len(name.encode("utf-16-le")) // 2 if platform == "win32" else len(name.encode())


def _shown(name: str) -> str:
    text = name.encode("utf-8", "replace").decode()
    return text if len(text) <= 80 else f"{text[:80]}…"
