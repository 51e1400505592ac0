"""Moves that are under way are kept like deletions are, and go when they are over."""

import sqlite3
from contextlib import closing
from pathlib import Path

from torrpeddo.library.records import AddTorrent, MoveJob, RemoveMove, SaveMove
from torrpeddo.library.schema import MIGRATIONS, migrate
from torrpeddo.library.store import Library

from .samples import record
from .whole import whole


def move(name: str, phase: str = "copying") -> MoveJob:
    return MoveJob(id=name, torrent="0" * 40, created_at=1_700_000_000.0, phase=phase, body=b"\x00\xff plan")


def test_a_move_is_kept_in_its_last_phase_until_it_is_over(database: Path) -> None:
    library = Library.open(database)
    library.commit(SaveMove(move("one")), SaveMove(move("two"))).result()
    library.commit(SaveMove(move("one", "placing")), RemoveMove("two"), RemoveMove("never was")).result()
    library.close(clean=True)
    library = Library.open(database)
    assert whole(library).moves == [move("one", "placing")]
    library.close(clean=True)


def test_the_new_place_and_the_journal_are_one_change(database: Path) -> None:
    library = Library.open(database)
    refused = library.commit(AddTorrent(record(1)), SaveMove(move("one")), SaveMove(None))  # type: ignore[arg-type]
    assert refused.exception() is not None
    library.close(clean=True)
    library = Library.open(database)
    loaded = whole(library)
    assert (loaded.torrents, loaded.moves) == ([], [])
    library.close(clean=True)


def test_a_library_from_before_there_were_moves_is_brought_up_to_date(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as old:
        migrate(old, MIGRATIONS[:2])
        columns = [row[1] for row in old.execute("PRAGMA table_info(torrent)")]
        assert "final_path" not in columns
    library = Library.open(database)
    assert whole(library).moves == []
    library.commit(SaveMove(move("one"))).result()
    library.close(clean=True)


def test_a_move_is_recovered_from_a_damaged_library(database: Path) -> None:
    library = Library.open(database)
    library.commit(AddTorrent(record(1)), SaveMove(move("one"))).result()
    library.close(clean=False)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("DROP TABLE run")
    library = Library.open(database)
    loaded = whole(library)
    assert (len(library.notices), len(loaded.torrents), loaded.moves) == (1, 1, [move("one")])
    library.close(clean=True)
