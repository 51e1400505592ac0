"""Names that a torrent can carry, so that every client finds the files under them again."""

import re
from collections.abc import Sequence

from ...errors import InvalidInput
from ..text import printable

MAX_BYTES = 240
"""Of one name in UTF-8; libtorrent cuts longer ones."""

_CHANGED_BY_CLIENTS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\\\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""What libtorrent takes out of names: the backslash, control characters, and those that nobody sees."""


def check_name(name: str, folder: str) -> None:
    """Raises InvalidInput when clients would give the file another name, so that nobody could seed it."""
    try:
        length = len(name.encode())
    except UnicodeEncodeError:
        raise _unusable(name, folder, "is not UTF-8, which torrents need") from None
    if length > MAX_BYTES:
        raise _unusable(name, folder, f"is longer than {MAX_BYTES} bytes, which BitTorrent clients cut")
    if _CHANGED_BY_CLIENTS.search(name):
        raise _unusable(name, folder, "has a character that BitTorrent clients change")


def refuse_twins(paths: Sequence[str]) -> None:
    """Raises InvalidInput when two differ in capitals alone; clients rename the second, on every system."""
    seen: dict[str, str] = {}
    for path in paths:
        twin = seen.setdefault(path.lower(), path)
        if twin != path:
            raise InvalidInput(
                f"“{twin}” and “{path}” differ in capitals alone, so on Windows and macOS one would replace "
                "the other. Rename one."
            )


def _unusable(name: str, folder: str, why: str) -> InvalidInput:
    shown = printable(name.encode("utf-8", "replace").decode(), 80)
    return InvalidInput(f"The name “{shown}” in “{printable(folder)}” {why}. Rename it, or leave it out.")
