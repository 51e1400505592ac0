"""What is moved in the benches of transfers: the same bytes in every run, as one file or as many small ones."""

import base64
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libtorrent as lt

MIB = 1 << 20
_SMALL_TREE = "Twenty thousand leaves"
_LARGE_FILE = "One large file"


@dataclass(frozen=True)
class Content:
    """``folder / name`` is it, whole; ``torrent`` is its .torrent file (v1)."""

    folder: Path
    name: str
    torrent: Path
    size: int
    """Bytes."""
    id: str

    @property
    def base64(self) -> str:
        return base64.b64encode(self.torrent.read_bytes()).decode()


def large(folder: Path, mib: int) -> Content:
    """One file of so many MiB, in pieces of one."""
    folder.mkdir(parents=True, exist_ok=True)
    noise = random.Random(_LARGE_FILE).randbytes(MIB - 8)
    hashes = []
    with (folder / _LARGE_FILE).open("wb") as file:
        for number in range(mib):
            piece = number.to_bytes(8, "big") + noise
            file.write(piece)
            hashes.append(hashlib.sha1(piece).digest())
    return _described(folder, _LARGE_FILE, MIB, mib * MIB, hashes, {b"length": mib * MIB})


def small(folder: Path, files: int) -> Content:
    """Files of 1 to 32 KiB, a hundred in a folder; pieces of 256 KiB."""
    root, dice = folder / _SMALL_TREE, random.Random(_SMALL_TREE)
    listed: list[dict[bytes, Any]] = []
    for number in range(files):
        inner, name = f"branch {number // 100:04}", f"leaf {number:06}.bin"
        if number % 100 == 0:
            (root / inner).mkdir(parents=True)
        content = dice.randbytes(dice.randint(1024, 32 * 1024))
        (root / inner / name).write_bytes(content)
        listed.append({b"path": [inner.encode(), name.encode()], b"length": len(content)})
    size, length = sum(file[b"length"] for file in listed), MIB // 4
    hashes = [hashlib.sha1(piece).digest() for piece in _pieces(root, listed, length)]
    return _described(folder, _SMALL_TREE, length, size, hashes, {b"files": listed})


def _pieces(root: Path, files: list[dict[bytes, Any]], length: int) -> Iterator[bytes]:
    left = b""
    for file in files:
        left += root.joinpath(*(part.decode() for part in file[b"path"])).read_bytes()
        while len(left) >= length:
            yield left[:length]
            left = left[length:]
    if left:
        yield left


def _described(
    folder: Path, name: str, length: int, size: int, hashes: list[bytes], files: dict[bytes, Any]
) -> Content:
    info: Any = {b"name": name.encode(), b"piece length": length, b"pieces": b"".join(hashes), **files}
    torrent = folder / f"{name}.torrent"
    torrent.write_bytes(lt.bencode({b"info": info}))
    return Content(folder, name, torrent, size, hashlib.sha1(lt.bencode(info)).hexdigest())
