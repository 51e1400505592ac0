"""What can still be read from a damaged database, row by row."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from .connecting import look
from .failures import READING, code_of
from .operations import apply
from .records import (
    Operation,
    SaveBan,
    SaveJob,
    SaveMetadata,
    SaveMove,
    SavePreview,
    SaveResume,
    SaveSettings,
    SaveTorrent,
    TakeOut,
)
from .rows import Row, ban_from_row, from_json, job_from_row, move_from_row, torrent_from_row

_PATIENCE = 4_000
"""Row numbers to try in a stretch that can't be read before giving up on the rest of the table."""


def salvage(damaged: Path, fresh: sqlite3.Connection) -> int:
    """Copy every row that still makes sense into the fresh library; returns how many torrents that were.

    Raises sqlite3.Error when the fresh one can't be written. The damaged file is only read.
    """
    with closing(look(damaged)) as source:
        return _copy(source, fresh) if _legible(source) else 0


def _legible(source: sqlite3.Connection) -> bool:
    """Whether at least the list of tables can be read; without it there is no way to any row."""
    try:
        source.execute("PRAGMA writable_schema = 1")  # or else SQLite reads nothing of a file that was cut short
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except READING:
        return False
    return True


def _copy(source: sqlite3.Connection, fresh: sqlite3.Connection) -> int:
    with fresh:
        fresh.execute("BEGIN IMMEDIATE")
        for table, operation in _SAVES:
            for row in _readable(source, table):
                _keep(fresh, operation, row)
        return int(fresh.execute("SELECT count(*) FROM torrent").fetchone()[0])


def _keep(fresh: sqlite3.Connection, operation: Callable[[Row], Operation], row: Row) -> None:
    """A row that makes no sense is left out: it stays in the file that is kept."""
    with suppress(ValueError, TypeError, KeyError, OverflowError, sqlite3.IntegrityError):
        apply(operation(row), fresh)


def _readable(source: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The rows in order, stepping over row numbers whose pages can't be read."""
    after, failures = 0, 0
    while failures < _PATIENCE:
        try:
            for row in _rows_after(source, table, after):
                if row["rowid"] > after:
                    after, failures = row["rowid"], 0
                    yield row
                elif (failures := failures + 1) >= _PATIENCE:  # damage can lead pages in a circle
                    return
            return
        except READING as error:
            if code_of(error) == sqlite3.SQLITE_ERROR:  # no such table
                return
            after, failures = after + 1, failures + 1


def _rows_after(source: sqlite3.Connection, table: str, after: int) -> Iterator[Row]:
    cursor = source.execute(f"SELECT rowid, * FROM {table} WHERE rowid > ? ORDER BY rowid", (after,))
    names = [column[0] for column in cursor.description]
    for values in cursor:
        yield dict(zip(names, values, strict=True))


_SAVES: tuple[tuple[str, Callable[[Row], Operation]], ...] = (
    ("torrent", lambda row: SaveTorrent(torrent_from_row(row))),
    ("metadata", lambda row: SaveMetadata(row["id"], row["blob"])),
    ("resume", lambda row: SaveResume(row["id"], row["blob"])),
    ("delete_preview", lambda row: SavePreview(row["id"], row["blob"])),
    ("delete_job", lambda row: SaveJob(job_from_row(row))),
    # Once more, when all that belongs to them is there.
    ("torrent", lambda row: TakeOut((row["id"],) if row.get("deletion") else (), row.get("deletion") or "")),
    ("move_job", lambda row: SaveMove(move_from_row(row))),
    ("ban", lambda row: SaveBan(ban_from_row(row))),
    ("setting", lambda row: SaveSettings({row["key"]: from_json(row["value"])})),
)
