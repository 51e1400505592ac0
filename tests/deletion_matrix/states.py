"""How torrents come into each state in which they can be deleted."""

import hashlib
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import libtorrent as lt
from tests.swarm.host import Host

from torrpeddo.contract.moving import Move
from torrpeddo.contract.torrents import State
from torrpeddo.engine.moving import copying

from .scenes import Scene

_PIECE = 1 << 20
_SIZE = 64 << 30
"""Holes: nothing but the time to hash them."""


def active(host: Host, scene: Scene) -> None:
    assert host.row(scene.id)


def paused(host: Host, scene: Scene) -> None:
    host.pause(scene.id)
    host.until_shown(scene.id, State.PAUSED)


def cancelled(host: Host, scene: Scene) -> None:
    host.stop(scene.id)
    host.until_shown(scene.id, State.CANCELLED)
    host.settle()


def errored(host: Host, scene: Scene) -> None:
    """As a full disk leaves it."""
    host.ask_handle(scene.id, lambda handle: handle.set_flags(lt.torrent_flags.upload_mode))
    host.until_shown(scene.id, State.ERROR)


def metadata_less(host: Host, scene: Scene) -> None:
    """A magnet link whose files are there by chance."""
    host.remove(scene.id)
    host.until_gone(scene.id)
    host.add_magnet(scene.sample.magnet, save_path=str(scene.save))
    host.until_shown(scene.id, State.METADATA)
    scene.own = {path for path in scene.own if path.endswith(".parts")}
    scene.has_metadata = False


def checking(host: Host, scene: Scene) -> None:
    """It waits behind a large one that is being checked."""
    host.recheck(scene.id)
    host.until_shown(scene.id, State.CHECKING, State.QUEUED)


def moving(host: Host, scene: Scene) -> None:
    """It waits behind one that takes for ever."""
    host.call(host.engine.moves.move(Move(ids=[scene.id], path=str(scene.save.parent / "goal"))))
    host.until_shown(scene.id, State.MOVING)


def missing(host: Host, scene: Scene) -> None:
    """Its files are somewhere else now, and must be left there."""
    host.stop(scene.id)
    host.until_shown(scene.id, State.CANCELLED)
    host.settle()
    for path in [*scene.sample.files, "other/renamed.bin"]:
        found = scene.folder / path
        if found.is_file() and found.read_bytes() != b"mine":
            away = scene.save.parent / "away" / path
            away.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(found, away)
    host.restart(scene.id)
    if not (scene.folder / "a.bin").exists():  # one of the person's in its place is something to check
        host.until_shown(scene.id, State.MISSING_FILES)


STATES: dict[str, Callable[[Host, Scene], None]] = {
    "active": active,
    "paused": paused,
    "cancelled": cancelled,
    "errored": errored,
    "metadata-less": metadata_less,
    "checking": checking,
    "moving": moving,
    "missing-files": missing,
}


IN_LINE = ("checking", "moving")
"""States for which ``Obstacles`` are needed."""


class Obstacles:
    """What keeps checks and moves from getting their turn: a large check and an endless copy."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._over = threading.Event()
        self._real = copying._copy_chunk  # noqa: SLF001 - the step that hangs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        copying._copy_chunk = self._real  # noqa: SLF001

    def put_up(self, other_volume: Path) -> None:
        host = self._host
        folder = host.folder / "obstacles"
        folder.mkdir()
        large = self._large(folder)
        host.recheck(large)
        host.until(lambda: (row := host.row(large)) is not None and row.state is State.CHECKING and row.progress > 0)
        copying._copy_chunk = self._wait  # type: ignore[assignment]  # noqa: SLF001
        content = folder / "slow"
        content.write_bytes(bytes(_PIECE))
        id = self._add(folder, "slow", _PIECE, 1)
        host.call(host.engine.moves.move(Move(ids=[id], path=str(other_volume))))
        host.until_shown(id, State.MOVING)

    def _wait(self, *arguments: Any) -> int:
        self._over.wait(60)
        return self._real(*arguments)

    def _large(self, folder: Path) -> str:
        with (folder / "large").open("wb") as file:
            file.truncate(_SIZE)
        return self._add(folder, "large", _SIZE, _SIZE // _PIECE)

    def _add(self, folder: Path, name: str, size: int, pieces: int) -> str:
        hashes = hashlib.sha1(bytes(_PIECE)).digest() * pieces
        info: Any = {b"name": name.encode(), b"length": size, b"piece length": _PIECE, b"pieces": hashes}
        path = folder / f"{name}.torrent"
        path.write_bytes(lt.bencode({b"info": info}))
        id = self._host.add_file(path, save_path=str(folder), seed_mode=True)
        self._host.until_shown(id, State.SEEDING)
        return id
