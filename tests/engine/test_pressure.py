"""What holds all torrents back at once, and what a row says of it."""

import time

import pytest

from torrpeddo.contract.options import TorrentOptions
from torrpeddo.contract.settings import Settings
from torrpeddo.contract.torrents import ReasonKind, State, TorrentRow
from torrpeddo.engine import rows
from torrpeddo.engine.looking import Search
from torrpeddo.engine.pressure import Pressure, measured
from torrpeddo.engine.state import AUTO_MANAGED_FLAG, DOWNLOADING_METADATA, PAUSED_FLAG, SEEDING

from .samples import entry, status


@pytest.mark.parametrize(
    ("settings", "rate", "limit"),
    [
        ({}, 10**9, None),
        ({"down_limit": 100_000}, 50_000, None),
        ({"down_limit": 100_000}, 95_000, 100_000),
        ({"down_limit": 1000}, 0, 1000),
        ({"down_limit": 100_000, "slow_mode": True, "slow_down_limit": 50_000}, 49_000, 50_000),
    ],
)
def test_when_the_limit_of_all_holds(settings: dict[str, int], rate: int, limit: int | None) -> None:
    assert measured(Settings(**settings), rate, 0).down_limit == limit  # type: ignore[arg-type]


NONE = TorrentOptions()


def stalled(pressure: Pressure, options: TorrentOptions = NONE, **changes: object) -> TorrentRow:
    found = entry(status(down_rate=0, **changes), options=options)
    found.last_payload_at = 1.0
    return rows.build(found, session_paused=False, now=time.monotonic() + 100, pressure=pressure)


def why(row: TorrentRow) -> ReasonKind | None:
    assert row.state is State.STALLED
    return row.reason.kind if row.reason is not None else None


def test_why_a_download_stands_still() -> None:
    assert why(stalled(Pressure())) is ReasonKind.CHOKED
    assert why(stalled(Pressure(disk=True))) is ReasonKind.DISK
    held = stalled(Pressure(down_limit=9000))
    assert (why(held), held.limit) == (ReasonKind.RATE_LIMIT, 9000)
    own = stalled(Pressure(), TorrentOptions(down_limit=500))
    assert (why(own), own.limit) == (ReasonKind.RATE_LIMIT, 500)
    assert why(stalled(Pressure(), TorrentOptions(down_limit=50_000))) is ReasonKind.CHOKED
    # What is nearer comes first.
    assert why(stalled(Pressure(disk=True, down_limit=1), peers=0)) is ReasonKind.NO_PEERS
    assert why(stalled(Pressure(down_limit=1), seeds=0, copies=0.3)) is ReasonKind.NO_SEEDS


def test_what_the_queue_lets_run_is_said() -> None:
    queued = PAUSED_FLAG | AUTO_MANAGED_FLAG
    waiting = entry(status(flags=queued))
    waiting.place_in_line = 3
    pressure = Pressure(downloads=5, seeds=2, searches=10)
    row = rows.build(waiting, session_paused=False, now=0.0, pressure=pressure)
    assert (row.state, row.place_in_line, row.limit) == (State.QUEUED, 3, 5)
    seed = entry(status(flags=queued, state=SEEDING, is_finished=True, is_seeding=True, queue_position=-1))
    row = rows.build(seed, session_paused=False, now=0.0, pressure=pressure)
    assert (row.state, row.place_in_line, row.limit, row.queue_position) == (State.QUEUED, None, 2, None)


def test_a_magnet_that_waits_says_for_what() -> None:
    magnet = entry(status(flags=PAUSED_FLAG, state=DOWNLOADING_METADATA, has_metadata=False))
    magnet.search = Search(since=7.0, ended=2, next_at=99.0, trackers={"a", "b"}, peers=4)
    row = rows.build(magnet, session_paused=False, now=0.0, pressure=Pressure(searches=10))
    assert (row.state, row.limit) == (State.QUEUED, 10)
    assert row.reason is not None
    assert row.reason.kind is ReasonKind.METADATA_TURN
    assert row.search is not None
    assert (row.search.since, row.search.turns, row.search.next_turn_at) == (7.0, 2, 99.0)
    assert (row.search.trackers_asked, row.search.peers_found, row.search.dht) == (2, 4, False)
