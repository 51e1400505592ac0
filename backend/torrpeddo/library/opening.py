"""From a file, whatever its condition, to a connection that can be used and what it holds.

A file that is damaged or not ours is never written: what can be read of it goes into a new library, built beside
it and put in its place, and it is kept under another name. A file that is locked, unreadable or too new is an error.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from ..contract.backups import SnapshotKind
from ..contract.notices import Notice, NoticeKind
from ..errors import LibraryError, LibraryTooNew
from . import replacing
from .connecting import beside, connect, look
from .failures import READING, cause, code_of, is_damage
from .filling import fill_gaps
from .reading import Reader, was_clean
from .records import Loaded
from .relocating import relocate
from .restore import carry_out_request, forget_request
from .salvage import everything, salvage
from .schema import APPLICATION_ID, MIGRATIONS, Migration, migrate, version_of
from .snapshot import Snapshot, Unsound
from .snapshots import Snapshots

_SMALLEST = 512
"""Bytes: SQLite's smallest page. It takes a file below that for a new one and would write over it."""


class Opened(Struct, frozen=True):
    connection: sqlite3.Connection
    loaded: Loaded
    notices: list[Notice]


class _Damaged(Exception):
    """The file can't be used as a library; the text is the end of “It …”."""


def open_database(database: Path, migrations: tuple[Migration, ...] = MIGRATIONS, home: Path | None = None) -> Opened:
    """``home``: the folder that the library travels with (``relocating``).

    Raises ``LibraryTooNew`` and ``LibraryError``, after either of which the file is as it was.
    """
    try:
        notices = carry_out_request(database, migrations)
        replacing.finish(database)
        notices += _loss(database)
        try:
            opened = _open_sound(database, migrations, home)
        except _Damaged as damage:
            notices.append(_replace(database, migrations, str(damage)))
            opened = _open_sound(database, migrations, home)
        forget_request(database)
        opened.notices[:0] = notices
        return opened
    except (*READING, _Damaged) as error:
        raise LibraryError(f"The library couldn't be opened because {cause(error, database)}") from error
    except OSError as error:
        raise LibraryError(
            f"The library couldn't be opened ({error.strerror or error}: {error.filename or database.parent}). "
            "Check the disk and who may write there."
        ) from error


def _loss(database: Path) -> list[Notice]:
    """A library that is simply gone: perhaps a person wanted that, so nothing comes back unasked."""
    if database.exists() or beside(database, "-wal").exists():
        return []
    found = Snapshots.of(database).newest_sound()
    if found is None:
        return []
    message = (
        f"The library {database} wasn't there, so a new one was begun. There is a backup of it from {found.when}: "
        "restore it in the settings, under Backups, if that isn't what you wanted."
    )
    facts = {"library": str(database), "backup_at": found.taken_at}
    return [Notice(kind=NoticeKind.LIBRARY_LOST, message=message, facts=facts)]


def _open_sound(database: Path, migrations: tuple[Migration, ...], home: Path | None) -> Opened:
    try:
        _inspect(database, len(migrations))
        connection = connect(database)
        try:
            return _prepare(connection, database, migrations, home)
        except BaseException:
            connection.close()
            raise
    except READING as error:
        if is_damage(error) or code_of(error) == sqlite3.SQLITE_ERROR:  # the latter: a table isn't there
            raise _Damaged("is damaged") from error
        raise


def _prepare(
    connection: sqlite3.Connection, database: Path, migrations: tuple[Migration, ...], home: Path | None
) -> Opened:
    version = version_of(connection)
    beside(database, "-shm").unlink(missing_ok=True)  # of a look: now that the file is locked, nobody uses it
    if version < len(migrations):
        _bring_up_to_date(connection, database, version, migrations)
    if home is not None:
        relocate(connection, home)
    reader = Reader(connection)
    return Opened(connection, reader.read(), reader.notices)


