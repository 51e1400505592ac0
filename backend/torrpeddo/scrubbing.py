"""Takes out of a text what is nobody else's business, so that it can be shown to strangers.

What stays says how the program was: states, counts, versions, errors. What goes says whose it is and what it holds:
names, paths, addresses, info-hashes.
"""

import re
from collections.abc import Iterable

NAME, PATH, ADDRESS, HASH, SECRET = "<name>", "<path>", "<address>", "<info-hash>", "<secret>"

_SHORTEST_NAME = 3
"""Characters; shorter names than this are in every word."""
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}:(?://|\?)[^\s\"'“”<>]+", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”\n]*”|‘[^’\n]*’|«[^»\n]*»")
_CODE_QUOTED = re.compile(r"(?<![\w])'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|\bb'[^'\n]*'")
_PATH = re.compile(r"(?:(?<![\w.<])~?/(?:[^\s/:;,\"'()\[\]]+/?)+|\b[A-Za-z]:[\\/][^\s:;,\"'()\[\]]+|\\\\[^\s]+)")
_HEX = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b", re.IGNORECASE)
_BASE32 = re.compile(r"\b[A-Z2-7]{32}\b", re.IGNORECASE)
_LONG_HEX = re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b", re.IGNORECASE)
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\d.])")
_IPV6 = re.compile(r"\[?(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])\]?(?::\d{1,5})?", re.IGNORECASE)
_HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|info|me|to|onion|i2p|[a-z]{2})\b(?::\d{1,5})?", re.IGNORECASE)
_TIME = re.compile(r"^\d\d:\d\d:\d\d$")


def scrub(text: str, names: Iterable[str] = ()) -> str:
    """The text without links, paths, info-hashes, addresses and quoted words, and without ``names``."""
    for name in sorted({name for name in names if len(name) >= _SHORTEST_NAME}, key=len, reverse=True):
        text = text.replace(name, NAME)
    text = _LINK.sub(ADDRESS, text)
    text = _QUOTED.sub(f"“{NAME}”", text)
    text = _CODE_QUOTED.sub(f"'{NAME}'", text)
    text = _PATH.sub(PATH, text)
    text = _HEX.sub(HASH, text)
    text = _BASE32.sub(HASH, text)
    text = _LONG_HEX.sub(SECRET, text)
    text = _IPV4.sub(ADDRESS, text)
    text = _IPV6.sub(lambda found: found[0] if _TIME.match(found[0]) else ADDRESS, text)
    return _HOST.sub(_host, text)


def _host(found: "re.Match[str]") -> str:
    """Names of files of the program's own have dots too."""
    return found[0] if found[0].endswith((".py", ".so", ".md", ".db")) else ADDRESS


def scrub_traceback(text: str, names: Iterable[str] = ()) -> str:
    """The same for what may have a traceback in it: of its files the last parts stay, its lines of code are ours."""
    known = tuple(names)
    return "\n".join(_traceback_line(line, known) for line in text.splitlines())


_FILE = re.compile(r"^(?P<before>\s*File )\"(?P<path>[^\"]+)\"(?P<after>,? line \d+.*)$")
_PARTS = 3


def _traceback_line(line: str, names: tuple[str, ...]) -> str:
    found = _FILE.match(line)
    if found is None:
        return line if line.startswith(("    ", "Thread ", "Current thread ")) else scrub(line, names)
    parts = re.split(r"[\\/]", found["path"])
    return f'{found["before"]}"{"/".join(parts[-_PARTS:])}"{found["after"]}'
