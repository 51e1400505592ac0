"""From a file, whatever its condition, to a connection that can be used and what it holds.

A file that is damaged or not ours is never written: what can be read of it goes into a new library, built beside
it and put in its place, and it is kept under another name. A file that is locked, unreadable or too new is an error.
"""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from ..errors import LibraryError, LibraryTooNew
from .connecting import PARTS, beside, connect, look
from .failures import READING, cause, code_of, is_damage
from .operations import mark_run
from .reading import Reader, was_clean
from .records import Loaded
from .salvage import salvage
from .schema import APPLICATION_ID, MIGRATIONS, Migration, migrate, version_of

_SMALLEST = 512
"""Bytes: SQLite's smallest page. It takes a file below that for a new one and would write over it."""


@dataclass(frozen=True, slots=True)
class Opened:
    connection: sqlite3.Connection
    loaded: Loaded
    notices: list[str]


class _Damaged(Exception):
    """The file can't be used as a library; the text is the end of “It …”."""


def open_database(database: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> Opened:
    """Raises ``LibraryTooNew`` and ``LibraryError``, after either of which the file is as it was."""
    try:
        _finish_replacing(database)
        try:
            return _open_sound(database, migrations)
        except _Damaged as damage:
            notice = _replace(database, migrations, str(damage))
        opened = _open_sound(database, migrations)
        opened.notices.insert(0, notice)
        return opened
    except (*READING, _Damaged) as error:
        raise LibraryError(f"The library couldn't be opened because {cause(error, database)}") from error
    except OSError as error:
        raise LibraryError(
            f"The library in {database.parent} couldn't be opened ({error.strerror or error}). "
            "Check the disk and who may write there."
        ) from error


def _open_sound(database: Path, migrations: tuple[Migration, ...]) -> Opened:
    try:
        _inspect(database, len(migrations))
        connection = connect(database)
        try:
            return _prepare(connection, database, migrations)
        except BaseException:
            connection.close()
            raise
    except READING as error:
        if is_damage(error) or code_of(error) == sqlite3.SQLITE_ERROR:  # the latter: a table isn't there
            raise _Damaged("is damaged") from error
        raise


def _prepare(connection: sqlite3.Connection, database: Path, migrations: tuple[Migration, ...]) -> Opened:
    version = version_of(connection)
    beside(database, "-shm").unlink(missing_ok=True)  # of a look: now that the file is locked, nobody uses it
    if version < len(migrations):
        _bring_up_to_date(connection, database, version, migrations)
    reader = Reader(connection)
    return Opened(connection, reader.read(), reader.notices)


def _bring_up_to_date(
    connection: sqlite3.Connection, database: Path, version: int, migrations: tuple[Migration, ...]
) -> None:
    try:
        if version > 0:
            _keep_copy(connection, _free_name(database, f"v{version}"))
        migrate(connection, migrations)
    except sqlite3.Error as error:
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


def _keep_copy(connection: sqlite3.Connection, copy: Path) -> None:
    """The whole library as it is, before a migration touches it."""
    try:
        with closing(sqlite3.connect(copy)) as target:
            connection.backup(target)
    except sqlite3.Error:
        copy.unlink(missing_ok=True)
        raise


def _replace(database: Path, migrations: tuple[Migration, ...], damage: str) -> str:
    """Put a new library, with all that could be saved, in the place of the damaged one. Returns the notice."""
    recovered = _build(database, beside(database, ".new"), migrations)
    aside = _set_aside(database)
    _finish_replacing(database)
    saved = {0: "no torrent could be read from it", 1: "1 torrent was recovered from it"}
    return (
        f"The library {damage}, so it was set aside as {aside} and a new one was begun; "
        f"{saved.get(recovered, f'{recovered} torrents were recovered from it')}."
    )


def _build(damaged: Path, new: Path, migrations: tuple[Migration, ...]) -> int:
    """A new library with what could be read; marked as cut off, so that nobody trusts it blindly."""
    for suffix in PARTS:
        beside(new, suffix).unlink(missing_ok=True)
    with closing(connect(new)) as fresh:
        migrate(fresh, migrations)
        readable = damaged.is_file() and damaged.stat().st_size >= _SMALLEST
        recovered = salvage(damaged, fresh) if readable else 0
        mark_run(fresh, clean=False)
    return recovered


def _finish_replacing(database: Path) -> None:
    """The last step of ``_replace``, and the first of a start after that was cut off just before it."""
    new = beside(database, ".new")
    if new.exists() and not database.exists():
        _set_aside(database)  # a log left behind by the old one would be taken for the new one's
        new.rename(database)


def _set_aside(database: Path) -> Path:
    """Rename what there is of the main file, its log and its shared memory, in this order; they belong together."""
    aside = _free_name(database, "damaged")
    for suffix in PARTS:
        if beside(database, suffix).exists():
            beside(database, suffix).rename(beside(aside, suffix))
    return aside


def _free_name(database: Path, what: str) -> Path:
    """A name beside the database that says what it is and when; never one that is taken."""
    stamp = time.strftime("%Y-%m-%dT%H-%M-%S")
    first = beside(database, f".{what}-{stamp}")
    candidates = chain((first,), (beside(first, f"-{number}") for number in count(2)))
    return next(path for path in candidates if not any(beside(path, part).exists() for part in PARTS))
