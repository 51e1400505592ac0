"""Copies of the library: whole or not there, made while it is used, and never in the place of good ones."""

import resource
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.backups import SnapshotKind
from torrpeddo.errors import ShuttingDown, StorageError
from torrpeddo.library.retention import DAYS, WEEKS, day_of, outdated
from torrpeddo.library.snapshot import Snapshot, Unsound, name_of
from torrpeddo.library.snapshots import Snapshots
from torrpeddo.library.store import Library, saves_of

from .samples import Gate, fill, record, stored, torrent_id
from .whole import whole

DAY = 86_400.0
NOON = 20_000 * DAY + DAY / 2
PAGE = 4096


def take(library: Library, snapshots: Snapshots, at: float = NOON) -> Snapshot:
    draft = snapshots.draft()
    assert library.copy(draft).result() > 0
    return snapshots.keep(draft, at, SnapshotKind.DAILY)


def ids_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return [id for (id,) in connection.execute("SELECT id FROM torrent ORDER BY rowid")]


@pytest.fixture
def snapshots(database: Path) -> Snapshots:
    return Snapshots.of(database)


def test_a_copy_has_what_was_committed_also_while_it_was_made(database: Path, snapshots: Snapshots) -> None:
    """The library takes changes between the steps of the copy: none waits for its end, and none is missing in it."""
    fill(database, 200, size=20_000)
    library = Library.open(database)
    draft = snapshots.draft()
    copy, number = library.copy(draft), 200
    while not copy.done():
        library.commit(*saves_of(stored(number))).result()
        number += 1
    last_in_it = number - 1  # the last may have come behind the copy
    library.close(clean=True)
    found = ids_in(snapshots.keep(draft, NOON, SnapshotKind.DAILY).path)
    assert found[:last_in_it] == [torrent_id(each) for each in range(last_in_it)]


def test_a_copy_opens_as_a_library(database: Path, snapshots: Snapshots, tmp_path: Path) -> None:
    fill(database, 20)
    library = Library.open(database)
    kept = take(library, snapshots)
    library.close(clean=True)
    assert [snapshot.torrents() for snapshot in snapshots.all()] == [20]
    assert list(snapshots.folder.iterdir()) == [kept.path]
    other = tmp_path / "other.db"
    other.write_bytes(kept.path.read_bytes())
    copied = Library.open(other)
    assert whole(copied).torrents == [stored(number) for number in range(20)]
    assert copied.notices == []
    copied.close(clean=True)


def test_an_empty_library_is_not_copied(library: Library, snapshots: Snapshots) -> None:
    assert library.copy(snapshots.draft()).result() == 0
    assert list(snapshots.folder.iterdir()) == []


def test_a_damaged_library_pushes_no_good_copy_out(database: Path, snapshots: Snapshots) -> None:
    fill(database, 200)
    library = Library.open(database)
    for day in range(20):
        take(library, snapshots, NOON + day * DAY)
    snapshots.prune()
    before = snapshots.all()
    library.close(clean=True)
    with database.open("r+b") as file:
        file.seek(12 * PAGE)
        file.write(b"\xa5" * 3 * PAGE)
    damaged = sqlite3.connect(database)
    draft = snapshots.draft()
    with closing(damaged), closing(sqlite3.connect(draft)) as target:
        damaged.backup(target)
    with pytest.raises(Unsound, match="damaged"):
        snapshots.keep(draft, NOON + 20 * DAY, SnapshotKind.DAILY)
    assert snapshots.all() == before


def test_a_library_that_is_closed_meanwhile_ends_the_copy(
    database: Path, snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, 200, size=20_000)
    gate = Gate(monkeypatch)
    library = Library.open(database)
    gate.hold()
    change = library.save_torrent(record(1))
    gate.wait_until_held()
    copies = [library.copy(snapshots.draft()) for _ in range(2)]
    closer = threading.Thread(target=library.close, args=(True,))
    closer.start()
    gate.release()
    closer.join()
    change.result()
    for copy in copies:
        assert isinstance(copy.exception(), ShuttingDown)


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """The system refuses to let any file of this process grow beyond that many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_without_room_disturbs_nothing(database: Path, snapshots: Snapshots) -> None:
    fill(database, 200, size=20_000)
    library = Library.open(database)
    good = take(library, snapshots)
    with files_at_most(2**20):
        error = library.copy(snapshots.draft()).exception()
        assert isinstance(error, StorageError)
        assert library.save_torrent(record(1)).exception() is None
    assert snapshots.all() == [good]
    take(library, snapshots, NOON + DAY)
    assert len(snapshots.all()) == 2
    assert library.close(clean=True)


def snapshot(at: float, kind: SnapshotKind = SnapshotKind.DAILY) -> Snapshot:
    made = Snapshot.at(Path(name_of(at, kind)))
    assert made is not None
    return made


def test_names_say_when_and_why() -> None:
    for kind in SnapshotKind:
        made = snapshot(NOON, kind)
        assert (made.taken_at, made.kind) == (NOON, kind)
    for other in ("library.db", "library.part", "library-2026-13-28T12-43-10Z-daily.db", "library-x-daily.db"):
        assert Snapshot.at(Path(other)) is None


def test_a_year_leaves_seven_days_and_four_weeks() -> None:
    kept: list[Snapshot] = []
    for day in range(400):
        kept.append(snapshot(NOON + day * DAY))
        kept = [each for each in kept if each not in outdated(kept)]
    ages = sorted(399 - (day_of(each.taken_at) - day_of(NOON)) for each in kept)
    assert ages[:DAYS] == list(range(DAYS))
    assert len(ages) == DAYS + WEEKS
    assert all(later - earlier <= 7 for earlier, later in pairwise(ages))
    assert ages[-1] > 3 * 7


@given(st.lists(st.integers(0, 400 * 24), min_size=1, max_size=60, unique=True))
def test_whenever_they_are_made_the_newest_stay_and_few_are_kept(hours: list[int]) -> None:
    kept: list[Snapshot] = []
    for hour in sorted(hours):
        kept.append(snapshot(hour * 3600.0))
        kept = [each for each in kept if each not in outdated(kept)]
        assert kept[-1].taken_at == hour * 3600.0
        assert len(kept) <= DAYS + WEEKS
        assert outdated(kept) == []


def test_copies_for_an_occasion_have_places_of_their_own() -> None:
    daily = [snapshot(NOON + day * DAY) for day in range(7)]
    for kind in (SnapshotKind.UPDATE, SnapshotKind.REPLACED):
        occasions = [snapshot(NOON + day * 100, kind) for day in range(5)]
        assert set(outdated([*daily, *occasions])) == set(occasions[:2])


def test_a_day_has_one_whatever_the_clock_was_before(library: Library, snapshots: Snapshots) -> None:
    library.commit(*saves_of(stored(1))).result()
    assert snapshots.due(NOON)
    take(library, snapshots, NOON)
    assert not snapshots.due(NOON + DAY / 3)
    assert snapshots.due(NOON + DAY)
    take(library, snapshots, NOON + 1000 * DAY)
    assert snapshots.due(NOON + DAY)
