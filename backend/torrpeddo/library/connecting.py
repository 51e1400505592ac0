"""Connections to a library's file: one to use it, one to look at it and change nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRAGMAS = (
    "locking_mode = EXCLUSIVE",  # one process holds the profile; without it every start would need shared memory
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit that returned survives the power going away
    "journal_size_limit = 67108864",
)

PARTS = ("", "-wal", "-shm")
"""What SQLite adds to a database's name for the files that make it up: itself, its log, its shared memory."""


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


def look(database: Path) -> sqlite3.Connection:
    """Read-only, also for the log; where there is none, without locks and the files that would stay behind."""
    immutable = "" if beside(database, "-wal").exists() else "&immutable=1"
    address = f"{database.absolute().as_uri()}?mode=ro{immutable}"
    connection = sqlite3.connect(address, uri=True, timeout=1.0, isolation_level=None)
    connection.text_factory = text_of
    return connection


def text_of(raw: bytes) -> str:
    """What a connection hands over: damage must not stop a query, so it is noticed by ``rows.checked``."""
    return raw.decode("utf-8", "surrogateescape")


@contextmanager
def strictly(connection: sqlite3.Connection) -> Iterator[None]:
    """Text that was damaged is an error meanwhile (OperationalError); what is whole is read several times faster."""
    connection.text_factory = str
    try:
        yield
    finally:
        connection.text_factory = text_of


def beside(database: Path, suffix: str) -> Path:
    """The file of that name with the suffix behind it."""
    return database.with_name(database.name + suffix)
