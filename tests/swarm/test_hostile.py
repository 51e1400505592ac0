"""Strangers that send garbage or nothing, and disks that refuse."""

import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.engine import state

from .host import TIMEOUT, Host, row_of
from .samples import Sample
from .seeder import Seeder
from .trackers import Tracker

NewTracker = Callable[[bytes | None], Tracker]


@pytest.fixture
def tracker(cleanup: ExitStack) -> NewTracker:
    def new(answer: bytes | None) -> Tracker:
        made = Tracker(answer)
        cleanup.callback(made.close)
        return made

    return new


def bencode(answer: Any) -> bytes:
    return lt.bencode(answer)


def peers_of(*seeders: Seeder) -> bytes:
    """A tracker's answer that names them."""
    addresses = [seeder.address.split(":") for seeder in seeders]
    compact = b"".join(socket.inet_aton(host) + int(port).to_bytes(2, "big") for host, port in addresses)
    return bencode({b"interval": 1800, b"complete": 3, b"incomplete": 2, b"peers": compact})


def test_a_tracker_finds_peers(host: Host, sample: Sample, seeder: Seeder, tracker: NewTracker) -> None:
    known = tracker(peers_of(seeder))
    id = host.add_magnet(f"{sample.magnet}&tr={known.url}")
    row = host.until_shown(id, State.SEEDING)
    assert (row.tracker, row.trackers) == ("127.0.0.1", 1)
    # Being whole is announced too, and for that while the tracker is being asked again.
    host.until(lambda: host.call(host.engine.details.trackers(id))[0].status == "working")
    [told] = host.call(host.engine.details.trackers(id))
    assert (told.url, told.swarm_seeds, told.swarm_peers, told.fails) == (known.url, 3, 2, 0)
    assert told.next_announce_at is not None
    assert told.next_announce_at > time.time()


def test_a_tracker_that_refuses_says_why(
    host: Host, sample: Sample, tracker: NewTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "STALLED_AFTER", 0.1)
    url = tracker(bencode({b"failure reason": b"not registered"})).url
    id = host.add_magnet(f"{sample.magnet}&tr={url}")
    host.until(lambda: [row.status for row in host.call(host.engine.details.trackers(id))] == ["error"])
    [told] = host.call(host.engine.details.trackers(id))
    assert told.message == "not registered"
    assert told.fails > 0


@pytest.mark.parametrize(
    "answer",
    [
        bencode({b"failure reason": b"\xff\xfe broken \x1b[31m"}),
        bencode({b"warning message": b"\xff\xfe", b"interval": 60, b"peers": b""}),
        b"\xff\x00\xfe not bencoded",
        b"",
    ],
)
def test_garbage_from_a_tracker_harms_nothing(
    host: Host, sample: Sample, seeder: Seeder, tracker: NewTracker, answer: bytes
) -> None:
    bad = tracker(answer)
    id = host.add_magnet(f"{sample.magnet}&tr={bad.url}")
    assert bad.asked.wait(TIMEOUT)
    host.on_engine(lambda: host.engine.details.watch(host.ears, id, None))
    host.until(lambda: host.engine.core.catalog.need(id).tracker_error is not None or b"warning" in answer)
    assert [row.url for row in host.call(host.engine.details.trackers(id))] == [bad.url]
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.again()
    host.until_shown(id, State.SEEDING)


def test_the_end_does_not_wait_for_a_tracker_that_hangs(host: Host, sample: Sample, tracker: NewTracker) -> None:
    silent = tracker(None)
    host.add_magnet(f"{sample.magnet}&tr={silent.url}")
    assert silent.asked.wait(TIMEOUT)
    begun = time.monotonic()
    assert host.end()
    assert time.monotonic() - begun < 5


def test_a_disk_that_refuses_holds_the_download_and_says_so(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    """A file is where the torrent's folder must go; being root is no help against that."""
    (host.downloads / sample.name).write_text("in the way")
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    row = host.until_shown(id, State.ERROR)
    assert row.error is not None
    assert row.error.path is not None
    assert str(host.downloads) in row.error.message
    assert (host.downloads / sample.name).read_text() == "in the way"
    host.until(lambda: [notice.kind for notice in host.notices()] == ["error"])
    (host.downloads / sample.name).unlink()
    host.resume(id)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    assert row_of(host, id).error is None


def test_a_hostile_name_is_shown_tamed(host: Host, sample: Sample) -> None:
    id = host.add_magnet(f"{sample.magnet}&dn=%ff%1b%5b31m%e2%80%aeevil%0a" + "x" * 5000)
    name = row_of(host, id).name
    assert len(name) <= 255
    assert all(char.isprintable() or char == "\ufffd" for char in name)
    host.again()
    assert row_of(host, id).name == name


def test_damaged_resume_data_costs_a_check_and_not_the_torrent(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.end()
    rewrite(host, "UPDATE resume SET blob = x'00ff'")
    host.begin()
    host.until_shown(id, State.SEEDING)
    assert state.CHECKING_FILES in host.engine_states(id)
    assert row_of(host, id).done == sample.size


def test_damaged_metadata_is_set_aside_and_the_torrent_looks_for_it_again(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    host.end()
    rewrite(host, "UPDATE metadata SET blob = x'00ff'", "DELETE FROM resume")
    host.begin()
    host.until(lambda: host.in_session() == {id})
    host.resume(id)
    host.until_shown(id, State.METADATA)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)


def rewrite(host: Host, *statements: str) -> None:
    with closing(sqlite3.connect(host.profile.database)) as library, library:
        for statement in statements:
            library.execute(statement)
