"""Killed at any moment: what was acknowledged is there."""

import subprocess
import sys
from pathlib import Path

from torrpeddo.library.store import Library

from .whole import whole

WRITER = """
import sys
from pathlib import Path
from torrpeddo.library.records import TorrentRecord
from torrpeddo.library.store import Library, StoredTorrent, saves_of

library, run, number = Library.open(Path(sys.argv[1])), int(sys.argv[2]), 0
while True:
    id = f"{run:020x}{number:020x}"
    record = TorrentRecord(id=id, name=f"{number}", save_path="/data", added_at=1.0)
    future = library.commit(*saves_of(StoredTorrent(record=record, metadata=id.encode() * 50, resume=id.encode())))
    future.add_done_callback(lambda future, id=id: (future.result(), sys.stdout.write(id + "\\n"), sys.stdout.flush()))
    number += 1
    if number % 7 == 0:
        future.result()
"""

KILLS = 20


def acknowledged_before_kill(database: Path, run: int) -> list[str]:
    """Ids the writer was told are saved, before it was killed after a different number of them each time."""
    arguments = [sys.executable, "-c", WRITER, str(database), str(run)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(1 + run * 13 % 97)]
        writer.kill()
        lines += writer.stdout.readlines()
    return [line.strip() for line in lines if line.endswith("\n")]


def test_every_acknowledged_write_survives_kill(database: Path) -> None:
    acknowledged: list[str] = []
    for run in range(KILLS):
        acknowledged += acknowledged_before_kill(database, run)
    library = Library.open(database)
    loaded = whole(library)
    library.close(clean=True)
    found = {torrent.record.id: torrent for torrent in loaded.torrents}
    assert len(acknowledged) > KILLS
    assert set(acknowledged) <= found.keys()
    assert all(torrent.resume == id.encode() and torrent.metadata for id, torrent in found.items())
    assert not loaded.clean
    assert library.notices == []
