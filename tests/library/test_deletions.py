"""A deletion takes torrents off the list without losing anything of them, until it is over."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from torrpeddo.library.records import (
    DeleteJob,
    Operation,
    PutBack,
    RemoveJob,
    RemovePreview,
    SaveJob,
    SavePreview,
    SaveResume,
    SaveTorrent,
    SetPhase,
    TakeOut,
)
from torrpeddo.library.schema import MIGRATIONS, migrate
from torrpeddo.library.store import Library, saves_of

from .samples import fill, job, record, stored, torrent_id
from .whole import Whole, whole

Again = Callable[..., Whole]


@pytest.fixture
def again(database: Path) -> Again:
    """Commit these, close the library, and say what the next start finds."""

    def run(*operations: Operation) -> Whole:
        library = Library.open(database)
        if operations:
            library.commit(*operations).result()
        library.close(clean=False)
        library = Library.open(database)
        loaded = whole(library)
        library.close(clean=False)
        return loaded

    return run


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as library:
        return int(library.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_what_is_taken_out_is_off_the_list_and_comes_back_whole(database: Path, again: Again) -> None:
    fill(database, 3)
    loaded = again(SaveJob(job("d")), TakeOut((torrent_id(0), torrent_id(2)), "d"), SetPhase("d", "staged"))
    assert [each.record.id for each in loaded.torrents] == [torrent_id(1)]
    assert loaded.taken == {"d": [record(0), record(2)]}
    assert [each.phase for each in loaded.jobs] == ["staged"]
    loaded = again(PutBack((torrent_id(0),), "d"), RemoveJob("d"))
    assert loaded.torrents == [stored(0), stored(1)]
    assert (loaded.taken, loaded.jobs) == ({}, [])


def test_when_it_is_over_nothing_of_them_is_left(database: Path, again: Again) -> None:
    fill(database, 2)
    again(SaveJob(job("d")), TakeOut((torrent_id(0), torrent_id(1)), "d"))
    again(RemoveJob("d"))
    assert [count(database, table) for table in ("torrent", "metadata", "resume", "delete_job")] == [0, 0, 0, 0]


def test_one_that_is_added_again_meanwhile_begins_anew_and_outlives_the_deletion(database: Path, again: Again) -> None:
    fill(database, 1)
    late = SaveTorrent(replace(record(0), name="late")), SaveResume(torrent_id(0), b"of the one that goes")
    loaded = again(SaveJob(job("d")), TakeOut((torrent_id(0),), "d"), *late, *saves_of(stored(0, 500))[:2])
    (found,) = loaded.torrents
    assert (found.record, len(found.metadata or b""), found.resume) == (record(0), 500, None)
    assert loaded.taken == {}
    assert again(PutBack((torrent_id(0),), "d"), RemoveJob("d")).torrents == [found]


def test_a_preview_is_kept_as_long_as_a_job_names_it(database: Path, again: Again) -> None:
    agreed = DeleteJob(id="d", created_at=0.0, trash=False, phase="requested", body=b"ids", preview="agreed")
    again(SavePreview("agreed", b"a"), SavePreview("looked at", b"b"), SavePreview("dropped", b"c"), SaveJob(agreed))
    library = Library.open(database)
    assert library.get_preview("agreed").result() == b"a"
    assert library.get_preview("looked at").result() is None
    assert whole(library).jobs == [agreed]
    library.close(clean=False)
    again(SavePreview("dropped", b"c"), RemovePreview("dropped"), RemoveJob("d"))
    assert count(database, "delete_preview") == 0


def test_a_torrent_whose_deletion_is_lost_is_in_the_list(database: Path, again: Again) -> None:
    fill(database, 1)
    assert again(TakeOut((torrent_id(0),), "no such job")).torrents == [stored(0)]
    assert again(SaveResume(torrent_id(0), b"new")).torrents[0].resume == b"new"


def test_a_library_from_before_is_brought_up_to_date_with_its_deletions(database: Path, again: Again) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as old:
        migrate(old, MIGRATIONS[:3])
        old.execute("INSERT INTO delete_job VALUES ('undo-1', 1700000000.0, 1, 'planned', x'00ff20706c616e')")
    loaded = again()
    assert loaded.jobs == [job()]
    assert loaded.taken == {}


def test_a_deletion_is_recovered_from_a_damaged_library(database: Path, again: Again) -> None:
    fill(database, 2)
    again(SaveJob(job("d")), TakeOut((torrent_id(0),), "d"))
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("DROP TABLE run")
    loaded = again()
    assert [each.record.id for each in loaded.torrents] == [torrent_id(1)]
    assert loaded.taken == {"d": [record(0)]}
    assert again(PutBack((torrent_id(0),), "d"), RemoveJob("d")).torrents == [stored(0), stored(1)]
