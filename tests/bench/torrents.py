"""Many small torrents, the same in every run."""

import base64
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libtorrent as lt

PIECE = 16 * 1024
SMALL = 64
"""Bytes of each file of a ``Tree``."""


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


@dataclass(frozen=True)
class Tree:
    """A torrent of many small files, a hundred in a folder."""

    name: str
    files: int

    def paths(self) -> Iterator[tuple[str, str]]:
        for number in range(self.files):
            yield f"folder {number // 100:04}", f"file {number:06}.bin"


def grow_tree(tree: Tree, folder: Path) -> None:
    """Its files, each ``SMALL`` zeros, below ``folder``, all of them on the disk."""
    content = bytes(SMALL)
    made = None
    for inner, name in tree.paths():
        parent = folder / tree.name / inner
        if inner != made:
            parent.mkdir(parents=True)
            made = inner
        (parent / name).write_bytes(content)
    os.sync()


def torrent_of(tree: Tree) -> str:
    """Its .torrent file, base64."""
    piece = 1 << 20
    size = tree.files * SMALL
    sizes = [piece] * (size // piece) + ([size % piece] if size % piece else [])
    info: dict[bytes, Any] = {
        b"name": tree.name.encode(),
        b"piece length": piece,
        b"pieces": b"".join(hashlib.sha1(bytes(length)).digest() for length in sizes),
        b"files": [{b"path": [inner.encode(), name.encode()], b"length": SMALL} for inner, name in tree.paths()],
    }
    torrent: Any = {b"info": info}
    return base64.b64encode(lt.bencode(torrent)).decode()
