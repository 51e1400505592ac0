"""Asks an engine to make torrents, and waits for how that goes."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import libtorrent as lt
import psutil
from tests.swarm.host import Host

from torrpeddo.contract.creating import CreateTorrent, Creation, CreationState
from torrpeddo.contract.events import CreationEvent, ProgressEvent

PATIENCE = 60.0
"""Seconds: the worker steps back behind whatever else runs."""
ENDED = (CreationState.DONE, CreationState.FAILED, CreationState.CANCELLED)


class Creator:
    def __init__(self, host: Host) -> None:
        self.host = host

    def start(self, path: Path, **options: Any) -> str:
        return self.host.call(self.host.engine.creations.create(CreateTorrent(path=str(path), **options)))

    def get(self, job: str) -> Creation:
        return self.host.on_engine(lambda: self.host.engine.creations.get(job))

    def cancel(self, job: str) -> None:
        self.host.call(self.host.engine.creations.cancel(job))

    def until(self, job: str, *states: CreationState) -> Creation:
        self.host.until(lambda: self.get(job).state in states, PATIENCE)
        return self.get(job)

    def until_hashing(self, job: str) -> None:
        self.host.until(lambda: self.get(job).done > 0, PATIENCE)

    def make(self, path: Path, **options: Any) -> Creation:
        """Made, or the test fails with why not."""
        creation = self.end_of(self.start(path, **options))
        assert creation.state is CreationState.DONE, creation.error
        return creation

    def fail(self, path: Path, **options: Any) -> str:
        """Why it could not be made."""
        creation = self.end_of(self.start(path, **options))
        assert creation.state is CreationState.FAILED
        assert creation.error is not None
        return creation.error.message

    def end_of(self, job: str) -> Creation:
        return self.until(job, *ENDED)

    def states(self, job: str) -> list[CreationState]:
        """As they were told."""
        told = [event.creation for event in list(self.host.ears.events) if isinstance(event, CreationEvent)]
        return [creation.state for creation in told if creation.job == job]

    def progress(self, job: str) -> list[ProgressEvent]:
        return [event for event in self.host.progress() if event.job == job]


def workers() -> list[psutil.Process]:
    """The hashing processes that this process has started and that still run."""
    return [each for each in psutil.Process().children(recursive=True) if is_worker(each)]


def is_worker(process: psutil.Process) -> bool:
    try:
        return "create-worker" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def big_file(path: Path, size: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)
    return path


def fill(folder: Path, files: Mapping[str, int]) -> dict[str, bytes]:
    """Write these files of so many random bytes below ``folder``. Returns what is in them."""
    written = {path: os.urandom(size) for path, size in files.items()}
    for path, content in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return written


def document(torrent: str | Path) -> dict[bytes, Any]:
    """What the torrent file says."""
    read: Any = lt.bdecode(Path(torrent).read_bytes())
    assert isinstance(read, dict)
    return read
