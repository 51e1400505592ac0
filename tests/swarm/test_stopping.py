"""Stop and restart: out of the session and back, with nothing lost and nothing checked again."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine import ending
from torrpeddo.engine import engine as engine_room
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.errors import TorrpeddoError
from torrpeddo.library.store import Library

from .conftest import NewSeeder
from .host import TIMEOUT, Host, row_of
from .samples import Sample, tree
from .seeder import Seeder
from .volumes import slow_to_write

HALF = ("a.bin",)


@pytest.fixture
def half(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> str:
    """A download that has all that its only peer has, and waits for the rest."""
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=HALF))
    host.until_done(id, len(sample.files["a.bin"]))
    return id


def open_files(folder: Path) -> list[str]:
    """What this very process has open below the folder."""
    targets = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except FileNotFoundError:
            continue
        if target.startswith(str(folder)):
            targets.append(target)
    return targets


def test_stop_ends_all_work_and_keeps_the_row(host: Host, sample: Sample, new_seeder: NewSeeder) -> None:
    seeder = new_seeder(sample, rate=200_000)
    id = host.add_magnet(f"{sample.magnet}&x.pe={seeder.address}")
    host.until(lambda: row_of(host, id).done > 0)
    host.stop(id)
    assert row_of(host, id).state is State.CANCELLED
    host.settle()
    assert host.in_session() == set()
    assert open_files(host.downloads) == []
    row = row_of(host, id)
    assert (row.state, row.peers, row.down_rate, row.eta) == (State.CANCELLED, 0, 0, None)
    assert 0 < row.done < sample.size
    assert (row.size, row.name) == (sample.size, sample.name)
    assert tree(host.downloads / sample.name)


def test_restart_continues_without_a_recheck(host: Host, sample: Sample, half: str, new_seeder: NewSeeder) -> None:
    done = row_of(host, half).done
    host.stop(half)
    host.settle()
    host.restart(half)
    host.until(lambda: half in host.in_session() and row_of(host, half).state is not State.CHECKING)
    assert row_of(host, half).done == done
    assert CHECKING_FILES not in host.engine_states(half)
    host.connect(half, new_seeder(sample))
    host.until_shown(half, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_cancelled_stays_cancelled_through_a_restart_of_the_program(
    host: Host, sample: Sample, half: str, new_seeder: NewSeeder
) -> None:
    done = row_of(host, half).done
    host.stop(half)
    host.again()
    row = row_of(host, half)
    assert (row.state, row.intent, row.done) == (State.CANCELLED, Intent.STOPPED, done)
    assert host.in_session() == set()
    host.restart(half)
    assert host.until_shown(half, State.DOWNLOADING).done == done
    assert CHECKING_FILES not in host.engine_states(half)


def test_a_restart_of_the_program_continues_without_a_recheck(host: Host, half: str) -> None:
    done = row_of(host, half).done
    host.again()
    assert row_of(host, half).done == done
    host.until(lambda: row_of(host, half).state in (State.DOWNLOADING, State.STALLED))
    assert row_of(host, half).done == done
    assert CHECKING_FILES not in host.engine_states(half)


def test_what_the_disk_has_not_taken_yet_is_kept_at_the_end(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """libtorrent counts pieces that are in its cache yet, and keeps no word of them in resume data."""
    monkeypatch.setattr(ending, "FLUSH_DEADLINE", TIMEOUT)
    id = host.add_file(sample.torrent_file(tmp_path))
    with ThreadPoolExecutor() as pool:
        with slow_to_write(host.downloads / sample.name / "a.bin"):
            host.connect(id, new_seeder(sample, only=HALF))
            done = host.until_done(id, len(sample.files["a.bin"])).done
            saved = pool.submit(host.end)
            host.until(lambda: host.engine.progress.step in (ending.Step.FLUSHING, ending.Step.CLOSING))
        assert saved.result(TIMEOUT)
    host.begin()
    host.until_shown(id, State.DOWNLOADING, State.STALLED)
    assert row_of(host, id).done == done
    assert CHECKING_FILES not in host.engine_states(id)


def test_a_magnet_without_metadata_stops_and_restarts(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = host.add_magnet(sample.magnet, files=sample.choose("readme.txt"))
    host.stop(id)
    host.again()
    assert row_of(host, id).state is State.CANCELLED
    host.restart(id)
    host.until_shown(id, State.METADATA)
    host.connect(id, seeder)
    host.until_shown(id, State.FINISHED)
    host.until(lambda: sample.on_disk(host.downloads) == {"readme.txt"})


def test_stopping_what_is_stopped_is_harmless(host: Host, half: str) -> None:
    host.stop(half)
    host.stop(half)
    host.settle()
    assert row_of(host, half).state is State.CANCELLED


def test_stop_restart_stop_ends_stopped(host: Host, half: str) -> None:
    lifecycle = host.engine.lifecycle
    answers = [
        host.engine.submit(work) for work in (lifecycle.stop([half]), lifecycle.restart([half]), lifecycle.stop([half]))
    ]
    for answer in answers:
        answer.result(TIMEOUT)
    host.settle()
    assert host.in_session() == set()
    assert row_of(host, half).state is State.CANCELLED


def test_stop_restart_ends_running(host: Host, half: str) -> None:
    lifecycle = host.engine.lifecycle
    for answer in [host.engine.submit(lifecycle.stop([half])), host.engine.submit(lifecycle.restart([half]))]:
        answer.result(TIMEOUT)
    host.until_shown(half, State.DOWNLOADING, State.STALLED)
    assert host.in_session() == {half}


@pytest.mark.parametrize("seed", range(6))
def test_orders_in_quick_succession_end_as_last_asked(host: Host, half: str, seed: int) -> None:
    chance = random.Random(seed)
    lifecycle = host.engine.lifecycle
    orders = {
        Intent.PAUSED: lifecycle.pause,
        Intent.RUN: lifecycle.resume,
        Intent.FORCED: lifecycle.force,
        Intent.STOPPED: lifecycle.stop,
        None: lifecycle.restart,
    }
    expected = Intent.RUN
    answers = []
    for order in chance.choices(list(orders), k=12):
        answers.append((order, host.engine.submit(orders[order]([half]))))
        if chance.random() < 0.3:
            answers[-1][1].exception(TIMEOUT)
    for order, answer in answers:
        failed = answer.exception(TIMEOUT)
        assert failed is None or isinstance(failed, TorrpeddoError)
        if failed is None:
            expected = order or Intent.RUN
    host.settle()
    assert row_of(host, half).intent is expected
    if expected is Intent.STOPPED:
        assert row_of(host, half).state is State.CANCELLED
        host.until(lambda: host.in_session() == set())
    elif expected is Intent.PAUSED:
        host.until(lambda: host.in_session() == {half})
        host.until_shown(half, State.PAUSED)
    else:
        host.until_shown(half, State.DOWNLOADING, State.STALLED)
    host.again()
    assert row_of(host, half).intent is expected


def test_a_stop_while_it_is_on_its_way_in_holds(host: Host, half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is out of the session until the very last step, so there is nothing that the stop could take out."""
    host.stop(half)
    host.settle()
    lifecycle, membership, missing = host.engine.lifecycle, host.engine.membership, host.engine.missing
    bring_back = missing.bring_back
    came: list[bool] = []

    async def stopped_meanwhile(id: str) -> None:
        await lifecycle.stop([id])
        await membership.left(id)

    async def watched(entry: Entry) -> bool:
        came.append(await bring_back(entry))
        return came[-1]

    monkeypatch.setattr(membership, "make_way", stopped_meanwhile)
    monkeypatch.setattr(missing, "bring_back", watched)
    host.restart(half)
    host.until(lambda: came)
    assert came == [False]
    assert host.in_session() == set()
    assert row_of(host, half).state is State.CANCELLED


def test_the_library_has_the_time_that_the_engine_did_not_need(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its disk is slow: it is busy yet for a moment when all else has ended."""
    host.change(up_limit=4321)
    go_on, close = threading.Event(), Library.close

    def and_then_it_goes_on(library: Library, clean: bool, seconds: float | None) -> bool:
        threading.Timer(0.2, go_on.set).start()
        return close(library, clean, seconds)

    monkeypatch.setattr(engine_room, "LIBRARY_DEADLINE", 0.0)
    monkeypatch.setattr(Library, "close", and_then_it_goes_on)
    host.engine.core.library._writer.ask(lambda _: go_on.wait(TIMEOUT))  # noqa: SLF001 - its thread is nobody else's
    assert host.end()
    host.begin()
    assert host.engine.preferences.current.up_limit == 4321
