"""One copy of the library: what its name says, and a look inside that changes nothing."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from ..contract.backups import SnapshotKind
from .connecting import look
from .failures import READING, code_of, is_damage
from .schema import APPLICATION_ID, version_of

_NAME = r"library-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z-([a-z]+)\.db"
_WITH_DELETION = 4
"""The version of the schema from which on a torrent's row says that a deletion took it."""
_STAMP = "%Y-%m-%dT%H-%M-%S"


class Unsound(Exception):
    """It can't take the library's place; the text is a whole sentence that says why."""


class Contents(Struct, frozen=True):
    torrents: int
    version: int
    """Of the schema."""


class Snapshot(Struct, frozen=True):
    path: Path
    taken_at: float
    """Unix seconds, whole ones."""
    kind: SnapshotKind

    @classmethod
    def at(cls, path: Path) -> "Snapshot | None":
        """None for a file whose name is not a snapshot's."""
        match = re.fullmatch(_NAME, path.name)
        if match is None:
            return None
        try:
            taken = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            return cls(path, taken.timestamp(), SnapshotKind(match[2]))
        except ValueError:
            return None

    @property
    def id(self) -> str:
        """What it is asked for by."""
        return self.path.name

    @property
    def when(self) -> str:
        """For a sentence, in the person's own time."""
        return datetime.fromtimestamp(self.taken_at, UTC).astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")

    def torrents(self) -> int | None:
        """How many it has; None when it can't be read."""
        try:
            with closing(look(self.path)) as connection:
                return _torrents(connection)
        except READING:
            return None


def name_of(at: float, kind: SnapshotKind) -> str:
    return f"library-{datetime.fromtimestamp(at, UTC).strftime(_STAMP)}Z-{kind}.db"


def examine(path: Path, newest: int) -> Contents:
    """Look at every page. Raises ``Unsound``, and sqlite3.Error where it can't be looked at just now.

    ``newest``: the newest version of the schema that is understood.
    """
    try:
        with closing(look(path)) as connection:
            return _examine(connection, newest)
    except READING as error:
        if is_damage(error) or code_of(error) == sqlite3.SQLITE_ERROR:  # the latter: a table isn't there
            raise Unsound("It is damaged.") from error
        raise


def _examine(connection: sqlite3.Connection, newest: int) -> Contents:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Unsound("It is not a library of Torrpeddo's.")
    version = version_of(connection)
    if version > newest:
        raise Unsound("It was made by a newer Torrpeddo. Install that one first.")
    if version < 1 or connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Unsound("It is damaged.")
    return Contents(torrents=_torrents(connection), version=version)


def _torrents(connection: sqlite3.Connection) -> int:
    """Without those that a deletion had taken off the list."""
    listed = " WHERE deletion IS NULL" if version_of(connection) >= _WITH_DELETION else ""
    return int(connection.execute(f"SELECT count(*) FROM torrent{listed}").fetchone()[0])
