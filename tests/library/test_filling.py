"""A damaged library gets from the newest snapshot what it lost itself, and nothing that was removed."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from torrpeddo.contract.backups import SnapshotKind
from torrpeddo.library.records import Ban, SaveBan, SaveJob, TorrentRecord
from torrpeddo.library.snapshots import Snapshots
from torrpeddo.library.store import Library, saves_of

from .samples import fill, job, record, stored, torrent_id
from .whole import Whole, whole

TORRENTS = 400
PAGE = 4096
NOON = 20_000 * 86_400.0 + 43_200
REMOVED = range(0, TORRENTS, 7)
CHANGED = range(0, TORRENTS, 5)


def take(database: Path, at: float = NOON) -> Path:
    library, snapshots = Library.open(database), Snapshots.of(database)
    draft = snapshots.draft()
    library.copy(draft).result()
    library.close(clean=True)
    return snapshots.keep(draft, at, SnapshotKind.DAILY).path


@pytest.fixture
def backed_up(database: Path) -> Path:
    """A snapshot, and then: every seventh torrent removed, every fifth renamed, a new one, another setting."""
    fill(database, TORRENTS)
    library = Library.open(database)
    library.save_settings({"dht": False, "utp": False}).result()
    library.commit(SaveJob(job("of then")), SaveBan(Ban(address="192.0.2.1", at=1.0))).result()
    library.close(clean=True)
    take(database)
    library = Library.open(database)
    library.remove_job("of then").result()
    library.save_torrents(renamed(number) for number in CHANGED).result()
    library.remove_torrents(torrent_id(number) for number in REMOVED).result()
    library.commit(*saves_of(stored(TORRENTS))).result()
    library.save_settings({"dht": True}).result()
    library.close(clean=False)
    return database


def renamed(number: int) -> TorrentRecord:
    return record(number, f"renamed {number}")


def opened(database: Path) -> tuple[Whole, str]:
    library = Library.open(database)
    loaded = whole(library)
    library.close(clean=True)
    (notice,) = library.notices
    return loaded, notice.message


def pages_of(database: Path, table: str) -> list[int]:
    """The numbers of the leaves that hold the rows of a table."""
    with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as connection:
        query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path"
        return [page for (page,) in connection.execute(query, (table,))]


def spoil(database: Path, pages: list[int]) -> None:
    with database.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def test_a_library_beyond_help_comes_back_from_the_snapshot(backed_up: Path) -> None:
    backed_up.write_bytes(b"rubbish" * 1000)
    loaded, notice = opened(backed_up)
    assert loaded.torrents == [stored(number) for number in range(TORRENTS)]
    assert loaded.settings == {"dht": False, "utp": False}
    assert loaded.bans == [Ban(address="192.0.2.1", at=1.0)]
    assert loaded.jobs == [], "what was under way then may be wrong by now"
    assert "no torrent could be read from it" in notice
    assert f"{TORRENTS} torrents that it had lost were taken from the backup of " in notice


def test_lost_rows_come_back_and_removed_ones_don_t(backed_up: Path) -> None:
    leaves = pages_of(backed_up, "torrent")
    spoil(backed_up, leaves[len(leaves) // 3 : len(leaves) // 2])
    loaded, notice = opened(backed_up)
    found = {int(torrent.record.id, 16): torrent for torrent in loaded.torrents}
    from_snapshot = {number for number in set(found) & set(CHANGED) if found[number].record.name != f"renamed {number}"}
    assert set(range(TORRENTS + 1)) - set(found) < set(REMOVED)
    assert from_snapshot
    back = set(found) & set(REMOVED)
    lost = range(min(from_snapshot | back), max(from_snapshot | back) + 1)
    assert len(back) < len(REMOVED) / 3, "only those whose rows would have been in the stretch that was lost"
    for number, torrent in found.items():
        newer = number in CHANGED and number not in from_snapshot
        assert torrent == (replace(stored(number), record=renamed(number)) if newer else stored(number))
        assert newer or number not in CHANGED or number in lost
    assert "that it had lost were taken from the backup of " in notice


def test_what_belongs_to_a_torrent_comes_back_too(backed_up: Path) -> None:
    spoil(backed_up, pages_of(backed_up, "metadata")[2:9])
    loaded, notice = opened(backed_up)
    kept = [number for number in range(TORRENTS + 1) if number not in REMOVED]
    assert [int(torrent.record.id, 16) for torrent in loaded.torrents] == kept
    assert all(torrent.metadata == stored(int(torrent.record.id, 16)).metadata for torrent in loaded.torrents)
    assert "backup" not in notice, "no torrent was lost"


def test_nothing_is_added_to_what_is_all_there(backed_up: Path) -> None:
    """The damage is elsewhere: whatever isn't in the table was removed."""
    spoil(backed_up, pages_of(backed_up, "setting"))
    loaded, _ = opened(backed_up)
    assert not {torrent_id(number) for number in REMOVED} & {torrent.record.id for torrent in loaded.torrents}
    assert loaded.settings == {"dht": False, "utp": False}


def test_a_library_that_was_built_anew_since_is_filled_all_the_same(backed_up: Path) -> None:
    """Row numbers say nothing then: better one that was removed than one lost."""
    with closing(sqlite3.connect(backed_up, isolation_level=None)) as connection:
        connection.execute("UPDATE torrent SET rowid = rowid + 10000")
    leaves = pages_of(backed_up, "torrent")
    spoil(backed_up, leaves[len(leaves) // 3 : len(leaves) // 2])
    loaded, _ = opened(backed_up)
    assert {int(torrent.record.id, 16) for torrent in loaded.torrents} == set(range(TORRENTS + 1))


def test_the_newest_that_is_sound_is_taken(backed_up: Path) -> None:
    good = take(backed_up, NOON + 86_400)
    newest = take(backed_up, NOON + 2 * 86_400)
    os.truncate(newest, newest.stat().st_size // 2 // PAGE * PAGE)
    backed_up.write_bytes(b"rubbish" * 1000)
    loaded, _ = opened(backed_up)
    assert len(loaded.torrents) == TORRENTS + 1 - len(REMOVED)
    assert good.exists()
