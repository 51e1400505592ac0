"""Every state that a person can see, and every reason that is given, reached by a real session.

The last test sees that none is left out.
"""

import hashlib
import re
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from torrpeddo.contract.deleting import Delete
from torrpeddo.contract.moving import Move
from torrpeddo.contract.torrents import ReasonKind, State, TorrentRow
from torrpeddo.engine import missing, state, tracking
from torrpeddo.engine.deletion import stage
from torrpeddo.engine.moving import copying

from .conftest import NewHost, NewSample, NewSeeder
from .host import Host, row_of
from .samples import Sample, place
from .seeder import Seeder
from .trackers import Tracker
from .volumes import slow_to_write

PIECE = 4 << 20
LONG = 2 << 30
"""A file of holes that takes a second or more to hash."""


@pytest.fixture(autouse=True)
def stall_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "STALLED_AFTER", 0.3)
    monkeypatch.setattr(state, "ACQUAINTED_AFTER", 0.3)
    monkeypatch.setattr(missing, "LOOK_EVERY", 0.1)


@pytest.fixture
def long(tmp_path: Path) -> Callable[[str, Host], Path]:
    """The .torrent of a large file of zeros, which is there."""

    def make(name: str, host: Host) -> Path:
        with (host.downloads / name).open("wb") as file:
            file.truncate(LONG)
        pieces = hashlib.sha1(bytes(PIECE)).digest() * (LONG // PIECE)
        info: Any = {b"name": name.encode(), b"length": LONG, b"piece length": PIECE, b"pieces": pieces}
        path = tmp_path / f"{name}.torrent"
        path.write_bytes(lt.bencode({b"info": info}))
        return path

    return make


@pytest.fixture
def whole(host: Host, sample: Sample, tmp_path: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    return id


@pytest.fixture
def far() -> Iterator[Path]:
    """An empty folder on another volume than the downloads."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder).resolve()


def until(host: Host, id: str, shown: State, why: ReasonKind | None = None) -> TorrentRow:
    def so() -> bool:
        row = host.row(id)
        return row is not None and row.state is shown and (row.reason.kind if row.reason else None) is why

    host.until(so)
    return row_of(host, id)


def ever(host: Host, id: str, shown: State, why: ReasonKind | None = None) -> bool:
    return any(
        row.state is shown and (row.reason.kind if row.reason else None) is why for row in list(host.ears.shown[id])
    )


def add(host: Host, sample: Sample, **options: Any) -> str:
    return host.add_file(sample.torrent_file(host.folder), **options)


def test_metadata_and_its_turn(host: Host) -> None:
    host.change(metadata_at_once=1)
    first, second = (host.add_magnet(f"magnet:?xt=urn:btih:{number:040x}") for number in (1, 2))
    until(host, first, State.METADATA)
    assert until(host, second, State.QUEUED, ReasonKind.METADATA_TURN).limit == 1


def test_starting(host: Host, whole: str) -> None:
    host.again()
    until(host, whole, State.SEEDING, ReasonKind.IDLE)
    assert ever(host, whole, State.CHECKING, ReasonKind.STARTING)


def test_checking_and_waiting_to_be_checked(host: Host, long: Callable[[str, Host], Path]) -> None:
    first, second = (host.add_file(long(name, host), seed_mode=True) for name in ("one", "two"))
    host.until_shown(first, State.SEEDING)
    host.until_shown(second, State.SEEDING)
    host.recheck(first, second)
    host.until(
        lambda: any(
            row_of(host, a).state is State.CHECKING
            and row_of(host, b).state is State.QUEUED
            and (reason := row_of(host, b).reason) is not None
            and reason.kind is ReasonKind.QUEUED_FOR_CHECK
            for a, b in ((first, second), (second, first))
        )
    )
    # A stop is heard at once, while it is checked and while it waits for that.
    host.stop(first, second)
    assert {row_of(host, id).state for id in (first, second)} == {State.CANCELLED}
    host.settle()


def test_queued_behind_a_limit(host: Host, samples: NewSample) -> None:
    host.change(active_downloads=1, ignore_slow=False)
    _, second = (add(host, samples(f"queue-{name}", {"file.bin": 30_000})) for name in "ab")
    assert until(host, second, State.QUEUED, ReasonKind.QUEUE_LIMIT).limit == 1


def test_downloading(host: Host, sample: Sample, new_seeder: NewSeeder) -> None:
    id = add(host, sample)
    host.connect(id, new_seeder(sample, rate=100_000))
    host.until(lambda: row_of(host, id).down_rate > 0)
    assert row_of(host, id).state is State.DOWNLOADING


def test_stalled_without_peers(host: Host, samples: NewSample) -> None:
    """These engines have no DHT."""
    lonely = add(host, samples("lonely", {"file.bin": 30_000}))
    until(host, lonely, State.STALLED, ReasonKind.NOBODY_TO_ASK)
    host.call(host.engine.trackers.add([lonely], ["http://127.0.0.1:9/announce"]))
    until(host, lonely, State.STALLED, ReasonKind.TRACKER_ERROR)


def test_stalled_while_a_tracker_knows_nobody(host: Host, samples: NewSample, cleanup: ExitStack) -> None:
    tracker = Tracker(b"d8:intervali1800e5:peers0:e")
    cleanup.callback(tracker.close)
    id = add(host, samples("known to nobody", {"file.bin": 30_000}, trackers=(tracker.url,)))
    until(host, id, State.STALLED, ReasonKind.NO_PEERS)


def test_stalled_since_nobody_lets_us_and_by_a_limit(host: Host, sample: Sample, new_seeder: NewSeeder) -> None:
    id = add(host, sample)
    host.connect(id, new_seeder(sample, slots=0))
    until(host, id, State.STALLED, ReasonKind.CHOKED)
    host.change(down_limit=1000)
    assert until(host, id, State.STALLED, ReasonKind.RATE_LIMIT).limit == 1000


def test_stalled_with_a_tracker_that_refuses(host: Host, samples: NewSample, cleanup: ExitStack) -> None:
    tracker = Tracker(b"d14:failure reason12:not welcomede")
    cleanup.callback(tracker.close)
    id = add(host, samples("refused", {"file.bin": 30_000}, trackers=(tracker.url,)))
    reason = until(host, id, State.STALLED, ReasonKind.TRACKER_REFUSED).reason
    assert reason is not None
    assert reason.detail == "127.0.0.1: not welcomed"


def test_seeding_and_idle(host: Host, sample: Sample, whole: str, new_host: NewHost, tmp_path: Path) -> None:
    until(host, whole, State.SEEDING, ReasonKind.IDLE)
    taker = new_host(name="taker")
    taker.add_file(sample.torrent_file(tmp_path))
    host.change(up_limit=200_000, limit_local=True)
    port = host.on_engine(host.engine.core.session.listen_port)
    taker.call(taker.engine.lifecycle.connect_peer(whole, f"127.0.0.1:{port}"))
    until(host, whole, State.SEEDING)


def test_finished_in_part(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = add(host, sample, files=sample.choose("a.bin"))
    host.connect(id, seeder)
    until(host, id, State.FINISHED, ReasonKind.PARTIAL)


def test_paused_paused_with_all_and_complete(host: Host, sample: Sample, whole: str, samples: NewSample) -> None:
    id = add(host, samples("held", {"file.bin": 30_000}))
    host.pause(id)
    until(host, id, State.PAUSED)
    host.pause(whole)
    until(host, whole, State.PAUSED, ReasonKind.COMPLETED)
    host.resume(id)
    host.change(all_paused=True)
    until(host, id, State.PAUSED, ReasonKind.SESSION_PAUSED)


def test_moving_and_a_cancel_at_once(
    host: Host, whole: str, monkeypatch: pytest.MonkeyPatch, far: Path, cleanup: ExitStack
) -> None:
    go_on = threading.Event()
    cleanup.callback(go_on.set)
    real = copying._copy_chunk  # noqa: SLF001 - the step to slow down

    def slow(*arguments: Any) -> int:
        go_on.wait(0.05)
        return real(*arguments)

    monkeypatch.setattr(copying, "CHUNK", 4096)
    monkeypatch.setattr(copying, "_copy_chunk", slow)
    host.call(host.engine.moves.move(Move(ids=[whole], path=str(far))))
    until(host, whole, State.MOVING, ReasonKind.MOVING_TO)
    host.stop(whole)
    host.until_shown(whole, State.CANCELLED)
    host.until(lambda: not host.on_engine(lambda: host.engine.moves.busy))
    assert row_of(host, whole).save_path == str(host.downloads)


@pytest.mark.parametrize(("keeps_files", "why"), [(False, None), (True, ReasonKind.FILES_STAY)])
def test_deleting(
    host: Host,
    whole: str,
    monkeypatch: pytest.MonkeyPatch,
    cleanup: ExitStack,
    keeps_files: bool,
    why: ReasonKind | None,
) -> None:
    go_on = threading.Event()
    cleanup.callback(go_on.set)
    real = stage.stage

    def slow(*arguments: Any) -> None:
        go_on.wait(5)
        real(*arguments)

    monkeypatch.setattr(stage, "stage", slow)
    (host.downloads / f".{whole}.parts").write_bytes(b"libtorrent's own")
    if keeps_files:
        host.call(host.engine.deletions.delete(Delete(ids=[whole], keep_files=True)))
    else:
        host.delete(whole)
    until(host, whole, State.DELETING, why)
    go_on.set()
    host.until_gone(whole)


def test_cancelled_while_it_looks_for_metadata_and_while_it_downloads(
    host: Host, sample: Sample, new_seeder: NewSeeder
) -> None:
    magnet = host.add_magnet(f"magnet:?xt=urn:btih:{7:040x}")
    until(host, magnet, State.METADATA)
    host.stop(magnet)
    assert row_of(host, magnet).state is State.CANCELLED
    id = add(host, sample)
    host.connect(id, new_seeder(sample, rate=100_000))
    host.until_shown(id, State.DOWNLOADING)
    host.stop(id)
    assert row_of(host, id).state is State.CANCELLED
    host.settle()


def test_missing_files(host: Host, sample: Sample, whole: str) -> None:
    host.end()
    (host.downloads / sample.name).rename(host.folder / "away")
    host.begin()
    assert until(host, whole, State.MISSING_FILES).error is not None


def test_error(host: Host, sample: Sample, seeder: Seeder) -> None:
    """A file is where the torrent's folder should be."""
    (host.downloads / sample.name).write_text("mine")
    id = add(host, sample)
    host.connect(id, seeder)
    error = until(host, id, State.ERROR).error
    assert error is not None
    assert error.message.count(". ") >= 1
    assert (host.downloads / sample.name).read_text() == "mine"


def test_stalled_since_nobody_has_the_rest(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that have the same half; libtorrent's mean rate goes on for long after the last byte."""
    monkeypatch.setattr(tracking, "SILENT", 0.2)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=("a.bin",), hungry=True))
    # Before the first byte it may count as stalled too.
    host.until(lambda: row_of(host, id).progress > 0)
    row = until(host, id, State.STALLED, ReasonKind.NO_SEEDS)
    assert (row.peers, row.seeds, row.down_rate) == (1, 0, 0)
    assert 0 < row.progress < 1


def test_stalled_by_a_disk_that_can_not_keep_up(sample: Sample, new_seeder: NewSeeder, new_host: NewHost) -> None:
    """Room for one block that is not written yet: peers wait for the disk, and the first write takes long."""
    host = new_host("max_queued_disk_bytes=16384")
    with slow_to_write(host.downloads / sample.name / "a.bin"):
        id = add(host, sample)
        host.connect(id, new_seeder(sample))
        row = until(host, id, State.STALLED, ReasonKind.DISK)
        assert (row.peers, row.down_rate, row.error) == (1, 0, None)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_none_is_left_out() -> None:
    told = Path(__file__).read_text()
    assert set(re.findall(r"State\.([A-Z_]+)", told)) >= {each.name for each in State}
    assert set(re.findall(r"ReasonKind\.([A-Z_]+)", told)) >= {each.name for each in ReasonKind}
