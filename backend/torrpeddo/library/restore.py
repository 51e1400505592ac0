"""The way back to a snapshot: asked for while the program runs, carried out before the next start opens the library.

The present library becomes a snapshot itself, so that this can be taken back too. What it has under way with files
(deletions, moves) goes on in the restored one, for the files are where the present library says, and what the
snapshot had under way then is forgotten.
"""

import sqlite3
import time
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import msgspec

from ..contract.notices import Notice, NoticeKind
from ..errors import LibraryError, NotFound
from . import replacing
from .asked import Asked
from .connecting import beside, connect, look
from .durable import write_whole
from .failures import READING, cause, is_damage
from .operations import apply
from .records import RemoveJob, SaveIntents
from .rows import intents_from_row
from .salvage import SAVES, Gaps, keep, legible, readable, take_out
from .schema import APPLICATION_ID, MIGRATIONS, Migration, migrate, version_of
from .snapshot import Snapshot, Unsound, examine
from .snapshots import Snapshots


class _Request(msgspec.Struct, frozen=True):
    snapshot: str


def request(database: Path, id: str) -> Snapshot:
    """The next start goes back to it. Raises NotFound, LibraryError for one that can't be used, and OSError."""
    snapshot = sound(database, id)
    write_whole(_request_file(database), msgspec.json.encode(_Request(snapshot.id)))
    return snapshot


def withdraw(database: Path) -> None:
    """Stay with the present library after all. Harmless when nothing was asked for. Raises OSError."""
    _request_file(database).unlink(missing_ok=True)


def requested(database: Path) -> str | None:
    """The snapshot that the next start goes back to. Raises OSError."""
    request = _request_file(database)
    if not request.is_file():
        return None  # A pipe would be waited for.
    try:
        return msgspec.json.decode(request.read_bytes(), type=_Request).snapshot
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def sound(database: Path, id: str, migrations: tuple[Migration, ...] = MIGRATIONS) -> Snapshot:
    """The snapshot, looked at page by page. Raises NotFound, LibraryError and OSError."""
    snapshot = Snapshots.of(database).find(id)
    if snapshot is None:
        which = "There is no backup of the library yet." if id == "latest" else "There is no backup by that name."
        raise NotFound(which, snapshot=id)
    try:
        examine(snapshot.path, len(migrations))
    except Unsound as error:
        raise LibraryError(f"The backup of {snapshot.when} can't be restored. {error} Choose another.") from error
    except READING as error:
        raise LibraryError(
            f"The backup of {snapshot.when} can't be restored because {cause(error, snapshot.path)}"
        ) from error
    return snapshot


def carry_out_request(database: Path, migrations: tuple[Migration, ...]) -> list[Notice]:
    """What the last run was asked for, if anything; returns what to tell the person.

    A restore that fails must not keep the program from starting: the library is as it was. It is asked for until
    ``forget_request``: what kept it from being restored may keep the program from starting too, and then pass.
    """
    try:
        id = requested(database)
        if id is None:
            return []
        if replacing.is_waiting(database):  # cut off at the last step
            replacing.finish(database)
            notice = Notice(kind=NoticeKind.RESTORED, message="The library was restored from a backup.")
        else:
            notice = restore(database, sound(database, id, migrations), migrations)
    except (NotFound, LibraryError) as error:
        notice = _not_restored(f"{error.message} The library is as it was.", error.reason())
    except (*READING, OSError) as error:
        why = error.strerror or str(error) if isinstance(error, OSError) else cause(error, database)
        message = f"The backup couldn't be restored ({why}). The library is as it was."
        notice = _not_restored(message, {"kind": "storage", "message": why})
    else:
        forget_request(database)
    return [notice]


def forget_request(database: Path) -> None:
    """The person was told what came of it."""
    with suppress(OSError):
        withdraw(database)


def _not_restored(message: str, reason: dict[str, Any]) -> Notice:
    return Notice(kind=NoticeKind.RESTORE_FAILED, message=message, facts={"reason": reason})


def restore_now(database: Path, id: str) -> str:
    """While the program is closed. Returns what was done, in words. Raises NotFound and LibraryError."""
    try:
        replacing.finish(database)
        done = restore(database, sound(database, id)).message
        withdraw(database)
    except READING as error:
        raise LibraryError(f"The backup couldn't be restored because {cause(error, database)}") from error
    except OSError as error:
        raise LibraryError(f"The backup couldn't be restored ({error.strerror or error}).") from error
    return done


