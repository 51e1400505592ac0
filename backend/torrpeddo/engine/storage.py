"""Folders and volumes: whether a folder can take a torrent, and what room it has."""

import asyncio
import math
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from ..contract.session import Space
from ..contract.torrents import State, TorrentRow
from ..errors import InvalidPath, StorageError
from .core import Core

LOOK_HOLDS = 1.0
"""Seconds. Torrents that are added together share the look at their folder."""


class Usage(Struct, frozen=True):
    """Of the volume a folder is on. ``free`` and ``total`` in bytes."""

    device: int
    volume: str
    free: int
    total: int


class Storage:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._look = asyncio.Lock()
        self._looked: tuple[str, str, float] = ("", "", -math.inf)
        """The folder that was looked at last, as asked for and absolute, and when that holds no more."""

    async def space(self, path: str) -> Space:
        """Raises InvalidPath, StorageError."""
        wants = [(row.save_path, _wanted(row)) for row in self._core.feed.rows.values() if _wanted(row)]
        return await self._core.on_disk(measure, path, wants)

    async def ready(self, path: str) -> str:
        """The folder as an absolute path, made if need be and writable. Raises InvalidPath, StorageError."""
        async with self._look:
            asked, folder, until = self._looked
            if path != asked or self._core.loop.time() >= until:
                folder = await self._core.on_disk(make_ready, path)
                self._looked = path, folder, self._core.loop.time() + LOOK_HOLDS
            return folder


def _wanted(row: TorrentRow) -> int:
    return 0 if row.state in (State.CANCELLED, State.DELETING) else max(0, row.size - row.done)


def absolute(path: str) -> Path:
    """Raises InvalidPath: empty, relative, or with a NUL in it."""
    if not path.strip():
        raise InvalidPath("The path is empty. Choose a folder or a file.")
    if "\x00" in path:
        raise InvalidPath("This path has a NUL character in it, which no folder can have.")
    try:
        path.encode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
        folder = Path(path).expanduser()
    except (UnicodeEncodeError, RuntimeError) as error:
        raise InvalidPath(f"“{path}” is not a path this system can use.") from error
    if not folder.is_absolute():
        raise InvalidPath(f"“{path}” is not a full path. Begin at the root, for instance {Path.home() / 'Downloads'}.")
    return Path(os.path.normpath(folder))


def make_ready(path: str) -> str:
    folder = absolute(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise InvalidPath(f"“{folder}” is a file, not a folder.", path=str(folder)) from None
    except OSError as error:
        raise StorageError(
            f"The folder {folder} can't be made: {error.strerror}. Choose another, or change its permissions.",
            path=str(folder),
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(
            f"The folder {folder} can't be written. Choose another, or change its permissions.", path=str(folder)
        )
    return str(folder)


def measure(path: str, wants: Iterable[tuple[str, int]]) -> Space:
    """``wants``: save path and bytes still to come, of each torrent."""
    folder = absolute(path)
    existing = nearest_existing(folder)
    try:
        usage = shutil.disk_usage(existing)
        device = existing.stat().st_dev
    except OSError as error:
        raise StorageError(f"{folder} can't be read: {error.strerror}.", path=str(folder)) from error
    return Space(
        path=str(folder),
        volume=volume_name(existing),
        free=usage.free,
        total=usage.total,
        promised=_promised(device, wants),
        writable=os.access(existing, os.W_OK | os.X_OK),
    )


def nearest_existing(folder: Path) -> Path:
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def volume_name(folder: Path) -> str:
    """What a person calls the volume: Home, the mount point's name, or the drive letter."""
    if _device(str(folder)) == _device(str(Path.home())):
        return "Home"
    mount = folder
    while not mount.is_mount() and mount != mount.parent:
        mount = mount.parent
    return mount.drive or mount.name or "System"


def _promised(device: int, wants: Iterable[tuple[str, int]]) -> int:
    devices: dict[str, int] = {}
    total = 0
    for save_path, size in wants:
        if save_path not in devices:
            devices[save_path] = _device(save_path)
        if devices[save_path] == device:
            total += size
    return total


def _device(save_path: str) -> int:
    try:
        return nearest_existing(Path(save_path)).stat().st_dev
    except OSError:
        return -1


def usage_of(save_path: str) -> Usage | None:
    """Of the volume that a torrent there would be written to; None when it can't be read."""
    try:
        folder = nearest_existing(Path(save_path))
        usage = shutil.disk_usage(folder)
        return Usage(folder.stat().st_dev, volume_name(folder), usage.free, usage.total)
    except OSError:
        return None


def devices_of(save_paths: Iterable[str]) -> dict[str, int]:
    found = {}
    for save_path in save_paths:
        try:
            found[save_path] = nearest_existing(Path(save_path)).stat().st_dev
        except OSError:
            continue
    return found


def may_be_written(path: str) -> bool:
    """Whether a file is there that may be written, or a folder that it could be made in."""
    place = Path(path)
    if place.is_file():
        return os.access(place, os.W_OK)
    return os.access(nearest_existing(place), os.W_OK | os.X_OK)
