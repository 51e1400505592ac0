"""The folder with copies of the library: each is written whole and looked at before it counts, or isn't there.

The copy itself is made by the library's thread (``copying``), or while no library is open; everything here may run
on any other thread, and never touches the library.
"""

from contextlib import suppress
from pathlib import Path

from ..contract.backups import SnapshotKind
from .durable import put, sync_folder
from .failures import READING
from .retention import day_of, outdated
from .schema import MIGRATIONS
from .snapshot import Snapshot, Unsound, examine, name_of


class Snapshots:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, database: Path) -> "Snapshots":
        return cls(database.with_name("snapshots"))

    def all(self) -> list[Snapshot]:
        """Newest first; none when there is no folder. Raises OSError when it can't be read."""
        try:
            found = [snapshot for path in self.folder.iterdir() if (snapshot := Snapshot.at(path)) is not None]
        except FileNotFoundError:
            return []
        return sorted(found, key=lambda snapshot: (snapshot.taken_at, snapshot.id), reverse=True)

    def find(self, id: str) -> Snapshot | None:
        """``latest`` is the newest that was not itself put away by a restore. Raises OSError."""
        wanted = (
            snapshot
            for snapshot in self.all()
            if snapshot.id == id or (id == "latest" and snapshot.kind is not SnapshotKind.REPLACED)
        )
        return next(wanted, None)

    def lines(self) -> list[str]:
        """The list, for a terminal. Raises OSError."""
        lines = [f"{snapshot.id}  {snapshot.when}  {_amount(snapshot)}" for snapshot in self.all()]
        return lines or [f"There is no backup in {self.folder} yet."]

    def newest_sound(self) -> Snapshot | None:
        """The newest that can be relied on, or None; never fails."""
        with suppress(OSError):
            for snapshot in self.all():
                if snapshot.kind is not SnapshotKind.REPLACED:
                    with suppress(Unsound, *READING):
                        examine(snapshot.path, len(MIGRATIONS))
                        return snapshot
        return None

    def due(self, now: float) -> bool:
        """Whether this day has none yet; one from the future, when the clock was wrong, doesn't count."""
        days = {day_of(snapshot.taken_at) for snapshot in self.all() if snapshot.kind is SnapshotKind.DAILY}
        return day_of(now) not in days

    def draft(self) -> Path:
        """Where a new one may be written; what an interrupted one left there is gone. Raises OSError."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        draft = self.folder / "library.part"
        self.drop(draft)
        return draft

    def drop(self, draft: Path) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)

    def keep(self, draft: Path, at: float, kind: SnapshotKind) -> Snapshot:
        """The finished draft counts from now on. Raises ``Unsound``, sqlite3.Error and OSError; then it doesn't."""
        examine(draft, len(MIGRATIONS))
        path = self._free_name(at, kind)
        put(draft, path)
        return _known(path)

    def adopt(self, database: Path, at: float) -> Snapshot:
        """A library that is closed, without a log, becomes a snapshot by a mere renaming. Raises OSError."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        path = self._free_name(at, SnapshotKind.REPLACED)
        database.rename(path)
        sync_folder(self.folder)
        return _known(path)

    def prune(self) -> None:
        """Let go of those that are out of date. Raises OSError."""
        for snapshot in outdated(self.all()):
            snapshot.path.unlink(missing_ok=True)

    def _free_name(self, at: float, kind: SnapshotKind) -> Path:
        """The latest of its kind that day, or else it would be let go of in the place of one in the same second."""
        same_day = (each for each in self.all() if each.kind is kind and day_of(each.taken_at) == day_of(at))
        latest = max((each.taken_at for each in same_day), default=0.0)
        return self.folder / name_of(max(at, latest + 1), kind)


def _known(path: Path) -> Snapshot:
    snapshot = Snapshot.at(path)
    assert snapshot is not None  # ``name_of`` made its name
    return snapshot


def _amount(snapshot: Snapshot) -> str:
    count = snapshot.torrents()
    return {None: "can't be read", 1: "1 torrent"}.get(count, f"{count} torrents")
