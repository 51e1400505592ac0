"""What this machine can do at most, which no client is faster than: hashes, the disk, loopback."""

import argparse
import hashlib
import os
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from . import running
from .content import MIB
from .figures import Figures, Table, figures
from .results import finish

HERE = "this machine"
_CHUNK = MIB
_SYNCS = 64


def main() -> None:
    options = _options()
    samples: dict[tuple[str, str], list[float]] = {}
    with running.a_room(options.place) as room:
        for number in range(options.rounds + 1):
            for name, unit, value in limits(room, options.mib):
                if number:
                    samples.setdefault((name, unit), []).append(value)
    table = Table()
    for (name, unit), values in samples.items():
        table.add(name, unit, statistics.median(values))
    table.show(HERE, "")
    times: list[Figures] = [figures(name, values) for (name, unit), values in samples.items() if unit == "ms"]
    finish("limits", table, times, HERE, "–", options, drawn="MiB/s")


def limits(room: Path, mib: int) -> Iterator[tuple[str, str, float]]:
    """Name, unit and value of each, with so many MiB."""
    noise = os.urandom(_CHUNK)
    for kind in (hashlib.sha1, hashlib.sha256):
        yield f"{kind().name.upper()}, one core", "MiB/s", _rate(mib, partial(_hash, kind, noise, mib))
    file = room / "file"
    yield "writing into the page cache", "MiB/s", _rate(mib, lambda: _write(file, noise, mib))
    yield "writing until it is on the disk", "MiB/s", _rate(mib, lambda: _write(file, noise, mib, synced=True))
    yield "reading from the page cache", "MiB/s", _rate(mib, lambda: _read(file))
    yield "4 KiB written and synced", "ms", _sync(room / "synced")
    yield "loopback, one connection", "MiB/s", _rate(mib, lambda: _loopback(mib, None))
    receiving = _rate(mib, lambda: _loopback(mib, file))
    yield "loopback, SHA-1 and a file, nothing else", "MiB/s", receiving
    file.unlink()


def _rate(mib: int, work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return mib / (time.perf_counter() - began)


def _hash(kind: Callable[..., Any], noise: bytes, mib: int) -> None:
    for _ in range(mib):
        kind(noise).digest()


def _write(path: Path, noise: bytes, mib: int, *, synced: bool = False) -> None:
    """A new file."""
    path.unlink(missing_ok=True)
    with path.open("wb", buffering=0) as file:
        for _ in range(mib):
            file.write(noise)
        if synced:
            os.fsync(file.fileno())


def _read(path: Path) -> None:
    into = bytearray(_CHUNK)
    with path.open("rb", buffering=0) as file:
        while file.readinto(into):
            pass


def _sync(path: Path) -> float:
    """Milliseconds, the median of a few."""
    took = []
    with path.open("wb", buffering=0) as file:
        for _ in range(_SYNCS):
            began = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _loopback(mib: int, into: Path | None) -> None:
    """``into``: what comes is hashed and written there, as a client must at least."""
    with _sending(mib) as receiver, Path(into or os.devnull).open("wb", buffering=0) as file:
        buffer = bytearray(_CHUNK)
        while size := receiver.recv_into(buffer, _CHUNK, socket.MSG_WAITALL if into else 0):
            if into is not None:
                piece = memoryview(buffer)[:size]
                hashlib.sha1(piece).digest()
                file.write(piece)


@contextmanager
def _sending(mib: int) -> Iterator[socket.socket]:
    """A connection on which so much comes."""
    noise = bytes(_CHUNK)
    with socket.create_server(("127.0.0.1", 0)) as server:
        receiver = socket.create_connection(server.getsockname())
        sender, _ = server.accept()

    def send() -> None:
        with sender:
            for _ in range(mib):
                sender.sendall(noise)

    thread = threading.Thread(target=send)
    thread.start()
    with receiver:
        yield receiver
    thread.join()


def _options() -> argparse.Namespace:
    parser = running.plain_parser("limits", __doc__, rounds=5)
    parser.add_argument("--mib", type=int, default=512, help="of each measurement")
    return parser.parse_args()


if __name__ == "__main__":
    main()
