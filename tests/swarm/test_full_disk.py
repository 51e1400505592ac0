"""A full volume holds the downloads on it and nobody else, and lets them go when there is room again."""

import re
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.rounds import rounds

from torrpeddo.contract.torrents import Intent, State, TorrentRow
from torrpeddo.engine import recovery, waiting
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.endpoints import parse_endpoint
from torrpeddo.engine.membership import Membership
from torrpeddo.engine.reunion import has_parted_from_all
from torrpeddo.engine.state import DOWNLOADING, PAUSED_FLAG, UPLOAD_MODE_FLAG

from .conftest import NewSample, NewSeeder
from .host import Host, row_of
from .samples import PIECE, Sample
from .volumes import Volume, slow_to_write

MIB = 2**20

NewVolume = Callable[[int], Volume]


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "LOOK_EVERY", 0.1)


@pytest.fixture
def small(cleanup: ExitStack, tmp_path: Path) -> Volume:
    """Room for a megabyte."""
    volume = Volume(tmp_path / "small", MIB)
    cleanup.callback(volume.close)
    return volume


@pytest.fixture
def large(samples: NewSample) -> Sample:
    return samples("large", {"a.bin": 3 * MIB})


def on(volume: Volume, host: Host, sample: Sample, **options: object) -> str:
    return host.add_file(sample.torrent_file(host.folder), save_path=str(volume.folder), **options)


def fill(host: Host, volume: Volume, sample: Sample, new_seeder: NewSeeder) -> str:
    id = on(volume, host, sample)
    host.connect(id, new_seeder(sample))
    until_full(host, id)
    return id


def until_full(host: Host, *ids: str) -> None:
    host.until(lambda: all(is_held(host.row(id)) for id in ids))


def is_held(row: TorrentRow | None) -> bool:
    return row is not None and row.error is not None and row.error.message.startswith("The disk is full. ")


def test_it_says_what_is_needed_and_goes_on_when_there_is_room(
    host: Host, small: Volume, large: Sample, new_seeder: NewSeeder
) -> None:
    seeder = new_seeder(large)
    id = on(small, host, large)
    host.connect(id, seeder)
    until_full(host, id)
    row = row_of(host, id)
    assert (row.state, row.intent) == (State.ERROR, Intent.RUN)
    assert row.error is not None
    assert row.error.kind == "disk_full"
    # How much is needed depends on how much libtorrent still believes to have written.
    assert re.search(r"are free on small and [\d.]+ [kM]B are needed; it goes on by itself", row.error.message)
    small.resize(8 * MIB)
    host.until(lambda: not is_held(host.row(id)))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: large.on_disk(small.folder) == set(large.files))
    host.until(lambda: [notice.kind for notice in host.notices()] == ["error", "finished"])


def test_seeds_that_it_left_before_the_disk_refused_are_met_again(
    host: Host, small: Volume, large: Sample, new_seeder: NewSeeder
) -> None:
    """A disk that takes its time: by then all had come, so far as libtorrent knew."""
    with slow_to_write(small.folder / large.name / "a.bin"):
        id = on(small, host, large)
        host.connect(id, new_seeder(large, calls=False))
        host.until_done(id, large.size)
        host.until(lambda: host.ask_handle(id, has_parted_from_all))
    until_full(host, id)
    small.resize(8 * MIB)
    host.until(lambda: not is_held(host.row(id)))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: large.on_disk(small.folder) == set(large.files))


