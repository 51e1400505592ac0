"""What a person dropped on the window or named at the start: which of it is a torrent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_INFO_HASH = re.compile(r"[0-9a-fA-F]{40}|[A-Za-z2-7]{32}|[0-9a-fA-F]{64}")
_LONGEST = 65_536
"""Characters of one link; longer ones are not links."""


@dataclass(frozen=True, slots=True)
class Drop:
    """``links`` are magnet links, bare info-hashes and web addresses, ``paths`` absolute paths of .torrent files;
    ``refused`` is what was none of them."""

    links: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.links or self.paths or self.refused)


def read_drop(uris: Iterable[str], text: str = "") -> Drop:
    """Sort a drop: ``uris`` as ``text/uri-list`` has them, or where there are none the lines of ``text``."""
    given = [uri.strip() for uri in uris if uri.strip()]
    if not given:
        given = [line.strip() for line in text.splitlines() if line.strip()]
    links, paths, refused = [], [], []
    for item in dict.fromkeys(given):
        if is_link(item):
            links.append(item)
        elif (path := local_path(item)) and path.lower().endswith(".torrent"):
            paths.append(path)
        else:
            refused.append(item)
    return Drop(tuple(links), tuple(paths), tuple(refused))


def read_arguments(words: Iterable[str]) -> Drop:
    """Sort what the command line was given, where files are named by paths, also relative ones."""
    return read_drop(Path(word).absolute().as_uri() if _is_path(word) else word for word in words)


def absolute(word: str) -> str:
    """The same for a process that works in another folder."""
    return str(Path(word).absolute()) if _is_path(word) else word


def _is_path(word: str) -> bool:
    return not is_link(word) and not word.lower().startswith(("file:", "http:", "https:", "magnet:"))


def is_link(text: str) -> bool:
    """Whether this looks like a magnet link, a bare info-hash or a web address; the engine has the last word."""
    if len(text) > _LONGEST:
        return False
    return text[:8].lower() == "magnet:?" or bool(_INFO_HASH.fullmatch(text) or _WEB.match(text))


def local_path(uri: str) -> str | None:
    """The absolute path of a ``file:`` URI of this computer, or None for any other URI."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost") or "\0" in unquote(parts.path):
        return None
    from urllib.request import url2pathname  # here: a second start, which is soon over, would wait for all of HTTP

    return url2pathname(parts.path)
