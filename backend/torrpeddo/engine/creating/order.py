"""The order of files in a v1 torrent: as a person would list them, "2" before "10".

v2 and hybrid torrents have one order for all the world (BEP 52), which libtorrent makes.
"""

import re

_DIGITS = re.compile(r"(\d+)")

Key = tuple[tuple[tuple[int, int, str], ...], str]


def natural_key(path: str) -> Key:
    """``path`` has ``/`` between its parts; a folder's files stay together."""
    return tuple(_part(each) for part in path.split("/") for each in (*_DIGITS.split(part), "")), path


def _part(text: str) -> tuple[int, int, str]:
    """Numbers before words, and the end of a name before either."""
    if not text:
        return (0, 0, "")
    if text.isdecimal():
        return (1, int(text), text)
    return (2, 0, text.casefold())
