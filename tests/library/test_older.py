"""A library that an older Torrpeddo wrote: brought up to date, with the old one kept, or left as it was."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from torrpeddo.contract.backups import SnapshotKind
from torrpeddo.contract.options import TorrentOptions
from torrpeddo.errors import LibraryError, LibraryTooNew
from torrpeddo.library.connecting import connect
from torrpeddo.library.opening import open_database
from torrpeddo.library.operations import mark_run
from torrpeddo.library.records import Ban, MoveJob, TorrentRecord
from torrpeddo.library.rows import torrent_to_row
from torrpeddo.library.schema import MIGRATIONS, migrate
from torrpeddo.library.snapshots import Snapshots
from torrpeddo.library.store import Library

from .samples import fill, job, record, stored, torrent_id
from .whole import Whole, whole

TORRENTS = 400
PAGE = 4096
VERSIONS = range(1, len(MIGRATIONS))
BAN = Ban(address="192.0.2.1", at=2.0)
MOVE = MoveJob(id="m", torrent=torrent_id(1), created_at=1.0, phase="copying", body=b"\x00 plan")


def write(database: Path, version: int, torrents: int = TORRENTS) -> Path:
    """What that version's own statements make, closed in order, with something in every table and column it has."""
    with closing(connect(database)) as connection:
        migrate(connection, MIGRATIONS[:version])
        connection.execute("BEGIN")
        for number in range(torrents):
            _insert(connection, "torrent", torrent_to_row(record(number)))
            _insert(connection, "metadata", {"id": torrent_id(number), "blob": stored(number).metadata})
            _insert(connection, "resume", {"id": torrent_id(number), "blob": stored(number).resume, "saved_at": 1.0})
        _insert(connection, "delete_job", _fields(job()))
        _insert(connection, "setting", {"key": "dht", "value": "false"})
        _insert(connection, "damaged", {"at": 1.0, "part": "resume", "id": "x", "reason": "why", "blob": b"\xff"})
        if version >= 2:
            _insert(connection, "ban", _fields(BAN))
        if version >= 3:
            _insert(connection, "move_job", _fields(MOVE))
        mark_run(connection, clean=True)
        connection.execute("COMMIT")
    return database


def _fields(struct: Any) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    known = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
    columns = [column for column in known if column in values]
    places = ", ".join(f":{column}" for column in columns)
    connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", values)


def as_it_was(number: int, version: int) -> TorrentRecord:
    """What that version knew of the torrent."""
    known = record(number)
    if version < 9:
        known = replace(known, written=None)
    if version < 6:
        known = replace(known, merged=None)
    return known if version >= 2 else replace(known, options=TorrentOptions())


def content(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and the version."""
    with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {table: connection.execute(f"SELECT rowid, * FROM {table}").fetchall() for table in tables}
        return found | {"version": connection.execute("PRAGMA user_version").fetchall()}


def load(database: Path) -> Whole:
    library = Library.open(database)
    loaded = whole(library)
    library.close(clean=True)
    assert library.notices == []
    return loaded


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_brought_up_to_date_and_nothing_is_lost(database: Path, version: int) -> None:
    before = content(write(database, version))
    loaded = load(database)
    assert loaded.torrents == [replace(stored(number), record=as_it_was(number, version)) for number in range(TORRENTS)]
    assert (loaded.jobs, loaded.settings, loaded.clean) == ([job()], {"dht": False}, True)
    assert loaded.bans == ([BAN] if version >= 2 else [])
    assert loaded.moves == ([MOVE] if version >= 3 else [])
    assert content(database)["damaged"] == before["damaged"]
    assert load(database) == loaded
    (kept,) = Snapshots.of(database).all()
    assert kept.kind is SnapshotKind.UPDATE
    assert content(kept.path) == before


@pytest.mark.parametrize("version", VERSIONS)
def test_the_log_of_an_older_one_that_was_cut_off_counts(database: Path, tmp_path: Path, version: int) -> None:
    write(tmp_path / "whole.db", version, torrents=5)
    with closing(connect(tmp_path / "whole.db")) as connection:
        connection.execute("INSERT INTO setting VALUES ('utp', 'false')")
        shutil.copy(tmp_path / "whole.db", database)
        shutil.copy(tmp_path / "whole.db-wal", f"{database}-wal")
    loaded = load(database)
    assert (len(loaded.torrents), loaded.settings) == (5, {"dht": False, "utp": False})
    (kept,) = Snapshots.of(database).all()
    assert (1, "dht", "false") in content(kept.path)["setting"]
    assert (2, "utp", "false") in content(kept.path)["setting"]


FAILS = ("ALTER TABLE torrent ADD COLUMN label TEXT", "UPDATE torrent SET name = 'lost'", "DROP TABLE nowhere")


@pytest.mark.parametrize("version", [*VERSIONS, len(MIGRATIONS)])
def test_a_migration_that_fails_leaves_the_file_as_it_was(database: Path, version: int) -> None:
    before = content(write(database, version)), database.read_bytes()
    for _ in range(2):
        with pytest.raises(LibraryError, match="couldn't be brought up to date"):
            open_database(database, (*MIGRATIONS, FAILS))
        assert (content(database), database.read_bytes()) == before
        assert Snapshots.of(database).all() == []
    assert len(load(database).torrents) == TORRENTS


@pytest.mark.parametrize("version", VERSIONS)
def test_without_room_for_the_old_one_nothing_is_changed(database: Path, version: int) -> None:
    before = content(write(database, version)), database.read_bytes()
    database.with_name("snapshots").write_text("in the way")
    with pytest.raises(LibraryError, match="snapshots"):
        Library.open(database)
    assert (content(database), database.read_bytes()) == before


def test_a_newer_one_is_refused_untouched(database: Path) -> None:
    fill(database, 5)
    newer = (*MIGRATIONS, ("ALTER TABLE torrent ADD COLUMN label TEXT NOT NULL DEFAULT 'none'",))
    opened = open_database(database, newer)
    labels = opened.connection.execute("SELECT label FROM torrent").fetchall()
    opened.connection.close()
    assert labels == [("none",)] * 5
    before = database.read_bytes(), sorted(database.parent.rglob("*"))
    with pytest.raises(LibraryTooNew, match="Nothing was changed"):
        Library.open(database)
    assert (database.read_bytes(), sorted(database.parent.rglob("*"))) == before


def test_what_was_new_can_be_changed_and_is_kept(database: Path) -> None:
    write(database, 1)
    library = Library.open(database)
    library.save_torrent(replace(record(1), options=TorrentOptions(up_limit=7))).result()
    library.close(clean=True)
    assert load(database).torrents[1].record.options == TorrentOptions(up_limit=7)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_can_be_read_of_a_damaged_one_is_recovered(database: Path, version: int) -> None:
    write(database, version)
    os.truncate(database, database.stat().st_size // 2 // PAGE * PAGE)
    library = Library.open(database)
    loaded = whole(library)
    assert len(library.notices) == 1
    assert loaded.torrents
    for torrent in loaded.torrents:
        assert torrent.record == as_it_was(int(torrent.record.id, 16), version)
    assert torrent_id(0) in {torrent.record.id for torrent in loaded.torrents}
    library.close(clean=True)


def test_a_ban_that_makes_no_sense_is_kept_aside(database: Path) -> None:
    write(database, 2)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("INSERT INTO ban VALUES (CAST(x'ff' AS TEXT), 1.0)")
    library = Library.open(database)
    assert whole(library).bans == [BAN]
    assert len(library.notices) == 1
    library.close(clean=True)
