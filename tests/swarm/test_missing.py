"""Files that went away: nothing is written in their place, nothing is forgotten, and they are found again."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine import missing
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.state import CHECKING_FILES, CHECKING_RESUME_DATA

from .conftest import NewHost, NewSample, NewSeeder
from .host import TIMEOUT, Host, row_of
from .samples import Sample, place, tree
from .seeder import Seeder


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing, "LOOK_EVERY", 0.1)


def downloaded(host: Host, sample: Sample, seeder: Seeder, folder: Path) -> str:
    id = host.add_file(sample.torrent_file(folder))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    return id


@pytest.mark.parametrize("gone", ["downloads", "downloads/demo"])
def test_a_folder_that_is_away_is_waited_for(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path, gone: str
) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.end()
    folder, away = host.folder / gone, host.folder / "away"
    folder.rename(away)
    host.begin()
    error = host.until_shown(id, State.MISSING_FILES).error
    assert error is not None
    assert error.kind == "missing_files"
    host.until(lambda: host.in_session() == set())
    assert not folder.exists()
    host.again()
    host.until_shown(id, State.MISSING_FILES)
    assert row_of(host, id).done == sample.size
    away.rename(folder)
    row = host.until_shown(id, State.SEEDING)
    assert (row.done, row.error) == (sample.size, None)
    assert CHECKING_FILES not in host.engine_states(id)
    host.again()
    host.until_shown(id, State.SEEDING)
    assert CHECKING_FILES not in host.engine_states(id)


def test_half_a_download_goes_on_where_it_was(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=("a.bin",)))
    done = host.until_done(id, len(sample.files["a.bin"])).done
    host.end()
    (host.downloads / sample.name).rename(tmp_path / "away")
    host.begin()
    host.until_shown(id, State.MISSING_FILES)
    host.until(lambda: host.in_session() == set())
    assert tree(host.downloads) <= {f".{id}.parts"}
    before = len(host.engine_states(id))
    (tmp_path / "away").rename(host.downloads / sample.name)
    host.until_shown(id, State.DOWNLOADING, State.STALLED)
    assert row_of(host, id).done == done
    assert CHECKING_FILES not in host.engine_states(id)[before:]


def test_one_lost_file_is_told_once_and_a_recheck_mends_it(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.end()
    (host.downloads / sample.name / "a.bin").unlink()
    host.begin()
    host.until_shown(id, State.MISSING_FILES)
    host.until(lambda: host.in_session() == set())
    looks = []
    look = host.engine.missing.present

    async def counted(entry: Entry) -> bool:
        looks.append(entry)
        return await look(entry)

    monkeypatch.setattr(host.engine.missing, "present", counted)
    host.until(lambda: len(looks) > 3)
    host.until(lambda: [notice.kind for notice in host.notices()] == ["missing_files"])
    assert not (host.downloads / sample.name / "a.bin").exists()
    host.recheck(id)
    host.connect(id, seeder)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    host.until_shown(id, State.SEEDING)
    host.again()
    host.until_shown(id, State.SEEDING)
    assert CHECKING_FILES not in host.engine_states(id)


def test_missing_and_stopped_is_cancelled_and_missing_again_when_restarted(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.end()
    (host.downloads / sample.name).rename(tmp_path / "away")
    host.begin()
    host.until_shown(id, State.MISSING_FILES)
    host.stop(id)
    assert row_of(host, id).state is State.CANCELLED
    host.restart(id)
    host.until_shown(id, State.MISSING_FILES)
    before = len(host.engine_states(id))
    (tmp_path / "away").rename(host.downloads / sample.name)
    host.until_shown(id, State.SEEDING)
    assert CHECKING_FILES not in host.engine_states(id)[before:]


def test_a_missing_torrent_is_paused_and_comes_back_paused(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.end()
    (host.downloads / sample.name).rename(tmp_path / "away")
    host.begin()
    host.until_shown(id, State.MISSING_FILES)
    host.pause(id)
    assert row_of(host, id).state is State.MISSING_FILES
    (tmp_path / "away").rename(host.downloads / sample.name)
    host.until_shown(id, State.PAUSED)
    assert row_of(host, id).done == sample.size


def test_a_drive_that_goes_away_under_a_download_is_waited_for(
    host: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    sample = samples("drive", {"file.bin": 1_000_000})
    seeder = new_seeder(sample, rate=40_000)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until_done(id, 30_000)
    host.until(lambda: host.on_engine(lambda: host.engine.missing.watched(id)))
    drive, away = host.downloads, host.folder / "away"
    host.call(host.engine.saver.save(host.engine.core.catalog.need(id)))
    kept = host.engine.core.library.get_resume(id).result(TIMEOUT)
    drive.rename(away)
    host.until_shown(id, State.MISSING_FILES)
    host.until(lambda: host.in_session() == set())
    assert not drive.exists()
    assert host.engine.core.library.get_resume(id).result(TIMEOUT) == kept
    done = row_of(host, id).done
    assert done >= 30_000
    before = len(host.engine_states(id))
    away.rename(drive)
    host.until_shown(id, State.DOWNLOADING, State.STALLED)
    assert row_of(host, id).intent is Intent.RUN
    seeder.give(0)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(drive) == set(sample.files))
    assert CHECKING_FILES not in host.engine_states(id)[before:]


def test_a_drive_that_goes_away_under_a_seed_is_waited_for(
    host: Host, sample: Sample, seeder: Seeder, new_host: NewHost, tmp_path: Path
) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.again()
    host.until_shown(id, State.SEEDING)
    drive, away = host.downloads, host.folder / "away"
    drive.rename(away)
    taker = new_host(name="taker")
    taker.add_file(sample.torrent_file(tmp_path))
    port = host.on_engine(host.engine.core.session.listen_port)
    taker.call(taker.engine.lifecycle.connect_peer(id, f"127.0.0.1:{port}"))
    host.until_shown(id, State.MISSING_FILES)
    host.until(lambda: host.in_session() == set())
    assert not drive.exists()
    away.rename(drive)
    row = host.until_shown(id, State.SEEDING)
    assert (row.done, row.error) == (sample.size, None)
    # What could not be read for a peer is no reason to doubt what is there.
    assert not {CHECKING_FILES, CHECKING_RESUME_DATA} & set(host.engine_states(id))


def test_one_that_can_not_be_read_keeps_no_other_from_coming_back(
    host: Host, samples: NewSample, tmp_path: Path
) -> None:
    """Neither at the start, where others come behind it, nor among those that are waited for."""
    ids = []
    for name in ("first", "second", "third"):
        sample = samples(name, {"file.bin": 50_000})
        place(sample, host.downloads / name)
        file, folder = sample.torrent_file(tmp_path), str(host.downloads / name)
        ids.append(host.add_file(file, save_path=folder, seed_mode=True))
        host.until_shown(ids[-1], State.SEEDING)
    host.end()
    for name in ("first", "second"):
        (host.downloads / name).rename(tmp_path / name)
    host.begin()
    for id in ids[:2]:
        host.until_shown(id, State.MISSING_FILES)
    host.until_shown(ids[2], State.SEEDING)
    host.end()
    with closing(sqlite3.connect(host.profile.database)) as library, library:
        library.execute("UPDATE metadata SET blob = ? WHERE id = ?", (b"no torrent", ids[0]))
    host.begin()
    host.until_shown(ids[2], State.SEEDING)
    (tmp_path / "second").rename(host.downloads / "second")
    host.until_shown(ids[1], State.SEEDING)
    assert row_of(host, ids[0]).state is State.MISSING_FILES
