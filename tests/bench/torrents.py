"""Many small torrents, and one of many small files; the same in every run."""

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
        yield _single(name, hashlib.sha1(name.encode()).digest(), 1 + number % PIECE)


def make_seeds(folder: Path, count: int, pieces: int = 1) -> Iterator[str]:
    """The same, whole on the disk: zeros, in files that take no room."""
    folder.mkdir(parents=True, exist_ok=True)
    hashes = hashlib.sha1(bytes(PIECE)).digest() * pieces
    for number in range(count):
        name = f"Seeded archive of {pieces}, volume {number:05}"
        with (folder / name).open("wb") as file:
            file.truncate(pieces * PIECE)
        yield _single(name, hashes, pieces * PIECE)


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
    return _encoded(
        {
            b"name": tree.name.encode(),
            b"piece length": piece,
            b"pieces": b"".join(hashlib.sha1(bytes(length)).digest() for length in sizes),
            b"files": [{b"path": [inner.encode(), name.encode()], b"length": SMALL} for inner, name in tree.paths()],
        }
    )


def _single(name: str, pieces: bytes, length: int) -> str:
    return _encoded({b"name": name.encode(), b"piece length": PIECE, b"pieces": pieces, b"length": length})


def _encoded(info: dict[bytes, Any]) -> str:
    torrent: Any = {b"info": info}
    return base64.b64encode(lt.bencode(torrent)).decode()
