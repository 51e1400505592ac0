"""Everything the last run left, read at once; what makes no sense is put aside and told of."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from ..contract.notices import Notice, NoticeKind
from .asked import parts
from .connecting import strictly
from .failures import is_damage
from .records import Ban, DeleteJob, Loaded, MoveJob, TorrentRecord
from .rows import (
    TORRENT_COLUMNS,
    Row,
    ban_from_row,
    from_json,
    job_from_row,
    move_from_row,
    raw_bytes,
    record_of,
    to_json,
    torrent_from_row,
)

_COLUMNS = ", ".join(f"torrent.{column}" for column in TORRENT_COLUMNS)
_LISTED = "torrent.deletion IS NULL OR torrent.deletion NOT IN (SELECT id FROM delete_job)"
_TORRENTS = f"SELECT {_COLUMNS} FROM torrent WHERE {_LISTED} ORDER BY torrent.rowid"
_BLOBS = (
    "SELECT wanted.value, metadata.blob, resume.blob FROM json_each(?) AS wanted "
    "LEFT JOIN metadata ON metadata.id = wanted.value LEFT JOIN resume ON resume.id = wanted.value"
)
_TAKEN = (
    f"SELECT deletion, {', '.join(TORRENT_COLUMNS)} FROM torrent "
    "WHERE deletion IN (SELECT id FROM delete_job) ORDER BY rowid"
)
_LOOKS = ("SELECT max(length(blob)) FROM metadata", "SELECT max(length(blob)) FROM resume")
"""At all of what is read later: that some of it is damaged is found out while something can be done about it."""

Blobs = tuple[bytes | None, bytes | None]
"""Metadata and resume data of a torrent."""


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

    def _torrents(self) -> list[TorrentRecord]:
        """Of a library in which nothing is damaged each row is read in a fraction of the time."""
        for look in _LOOKS:
            self._connection.execute(look).fetchall()
        try:
            with strictly(self._connection):
                rows = self._connection.execute(_TORRENTS).fetchall()
            return [self._as_asked(record_of(row)) for row in rows]
        except (ValueError, sqlite3.OperationalError):
            return self._sound_torrents()

    def _sound_torrents(self) -> list[TorrentRecord]:
        torrents, failed = [], []
        for row in self._each(_TORRENTS):
            try:
                torrents.append(self._record(row))
            except ValueError as error:
                failed.append((row, error))
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
        return self._as_asked(torrent_from_row(row))

    def _as_asked(self, record: TorrentRecord) -> TorrentRecord:
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
        parts = ("metadata", "resume") if table == "torrent" else ()
        row = {**row, **{part: self._blob(part, raw_key) for part in parts}}
        self._connection.execute(
            "INSERT INTO damaged (at, part, id, reason, blob) VALUES (?, ?, CAST(? AS TEXT), ?, ?)",
            (time.time(), table, raw_key, reason, raw_bytes(row)),
        )
        for emptied in (table, *parts):
            self._connection.execute(f"DELETE FROM {emptied} WHERE {key} = CAST(? AS TEXT)", (raw_key,))

    def _blob(self, part: str, raw_key: bytes) -> bytes | None:
        found = self._connection.execute(f"SELECT blob FROM {part} WHERE id = CAST(? AS TEXT)", (raw_key,)).fetchone()
        return found[0] if found is not None else None


_THINGS = {
    "torrent": "the torrent",
    "delete_job": "the deletion",
    "move_job": "the move",
    "setting": "the setting",
    "ban": "the banned peer",
}


def blobs_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Blobs]:
    """Of each of these. Raises sqlite3.Error."""
    found = connection.execute(_BLOBS, (to_json(ids),))
    return {id: (metadata, resume) for id, metadata, resume in found}


def was_clean(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT clean FROM run").fetchone()
    return row is None or bool(row[0])
