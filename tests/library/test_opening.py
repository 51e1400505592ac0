"""Whatever lies where the library should be: it is used, put aside and mined, or left alone with a reason."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from torrpeddo.errors import LibraryError, LibraryTooNew
from torrpeddo.library.records import AddHappenings, AddTraffic, Happening, Traffic
from torrpeddo.library.store import Library

from .samples import fill, job, record, stored, torrent_id
from .whole import whole

TORRENTS = 200
PAGE = 4096


def execute(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def ids_in(database: Path) -> list[str]:
    library = Library.open(database)
    ids = [torrent.record.id for torrent in whole(library).torrents]
    library.close(clean=True)
    return ids


def set_aside(database: Path) -> list[Path]:
    return sorted(path for path in database.parent.iterdir() if ".damaged-" in path.name)


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def overwrite(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def replace_in(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def truncate(database: Path) -> None:
    os.truncate(database, database.stat().st_size // 2 // PAGE * PAGE)


def other_program(database: Path) -> None:
    database.unlink()
    execute(database, "CREATE TABLE recipe (name)", "INSERT INTO recipe VALUES ('soup')")


def lost_main_part(database: Path) -> None:
    database.rename(database.with_name("library.db-wal"))


HOPELESS: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda database: database.write_bytes(noise(50_000)),
    "a text": lambda database: database.write_text("a letter to a friend\n" * 100, encoding="utf-8"),
    "a single byte": lambda database: database.write_bytes(b"S"),
    "nothing": lambda database: os.truncate(database, 0),
    "a broken header": lambda database: overwrite(database, 0, noise(100)),
    "no first page": lambda database: overwrite(database, 100, noise(PAGE)),
    "another program's": other_program,
    "no tables left": lambda database: execute(database, "DROP TABLE torrent", "DROP TABLE run"),
    "only its log": lost_main_part,
}

MENDABLE: dict[str, Callable[[Path], object]] = {
    "cut in half": truncate,
    "broken pages": lambda database: overwrite(database, 12 * PAGE, noise(3 * PAGE)),
    "a broken word in its schema": lambda database: replace_in(database, b"CREATE TABLE run", b"CREATE TABL\xff run"),
    "a broken end": lambda database: overwrite(database, database.stat().st_size - 2 * PAGE, noise(2 * PAGE)),
}


@pytest.mark.parametrize("damage", [*HOPELESS, *MENDABLE])
def test_a_damaged_library_is_kept_and_a_new_one_begun(database: Path, damage: str) -> None:
    fill(database, TORRENTS, clean=False)
    {**HOPELESS, **MENDABLE}[damage](database)
    before = {path.read_bytes() for path in database.parent.iterdir()}

    library = Library.open(database)
    loaded = whole(library)
    assert {path.read_bytes() for path in set_aside(database)} == before
    assert len(library.notices) == 1
    assert str(set_aside(database)[0]).removesuffix("-wal") in library.notices[0].message
    assert not loaded.clean
    recovered = {torrent.record.id for torrent in loaded.torrents}
    assert bool(recovered) == (damage in MENDABLE)
    library.add_torrent(record(1000)).result()
    library.close(clean=True)
    assert set(ids_in(database)) == {*recovered, torrent_id(1000)}


@pytest.mark.parametrize("damage", MENDABLE)
def test_what_can_be_read_of_it_is_recovered_as_it_was(database: Path, damage: str) -> None:
    fill(database, TORRENTS, clean=False)
    MENDABLE[damage](database)
    library = Library.open(database)
    torrents = whole(library).torrents
    assert f"; {len(torrents)} torrents were recovered from it." in library.notices[0].message
    assert library.notices[0].facts["recovered"] == len(torrents)
    for torrent in torrents:
        before = stored(int(torrent.record.id, 16))
        assert torrent.record == before.record
        assert torrent.metadata in (before.metadata, None)
        assert torrent.resume in (before.resume, None)
    library.close(clean=True)


def test_damage_after_a_clean_run_is_found_too(database: Path) -> None:
    fill(database, TORRENTS, clean=True)
    truncate(database)
    assert 0 < len(ids_in(database)) < TORRENTS
    assert len(set_aside(database)) == 1


def test_settings_and_deletions_under_way_are_recovered(database: Path) -> None:
    library = Library.open(database)
    library.save_job(job())
    library.save_settings({"dht": False})
    library.close(clean=False)
    fill(database, TORRENTS, clean=False)
    overwrite(database, 20 * PAGE, noise(3 * PAGE))
    library = Library.open(database)
    loaded = whole(library)
    assert len(set_aside(database)) == 1
    assert (loaded.jobs, loaded.settings) == ([job()], {"dht": False})
    library.close(clean=True)


def test_two_in_the_same_second_both_stay(database: Path) -> None:
    for content in (b"one", b"two"):
        database.write_bytes(content)
        ids_in(database)
    assert {path.read_bytes() for path in set_aside(database)} == {b"one", b"two"}


def copy_of_running(database: Path, target: Path) -> Path:
    """What a power cut would leave of a library: some of it in the database, some still in its log."""
    fill(database, 50)
    library = Library.open(database)
    library.add_torrent(record(50)).result()
    target.mkdir()
    for path in database.parent.glob("library.db*"):
        shutil.copy(path, target)
    library.close(clean=True)
    return target / "library.db"


def test_what_is_only_in_the_log_is_there(database: Path, tmp_path: Path) -> None:
    assert len(ids_in(copy_of_running(database, tmp_path / "cut"))) == 51


def test_a_log_of_garbage_takes_nothing_of_the_database_with_it(database: Path, tmp_path: Path) -> None:
    copy = copy_of_running(database, tmp_path / "cut")
    log = copy.with_name("library.db-wal")
    log.write_bytes(noise(log.stat().st_size))
    assert len(ids_in(copy)) == 50
    assert set_aside(copy) == []


def test_a_damaged_library_is_kept_with_its_log(database: Path, tmp_path: Path) -> None:
    copy = copy_of_running(database, tmp_path / "cut")
    log = copy.with_name("library.db-wal").read_bytes()
    overwrite(copy, 5 * PAGE, noise(5 * PAGE))
    recovered = ids_in(copy)
    assert torrent_id(50) in recovered
    assert log in {path.read_bytes() for path in set_aside(copy)}


def test_a_replacement_that_was_cut_off_is_finished(database: Path) -> None:
    fill(database, 5)
    database.rename(database.with_name("library.db.new"))
    leftover = database.with_name("library.db-wal")
    leftover.write_bytes(b"the old one's log")
    assert len(ids_in(database)) == 5
    assert [path.read_bytes() for path in set_aside(database)] == [b"the old one's log"]
    assert not leftover.exists()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    database = tmp_path_factory.mktemp("sound") / "library.db"
    fill(database, 40, clean=False)
    return database.read_bytes()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    holes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=3000)), min_size=1, max_size=4),
    length=st.floats(0.1, 1),
)
def test_any_damage_opens_and_loses_no_byte(
    tmp_path_factory: pytest.TempPathFactory, sound: bytes, holes: list[tuple[float, bytes]], length: float
) -> None:
    content = bytearray(sound)
    for where, data in holes:
        offset = int(where * len(sound))
        content[offset : offset + len(data)] = data
    del content[int(len(sound) * length) :]
    database = tmp_path_factory.mktemp("any") / "library.db"
    database.write_bytes(content)
    try:
        library = Library.open(database)
    except LibraryTooNew:
        assert database.read_bytes() == content
        return
    assert library.add_torrent(record(1000)).exception() is None or not set_aside(database)
    library.close(clean=True)
    assert [path.read_bytes() for path in set_aside(database)] in ([], [bytes(content)])


@pytest.mark.parametrize(
    "damage",
    [
        "trackers = 'not json'",
        "trackers = '{}'",
        "priorities = '[\"high\"]'",
        "intent = 'asleep'",
        "name = CAST(x'66ff6f' AS TEXT)",
    ],
)
def test_a_row_that_makes_no_sense_is_kept_aside_and_stops_nobody(database: Path, damage: str) -> None:
    fill(database, 3)
    execute(database, f"UPDATE torrent SET {damage} WHERE id = '{torrent_id(1)}'")
    library = Library.open(database)
    assert [torrent.record.id for torrent in whole(library).torrents] == [torrent_id(0), torrent_id(2)]
    assert len(library.notices) == 1
    assert library.notices[0].message.endswith("can't be read, so it is kept aside.")
    library.close(clean=True)

    with closing(sqlite3.connect(database)) as connection:
        ((part, id, blob),) = connection.execute("SELECT part, id, blob FROM damaged").fetchall()
    assert (part, id) == ("torrent", torrent_id(1))
    assert (stored(1).metadata or b"-") in blob
    again = Library.open(database)
    assert again.notices == []
    again.close(clean=True)


def test_figures_and_the_log_are_recovered(database: Path) -> None:
    library = Library.open(database)
    traffic = Traffic(day="2026-02-01", downloaded=5, uploaded=1, seconds=60)
    happening = Happening(at=1.0, torrent=torrent_id(1), name="Film", kind="added")
    library.commit(AddTraffic(traffic), AddHappenings((happening,))).result()
    library.close(clean=False)
    fill(database, TORRENTS, clean=False)
    overwrite(database, database.stat().st_size - 3 * PAGE, noise(2 * PAGE))
    library = Library.open(database)
    assert len(set_aside(database)) == 1
    assert library.get_traffic().result() == [traffic]
    assert [each for _, each in library.get_happenings(None, None, 10).result()] == [happening]
    library.close(clean=True)


@pytest.mark.parametrize("value", ["{", "[" * 50_000])
def test_settings_and_jobs_that_make_no_sense_stop_nobody(database: Path, value: str) -> None:
    library = Library.open(database)
    library.save_settings({"dht": True, "utp": True})
    library.save_job(job())
    library.close(clean=True)
    execute(
        database,
        f"UPDATE setting SET value = '{value}' WHERE key = 'dht'",
        "UPDATE delete_job SET phase = CAST(x'ff' AS TEXT)",
    )
    library = Library.open(database)
    loaded = whole(library)
    assert (loaded.settings, loaded.jobs, len(library.notices)) == ({"utp": True}, [], 2)
    library.close(clean=True)


def test_a_newer_library_is_left_alone(database: Path) -> None:
    fill(database, 3)
    execute(database, "PRAGMA user_version = 99")
    before = database.read_bytes()
    with pytest.raises(LibraryTooNew, match=r"newer Torrpeddo.*Nothing was changed"):
        Library.open(database)
    assert database.read_bytes() == before
    assert set_aside(database) == []


def test_a_newer_library_whose_news_are_in_its_log_is_left_alone(database: Path, tmp_path: Path) -> None:
    fill(database, 3)
    (tmp_path / "cut").mkdir()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")
        for path in (database, database.with_name("library.db-wal")):
            shutil.copy(path, tmp_path / "cut")
    copy = tmp_path / "cut" / "library.db"
    before = copy.read_bytes(), copy.with_name("library.db-wal").read_bytes()
    with pytest.raises(LibraryTooNew):
        Library.open(copy)
    assert (copy.read_bytes(), copy.with_name("library.db-wal").read_bytes()) == before


def test_a_library_that_another_program_holds_is_left_alone(database: Path) -> None:
    fill(database, 3)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA user_version")
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match=r"another program has .* open"):
            Library.open(database)
    assert len(ids_in(database)) == 3
    assert set_aside(database) == []


def test_a_folder_in_its_place_is_an_error_in_words(database: Path) -> None:
    database.mkdir()
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(database)
    assert database.is_dir()


def test_a_folder_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"can't be opened. Check"):
        Library.open(tmp_path / "nowhere" / "library.db")
