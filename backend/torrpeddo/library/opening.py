"""From a file, whatever its condition, to a connection that can be used and what it holds.

A file that is damaged or not ours is never written: what can be read of it goes into a new library, built beside
it and put in its place, and it is kept under another name. A file that is locked, unreadable or too new is an error.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from ..errors import LibraryError, LibraryTooNew
from .failures import cause, is_damage
from .operations import mark_run
from .reading import Reader, was_clean
from .records import Loaded
from .rows import text_of
from .salvage import salvage
from .schema import APPLICATION_ID, MIGRATIONS, Migration, migrate, version_of

PRAGMAS = (
    "locking_mode = EXCLUSIVE",  # one process holds the profile; without it every start would need shared memory
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit that returned survives the power going away
    "journal_size_limit = 67108864",
)


_PARTS = ("", "-wal", "-shm")
"""What SQLite adds to a database's name for the files that make it up."""


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
    except (sqlite3.Error, _Damaged) as error:
        raise LibraryError(f"The library couldn't be opened because {cause(error, database)}") from error
    except OSError as error:
        raise LibraryError(
            f"The library in {database.parent} couldn't be opened ({error.strerror or error}). "
            "Check the disk and who may write there."
        ) from error


def connect(database: Path) -> sqlite3.Connection:
    """A connection with everything set as a library needs it; transactions are begun by hand."""
    connection = sqlite3.connect(database, timeout=1.0, isolation_level=None)
    try:
        connection.text_factory = text_of
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open_sound(database: Path, migrations: tuple[Migration, ...]) -> Opened:
    try:
        _inspect(database, len(migrations))
        connection = connect(database)
        try:
            return _prepare(connection, database, migrations)
        except BaseException:
            connection.close()
            raise
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise _Damaged("is damaged") from error
        raise


def _prepare(connection: sqlite3.Connection, database: Path, migrations: tuple[Migration, ...]) -> Opened:
    version = version_of(connection)
    _beside(database, "-shm").unlink(missing_ok=True)  # of a look: now that the file is locked, nobody uses it
    if 0 < version < len(migrations):
        _keep_copy(connection, _free_name(database, f"v{version}"))
    if version < len(migrations):
        migrate(connection, migrations)
    if not was_clean(connection):
        _check(connection)
    reader = Reader(connection)
    return Opened(connection, reader.read(), reader.notices)


def _inspect(database: Path, newest: int) -> None:
    """Look at the file without writing to it or to its write-ahead log."""
    if not database.exists():
        if _beside(database, "-wal").exists():
            raise _Damaged("has lost its main part")
        return
    if database.is_file() and database.stat().st_size == 0:
        raise _Damaged("is empty")
    with closing(_look(database)) as connection:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if owner != APPLICATION_ID and tables:
            raise _Damaged("belongs to another program")
        _check_version(database, version_of(connection), newest)


def _look(database: Path) -> sqlite3.Connection:
    """Read-only; where there is no log also without locks and the shared memory that would stay behind."""
    immutable = "" if _beside(database, "-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro{immutable}", uri=True, timeout=1.0)


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
    recovered = _build(database, _beside(database, ".new"), migrations)
    aside = _set_aside(database)
    _finish_replacing(database)
    saved = {0: "no torrent could be read from it", 1: "1 torrent was recovered from it"}
    return (
        f"The library {damage}, so it was set aside as {aside} and a new one was begun; "
        f"{saved.get(recovered, f'{recovered} torrents were recovered from it')}."
    )


def _build(damaged: Path, new: Path, migrations: tuple[Migration, ...]) -> int:
    """A new library with what could be read; marked as cut off, so that nobody trusts it blindly."""
    for suffix in _PARTS:
        _beside(new, suffix).unlink(missing_ok=True)
    with closing(connect(new)) as fresh:
        migrate(fresh, migrations)
        readable = damaged.is_file() and damaged.stat().st_size > 0
        recovered = salvage(damaged, fresh) if readable else 0
        mark_run(fresh, clean=False)
    return recovered


def _finish_replacing(database: Path) -> None:
    """The last step of ``_replace``, and the first of a start after that was cut off just before it."""
    new = _beside(database, ".new")
    if new.exists() and not database.exists():
        _set_aside(database)  # a log left behind by the old one would be taken for the new one's
        new.rename(database)


def _set_aside(database: Path) -> Path:
    """Rename what there is of the main file, its log and its shared memory, in this order; they belong together."""
    aside = _free_name(database, "damaged")
    for suffix in _PARTS:
        if _beside(database, suffix).exists():
            _beside(database, suffix).rename(_beside(aside, suffix))
    return aside


def _beside(database: Path, suffix: str) -> Path:
    return database.with_name(database.name + suffix)


def _free_name(database: Path, what: str) -> Path:
    """A name beside the database that says what it is and when; never one that is taken."""
    stamp = datetime.now().strftime("%Y-%m-%dT%H-%M-%S")
    first = _beside(database, f".{what}-{stamp}")
    candidates = chain((first,), (_beside(first, f"-{number}") for number in count(2)))
    return next(path for path in candidates if not any(_beside(path, part).exists() for part in _PARTS))
