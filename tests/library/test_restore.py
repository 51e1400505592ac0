"""Back to a snapshot at the next start: nothing is overwritten, and it is done whole or not at all."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from torrpeddo.contract.backups import SnapshotKind
from torrpeddo.errors import LibraryError, NotFound
from torrpeddo.library import replacing, restore
from torrpeddo.library.records import MoveJob, PutBack, SaveJob, SaveMove, TakeOut
from torrpeddo.library.schema import MIGRATIONS, migrate
from torrpeddo.library.snapshots import Snapshots
from torrpeddo.library.store import Library, saves_of

from .samples import fill, job, record, stored, torrent_id
from .whole import Whole, whole

NOON = 20_000 * 86_400.0 + 43_200


def start(database: Path) -> tuple[Whole, list[str]]:
    """One run of the program: what it finds, and what it says."""
    library = Library.open(database)
    loaded = whole(library)
    library.close(clean=True)
    return loaded, [notice.message for notice in library.notices]


def ids(loaded: Whole) -> list[str]:
    return [torrent.record.id for torrent in loaded.torrents]


def numbers(*those: int) -> list[str]:
    return [torrent_id(number) for number in those]


@pytest.fixture
def snapshot(database: Path) -> str:
    """Of a library with the torrents 0 to 4; since then 0 was removed, 1 renamed and 5 added."""
    fill(database, 5)
    library = Library.open(database)
    snapshots = Snapshots.of(database)
    library.save_job(job("then")).result()
    draft = snapshots.draft()
    library.copy(draft).result()
    kept = snapshots.keep(draft, NOON, SnapshotKind.DAILY)
    library.remove_job("then").result()
    library.remove_torrents(numbers(0)).result()
    library.save_torrent(record(1, "renamed")).result()
    library.commit(*saves_of(stored(5))).result()
    library.close(clean=True)
    return kept.id


def test_the_next_start_goes_back_and_the_one_before_is_kept(database: Path, snapshot: str) -> None:
    assert restore.request(database, snapshot).id == snapshot
    assert restore.requested(database) == snapshot
    loaded, (notice,) = start(database)
    assert loaded.torrents == [stored(number) for number in range(5)]
    assert notice.startswith("The library is that of ")
    assert "with 5 torrents" in notice
    assert restore.requested(database) is None
    newest, _ = Snapshots.of(database).all()
    assert (newest.kind, newest.torrents(), str(newest.path) in notice) == (SnapshotKind.REPLACED, 5, True)
    assert start(database) == (replace(loaded, clean=True), [])

    restore.request(database, newest.id)
    loaded, _ = start(database)
    assert ids(loaded) == numbers(1, 2, 3, 4, 5)
    assert loaded.torrents[0].record.name == "renamed"


def test_the_latest_is_the_newest_that_was_not_put_away(database: Path, snapshot: str) -> None:
    restore.restore_now(database, "latest")
    assert [each.kind for each in Snapshots.of(database).all()] == [SnapshotKind.REPLACED, SnapshotKind.DAILY]
    assert restore.request(database, "latest").id == snapshot


def test_a_request_that_is_withdrawn_is_forgotten(database: Path, snapshot: str) -> None:
    restore.request(database, snapshot)
    restore.withdraw(database)
    restore.withdraw(database)
    loaded, notices = start(database)
    assert (ids(loaded), notices) == (numbers(1, 2, 3, 4, 5), [])


def test_what_is_under_way_with_files_goes_on_and_what_was_then_is_forgotten(database: Path, snapshot: str) -> None:
    """Files are where the present library says; a deletion of last week must not begin again."""
    library = Library.open(database)
    moved = replace(stored(2), record=replace(record(2), save_path="/new place"))
    move = MoveJob(id="m", torrent=torrent_id(2), created_at=1.0, phase="switched", body=b"\x00")
    library.commit(*saves_of(moved), SaveMove(move), SaveJob(job("now"))).result()
    library.close(clean=True)
    restore.request(database, snapshot)
    loaded, _ = start(database)
    assert ids(loaded) == numbers(0, 1, 2, 3, 4)
    assert loaded.torrents[2] == moved
    assert (loaded.jobs, loaded.moves) == ([job("now")], [move])


def test_what_was_asked_of_many_since_then_holds_for_what_is_carried_over(database: Path, snapshot: str) -> None:
    """Neither was brought into the rows yet: what the snapshot has is older."""
    path = Snapshots.of(database).folder / snapshot
    for library, intent in ((path, "stopped"), (database, "forced")):
        with closing(sqlite3.connect(library)) as connection, connection:
            values = (intent, 9.0, " ".join(numbers(1, 2)))
            connection.execute("INSERT INTO asked (intent, since, ids) VALUES (?, ?, ?)", values)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO move_job VALUES ('move', ?, 1.0, 'planned', x'00')", (torrent_id(1),))
    restore.request(database, snapshot)
    loaded, _ = start(database)
    intents = {each.record.id: each.record.intent for each in loaded.torrents}
    assert (intents[torrent_id(1)], intents[torrent_id(2)]) == ("forced", "stopped")


def test_a_deletion_under_way_keeps_the_torrents_it_took(database: Path, snapshot: str) -> None:
    library = Library.open(database)
    library.commit(SaveJob(job("now")), TakeOut((torrent_id(3),), "now")).result()
    library.close(clean=True)
    restore.request(database, snapshot)
    loaded, _ = start(database)
    assert ids(loaded) == numbers(0, 1, 2, 4)
    assert (loaded.jobs, loaded.taken) == ([job("now")], {"now": [record(3)]})

    restore.request(database, snapshot)
    library = Library.open(database)
    library.commit(PutBack((torrent_id(3),), "now")).result()
    library.close(clean=True)
    assert sorted(ids(start(database)[0])) == numbers(0, 1, 2, 3, 4)


def test_what_was_being_deleted_then_does_not_come_back(database: Path, snapshot: str) -> None:
    library, snapshots = Library.open(database), Snapshots.of(database)
    library.commit(SaveJob(job("then")), TakeOut((torrent_id(3),), "then")).result()
    draft = snapshots.draft()
    library.copy(draft).result()
    library.remove_job("then").result()
    library.close(clean=True)
    restore.request(database, snapshots.keep(draft, NOON + 86_400, SnapshotKind.DAILY).id)
    loaded, _ = start(database)
    assert (ids(loaded), loaded.jobs, loaded.taken) == (numbers(1, 2, 4, 5), [], {})


def test_a_library_that_was_lost_or_broken_is_no_hindrance(database: Path, snapshot: str) -> None:
    for harm in (database.unlink, lambda: database.write_bytes(b"rubbish" * 1000), lambda: os.truncate(database, 0)):
        harm()
        restore.request(database, snapshot)
        loaded, notices = start(database)
        assert (ids(loaded), len(notices)) == (numbers(0, 1, 2, 3, 4), 1)
    kept = [path.stat().st_size for path in database.parent.glob("library.db.replaced-*")]
    assert sorted(kept) == [0, 7000]


def test_a_log_that_was_not_written_back_is_in_what_is_kept(database: Path, snapshot: str, tmp_path: Path) -> None:
    library = Library.open(database)
    library.add_torrent(record(6)).result()
    cut = tmp_path / "cut"
    cut.mkdir()
    for path in (database, database.with_name("library.db-wal")):
        (cut / path.name).write_bytes(path.read_bytes())
    library.close(clean=True)
    Snapshots.of(database).folder.rename(cut / "snapshots")
    restore.request(cut / "library.db", snapshot)
    assert ids(start(cut / "library.db")[0]) == numbers(0, 1, 2, 3, 4)
    assert [each.torrents() for each in Snapshots.of(cut / "library.db").all()] == [6, 5]


class PowerCut(Exception):
    pass


STEPS = [
    (replacing, "put"),
    (restore, "_settle"),
    (Snapshots, "adopt"),
    (replacing, "sync_folder"),
    (restore, "withdraw"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("room", "step"), STEPS, ids=lambda value: value if isinstance(value, str) else "")
def test_cut_off_anywhere_the_next_start_carries_it_out(
    database: Path, snapshot: str, room: object, step: str, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: Callable[..., object] = getattr(room, step)

    def cut(*arguments: object) -> object:
        if after:
            done(*arguments)
        raise PowerCut

    restore.request(database, snapshot)
    with monkeypatch.context() as patch:
        patch.setattr(room, step, cut)
        with pytest.raises(PowerCut):
            Library.open(database)
    loaded, _ = start(database)
    assert loaded.torrents == [stored(number) for number in range(5)]
    assert {each.torrents() for each in Snapshots.of(database).all()} == {5}
    assert {each.kind for each in Snapshots.of(database).all()} == {SnapshotKind.REPLACED, SnapshotKind.DAILY}
    assert start(database)[1] == []


def test_a_damaged_snapshot_is_refused_in_words_and_the_library_stays(database: Path, snapshot: str) -> None:
    path = Snapshots.of(database).folder / snapshot
    restore.request(database, snapshot)
    path.write_bytes(path.read_bytes()[:8192] + bytes(4096) + path.read_bytes()[12288:])
    with pytest.raises(LibraryError, match=r"can't be restored. It is damaged. Choose another."):
        restore.request(database, snapshot)
    loaded, (notice,) = start(database)
    assert ids(loaded) == numbers(1, 2, 3, 4, 5)
    assert notice.endswith("The library is as it was.")
    assert start(database)[1] == []


def test_a_library_that_another_program_holds_is_restored_when_it_lets_go(database: Path, snapshot: str) -> None:
    restore.request(database, snapshot)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="another program"):
            Library.open(database)
    loaded, (notice,) = start(database)
    assert notice.startswith("The library is that of ")
    assert ids(loaded) == numbers(0, 1, 2, 3, 4)


def test_a_restore_that_failed_leaves_nothing_that_could_be_taken_for_the_library(
    database: Path, snapshot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    restore.request(database, snapshot)
    with monkeypatch.context() as patch:
        patch.setattr(restore, "_put_away", refuse)
        _, (notice,) = start(database)
    assert notice == "The backup couldn't be restored (No space left on device). The library is as it was."
    assert {path.name for path in database.parent.iterdir()} == {"library.db", "snapshots"}
    database.unlink()
    loaded, (notice,) = start(database)
    assert loaded.torrents == []
    assert "wasn't there" in notice


@pytest.mark.parametrize("id", ["", "../library.db", "library-2026-01-01T00-00-00Z-daily.db", "/etc/passwd"])
def test_only_what_is_in_the_folder_can_be_asked_for(database: Path, snapshot: str, id: str) -> None:
    with pytest.raises(NotFound):
        restore.request(database, id)


def test_a_request_that_makes_no_sense_stops_nobody(database: Path, snapshot: str) -> None:
    for rubbish in (b"", b"\xff", b'{"snapshot": "../../x"}', b'{"snapshot": 7}', b"[]"):
        database.with_name("restore.json").write_bytes(rubbish)
        assert ids(start(database)[0]) == numbers(1, 2, 3, 4, 5)
        assert ids(start(database)[0]) == numbers(1, 2, 3, 4, 5)


def test_a_snapshot_of_an_older_version_is_brought_up_to_date(database: Path) -> None:
    snapshots = Snapshots.of(database)
    older = snapshots.draft()
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.execute("INSERT INTO setting VALUES ('dht', 'false')")
    kept = snapshots.keep(older, NOON, SnapshotKind.UPDATE)
    content = kept.path.read_bytes()
    fill(database, 3)
    restore.request(database, kept.id)
    loaded, _ = start(database)
    assert (loaded.torrents, loaded.settings) == ([], {"dht": False})
    assert kept.path.read_bytes() == content


def test_a_library_that_is_gone_is_told_of_with_its_backup(database: Path, snapshot: str) -> None:
    database.unlink()
    loaded, (notice,) = start(database)
    assert loaded.torrents == []
    assert "wasn't there" in notice
    assert "Backups" in notice
