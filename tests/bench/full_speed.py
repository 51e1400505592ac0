"""A download at full speed that does not end: zeros, from a peer in a process of its own.

Full speed is what both ends come to on one machine, or what a line brings that is full.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import libtorrent as lt
from tests.swarm.samples import Sample
from tests.swarm.seeder import Seeder
from tests.window.processes import wait_for

PIECE = 4 << 20
PIECES = 1024
MOST = 1 / 3
"""Of it, when it is begun anew: the rest lasts longer than anything that is watched."""
NAME = "Nothing, and much of it"
GIGABIT = 125_000_000
"""Bytes a second: what a line of 1 Gbit/s brings."""

Call = Callable[..., Any]


class Download:
    """Begun anew whenever it is far on, so that it goes on as long as somebody looks."""

    def __init__(self, sample: Sample, address: str, call: Call) -> None:
        self._call = call
        self.id = sample.id
        self._magnet = f"{sample.magnet}&x.pe={address}"

    def go_on(self) -> None:
        """Until bytes come in."""
        row = self._row()
        if row is not None and row["progress"] > MOST:
            self.end()
            row = None
        if row is None:
            self._call("add_magnet", uri=self._magnet)
        wait_for(lambda: (self._row() or {}).get("down_rate", 0) > 0, 60, "bytes to come in")

    def end(self) -> None:
        if self._row() is not None:
            self._call("delete", ids=[self.id], trash=False)
            wait_for(lambda: self._row() is None, 30, "the last download to go")

    def _row(self) -> dict[str, Any] | None:
        rows: list[dict[str, Any]] = self._call("get_status")["torrents"]
        return next((row for row in rows if row["id"] == self.id), None)


@contextmanager
def open_download(folder: Path, call: Call, rate: int = 0) -> Iterator[Download]:
    """``call`` calls the host that is to download. The peer is on no machine of its own, so it takes what is left.

    ``rate``: bytes a second that it gives at most; 0 for as many as it can.
    """
    sample = _zeros(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.full_speed", folder, str(rate)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        download = Download(sample, process.stdout.readline().strip(), call)
        yield download
        download.end()
    finally:
        process.communicate()


def _zeros(folder: Path) -> Sample:
    """4 GB that take no room where they come from."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / NAME).open("wb") as file:
        file.truncate(PIECES * PIECE)
    info: Any = {
        b"name": NAME.encode(),
        b"piece length": PIECE,
        b"length": PIECES * PIECE,
        b"pieces": hashlib.sha1(bytes(PIECE)).digest() * PIECES,
    }
    id = hashlib.sha1(lt.bencode(info)).hexdigest()
    return Sample(folder, NAME, lt.bencode({b"info": info}), id, None, {})


def serve() -> None:
    """The peer: says its address, and goes when nobody listens any more."""
    os.nice(19)
    seeder = Seeder(_zeros(Path(sys.argv[1])), rate=int(sys.argv[2]), checked=True)
    print(seeder.address, flush=True)
    sys.stdin.read()
    seeder.close()


if __name__ == "__main__":
    serve()