def restore(database: Path, snapshot: Snapshot, migrations: tuple[Migration, ...] = MIGRATIONS) -> Notice:
    """Now, while no library is open. Returns what was done. Raises sqlite3.Error and OSError."""
    with closing(look(snapshot.path)) as template:
        torrents = replacing.build(database, lambda fresh: _adapt(fresh, database, migrations), template)
    aside = _put_away(database, len(migrations))
    replacing.finish(database)
    count = "1 torrent" if torrents == 1 else f"{torrents} torrents"
    restored = f"The library is that of {snapshot.when} again, with {count}."
    facts = {"backup_at": snapshot.taken_at, "torrents": torrents}
    if aside is None:
        return Notice(kind=NoticeKind.RESTORED, message=restored, facts=facts)
    message = f"{restored} The one before was kept as {aside}."
    return Notice(kind=NoticeKind.RESTORED, message=message, facts={**facts, "aside": str(aside)})


def _adapt(fresh: sqlite3.Connection, present: Path, migrations: tuple[Migration, ...]) -> int:
    if version_of(fresh) < len(migrations):
        migrate(fresh, migrations)
    with fresh:
        fresh.execute("BEGIN IMMEDIATE")
        for (job,) in fresh.execute("SELECT id FROM delete_job").fetchall():
            apply(RemoveJob(job), fresh)
        fresh.execute("DELETE FROM move_job")
        Asked(fresh).bring_in_all()  # Or it would hold over what is carried over.
        _carry_over(present, fresh)
        return int(fresh.execute("SELECT count(*) FROM torrent WHERE deletion IS NULL").fetchone()[0])


def _carry_over(present: Path, fresh: sqlite3.Connection) -> None:
    """What the present library has under way with files, as far as it can be read."""
    if not present.is_file() or present.stat().st_size == 0:
        return
    try:
        with closing(look(present)) as source:
            if legible(source):
                _copy_under_way(source, fresh)
    except READING as error:
        if not is_damage(error):
            raise


def _copy_under_way(source: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    """Deletions, moves, and their torrents, of which only the present library knows where they are."""
    moving = {row.get("torrent") for row in readable(source, "move_job", Gaps())}
    rows = readable(source, "torrent", Gaps())
    ids = {row["id"] for row in rows if row.get("deletion") or row["id"] in moving}
    for table in ("torrent", "metadata", "resume") if ids else ():
        for row in readable(source, table, Gaps()):
            if row["id"] in ids:
                keep(fresh, SAVES[table], row)
    for row in readable(source, "asked", Gaps()) if ids else ():
        keep(fresh, lambda asked: _of_those(intents_from_row(asked), ids), row)
    for table in ("delete_preview", "delete_job", "move_job"):
        for row in readable(source, table, Gaps()):
            keep(fresh, SAVES[table], row)
    take_out(source, fresh)


def _of_those(asked: SaveIntents, ids: Collection[str]) -> SaveIntents:
    return SaveIntents(tuple(id for id in asked.ids if id in ids), asked.intent, asked.since)


def _put_away(database: Path, newest: int) -> Path | None:
    """The present library out of the way, whatever its condition; None when there is none."""
    if not database.exists():
        return replacing.set_aside(database, "replaced") if beside(database, "-wal").exists() else None
    if _settle(database, newest):
        try:
            return Snapshots.of(database).adopt(database, time.time()).path
        except OSError:  # the folder may be a link to another volume
            return replacing.set_aside(database, "replaced")
    return replacing.set_aside(database, "replaced")


def _settle(database: Path, newest: int) -> bool:
    """Write its log into it, so that it is one file. False for what isn't a sound library of a known version."""
    try:
        with closing(look(database)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            if owner != APPLICATION_ID or not 0 < version_of(connection) <= newest:
                return False
        with closing(connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except READING as error:
        if not is_damage(error):
            raise
        return False
    beside(database, "-shm").unlink(missing_ok=True)  # of a look
    return not beside(database, "-wal").exists()


def _request_file(database: Path) -> Path:
    return database.with_name("restore.json")
