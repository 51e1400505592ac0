"""How each operation changes the database; the caller holds the transaction."""

import sqlite3
import time
from functools import singledispatch

from msgspec import structs

from .records import (
    AddHappenings,
    AddTorrent,
    AddTraffic,
    Operation,
    PutBack,
    RemoveBan,
    RemoveJob,
    RemoveMove,
    RemovePreview,
    RemoveTorrents,
    SaveBan,
    SaveIntents,
    SaveJob,
    SaveMetadata,
    SaveMove,
    SavePreview,
    SaveQueue,
    SaveResume,
    SaveSettings,
    SaveTorrent,
    SetAside,
    SetPhase,
    TakeOut,
)
from .rows import JOB_COLUMNS, MOVE_COLUMNS, to_json
from .saving import TOGETHER, add_torrents, batched, forget, save_metadata, save_resume, save_torrents

MOST_HAPPENINGS = 20_000
"""The newest that are kept."""


def _upsert(table: str, columns: tuple[str, ...], key: str) -> str:
    """An INSERT that replaces the values of a row that is there, leaving the row itself where it is."""
    values = ", ".join(f":{column}" for column in columns)
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != key)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {updates}"


_SAVE_JOB = _upsert("delete_job", JOB_COLUMNS, "id")
_SAVE_PREVIEW = _upsert("delete_preview", ("id", "blob"), "id")
_SAVE_MOVE = _upsert("move_job", MOVE_COLUMNS, "id")
_SAVE_SETTING = _upsert("setting", ("key", "value"), "key")


@singledispatch
def apply(operation: Operation, connection: sqlite3.Connection) -> None:
    """Raises sqlite3.Error, and TypeError, ValueError or OverflowError for values SQLite can't hold."""
    raise TypeError(f"{type(operation).__name__} is no operation")


@apply.register
def _(operation: AddTorrent, connection: sqlite3.Connection) -> None:
    add_torrents(connection, [operation.record])


@apply.register
def _(operation: SaveTorrent, connection: sqlite3.Connection) -> None:
    save_torrents(connection, [operation.record])


@apply.register
def _(operation: SaveIntents, connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE torrent SET intent = ?, state_since = ? WHERE id IN (SELECT value FROM json_each(?))",
        (operation.intent, operation.since, to_json(operation.ids)),
    )


@apply.register
def _(operation: SaveMetadata, connection: sqlite3.Connection) -> None:
    save_metadata(connection, [(operation.id, operation.blob)])


@apply.register
def _(operation: SaveResume, connection: sqlite3.Connection) -> None:
    save_resume(connection, [(operation.id, operation.blob)])


@apply.register
def _(operation: RemoveTorrents, connection: sqlite3.Connection) -> None:
    forget(connection, operation.ids)


@apply.register
def _(operation: SaveQueue, connection: sqlite3.Connection) -> None:
    ranks = [(rank, id) for id, rank in operation.ranks.items()]
    connection.executemany("UPDATE torrent SET queue_position = ? WHERE id = ?", ranks)


@apply.register
def _(operation: SetAside, connection: sqlite3.Connection) -> None:
    part = operation.part
    connection.execute(
        f"INSERT INTO damaged (at, part, id, reason, blob) SELECT ?, ?, id, ?, blob FROM {part} WHERE id = ?",
        (time.time(), part, operation.reason, operation.id),
    )
    connection.execute(f"DELETE FROM {part} WHERE id = ?", (operation.id,))


@apply.register
def _(operation: SaveJob, connection: sqlite3.Connection) -> None:
    connection.execute(_SAVE_JOB, structs.asdict(operation.job))


@apply.register
def _(operation: SavePreview, connection: sqlite3.Connection) -> None:
    connection.execute(_SAVE_PREVIEW, structs.asdict(operation))


