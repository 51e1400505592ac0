"""Magnet links and .torrent files, from strangers: either a parsed value or an error in words."""

import re
from typing import Any
from urllib.parse import unquote_to_bytes

import libtorrent as lt
from msgspec import Struct

from ..errors import InvalidMagnet, InvalidTorrent
from .layout import Layout
from .loading import load_torrent
from .text import printable, remote

MAX_TORRENT_BYTES = 48 * 2**20

_HEX40 = r"[0-9a-fA-F]{40}"
_BASE32 = r"[A-Z2-7a-z]{32}"
_HEX64 = r"[0-9a-fA-F]{64}"
_LIBTORRENT_SUFFIX = r"\s*\[[\w.]+:\d+\]\s*$"
# ``re`` compiles each when it is first asked for.


class Source(Struct, frozen=True):
    """Something that can be added. ``params`` is libtorrent's, ours to change until it is added."""

    params: Any
    id: str
    v1: str | None
    v2: str | None
    name: str
    trackers: list[str]
    private: bool = False
    comment: str = ""
    layout: Layout | None = None
    selected: list[int] | None = None
    """Files a magnet link asks for (``so=``, BEP 53), or None."""
    metadata: bytes | None = None
    """The .torrent's bytes."""


def parse_magnet(text: str) -> Source:
    """A magnet link (BEP 9), or a bare info-hash.

    Raises:
        InvalidMagnet: it is neither; the message says what is wrong.
    """
    uri = _as_uri(text.strip())
    try:
        params = lt.parse_magnet_uri(uri)
    except (RuntimeError, ValueError, UnicodeError) as error:
        raise InvalidMagnet(f"This magnet link can't be used: {_words(error)}.") from error
    v1, v2 = hashes_of(params.info_hashes)
    if v1 is None and v2 is None:
        raise InvalidMagnet("This magnet link names no torrent: it has no info-hash (xt=urn:btih:… or xt=urn:btmh:…).")
    id = identity(v1, v2)
    name = remote(lambda: params.name)[:255] or id
    params.name = name
    chosen = [index for index, priority in enumerate(params.file_priorities) if priority]
    return Source(
        params=params,
        id=id,
        v1=v1,
        v2=v2,
        name=name,
        trackers=_trackers(params),
        selected=chosen if params.file_priorities else None,
    )


def parse_torrent(content: bytes) -> Source:
    """The bytes of a .torrent file (BEP 3, BEP 52).

    Raises:
        InvalidTorrent: they are not one; the message says what is wrong.
    """
    if not content:
        raise InvalidTorrent("This torrent file is empty.")
    if len(content) > MAX_TORRENT_BYTES:
        raise InvalidTorrent(f"This torrent file is larger than {MAX_TORRENT_BYTES // 2**20} MiB, which none is.")
    try:
        params = load_torrent(content)
        info: Any = params.ti
        layout = Layout.of(info)
    except (RuntimeError, ValueError, UnicodeError) as error:
        raise InvalidTorrent(f"This is not a usable torrent file: {_words(error)}.") from error
    if not layout.files:
        raise InvalidTorrent("This torrent file lists no files.")
    v1, v2 = hashes_of(info.info_hashes())
    return Source(
        params=params,
        id=identity(v1, v2),
        v1=v1,
        v2=v2,
        name=printable(info.name(), 255) or identity(v1, v2),
        trackers=_trackers(params),
        private=info.priv(),
        comment=remote(lambda: params.comment),
        layout=layout,
        metadata=content,
    )


def hashes_of(hashes: Any) -> tuple[str | None, str | None]:
    """v1 and v2 info-hash in hex, or None."""
    return (str(hashes.v1) if hashes.has_v1() else None, str(hashes.v2) if hashes.has_v2() else None)


def identity(v1: str | None, v2: str | None) -> str:
    """The id of a torrent: its v1 hash, else the v2 hash cut to 20 bytes (as the DHT and trackers do)."""
    if v1 is not None:
        return v1
    if v2 is None:
        raise ValueError("a torrent has at least one info-hash")
    return v2[:40]


def _as_uri(text: str) -> str:
    if re.fullmatch(_HEX40, text) or re.fullmatch(_BASE32, text):
        return f"magnet:?xt=urn:btih:{text}"
    if re.fullmatch(_HEX64, text):
        return f"magnet:?xt=urn:btmh:1220{text}"
    if not text[:8].lower().startswith("magnet:?"):
        raise InvalidMagnet("This is not a magnet link: it should begin with “magnet:?”.")
    if any(0xD800 <= ord(char) < 0xE000 for char in text):
        raise InvalidMagnet("This magnet link has bytes in it that are no text, so it was garbled on the way.")
    if "\x00" in text or any(ord(char) < 0x20 for char in text):
        raise InvalidMagnet("This magnet link has control characters in it, so it was cut or garbled on the way.")
    return "magnet:?" + "&".join(part for part in text[8:].split("&") if _readable(part))


def _readable(part: str) -> bool:
    """An address that is not UTF-8 can be asked by nobody, and would keep libtorrent's whole list from being read."""
    if part[:3].lower() not in ("tr=", "tr.", "ws=", "as="):
        return True
    try:
        unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        return False
    return True


def _trackers(params: Any) -> list[str]:
    return [printable(url, 2000) for url in dict.fromkeys(params.trackers)]


def _words(error: Exception) -> str:
    return re.sub(_LIBTORRENT_SUFFIX, "", printable(str(error))).rstrip(".") or "it is damaged"
