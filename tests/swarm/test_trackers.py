"""The list of trackers: edited, added to, merged from a duplicate, scraped; and what is wrong with one, in words."""

import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from torrpeddo.contract.details import TrackerRow
from torrpeddo.contract.sources import TrackerEntry
from torrpeddo.contract.torrents import State
from torrpeddo.errors import Duplicate, InvalidInput, NotFound, WrongState

from .conftest import NewGiver, NewHost, NewSample, NewSeeder
from .host import Host, row_of
from .samples import Sample
from .trackers import Tracker

UNKNOWN = "0" * 40
ONE, TWO, THREE = (f"http://127.0.0.1:9/{name}/announce" for name in ("one", "two", "three"))


@pytest.fixture
def tracker(cleanup: ExitStack) -> Callable[[bytes], Tracker]:
    def new(answer: bytes) -> Tracker:
        made = Tracker(answer)
        cleanup.callback(made.close)
        return made

    return new


@pytest.fixture
def tracked(samples: NewSample) -> Sample:
    return samples("tracked", {"file.bin": 30_000}, trackers=(ONE, TWO))


def edit(host: Host, id: str, *trackers: tuple[str, int]) -> None:
    wanted = [TrackerEntry(url=url, tier=tier) for url, tier in trackers]
    host.call(host.engine.trackers.edit(id, wanted))


def add(host: Host, id: str, *urls: str) -> None:
    host.call(host.engine.trackers.add([id], urls))


def rows(host: Host, id: str) -> list[TrackerRow]:
    return host.call(host.engine.details.trackers(id))


def listed(host: Host, id: str) -> list[tuple[str, int]]:
    return [(row.url, row.tier) for row in rows(host, id)]


def again(host: Host, id: str) -> None:
    host.again()
    host.until_entered(id)


def test_the_whole_list_is_replaced_and_kept(host: Host, tracked: Sample, tmp_path: Path) -> None:
    id = host.add_file(tracked.torrent_file(tmp_path), paused=True)
    assert listed(host, id) == [(ONE, 0), (TWO, 1)]
    edit(host, id, (TWO, 5), (THREE, 0), (TWO, 1))
    assert listed(host, id) == [(THREE, 0), (TWO, 5)]
    assert (row_of(host, id).trackers, row_of(host, id).tracker) == (2, "127.0.0.1")
    again(host, id)
    assert listed(host, id) == [(THREE, 0), (TWO, 5)]
    host.stop(id)
    host.settle()
    host.restart(id)
    host.until_entered(id)
    assert listed(host, id) == [(THREE, 0), (TWO, 5)]


def test_an_emptied_list_stays_empty(host: Host, tracked: Sample, tmp_path: Path) -> None:
    """Although the .torrent file has trackers in it."""
    id = host.add_file(tracked.torrent_file(tmp_path), paused=True)
    edit(host, id)
    assert listed(host, id) == []
    again(host, id)
    assert listed(host, id) == []
    assert row_of(host, id).trackers == 0


def test_new_ones_come_behind_and_known_ones_are_passed_over(host: Host, tracked: Sample, tmp_path: Path) -> None:
    id = host.add_file(tracked.torrent_file(tmp_path), paused=True)
    add(host, id, TWO, THREE, "udp://localhost:9", THREE)
    expected = [(ONE, 0), (TWO, 1), (THREE, 2), ("udp://localhost:9", 3)]
    assert listed(host, id) == expected
    again(host, id)
    assert listed(host, id) == expected


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/announce", "http://127.0.0.1/\r\nHost: evil", "nonsense"])
def test_what_is_no_tracker_changes_nothing(host: Host, tracked: Sample, tmp_path: Path, url: str) -> None:
    id = host.add_file(tracked.torrent_file(tmp_path), paused=True)
    with pytest.raises(InvalidInput):
        add(host, id, THREE, url)
    with pytest.raises(InvalidInput):
        edit(host, id, (THREE, 0), (url, 1))
    assert listed(host, id) == [(ONE, 0), (TWO, 1)]


def test_torrents_that_can_not_be_changed_now(host: Host, tracked: Sample, tmp_path: Path) -> None:
    id = host.add_file(tracked.torrent_file(tmp_path), paused=True)
    with pytest.raises(NotFound):
        host.call(host.engine.trackers.add([id, UNKNOWN], [THREE]))
    assert listed(host, id) == [(ONE, 0), (TWO, 1)]
    host.stop(id)
    with pytest.raises(WrongState, match="is cancelled"):
        add(host, id, THREE)


def test_a_duplicate_offers_the_trackers_that_are_new(host: Host, tracked: Sample, tmp_path: Path) -> None:
    id = host.add_file(tracked.torrent_file(tmp_path), paused=True)
    with pytest.raises(Duplicate) as refused:
        host.add_magnet(f"{tracked.magnet}&tr={TWO}&tr={THREE}&tr=gopher://127.0.0.1/")
    assert refused.value.data == {"id": id, "name": "tracked", "new_trackers": [THREE]}
    assert listed(host, id) == [(ONE, 0), (TWO, 1)]
    add(host, refused.value.data["id"], *refused.value.data["new_trackers"])
    assert listed(host, id) == [(ONE, 0), (TWO, 1), (THREE, 2)]
    with pytest.raises(Duplicate) as refused:
        host.add_magnet(f"{tracked.magnet}&tr={THREE}")
    assert refused.value.data["new_trackers"] == []


