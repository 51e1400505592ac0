"""What is stored comes back, whole and in order, and only what was committed counts."""

import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from torrpeddo.contract.torrents import Intent
from torrpeddo.errors import ShuttingDown
from torrpeddo.library.records import (
    AddTorrent,
    RemoveTorrents,
    SaveMetadata,
    SaveResume,
    SaveSettings,
    SaveTorrent,
    SetAside,
    StoredTorrent,
)
from torrpeddo.library.store import Library, saves_of

from .samples import Gate, fill, job, record, stored, torrent_id
from .whole import Whole, whole


def reopened(library: Library, database: Path, clean: bool = True) -> Whole:
    library.close(clean)
    again = Library.open(database)
    assert again.notices == []
    loaded = whole(again)
    again.close(clean)
    return loaded


def test_a_new_library_is_empty_and_counts_as_clean(library: Library) -> None:
    assert whole(library) == Whole(torrents=[], jobs=[], settings={}, clean=True)
    assert library.notices == []


def test_everything_comes_back_as_it_was(library: Library, database: Path) -> None:
    torrents = [stored(number) for number in range(20)]
    library.commit(*(save for torrent in torrents for save in saves_of(torrent)))
    library.save_job(job())
    library.save_settings({"down_limit": 5, "view": {"columns": [1, {"ü": None}]}})
    loaded = reopened(library, database)
    assert loaded.torrents == torrents
    assert loaded.jobs == [job()]
    assert loaded.settings == {"down_limit": 5, "view": {"columns": [1, {"ü": None}]}}


def test_a_magnet_without_metadata_comes_back_without(library: Library, database: Path) -> None:
    library.add_torrent(record(1))
    assert reopened(library, database).torrents == [StoredTorrent(record=record(1))]


def test_the_last_write_counts_and_the_order_of_adding_stays(library: Library, database: Path) -> None:
    library.add_torrents([record(2), record(1)])
    for intent in (Intent.PAUSED, Intent.RUN, Intent.STOPPED):
        library.save_torrent(replace(record(2), intent=intent))
    library.save_resume(torrent_id(1), b"old")
    library.save_resumes({torrent_id(1): b"new"})
    library.save_settings({"dht": True})
    library.save_settings({"dht": False})
    loaded = reopened(library, database)
    assert [torrent.record.id for torrent in loaded.torrents] == [torrent_id(2), torrent_id(1)]
    assert loaded.torrents[0].record.intent is Intent.STOPPED
    assert loaded.torrents[1].resume == b"new"
    assert loaded.settings == {"dht": False}


def test_a_deletion_and_its_journal_are_one_change_and_so_is_undo(library: Library, database: Path) -> None:
    torrents = [stored(1), stored(2)]
    library.commit(*saves_of(torrents[0]), *saves_of(torrents[1])).result()
    library.remove_torrents([torrent_id(1), torrent_id(2), torrent_id(3)], job("undo-7")).result()
    library.close(clean=True)

    library = Library.open(database)
    loaded = whole(library)
    assert (loaded.torrents, loaded.jobs) == ([], [job("undo-7")])
    library.restore(torrents, "undo-7").result()
    loaded = reopened(library, database)
    assert (loaded.torrents, loaded.jobs) == (torrents, [])


def test_a_transaction_that_fails_changes_nothing(library: Library, database: Path) -> None:
    library.commit(*saves_of(stored(1))).result()
    broken = library.commit(RemoveTorrents((torrent_id(1),)), SaveSettings({"bad": object()}))
    assert "couldn't be saved" in str(broken.exception())
    assert reopened(library, database).torrents == [stored(1)]


def test_what_arrives_late_for_a_removed_torrent_is_dropped(library: Library, database: Path) -> None:
    library.commit(*saves_of(stored(1)))
    library.remove_torrents([torrent_id(1)])
    late = SaveResume(torrent_id(1), b"late"), SaveMetadata(torrent_id(1), b"late")
    library.commit(SaveTorrent(record(1)), *late).result()
    assert library.get_resume(torrent_id(1)).result() is None
    library.add_torrent(record(1))
    assert reopened(library, database).torrents == [StoredTorrent(record=record(1))]


