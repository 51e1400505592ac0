"""The rows of torrents, of many in one statement.

Between two statements the library's thread waits for Python's lock, which takes longer than most statements do.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from .records import TorrentRecord
from .rows import TORRENT_COLUMNS, to_json, torrent_to_row

T = TypeVar("T")
Blob = tuple[str, bytes]
"""Of the torrent with that id."""

TOGETHER = 100
"""Rows in one statement."""
MUCH = 2**20
"""Bytes after which a statement takes no more blobs: it holds a copy of each."""

_ROW = f"({', '.join('?' * len(TORRENT_COLUMNS))})"
_OTHERS = [(number, column) for number, column in enumerate(TORRENT_COLUMNS, 1) if column != "id"]
_KEY = f"new.column{TORRENT_COLUMNS.index('id') + 1}"
_ADD = (
    f"INSERT INTO torrent ({', '.join(TORRENT_COLUMNS)}) VALUES {{rows}} ON CONFLICT (id) DO UPDATE SET "
    f"{', '.join(f'{column} = excluded.{column}' for _, column in _OTHERS)}, deletion = NULL"
)
_SAVE = (
    f"UPDATE torrent SET {', '.join(f'{column} = new.column{number}' for number, column in _OTHERS)} "
    f"FROM (VALUES {{rows}}) AS new WHERE torrent.id = {_KEY} AND torrent.deletion IS NULL"
)
_KNOWN = "FROM (VALUES {rows}) JOIN torrent ON torrent.id = column1 AND torrent.deletion IS NULL WHERE true"
_SAVE_METADATA = (
    f"INSERT INTO metadata (id, blob) SELECT column1, column2 {_KNOWN} "
    "ON CONFLICT (id) DO UPDATE SET blob = excluded.blob"
)
_SAVE_RESUME = (
    f"INSERT INTO resume (id, blob, saved_at) SELECT column1, column2, column3 {_KNOWN} "
    "ON CONFLICT (id) DO UPDATE SET blob = excluded.blob, saved_at = excluded.saved_at"
)


def batched(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (things[start : start + size] for start in range(0, len(things), size))


def add_torrents(connection: sqlite3.Connection, records: Sequence[TorrentRecord]) -> None:
    """Each id once. One that is being deleted begins anew."""
    for some in batched(records, TOGETHER):
        _add(connection, some)


def save_torrents(connection: sqlite3.Connection, records: Sequence[TorrentRecord]) -> None:
    """Each id once. Those that aren't there, or are being deleted, are passed over; so are blobs of such."""
    for some in batched(records, TOGETHER):
        _save(connection, some)


def save_metadata(connection: sqlite3.Connection, blobs: Sequence[Blob]) -> None:
    for some in _parts(blobs):
        rows = _rows("(?, ?)", len(some))
        connection.execute(_SAVE_METADATA.format(rows=rows), [value for pair in some for value in pair])


def save_resume(connection: sqlite3.Connection, blobs: Sequence[Blob]) -> None:
    now = time.time()
    for some in _parts(blobs):
        rows = _rows("(?, ?, ?)", len(some))
        connection.execute(_SAVE_RESUME.format(rows=rows), [value for id, blob in some for value in (id, blob, now)])


def forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    keys = [(id,) for id in ids]
    for table in ("torrent", "metadata", "resume"):
        connection.executemany(f"DELETE FROM {table} WHERE id = ?", keys)


def _add(connection: sqlite3.Connection, records: Sequence[TorrentRecord]) -> None:
    ids = to_json([record.id for record in records])
    taken = connection.execute(
        "SELECT id FROM torrent WHERE deletion IS NOT NULL AND id IN (SELECT value FROM json_each(?))", (ids,)
    ).fetchall()
    # They are added again; what was known of those that are being deleted isn't true of these.
    forget(connection, [id for (id,) in taken])
    connection.execute(_ADD.format(rows=_rows(_ROW, len(records))), _values(records))


def _save(connection: sqlite3.Connection, records: Sequence[TorrentRecord]) -> None:
    connection.execute(_SAVE.format(rows=_rows(_ROW, len(records))), _values(records))


def _parts(blobs: Sequence[Blob]) -> Iterator[Sequence[Blob]]:
    first, size = 0, 0
    for number, (_, blob) in enumerate(blobs):
        if number - first == TOGETHER or (number > first and size + len(blob) > MUCH):
            yield blobs[first:number]
            first, size = number, 0
        size += len(blob)
    if blobs:
        yield blobs[first:]


def _rows(one: str, count: int) -> str:
    return ", ".join([one] * count)


def _values(records: Sequence[TorrentRecord]) -> list[Any]:
    return [value for record in records for value in torrent_to_row(record).values()]
