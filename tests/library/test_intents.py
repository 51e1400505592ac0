"""What was asked of many torrents at once."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from torrpeddo.contract.torrents import Intent
from torrpeddo.errors import StorageError
from torrpeddo.library.asked import PART, Asked
from torrpeddo.library.records import RemoveTorrents, SaveIntents, SaveTorrent
from torrpeddo.library.store import Library
from torrpeddo.library.unsaved import Unsaved

from .samples import record, torrent_id
from .whole import whole


def test_it_is_found_again_and_all_else_stays(database: Path) -> None:
    library = Library.open(database)
    library.add_torrents(record(number) for number in range(3)).result()
    library.commit(SaveIntents((torrent_id(0), torrent_id(2), torrent_id(99)), Intent.PAUSED, 5.0)).result()
    library.close(clean=True)
    kept = [stored.record for stored in whole(Library.open(database)).torrents]
    assert kept == [
        replace(record(0), intent=Intent.PAUSED, state_since=5.0),
        record(1),
        replace(record(2), intent=Intent.PAUSED, state_since=5.0),
    ]


def test_what_waits_for_room_does_not_bring_back_what_was_asked_before() -> None:
    unsaved = Unsaved([torrent_id(1)])
    assert unsaved.keep([SaveTorrent(record(1))])
    unsaved.committed(SaveIntents((torrent_id(1),), Intent.FORCED, 7.0))
    assert unsaved.operations() == [SaveTorrent(replace(record(1), intent=Intent.FORCED, state_since=7.0))]


MANY = 4 * PART
"""Torrents; what is asked of so many is brought into their rows a part at a time."""


def keep(database: Path, count: int = MANY) -> Library:
    library = Library.open(database)
    library.add_torrents(record(number) for number in range(count)).result()
    return library


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(torrent_id(number) for number in numbers)


def found(database: Path) -> dict[str, tuple[Intent, float | None]]:
    library = Library.open(database)
    records = [stored.record for stored in whole(library).torrents]
    library.close(clean=False)
    return {record.id: (record.intent, record.state_since) for record in records}


def cut(database: Path) -> Path:
    """What would be left if the process ended now."""
    target = database.parent / "cut"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in database.parent.glob("library.db*"):
        shutil.copy(path, target)
    return target / "library.db"


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends before anything is brought into the rows."""
    monkeypatch.setattr(Asked, "__bool__", lambda _: False)


@pytest.mark.usefixtures("cut_off")
def test_what_was_asked_of_many_holds_before_it_is_in_their_rows(database: Path) -> None:
    library = keep(database)
    library.commit(SaveIntents(ids(*range(1, MANY)), Intent.PAUSED, 5.0)).result()
    copy = cut(database)
    with closing(sqlite3.connect(copy)) as rows:
        assert rows.execute("SELECT count(*) FROM torrent WHERE state_since = 5").fetchone() == (0,)
    after = found(copy)
    assert after.pop(torrent_id(0)) == (record(0).intent, record(0).state_since)
    assert set(after.values()) == {(Intent.PAUSED, 5.0)}
    library.close(clean=False)


@pytest.mark.usefixtures("cut_off")
def test_what_is_asked_later_wins_however_little_was_brought_in(database: Path) -> None:
    library = keep(database)
    library.commit(SaveIntents(ids(*range(MANY)), Intent.PAUSED, 5.0)).result()
    library.commit(SaveIntents(ids(1), Intent.FORCED, 6.0)).result()
    library.save_torrent(replace(record(2), intent=Intent.STOPPED, state_since=6.0)).result()
    library.commit(RemoveTorrents(ids(3))).result()
    library.add_torrent(record(3)).result()
    last = ids(*reversed(range(MANY // 2, MANY)), *range(PART))
    assert found(cut(database)) == {torrent_id(number): (Intent.PAUSED, 5.0) for number in range(MANY)} | {
        torrent_id(1): (Intent.FORCED, 6.0),
        torrent_id(2): (Intent.STOPPED, 6.0),
        torrent_id(3): (record(3).intent, record(3).state_since),
    }
    library.commit(SaveIntents(last, Intent.RUN, 7.0)).result()
    after = found(cut(database))
    assert {id for id, asked in after.items() if asked == (Intent.RUN, 7.0)} == set(last)
    assert {after[id] for id in after.keys() - set(last)} == {(Intent.PAUSED, 5.0)}
    library.close(clean=False)


def test_it_is_brought_in_while_nobody_asks(database: Path) -> None:
    library = keep(database)
    library.commit(SaveIntents(ids(*range(MANY)), Intent.PAUSED, 5.0)).result()
    while True:
        with closing(sqlite3.connect(cut(database))) as rows:
            if rows.execute("SELECT count(*) FROM asked").fetchone() == (0,):
                break
    library.close(clean=True)
    with closing(sqlite3.connect(database)) as rows:
        assert rows.execute("SELECT DISTINCT intent FROM torrent").fetchall() == [("paused",)]


@pytest.mark.usefixtures("cut_off")
def test_a_transaction_that_fails_leaves_it_as_it_was_asked(database: Path) -> None:
    library = keep(database)
    library.commit(SaveIntents(ids(*range(MANY)), Intent.PAUSED, 5.0)).result()
    with pytest.raises(StorageError):
        library.commit(SaveIntents(ids(1), Intent.RUN, 6.0), SaveTorrent(replace(record(2), size=2**70))).result()
    library.close(clean=False)
    assert set(found(database).values()) == {(Intent.PAUSED, 5.0)}