@apply.register
def _(operation: RemovePreview, connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM delete_preview WHERE id = ?", (operation.id,))


@apply.register
def _(operation: SetPhase, connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE delete_job SET phase = ? WHERE id = ?", (operation.phase, operation.job))


@apply.register
def _(operation: TakeOut, connection: sqlite3.Connection) -> None:
    keys = [(operation.job, id) for id in operation.ids]
    connection.executemany("UPDATE torrent SET deletion = ? WHERE id = ?", keys)


@apply.register
def _(operation: PutBack, connection: sqlite3.Connection) -> None:
    keys = [(id, operation.job) for id in operation.ids]
    connection.executemany("UPDATE torrent SET deletion = NULL WHERE id = ? AND deletion = ?", keys)


@apply.register
def _(operation: RemoveJob, connection: sqlite3.Connection) -> None:
    job = (operation.id,)
    for table in ("metadata", "resume"):
        connection.execute(f"DELETE FROM {table} WHERE id IN (SELECT id FROM torrent WHERE deletion = ?)", job)
    connection.execute("DELETE FROM torrent WHERE deletion = ?", job)
    connection.execute("DELETE FROM delete_preview WHERE id = (SELECT preview FROM delete_job WHERE id = ?)", job)
    connection.execute("DELETE FROM delete_job WHERE id = ?", job)


@apply.register
def _(operation: SaveMove, connection: sqlite3.Connection) -> None:
    connection.execute(_SAVE_MOVE, structs.asdict(operation.job))


@apply.register
def _(operation: RemoveMove, connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM move_job WHERE id = ?", (operation.id,))


@apply.register
def _(operation: SaveBan, connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO ban (address, at) VALUES (:address, :at) ON CONFLICT DO NOTHING", structs.asdict(operation.ban)
    )


@apply.register
def _(operation: RemoveBan, connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM ban WHERE address = ?", (operation.address,))


@apply.register
def _(operation: SaveSettings, connection: sqlite3.Connection) -> None:
    rows = [{"key": key, "value": to_json(value)} for key, value in operation.changes.items()]
    connection.executemany(_SAVE_SETTING, rows)


@apply.register
def _(operation: AddTraffic, connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO traffic (day, downloaded, uploaded, seconds) VALUES (:day, :downloaded, :uploaded, :seconds) "
        "ON CONFLICT (day) DO UPDATE SET downloaded = downloaded + excluded.downloaded, "
        "uploaded = uploaded + excluded.uploaded, seconds = seconds + excluded.seconds",
        structs.asdict(operation.traffic),
    )


@apply.register
def _(operation: AddHappenings, connection: sqlite3.Connection) -> None:
    for some in batched(operation.happenings, TOGETHER):
        values = ", ".join(["(?, ?, ?, ?, ?)"] * len(some))
        connection.execute(
            f"INSERT INTO happening (at, torrent, name, kind, facts) VALUES {values}",
            [value for it in some for value in (it.at, it.torrent, it.name, it.kind, to_json(it.facts))],
        )
    connection.execute(
        "DELETE FROM happening WHERE number <= (SELECT max(number) FROM happening) - ?", (MOST_HAPPENINGS,)
    )


def tidy(connection: sqlite3.Connection, *, previews: bool) -> None:
    """At the start: forget previews that nobody agreed to, and take back what a job that is lost had taken out.

    ``previews``: all that there are are of an earlier run.
    """
    if previews:
        connection.execute(
            "DELETE FROM delete_preview WHERE id NOT IN (SELECT preview FROM delete_job WHERE preview IS NOT NULL)"
        )
    connection.execute(
        "UPDATE torrent SET deletion = NULL WHERE deletion IS NOT NULL AND deletion NOT IN (SELECT id FROM delete_job)"
    )


def mark_run(connection: sqlite3.Connection, clean: bool) -> None:
    """How the run ended; ``clean=False`` while it is under way."""
    connection.execute(
        "INSERT INTO run (only, clean, at) VALUES (1, ?, ?) "
        "ON CONFLICT (only) DO UPDATE SET clean = excluded.clean, at = excluded.at",
        (clean, time.time()),
    )