def test_a_private_torrent_is_offered_none_and_takes_none(host: Host, samples: NewSample, tmp_path: Path) -> None:
    sample = samples("secret", {"file.bin": 20_000}, trackers=(ONE,), private=True)
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    with pytest.raises(Duplicate) as refused:
        host.add_magnet(f"{sample.magnet}&tr={TWO}")
    assert refused.value.data["new_trackers"] == []
    with pytest.raises(WrongState, match="is private"):
        add(host, id, TWO)
    assert listed(host, id) == [(ONE, 0)]
    edit(host, id, (TWO, 0))
    assert listed(host, id) == [(TWO, 0)]


@pytest.mark.parametrize("private", [True, False])
def test_what_was_merged_into_a_link_that_turns_out_private_is_taken_off(
    host: Host, samples: NewSample, new_giver: NewGiver, new_seeder: NewSeeder, private: bool
) -> None:
    sample = samples("late", {"file.bin": 20_000}, private=private)
    id = host.add_magnet(f"{sample.magnet}&tr={ONE}", paused=True)
    with pytest.raises(Duplicate) as refused:
        host.add_magnet(f"{sample.magnet}&tr={TWO}&tr={THREE}")
    add(host, id, *refused.value.data["new_trackers"])
    again(host, id)
    assert listed(host, id) == [(ONE, 0), (TWO, 1), (THREE, 2)]
    host.resume(id)
    host.connect(id, new_giver(sample))
    host.until(lambda: row_of(host, id).has_metadata)
    expected = [(ONE, 0)] if private else [(ONE, 0), (TWO, 1), (THREE, 2)]
    host.until(lambda: listed(host, id) == expected)
    told = [notice.message for notice in host.notices() if notice.kind == "private"]
    assert ["127.0.0.1" in each for each in told] == [True] * private
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.SEEDING)
    again(host, id)
    assert listed(host, id) == expected
    assert row_of(host, id).trackers == len(expected)


def test_a_list_that_was_edited_is_a_persons_own_also_of_a_private_link(
    host: Host, samples: NewSample, new_giver: NewGiver
) -> None:
    sample = samples("late", {"file.bin": 20_000}, private=True)
    id = host.add_magnet(f"{sample.magnet}&tr={ONE}")
    add(host, id, TWO)
    edit(host, id, (TWO, 0), (THREE, 1))
    host.connect(id, new_giver(sample))
    host.until(lambda: row_of(host, id).private)
    assert listed(host, id) == [(TWO, 0), (THREE, 1)]


def test_announcing_now_asks_again(
    host: Host, sample: Sample, tracker: Callable[[bytes], Tracker], tmp_path: Path
) -> None:
    """Though it said to come again in an hour, and no sooner."""
    strict = tracker(b"d8:intervali3600e12:min intervali3600e5:peers0:e")
    id = host.add_file(sample.torrent_file(tmp_path))
    add(host, id, strict.url)
    host.until(lambda: [row.status for row in rows(host, id)] == ["working"])
    assert rows(host, id)[0].next_announce_at is not None
    strict.asked.clear()
    host.call(host.engine.lifecycle.reannounce([id]))
    host.until(strict.asked.is_set)


def test_a_tier_is_asked_when_the_one_before_has_failed(
    host: Host, sample: Sample, tracker: Callable[[bytes], Tracker], tmp_path: Path
) -> None:
    """BEP 12."""
    failing = tracker(b"d14:failure reason17:not on this boarde")
    good, spare = (tracker(b"d8:intervali3600e5:peers0:e") for _ in range(2))
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    edit(host, id, (spare.url, 2), (good.url, 1), (failing.url, 0))
    assert listed(host, id) == [(failing.url, 0), (good.url, 1), (spare.url, 2)]
    host.resume(id)
    host.until(lambda: [row.status for row in rows(host, id)] == ["error", "working", "waiting"])
    assert not spare.asked.is_set()


def test_scraping_asks_how_many_have_it(
    new_host: NewHost, sample: Sample, tracker: Callable[[bytes], Tracker], tmp_path: Path
) -> None:
    # On 127.0.0.1 libtorrent asks nothing but /announce, lest a stranger's torrent talks to services there.
    host = new_host("ssrf_mitigation=false")
    figures = b"d8:completei7e10:downloadedi40e10:incompletei5ee"
    answer = b"d5:filesd20:" + bytes.fromhex(sample.id) + figures + b"ee"
    answering = tracker(answer)
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    add(host, id, answering.url)
    host.call(host.engine.trackers.scrape([id]))
    host.until(lambda: rows(host, id)[0].swarm_seeds == 7)
    row = rows(host, id)[0]
    assert (row.swarm_peers, row.downloads) == (5, 40)


def test_what_is_wrong_with_a_tracker_is_said_in_words(
    host: Host, sample: Sample, tracker: Callable[[bytes], Tracker], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        nobody = f"http://127.0.0.1:{gone.getsockname()[1]}/announce"
    failing = tracker(b"d14:failure reason17:not on this boarde")
    id = host.add_file(sample.torrent_file(tmp_path))
    edit(host, id, (nobody, 0), (failing.url, 1))
    host.until(lambda: [row.status for row in rows(host, id)] == ["error", "error"])
    said = {row.url: row.message for row in rows(host, id)}
    assert "refused the connection" in said[nobody]
    assert said[failing.url] == "not on this board"
