"""Everything the last run left, read at once; what makes no sense is put aside and told of."""

import sqlite3
import time
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ..contract.notices import Notice, NoticeKind
from .asked import parts
from .failures import is_damage
from .records import Ban, DeleteJob, Loaded, MoveJob, StoredTorrent, TorrentRecord
from .rows import (
    TORRENT_COLUMNS,
    Row,
    ban_from_row,
    from_json,
    job_from_row,
    move_from_row,
    raw_bytes,
    torrent_from_row,
)

_TORRENTS = (
    f"SELECT {', '.join(f'torrent.{column}' for column in TORRENT_COLUMNS)}, "
    "metadata.blob AS metadata, resume.blob AS resume "
    "FROM torrent LEFT JOIN metadata ON metadata.id = torrent.id LEFT JOIN resume ON resume.id = torrent.id "
    "WHERE torrent.deletion IS NULL OR torrent.deletion NOT IN (SELECT id FROM delete_job) ORDER BY torrent.rowid"
)
_TAKEN = (
    f"SELECT deletion, {', '.join(TORRENT_COLUMNS)} FROM torrent "
    "WHERE deletion IN (SELECT id FROM delete_job) ORDER BY rowid"
)


class Reader:
    """Reads once. ``notices`` tells of each row that had to be left out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.notices: list[Notice] = []

    def read(self) -> Loaded:
        """Raises sqlite3.Error when the file itself can't be read."""
        self._asked = {id: asked for _, asked in parts(self._connection) for id in asked.ids}
        return Loaded(
            torrents=self._torrents(),
            jobs=self._jobs(),
            taken=self._taken(),
            moves=self._moves(),
            bans=self._bans(),
            settings=self._settings(),
            clean=was_clean(self._connection),
        )

    def _torrents(self) -> list[StoredTorrent]:
        torrents, failed = [], []
        for row in self._each(_TORRENTS):
            try:
                record = self._record(row)
            except ValueError as error:
                failed.append((row, error))
            else:
                torrents.append(StoredTorrent(record=record, metadata=row["metadata"], resume=row["resume"]))
        for row, reason in failed:
            self._put_aside("torrent", "id", row, reason)
        return torrents

    def _taken(self) -> dict[str, list[TorrentRecord]]:
        taken: dict[str, list[TorrentRecord]] = {}
        for row in self._rows(_TAKEN):
            try:
                taken.setdefault(row["deletion"], []).append(self._record(row))
            except ValueError as error:
                self._put_aside("torrent", "id", row, error)
        return taken

    def _record(self, row: Row) -> TorrentRecord:
        """Raises ValueError."""
        record = torrent_from_row(row)
        asked = self._asked.get(record.id)
        return record if asked is None else replace(record, intent=asked.intent, state_since=asked.since)

    def _jobs(self) -> list[DeleteJob]:
        jobs = []
        for row in self._rows("SELECT * FROM delete_job ORDER BY rowid"):
            try:
                jobs.append(job_from_row(row))
            except ValueError as error:
                self._put_aside("delete_job", "id", row, error)
        return jobs

    def _moves(self) -> list[MoveJob]:
        moves = []
        for row in self._rows("SELECT * FROM move_job ORDER BY rowid"):
            try:
                moves.append(move_from_row(row))
            except ValueError as error:
                self._put_aside("move_job", "id", row, error)
        return moves

    def _bans(self) -> list[Ban]:
        bans = []
        for row in self._rows("SELECT * FROM ban ORDER BY rowid"):
            try:
                bans.append(ban_from_row(row))
            except ValueError as error:
                self._put_aside("ban", "address", row, error)
        return bans

    def _settings(self) -> dict[str, Any]:
        settings = {}
        for row in self._rows("SELECT key, value FROM setting"):
            try:
                settings[row["key"]] = from_json(row["value"])
            except ValueError as error:
                self._put_aside("setting", "key", row, error)
        return settings

    def _rows(self, query: str) -> list[Row]:
        return list(self._each(query))

    def _each(self, query: str) -> Iterator[Row]:
        """Nothing may be written meanwhile."""
        cursor = self._connection.execute(query)
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, values, strict=True)) for values in cursor)

    def _put_aside(self, table: str, key: str, row: Row, reason: ValueError) -> None:
        """Into ``damaged``, with metadata and resume data; where nothing can be written it stays where it is."""
        name = str(row.get("name") or row[key]).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        message = f"What the library knew of {_THINGS[table]} “{name}” can't be read, so it is kept aside."
        self.notices.append(Notice(kind=NoticeKind.ROW_DAMAGED, message=message, facts={"part": table, "name": name}))
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._move(table, key, row, str(reason))
        except sqlite3.Error as error:
            if is_damage(error):
                raise

    def _move(self, table: str, key: str, row: Row, reason: str) -> None:
        raw_key = row[key].encode("utf-8", "surrogateescape")
        self._connection.execute(
            "INSERT INTO damaged (at, part, id, reason, blob) VALUES (?, ?, CAST(? AS TEXT), ?, ?)",
            (time.time(), table, raw_key, reason, raw_bytes(row)),
        )
        for emptied in (table, "metadata", "resume") if table == "torrent" else (table,):
            self._connection.execute(f"DELETE FROM {emptied} WHERE {key} = CAST(? AS TEXT)", (raw_key,))


_THINGS = {
    "torrent": "the torrent",
    "delete_job": "the deletion",
    "move_job": "the move",
    "setting": "the setting",
    "ban": "the banned peer",
}


def was_clean(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT clean FROM run").fetchone()
    return row is None or bool(row[0])
