"""Magnets without metadata: few look at once, each in its turn, and all say what they tried."""

import socket
from contextlib import ExitStack

import pytest

from torrpeddo.contract.torrents import Intent, ReasonKind, State
from torrpeddo.engine.looking import FIRST_WAIT, TURN
from torrpeddo.engine.state import AUTO_MANAGED_FLAG, PAUSED_FLAG

from .hands import Hands
from .host import Host, row_of
from .samples import Sample
from .seeder import Seeder
from .trackers import Tracker


def magnet(number: int) -> str:
    return f"magnet:?xt=urn:btih:{number:040x}"


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(monkeypatch)


@pytest.fixture
def tracked(cleanup: ExitStack) -> Tracker:
    """A tracker that names one peer, who is not there."""
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    peers = socket.inet_aton("127.0.0.1") + port.to_bytes(2, "big")
    tracker = Tracker(b"d8:intervali1800e5:peers6:" + peers + b"e")
    cleanup.callback(tracker.close)
    return tracker


def looking(host: Host, ids: list[str]) -> list[str]:
    """Those shown as looking, which is what libtorrent does too."""
    shown = [id for id in ids if row_of(host, id).state is State.METADATA]
    return shown if shown == [id for id in ids if not host.flags(id) & PAUSED_FLAG] else []


def test_a_few_at_once_each_in_its_turn(host: Host, hands: Hands) -> None:
    host.change(metadata_at_once=2)
    a, b, c = ids = [host.add_magnet(magnet(number)) for number in (1, 2, 3)]
    host.until(lambda: looking(host, ids) == [a, b])
    host.until(lambda: row_of(host, c).state is State.QUEUED and row_of(host, c).limit == 2)
    reason = row_of(host, c).reason
    assert reason is not None
    assert reason.kind is ReasonKind.METADATA_TURN
    assert not any(host.flags(id) & AUTO_MANAGED_FLAG for id in ids)
    hands.advance(TURN)
    host.until(lambda: looking(host, ids) == [b, c])
    search = row_of(host, a).search
    assert search is not None
    assert search.turns == 1
    assert search.next_turn_at is not None
    hands.advance(FIRST_WAIT)
    host.until(lambda: looking(host, ids) == [a, c])
    assert {row_of(host, id).intent for id in ids} == {Intent.RUN}


def test_nobody_is_pushed_out_by_one_that_has_to_wait(host: Host, hands: Hands) -> None:
    host.change(metadata_at_once=1)
    a, b = ids = [host.add_magnet(magnet(number)) for number in (1, 2)]
    host.until(lambda: looking(host, ids) == [a])
    for leap, turn in [(TURN, b), (TURN, a), (TURN, b)]:
        hands.advance(leap)
        host.until(lambda turn=turn: looking(host, ids) == [turn])  # type: ignore[misc]
    # The first has had two turns in vain, so the second keeps its place beyond its turn.
    hands.advance(TURN)
    host.on_engine(host.engine.magnets.tick)
    assert looking(host, ids) == [b]
    hands.advance(TURN)
    host.until(lambda: looking(host, ids) == [a])


def test_a_place_is_free_when_another_is_paused_stopped_removed_or_found(
    host: Host, sample: Sample, seeder: Seeder
) -> None:
    host.change(metadata_at_once=1)
    found = host.add_magnet(sample.magnet)
    a, b, c, d = ids = [host.add_magnet(magnet(number)) for number in range(1, 5)]
    host.until(lambda: looking(host, [found, *ids]) == [found])
    host.connect(found, seeder)
    host.until(lambda: looking(host, ids) == [a])
    host.until_shown(found, State.SEEDING)
    assert host.flags(found) & AUTO_MANAGED_FLAG
    assert (row_of(host, found).search, row_of(host, found).intent) == (None, Intent.RUN)
    host.pause(a)
    host.until(lambda: looking(host, ids) == [b])
    host.stop(b)
    host.settle()
    host.until(lambda: looking(host, [a, c, d]) == [c])
    host.remove(c)
    host.until(lambda: looking(host, [a, d]) == [d])
    assert row_of(host, a).state is State.PAUSED


def test_a_forced_one_always_runs_and_takes_nobodys_place(host: Host) -> None:
    host.change(metadata_at_once=1)
    a, _, c = ids = [host.add_magnet(magnet(number)) for number in (1, 2, 3)]
    host.force(c)
    host.until(lambda: looking(host, ids) == [a, c])
    host.resume(c)
    host.until(lambda: len(looking(host, ids)) == 1)


def test_metadata_joins_the_queue(host: Host, sample: Sample, seeder: Seeder) -> None:
    """And not the downloads that run already."""
    host.change(active_downloads=1, ignore_slow=False)
    other = host.add_magnet(magnet(1))
    id = host.add_magnet(sample.magnet, files=sample.choose("readme.txt"))
    host.until(lambda: looking(host, [other, id]) == [other, id])
    host.connect(id, seeder)
    host.until_shown(id, State.FINISHED)
    assert row_of(host, other).state is State.METADATA


def test_a_preview_that_is_accepted_early_keeps_looking(host: Host, sample: Sample, seeder: Seeder) -> None:
    host.change(metadata_at_once=1)
    preview = host.look_at(sample.magnet)
    id = host.accept(preview)
    host.until(lambda: looking(host, [id]) == [id])
    assert row_of(host, id).search is not None
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)


def test_after_a_restart_the_turns_begin_anew(host: Host) -> None:
    host.change(metadata_at_once=2)
    ids = [host.add_magnet(magnet(number)) for number in (1, 2, 3)]
    host.pause(ids[0])
    host.until(lambda: looking(host, ids) == ids[1:])
    since = [row_of(host, id).search for id in ids]
    host.again()
    host.until_entered(*ids)
    host.until(lambda: looking(host, ids[1:]) == ids[1:])
    assert row_of(host, ids[0]).state is State.PAUSED
    again = [row_of(host, id).search for id in ids]
    assert [each and each.since for each in again] == [each and each.since for each in since]


def test_while_all_is_paused_no_turn_passes(host: Host, hands: Hands) -> None:
    host.change(metadata_at_once=1)
    a, b = ids = [host.add_magnet(magnet(number)) for number in (1, 2)]
    host.until(lambda: looking(host, ids) == [a])
    host.change(all_paused=True)
    hands.advance(TURN)
    host.until(lambda: row_of(host, a).state is State.PAUSED)
    host.on_engine(host.engine.magnets.tick)
    assert host.flags(b) & PAUSED_FLAG
    host.change(all_paused=False)
    host.until(lambda: looking(host, ids) == [b])


def test_it_says_what_it_tried(host: Host, tracked: Tracker) -> None:
    id = host.add_magnet(f"{magnet(1)}&tr={tracked.url}")
    host.until(lambda: (search := row_of(host, id).search) is not None and search.trackers_asked == 1)
    host.until(lambda: (search := row_of(host, id).search) is not None and search.peers_found == 1)
    search = row_of(host, id).search
    assert search is not None
    assert not search.dht
    assert row_of(host, id).added_at <= search.since


def test_checking_one_does_not_start_it(host: Host) -> None:
    host.change(metadata_at_once=1)
    a, b = host.add_magnet(magnet(1)), host.add_magnet(magnet(2), paused=True)
    host.until(lambda: looking(host, [a]) == [a])
    host.recheck(a, b)
    host.until(lambda: row_of(host, b).state is State.PAUSED)
    assert host.flags(b) & PAUSED_FLAG
