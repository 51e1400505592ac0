"""A copy of the library each day, and the way back to one of them.

The library's thread copies, a disk thread checks and keeps (``library.snapshots``); this room decides when.
"""

import asyncio
import logging
import shutil
import sqlite3
from pathlib import Path

from ..contract.backups import RestoreRequested, Snapshot, SnapshotKind, SnapshotList
from ..contract.events import NoticeEvent
from ..contract.notices import NoticeKind
from ..errors import ShuttingDown, StorageError, TorrpeddoError, WrongState
from ..library import restore
from ..library.snapshot import Snapshot as Kept
from ..library.snapshot import Unsound
from ..library.snapshots import Snapshots
from . import clock
from .core import Core

log = logging.getLogger(__name__)

FIRST_LOOK = 60.0
"""Seconds after the start, which has other things to do."""
LOOK_EVERY = 1800.0
"""Seconds between looks at whether a day has begun."""
_RESERVE = 64 * 2**20
"""Bytes that a copy leaves free."""


class Backups:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._database = core.profile.database
        self._snapshots = Snapshots.of(self._database)
        self._look_at = clock.monotonic() + FIRST_LOOK
        self._busy = asyncio.Lock()
        self._told = False
        """A failure was told of; one notice a run is enough."""

    def tick(self) -> None:
        if clock.monotonic() >= self._look_at:
            self._look_at = clock.monotonic() + LOOK_EVERY
            self._core.spawn(self._daily(), "the daily backup")

    async def list(self) -> SnapshotList:
        """Raises StorageError when the folder can't be read."""
        try:
            return await self._core.on_disk(self._list)
        except OSError as error:
            raise self._refused("read", error) from error

    async def take(self) -> Snapshot:
        """One more now. Raises StorageError, and WrongState when there is nothing to copy."""
        kept = await self._take()
        if kept is None:
            raise WrongState("There is no torrent in the list, so there is nothing to back up.")
        return await self._core.on_disk(_described, kept)

    async def restore(self, id: str) -> RestoreRequested:
        """The next start goes back to it. Raises NotFound, LibraryError, StorageError."""
        try:
            snapshot = await self._core.on_disk(restore.request, self._database, id)
        except OSError as error:
            raise self._refused("written", error) from error
        return RestoreRequested(snapshot=snapshot.id)

    async def stay(self) -> None:
        """No restore after all. Harmless when none was asked for."""
        try:
            await self._core.on_disk(restore.withdraw, self._database)
        except OSError as error:
            raise self._refused("written", error) from error

    async def _daily(self) -> None:
        """A failure disturbs nothing: it is told of once, and tried again at the next look."""
        try:
            if await self._core.on_disk(self._snapshots.due, clock.wall()):
                await self._take()
        except ShuttingDown:
            pass
        except (OSError, TorrpeddoError) as error:
            message = error.message if isinstance(error, TorrpeddoError) else self._refused("read", error).message
            log.warning("no backup today: %s", message)
            if not self._told:
                self._told = True
                said = f"The library wasn't backed up. {message}"
                facts = {"reason": {"kind": "storage", "message": message}}
                self._core.feed.tell(
                    NoticeEvent(kind=NoticeKind.BACKUP_FAILED, level="warning", message=said, facts=facts)
                )

    async def _take(self) -> Kept | None:
        """None when the library is empty. Raises StorageError, ShuttingDown."""
        async with self._busy:
            try:
                draft = await self._core.on_disk(self._draft)
                if not await asyncio.wrap_future(self._core.library.copy(draft)):
                    return None
                return await self._core.on_disk(self._keep, draft, clock.wall())
            except OSError as error:
                raise self._refused("written", error) from error
            except (Unsound, sqlite3.Error) as error:
                raise StorageError(f"The copy of the library isn't sound, so it wasn't kept. {error}") from error

    def _draft(self) -> Path:
        draft = self._snapshots.draft()
        size = self._database.stat().st_size
        if shutil.disk_usage(self._snapshots.folder).free < size + _RESERVE:
            raise StorageError(f"The disk that holds {self._snapshots.folder} is nearly full. Free some space there.")
        return draft

    def _keep(self, draft: Path, at: float) -> Kept:
        try:
            kept = self._snapshots.keep(draft, at, SnapshotKind.DAILY)
        finally:
            self._snapshots.drop(draft)
        self._snapshots.prune()
        return kept

    def _list(self) -> SnapshotList:
        return SnapshotList(
            snapshots=[_described(kept) for kept in self._snapshots.all() if kept.path.exists()],
            restoring=restore.requested(self._database),
            folder=str(self._snapshots.folder),
        )

    def _refused(self, what: str, error: OSError) -> StorageError:
        why = error.strerror or str(error)
        return StorageError(f"The backups in {self._snapshots.folder} can't be {what} ({why}). Check who may do that.")


def _described(kept: Kept) -> Snapshot:
    return Snapshot(
        id=kept.id,
        taken_at=kept.taken_at,
        kind=kept.kind,
        torrents=kept.torrents(),
        bytes=kept.path.stat().st_size,
    )
