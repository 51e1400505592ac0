"""A library that an older Torrpeddo wrote."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from torrpeddo.contract.options import TorrentOptions
from torrpeddo.library.records import Ban
from torrpeddo.library.rows import torrent_to_row
from torrpeddo.library.schema import MIGRATIONS, migrate
from torrpeddo.library.store import Library

from .samples import record, torrent_id

TORRENTS = 400
PAGE = 4096


@pytest.fixture
def first(database: Path) -> Path:
    """Of the first version, with a row for each torrent."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        columns = [column[1] for column in connection.execute("PRAGMA table_info(torrent)")]
        places = ", ".join(f":{column}" for column in columns)
        rows = [torrent_to_row(record(number)) for number in range(TORRENTS)]
        connection.executemany(f"INSERT INTO torrent ({', '.join(columns)}) VALUES ({places})", rows)
    return database


def test_options_begin_with_their_defaults_and_nobody_is_banned(first: Path) -> None:
    library = Library.open(first)
    loaded = library.load()
    assert [each.record for each in loaded.torrents] == [_as_it_was(number) for number in range(TORRENTS)]
    assert loaded.bans == []
    library.save_torrent(replace(record(1), options=TorrentOptions(up_limit=7)))
    library.close(clean=True)
    again = Library.open(first)
    assert again.load().torrents[1].record.options == TorrentOptions(up_limit=7)
    again.close(clean=True)


def test_what_can_be_read_of_a_damaged_one_is_recovered(first: Path) -> None:
    os.truncate(first, first.stat().st_size // 2 // PAGE * PAGE)
    library = Library.open(first)
    loaded = library.load()
    assert len(library.notices) == 1
    assert loaded.torrents
    for torrent in loaded.torrents:
        assert torrent.record == _as_it_was(int(torrent.record.id, 16))
    assert torrent_id(0) in {torrent.record.id for torrent in loaded.torrents}
    library.close(clean=True)


def test_a_ban_that_makes_no_sense_is_kept_aside(first: Path) -> None:
    Library.open(first).close(clean=True)
    with closing(sqlite3.connect(first, isolation_level=None)) as connection:
        connection.execute("INSERT INTO ban VALUES (CAST(x'ff' AS TEXT), 1.0), ('192.0.2.1', 2.0)")
    library = Library.open(first)
    assert library.load().bans == [Ban(address="192.0.2.1", at=2.0)]
    assert len(library.notices) == 1
    library.close(clean=True)


def _as_it_was(number: int) -> object:
    return replace(record(number), options=TorrentOptions())