def test_what_the_disk_refused_has_not_finished_also_when_all_is_heard_of_at_once(
    host: Host, small: Volume, large: Sample, new_seeder: NewSeeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that has much to do hears that the cache was flushed together with what the check has found."""
    strays, pause = host.engine.membership.strays, threading.Event()

    def busy_until_it_is_checked(entry: Entry) -> None:
        strays(entry)
        assert entry.handle is not None
        while entry.doubtful and entry.handle.status(0).state != DOWNLOADING:
            pause.wait(0.01)

    monkeypatch.setattr(host.engine.membership, "strays", busy_until_it_is_checked)
    with slow_to_write(small.folder / large.name / "a.bin"):
        id = on(small, host, large)
        host.connect(id, new_seeder(large))
        host.until_shown(id, State.SEEDING)
    until_full(host, id)
    assert row_of(host, id).completed_at is None
    assert [notice.kind for notice in host.notices()] == ["error"]


def test_a_few_bytes_more_are_no_room(host: Host, small: Volume, large: Sample, new_seeder: NewSeeder) -> None:
    id = fill(host, small, large, new_seeder)
    before = row_of(host, id).error
    # A twentieth of the volume is worth a try, this is less.
    small.resize(MIB + 32 * 1024)
    host.until(lambda: row_of(host, id).error != before)
    assert is_held(host.row(id))
    assert host.flags(id) & UPLOAD_MODE_FLAG
    assert len(host.notices()) == 1


def test_only_the_downloads_of_that_volume_are_held(
    host: Host, small: Volume, large: Sample, sample: Sample, samples: NewSample, new_seeder: NewSeeder
) -> None:
    host.change(active_downloads=1, ignore_slow=False)
    tiny = samples("tiny", {"file.bin": 100_000})
    done = on(small, host, tiny)
    host.connect(done, new_seeder(tiny))
    host.until_shown(done, State.SEEDING)
    queued, asleep, forced = (samples(name, {"file.bin": 60_000}) for name in ("queued", "asleep", "forced"))
    elsewhere = host.folder / "elsewhere"
    paused = on(small, host, asleep)
    host.pause(paused)
    first = on(small, host, large)
    second = on(small, host, queued)
    third = on(small, host, forced)
    host.force(third)
    other = host.add_file(sample.torrent_file(host.folder), save_path=str(elsewhere))
    host.until_shown(other, State.QUEUED)
    host.connect(first, new_seeder(large))
    until_full(host, first, second, third)
    assert row_of(host, done).state is State.SEEDING
    assert row_of(host, paused).state is State.PAUSED
    # The held one gives its place in the queue to one that can run.
    host.until(lambda: not host.flags(other) & PAUSED_FLAG)
    host.connect(other, new_seeder(sample))
    host.until_shown(other, State.SEEDING)
    assert [row_of(host, id).intent for id in (first, second, third, paused)] == [
        Intent.RUN,
        Intent.RUN,
        Intent.FORCED,
        Intent.PAUSED,
    ]
    small.resize(16 * MIB)
    host.until(lambda: not any(is_held(host.row(id)) for id in (first, second, third)))
    host.connect(third, new_seeder(forced))
    host.connect(first, new_seeder(large))
    host.until_shown(third, State.SEEDING)
    host.until_shown(first, State.SEEDING)
    host.until(lambda: not host.flags(second) & PAUSED_FLAG)
    assert row_of(host, paused).state is State.PAUSED
    assert host.flags(paused) & PAUSED_FLAG


def test_a_person_who_resumes_tries_now_and_one_who_pauses_has_it_paused(
    host: Host, small: Volume, large: Sample, samples: NewSample, new_seeder: NewSeeder
) -> None:
    waits = samples("waits", {"file.bin": 60_000})
    calm = on(small, host, waits)
    id = on(small, host, large)
    seeder = new_seeder(large)
    host.connect(id, seeder)
    until_full(host, id, calm)
    # Too little to be tried by itself. What was under way may take it, and hold it once more.
    small.resize(MIB + 32 * 1024)
    before = len(host.ears.shown[id])

    def tried() -> bool:
        host.resume(id)
        host.connect(id, seeder)
        return not small.free and any(not is_held(row) for row in host.ears.shown[id][before:])

    host.until(tried)
    until_full(host, id)
    host.pause(calm)
    host.until_shown(calm, State.PAUSED)
    assert row_of(host, calm).error is None
    small.resize(8 * MIB)
    host.until(lambda: not is_held(host.row(id)))
    assert row_of(host, calm).state is State.PAUSED
    assert host.flags(calm) & (PAUSED_FLAG | UPLOAD_MODE_FLAG) == PAUSED_FLAG


def test_a_restart_tries_again_and_keeps_the_intents(
    host: Host, small: Volume, large: Sample, new_seeder: NewSeeder
) -> None:
    id = fill(host, small, large, new_seeder)
    host.force(id)
    host.again()
    host.until_entered(id)
    assert row_of(host, id).intent is Intent.FORCED
    host.connect(id, new_seeder(large))
    until_full(host, id)
    small.resize(8 * MIB)
    host.until(lambda: not is_held(host.row(id)))
    assert row_of(host, id).intent is Intent.FORCED
    host.connect(id, new_seeder(large))
    host.until_shown(id, State.SEEDING)


def test_what_may_not_be_written_goes_on_when_it_may(
    host: Host, small: Volume, large: Sample, new_seeder: NewSeeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "FIRST_WAIT", 0.1)
    small.resize(8 * MIB)
    id = on(small, host, large)
    host.until_shown(id, State.DOWNLOADING)
    small.read_only(True)
    seeder = new_seeder(large)
    host.connect(id, seeder)
    host.until(lambda: (error := row_of(host, id).error) is not None and error.kind == "not_writable")
    assert row_of(host, id).intent is Intent.RUN
    small.read_only(False)
    host.until(lambda: row_of(host, id).error is None)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)


@pytest.mark.parametrize("attempt", range(rounds(2, 20)))
def test_what_counted_as_whole_before_the_disk_refused_it_is_not_believed(
    host: Host, small: Volume, samples: NewSample, new_seeder: NewSeeder, attempt: int
) -> None:
    """libtorrent may take a download for a seed before its last bytes are written."""
    whole = samples(f"whole-{attempt}", {"a.bin": 40 * PIECE})
    (small.folder / "mine").write_bytes(bytes(MIB - 39 * PIECE))
    id = on(small, host, whole)
    seeder = new_seeder(whole)
    host.connect(id, seeder)
    until_full(host, id)
    host.again()
    host.until_entered(id)
    host.connect(id, seeder)
    until_full(host, id)
    assert host.notices() == [] or {notice.kind for notice in host.notices()} == {"error"}
    small.resize(8 * MIB)
    host.until(lambda: not is_held(host.row(id)))
    host.connect(id, new_seeder(whole))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: whole.on_disk(small.folder) == set(whole.files))
    host.until(lambda: [notice.kind for notice in host.notices()] == ["error", "finished"])


def test_a_write_that_failed_while_it_entered_is_heard_of(
    host: Host, small: Volume, samples: NewSample, new_seeder: NewSeeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that has much to do at its start hears of both at once."""
    whole = samples("late", {"a.bin": 40 * PIECE})
    (small.folder / "mine").write_bytes(bytes(MIB - 39 * PIECE))
    id = fill(host, small, whole, new_seeder)
    peer = new_seeder(whole)
    attach = Membership.attach

    def late(membership: Membership, entry: Entry, handle: Any) -> None:
        handle.connect_peer(parse_endpoint(peer.address))
        peer.until(lambda: bool(handle.flags() & UPLOAD_MODE_FLAG))
        attach(membership, entry, handle)

    monkeypatch.setattr(Membership, "attach", late)
    host.again()
    until_full(host, id)
    small.resize(8 * MIB)
    host.until(lambda: not is_held(host.row(id)))
    host.connect(id, new_seeder(whole))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: whole.on_disk(small.folder) == set(whole.files))
