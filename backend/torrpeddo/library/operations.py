"""How each operation changes the database; the caller holds the transaction."""

import sqlite3
import time
from typing import assert_never

from msgspec import structs

from .records import (
    Operation,
    RemoveJob,
    RemoveTorrents,
    SaveJob,
    SaveMetadata,
    SaveResume,
    SaveSettings,
    SaveTorrent,
    SetAside,
)
from .rows import JOB_COLUMNS, TORRENT_COLUMNS, to_json, torrent_to_row


def _upsert(table: str, columns: tuple[str, ...], key: str) -> str:
    """An INSERT that replaces the values of a row that is there, leaving the row itself where it is."""
    values = ", ".join(f":{column}" for column in columns)
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != key)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {updates}"


_SAVE_TORRENT = _upsert("torrent", TORRENT_COLUMNS, "id")
_SAVE_JOB = _upsert("delete_job", JOB_COLUMNS, "id")
_SAVE_SETTING = _upsert("setting", ("key", "value"), "key")
_SAVE_METADATA = (
    "INSERT INTO metadata (id, blob) SELECT id, :blob FROM torrent WHERE id = :id "
    "ON CONFLICT (id) DO UPDATE SET blob = excluded.blob"
)
_SAVE_RESUME = (
    "INSERT INTO resume (id, blob, saved_at) SELECT id, :blob, :at FROM torrent WHERE id = :id "
    "ON CONFLICT (id) DO UPDATE SET blob = excluded.blob, saved_at = excluded.saved_at"
)


def apply(connection: sqlite3.Connection, operation: Operation) -> None:
    """Raises sqlite3.Error, and TypeError, ValueError or OverflowError for values SQLite can't hold."""
    match operation:
        case SaveTorrent(record):
            connection.execute(_SAVE_TORRENT, torrent_to_row(record))
        case SaveMetadata(id, blob):
            connection.execute(_SAVE_METADATA, {"id": id, "blob": blob})
        case SaveResume(id, blob):
            connection.execute(_SAVE_RESUME, {"id": id, "blob": blob, "at": time.time()})
        case RemoveTorrents(ids):
            for table in ("torrent", "metadata", "resume"):
                connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id,) for id in ids])
        case SetAside(id, part, reason):
            _set_aside(connection, id, part, reason)
        case SaveJob(job):
            connection.execute(_SAVE_JOB, structs.asdict(job))
        case RemoveJob(id):
            connection.execute("DELETE FROM delete_job WHERE id = ?", (id,))
        case SaveSettings(changes):
            rows = [{"key": key, "value": to_json(value)} for key, value in changes.items()]
            connection.executemany(_SAVE_SETTING, rows)
        case _:
            assert_never(operation)


def _set_aside(connection: sqlite3.Connection, id: str, part: str, reason: str) -> None:
    connection.execute(
        f"INSERT INTO damaged (at, part, id, reason, blob) SELECT ?, ?, id, ?, blob FROM {part} WHERE id = ?",
        (time.time(), part, reason, id),
    )
    connection.execute(f"DELETE FROM {part} WHERE id = ?", (id,))


def mark_run(connection: sqlite3.Connection, clean: bool) -> None:
    """How the run ended; ``clean=False`` while it is under way."""
    connection.execute(
        "INSERT INTO run (only, clean, at) VALUES (1, ?, ?) "
        "ON CONFLICT (only) DO UPDATE SET clean = excluded.clean, at = excluded.at",
        (clean, time.time()),
    )
