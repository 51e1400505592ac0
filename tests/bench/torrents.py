"""Many small torrents, the same in every run."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

import libtorrent as lt

PIECE = 16 * 1024


def make_torrents(count: int) -> Iterator[str]:
    """The .torrent files' bytes, base64. Their data exists nowhere: each is one piece of its own number's hash."""
    for number in range(count):
        name = f"Open archive, volume {number:05}"
        info: dict[bytes, Any] = {
            b"name": name.encode(),
            b"piece length": PIECE,
            b"pieces": hashlib.sha1(name.encode()).digest(),
            b"length": 1 + number % PIECE,
        }
        torrent: Any = {b"info": info}
        yield base64.b64encode(lt.bencode(torrent)).decode()