def _bring_up_to_date(
    connection: sqlite3.Connection, database: Path, version: int, migrations: tuple[Migration, ...]
) -> None:
    kept: Snapshot | None = None
    try:
        if version > 0:
            kept = _keep_copy(connection, database)
        migrate(connection, migrations)
    except sqlite3.Error as error:
        if kept is not None:
            kept.path.unlink(missing_ok=True)  # of a library that is as it was, and will try again
        if is_damage(error):
            raise
        raise LibraryError(
            f"The library couldn't be brought up to date because {cause(error, database)} Nothing was changed."
        ) from error


def _inspect(database: Path, newest: int) -> None:
    """Look at the file without writing to it or to its write-ahead log."""
    if not database.exists():
        if beside(database, "-wal").exists():
            raise _Damaged("has lost its main part")
        return
    if database.is_dir():
        raise LibraryError(f"The library can't be opened: {database} is a folder. Move it elsewhere.")
    if database.stat().st_size < _SMALLEST:
        raise _Damaged("is empty" if database.stat().st_size == 0 else "is damaged")
    with closing(look(database)) as connection:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if owner != APPLICATION_ID and tables:
            raise _Damaged("belongs to another program")
        version = version_of(connection)
        _check_version(database, version, newest)
        if version < 0 or (tables and version == 0):
            raise _Damaged("is damaged")
        if tables and not was_clean(connection):
            _check(connection)


def _check_version(database: Path, version: int, newest: int) -> None:
    if version > newest:
        raise LibraryTooNew(
            f"The library {database} was written by a newer Torrpeddo (format {version}; this one knows up to "
            f"{newest}). Install the newer Torrpeddo to use it. Nothing was changed.",
            found=version,
            known=newest,
        )


def _check(connection: sqlite3.Connection) -> None:
    """After a run that was cut off: a look at every page. Costs about a second per gigabyte."""
    findings = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if findings != "ok":
        raise _Damaged("is damaged")


def _keep_copy(connection: sqlite3.Connection, database: Path) -> Snapshot:
    """The whole library as it is, before a migration touches it: a snapshot like the daily ones."""
    snapshots = Snapshots.of(database)
    draft = snapshots.draft()
    try:
        with closing(sqlite3.connect(draft)) as target:
            connection.backup(target)
        return snapshots.keep(draft, time.time(), SnapshotKind.UPDATE)
    except Unsound as error:
        raise _Damaged("is damaged") from error
    finally:
        snapshots.drop(draft)


def _replace(database: Path, migrations: tuple[Migration, ...], damage: str) -> Notice:
    """Put a new library, with all that could be saved, in the place of the damaged one. Returns the notice."""
    recovered, added, snapshot = replacing.build(database, lambda fresh: _recover(database, fresh, migrations))
    aside = replacing.set_aside(database)
    replacing.finish(database)
    saved = {0: "no torrent could be read from it", 1: "1 torrent was recovered from it"}
    sentence = (
        f"The library {damage}, so it was set aside as {aside} and a new one was begun; "
        f"{saved.get(recovered, f'{recovered} torrents were recovered from it')}."
    )
    facts = {"aside": str(aside), "damage": damage, "recovered": recovered, "added": added}
    if snapshot is None or not added:
        return Notice(kind=NoticeKind.LIBRARY_DAMAGED, message=sentence, facts=facts)
    lost = "1 torrent that it had lost was" if added == 1 else f"{added} torrents that it had lost were"
    return Notice(
        kind=NoticeKind.LIBRARY_DAMAGED,
        message=f"{sentence} {lost} taken from the backup of {snapshot.when}, as things stood then.",
        facts={**facts, "backup_at": snapshot.taken_at},
    )


def _recover(
    damaged: Path, fresh: sqlite3.Connection, migrations: tuple[Migration, ...]
) -> tuple[int, int, Snapshot | None]:
    """How many torrents could be read of the damaged library, how many come from a snapshot, and from which."""
    migrate(fresh, migrations)
    readable = damaged.is_file() and damaged.stat().st_size >= _SMALLEST
    lost = salvage(damaged, fresh) if readable else everything()
    snapshot = Snapshots.of(damaged).newest_sound()
    added = fill_gaps(snapshot.path, fresh, lost) if snapshot is not None else 0
    return len(lost.numbers), added, snapshot
