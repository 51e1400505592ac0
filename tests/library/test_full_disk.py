"""A disk that is full or can't be written: said in words, and what was the library's is saved when it can be."""

import threading
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from torrpeddo.contract.torrents import Intent
from torrpeddo.errors import StorageError
from torrpeddo.library.records import SaveJob, SavePreview, SaveQueue, SaveResume, SaveTorrent
from torrpeddo.library.store import Library, saves_of

from .samples import add_pragma, fill, job, record, stored, torrent_id
from .whole import whole

SMALL = "max_page_count = 200"
"""800 KiB: SQLite then says what it says of a disk without room."""
LARGE = 500_000


@pytest.fixture
def full(database: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Torrent 1 takes most of the room; torrent 2 is small. There is no room for another ``LARGE``."""
    with monkeypatch.context() as patch:
        add_pragma(patch, SMALL)
        library = Library.open(database, retry_seconds=0.02)
    library.commit(*saves_of(stored(1, LARGE)), *saves_of(stored(2))).result()
    return library


def wait_until_saved(library: Library) -> None:
    pause = threading.Event()
    for _ in range(6000):
        if library.unsaved == 0:
            return
        pause.wait(0.01)
    raise AssertionError("what waited was never saved")


def test_it_is_said_in_words_and_the_rest_goes_on(full: Library, database: Path) -> None:
    error = full.save_resume(torrent_id(2), bytes(LARGE)).exception()
    assert isinstance(error, StorageError)
    assert str(error).endswith(f"because the disk that holds {database.parent} is full. Free some space there.")
    assert full.save_torrent(replace(record(2), intent=Intent.PAUSED)).exception() is None
    full.close(clean=True)


def test_what_was_refused_is_saved_when_there_is_room(full: Library, database: Path) -> None:
    late = replace(record(2), name="n" * LARGE)
    assert full.save_torrent(replace(late, uploaded=1)).exception() is not None
    assert full.save_torrent(replace(late, uploaded=2)).exception() is not None
    assert full.unsaved == 1
    full.remove_torrents([torrent_id(1)]).result()
    wait_until_saved(full)
    full.close(clean=True)
    library = Library.open(database)
    assert [torrent.record.uploaded for torrent in whole(library).torrents] == [2]
    library.close(clean=True)


def test_what_waits_is_read_as_if_it_were_saved(full: Library) -> None:
    full.save_resume(torrent_id(2), bytes(LARGE)).exception()
    assert full.get_resume(torrent_id(2)).result() == bytes(LARGE)
    full.close(clean=True)


def test_a_newer_write_takes_the_place_of_one_that_waits(full: Library, database: Path) -> None:
    full.save_resume(torrent_id(2), bytes(LARGE)).exception()
    full.save_resume(torrent_id(2), b"small").result()
    assert full.unsaved == 0
    full.remove_torrents([torrent_id(1)]).result()
    full.close(clean=True)
    library = Library.open(database)
    assert [torrent.resume for torrent in whole(library).torrents] == [b"small"]
    library.close(clean=True)


def test_a_newer_place_in_the_queue_outlives_what_waits(full: Library, database: Path) -> None:
    full.save_torrent(replace(record(2), name="n" * LARGE)).exception()
    full.commit(SaveQueue({torrent_id(2): 9})).result()
    full.remove_torrents([torrent_id(1)]).result()
    wait_until_saved(full)
    full.close(clean=True)
    library = Library.open(database)
    assert [(len(each.record.name), each.record.queue_position) for each in whole(library).torrents] == [(LARGE, 9)]
    library.close(clean=True)


def test_what_waits_is_not_dropped_with_a_change_that_is_refused_whole(full: Library, database: Path) -> None:
    late = replace(record(2), name="n" * LARGE, uploaded=1)
    full.save_torrent(late).exception()
    journal = SaveJob(replace(job(), body=bytes(LARGE)))
    assert full.commit(SaveTorrent(replace(late, uploaded=2)), journal).exception() is not None
    assert full.unsaved == 1
    full.remove_torrents([torrent_id(1)]).result()
    wait_until_saved(full)
    full.close(clean=True)
    library = Library.open(database)
    assert [torrent.record.uploaded for torrent in whole(library).torrents] == [1]
    library.close(clean=True)


def test_what_was_agreed_to_outlives_a_beginning_that_is_written_late(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an earlier run, such previews are forgotten at the start: not those that this run has written meanwhile."""
    fill(database, 1)
    with monkeypatch.context() as patch:
        add_pragma(patch, "query_only = 1")
        library = Library.open(database, retry_seconds=0.3)
    ask(library, "PRAGMA query_only = 0")
    library.commit(SavePreview("shown", b"plan")).result()
    pause = threading.Event()
    while ask(library, "SELECT clean FROM run") != [(0,)]:
        pause.wait(0.01)
    assert library.get_preview("shown").result() == b"plan"
    library.close(clean=True)
    library = Library.open(database)
    assert library.get_preview("shown").result() is None
    library.close(clean=True)


def ask(library: Library, sql: str) -> list[Any]:
    found: list[Any] = library._writer.ask(lambda connection: connection.execute(sql).fetchall()).result()  # noqa: SLF001
    return found


def test_a_new_torrent_that_was_refused_does_not_come_back(full: Library, database: Path) -> None:
    assert full.commit(*saves_of(stored(3, LARGE))).exception() is not None
    assert full.unsaved == 0
    full.remove_torrents([torrent_id(1)]).result()
    full.close(clean=True)
    library = Library.open(database)
    assert [torrent.record.id for torrent in whole(library).torrents] == [torrent_id(2)]
    library.close(clean=True)


def test_a_change_with_a_journal_is_all_or_nothing(full: Library, database: Path) -> None:
    full.save_job(job("undo-1")).result()
    assert full.restore([stored(2, LARGE)], "undo-1").exception() is not None
    assert full.remove_torrents([torrent_id(2)], replace(job("undo-2"), body=bytes(LARGE))).exception() is not None
    assert full.unsaved == 0
    full.close(clean=True)
    library = Library.open(database)
    loaded = whole(library)
    assert loaded.torrents == [stored(1, LARGE), stored(2)]
    assert loaded.jobs == [job("undo-1")]
    library.close(clean=True)


def test_a_removed_torrent_waits_for_nothing(full: Library, database: Path) -> None:
    full.save_resume(torrent_id(2), bytes(LARGE)).exception()
    full.remove_torrents([torrent_id(2)]).result()
    assert full.unsaved == 0
    full.close(clean=True)


def test_a_run_that_could_not_save_all_is_not_clean(full: Library, database: Path) -> None:
    full.save_resume(torrent_id(2), bytes(LARGE)).exception()
    assert full.close(clean=True) is False
    library = Library.open(database)
    assert whole(library).clean is False
    library.close(clean=True)


def test_a_library_that_can_not_be_written_still_opens(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(database, 3)
    with monkeypatch.context() as patch:
        add_pragma(patch, "query_only = 1")
        library = Library.open(database)
    assert len(whole(library).torrents) == 3
    assert [notice.message for notice in library.notices] == [
        f"Nothing can be saved at the moment because {database.parent} can't be written. Check who may write there."
    ]
    error = library.commit(SaveTorrent(record(1)), SaveResume(torrent_id(1), b"x")).exception()
    assert isinstance(error, StorageError)
    assert library.unsaved == 2
    assert library.close(clean=True) is False