def test_blobs_are_read_behind_the_writes_before(library: Library) -> None:
    library.commit(*saves_of(stored(1)))
    library.save_resume(torrent_id(1), b"newer")
    assert library.get_resume(torrent_id(1)).result() == b"newer"
    assert library.get_metadata(torrent_id(1)).result() == stored(1).metadata
    assert library.get_metadata(torrent_id(2)).result() is None


def test_bytes_that_libtorrent_refuses_can_be_put_aside(library: Library, database: Path) -> None:
    library.commit(*saves_of(stored(1)))
    library.commit(SetAside(torrent_id(1), "resume", "not bencoded")).result()
    assert library.get_resume(torrent_id(1)).result() is None
    assert reopened(library, database).torrents == [replace(stored(1), resume=None)]


def test_what_waits_is_committed_at_once(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)
    library = Library.open(database)
    gate.commits = 0
    gate.hold()
    futures = [library.add_torrent(record(0))]
    gate.wait_until_held()
    futures += [library.add_torrent(record(number)) for number in range(1, 300)]
    assert not any(future.done() for future in futures)
    gate.release()
    for future in futures:
        future.result()
    assert gate.commits == 2
    library.close(clean=True)


def test_one_bad_value_in_a_group_fails_alone(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)
    library = Library.open(database)
    gate.hold()
    first = library.add_torrent(record(0))
    gate.wait_until_held()
    futures = [library.add_torrent(record(number)) for number in range(1, 50)]
    too_large = library.add_torrent(replace(record(50), size=2**70))
    not_text = library.add_torrent(replace(record(51), name="\ud800"))
    futures += [library.add_torrent(record(number)) for number in range(52, 100)]
    gate.release()
    assert all(future.exception() is None for future in (first, *futures))
    assert too_large.exception() is not None
    assert not_text.exception() is not None
    ids = {torrent.record.id for torrent in reopened(library, database).torrents}
    assert ids == {torrent_id(number) for number in range(100)} - {torrent_id(50), torrent_id(51)}


def test_a_question_that_no_library_can_answer_ends_nothing(library: Library) -> None:
    with pytest.raises(OverflowError):
        library.get_happenings(None, 2**64, 100).result()
    library.commit(SaveSettings({"theme": "dark"})).result()


def test_a_write_can_not_be_cancelled(library: Library) -> None:
    future = library.add_torrent(record(1))
    assert not future.cancel()
    assert future.result() is None


@pytest.mark.parametrize("clean", [True, False])
def test_the_next_start_knows_how_this_run_ended(database: Path, clean: bool) -> None:
    fill(database, 1, clean=clean)
    library = Library.open(database)
    assert whole(library).clean is clean
    library.close(clean=True)


def test_closing_saves_what_was_asked_before_and_refuses_what_comes_after(database: Path) -> None:
    library = Library.open(database)
    futures = [library.add_torrent(record(number)) for number in range(200)]
    assert library.close(clean=True)
    assert all(future.done() and future.exception() is None for future in futures)
    assert isinstance(library.add_torrent(record(1)).exception(), ShuttingDown)
    assert isinstance(library.get_resume(torrent_id(1)).exception(), ShuttingDown)
    assert library.close(clean=True)


def test_nothing_but_the_database_is_left_after_closing(database: Path) -> None:
    fill(database, 3)
    fill(database, 3)
    assert [path.name for path in database.parent.iterdir()] == ["library.db"]


def test_what_was_loaded_is_handed_over_once(library: Library) -> None:
    whole(library)
    with pytest.raises(RuntimeError):
        whole(library)


def test_ten_thousand_torrents(database: Path) -> None:
    fill(database, 10_000, size=1000)
    library = Library.open(database)
    torrents = whole(library).torrents
    assert len(torrents) == 10_000
    assert torrents[9_876] == stored(9_876, size=1000)
    library.commit(*(AddTorrent(torrent.record) for torrent in torrents)).result()
    library.close(clean=True)


def test_importing_it_opens_nothing_and_knows_no_engine() -> None:
    code = (
        "import sys, threading, torrpeddo.library.store; print('libtorrent' in sys.modules, threading.active_count())"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "1"]
