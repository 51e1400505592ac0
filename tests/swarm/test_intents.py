"""Pause, resume and force: what a person asked is what happens, whatever queue and restarts do."""

from pathlib import Path

import pytest

from torrpeddo.contract.torrents import Intent, ReasonKind, State
from torrpeddo.engine.state import AUTO_MANAGED_FLAG as AUTO_MANAGED
from torrpeddo.engine.state import PAUSED_FLAG as PAUSED
from torrpeddo.errors import NotFound, WrongState

from .conftest import NewSample, NewSeeder
from .host import Host, row_of
from .samples import PIECE, Sample
from .seeder import Seeder

UNKNOWN = "0" * 40


@pytest.fixture
def crowd(samples: NewSample) -> list[Sample]:
    """Four torrents of which the queue of these tests lets one run."""
    return [samples(f"crowd-{number}", {"file.bin": 30_000}) for number in range(4)]


def add_all(host: Host, samples: list[Sample], folder: Path) -> list[str]:
    return [host.add_file(sample.torrent_file(folder)) for sample in samples]


def running(host: Host, ids: list[str]) -> set[str]:
    return {id for id in ids if not host.flags(id) & PAUSED}


def test_paused_stays_paused_when_the_queue_has_room(host: Host, crowd: list[Sample], tmp_path: Path) -> None:
    host.change(active_downloads=1, ignore_slow=False)
    ids = add_all(host, crowd, tmp_path)
    host.until(lambda: len(running(host, ids)) == 1)
    first = running(host, ids).pop()
    host.pause(first)
    host.until(lambda: len(running(host, ids) - {first}) == 1)
    second = running(host, ids).pop()
    host.pause(second)
    host.until(lambda: len(running(host, ids) - {first, second}) == 1)
    for id in (first, second):
        assert row_of(host, id).state is State.PAUSED
        assert host.flags(id) & PAUSED
        assert not host.flags(id) & AUTO_MANAGED


def test_paused_stays_paused_through_a_restart(host: Host, crowd: list[Sample], tmp_path: Path) -> None:
    ids = add_all(host, crowd, tmp_path)
    host.pause(ids[0], ids[2])
    host.again()
    host.until(lambda: host.in_session() == set(ids) and running(host, ids) == {ids[1], ids[3]})
    for id in (ids[0], ids[2]):
        assert host.states(id) in ([], [State.PAUSED])
        assert row_of(host, id).intent is Intent.PAUSED


def test_a_pause_while_torrents_are_still_coming_in_holds(host: Host, crowd: list[Sample], tmp_path: Path) -> None:
    """The session answers an add later; what was asked meanwhile must not be forgotten."""
    ids = add_all(host, crowd, tmp_path)
    host.again()
    host.pause(*ids)
    host.until(lambda: host.in_session() == set(ids))
    for id in ids:
        host.until_shown(id, State.PAUSED)
        assert host.flags(id) & PAUSED
        assert not host.flags(id) & AUTO_MANAGED


def test_what_waits_in_the_queue_says_so(host: Host, crowd: list[Sample], tmp_path: Path) -> None:
    host.change(active_downloads=1, ignore_slow=False)
    ids = add_all(host, crowd, tmp_path)
    host.until(lambda: sum(row.state is State.QUEUED for row in host.engine.rows()) == 3)
    for id in ids:
        row = row_of(host, id)
        if row.state is State.QUEUED:
            assert row.reason is not None
            assert row.reason.kind is ReasonKind.QUEUE_LIMIT
    # libtorrent tells of the places of others a step later.
    host.until(lambda: sorted(row_of(host, id).queue_position or 0 for id in ids) == [0, 1, 2, 3])


def test_forced_runs_whatever_the_queue_says_through_a_restart(host: Host, crowd: list[Sample], tmp_path: Path) -> None:
    host.change(active_downloads=1, ignore_slow=False)
    ids = add_all(host, crowd, tmp_path)
    host.force(ids[2], ids[3])
    host.until(lambda: running(host, ids) >= {ids[2], ids[3]})
    host.again()
    host.until(lambda: host.in_session() == set(ids) and running(host, ids) >= {ids[2], ids[3]})
    assert not host.flags(ids[3]) & AUTO_MANAGED
    host.resume(ids[3])
    assert host.flags(ids[3]) & AUTO_MANAGED


def test_resumed_goes_on_to_the_end(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    seeder = new_seeder(sample, rate=200_000)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    # Parts of pieces count while it runs, and are gone once it is paused.
    host.until(lambda: row_of(host, id).done > 4 * PIECE)
    host.pause(id)
    host.until(lambda: row_of(host, id).state is State.PAUSED and row_of(host, id).peers == 0)
    assert 0 < row_of(host, id).done < sample.size
    seeder.give(0)
    host.resume(id)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_complete_and_paused_is_paused_and_says_complete(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.pause(id)
    reason = host.until_shown(id, State.PAUSED).reason
    assert reason is not None
    assert reason.kind is ReasonKind.COMPLETED


def test_pausing_all_leaves_every_intent(host: Host, crowd: list[Sample], tmp_path: Path) -> None:
    ids = add_all(host, crowd, tmp_path)
    host.pause(ids[0])
    host.change(all_paused=True)
    host.until(lambda: {row.state for row in host.engine.rows()} == {State.PAUSED})
    host.until(lambda: host.engine.session_info().paused)
    assert [row_of(host, id).intent for id in ids] == [Intent.PAUSED, *[Intent.RUN] * 3]
    host.again()
    host.until(lambda: {row.state for row in host.engine.rows()} == {State.PAUSED})
    host.change(all_paused=False)
    host.until(lambda: {row_of(host, id).state for id in ids[1:]} <= {State.DOWNLOADING, State.STALLED})
    assert row_of(host, ids[0]).state is State.PAUSED
    assert host.flags(ids[0]) & PAUSED


def test_an_unknown_id_stops_the_whole_call(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    for ask in (host.pause, host.resume, host.force, host.stop, host.recheck, host.remove):
        with pytest.raises(NotFound):
            ask(id, UNKNOWN)
    row = row_of(host, id)
    assert row.intent is Intent.RUN
    assert host.in_session() == {id}


def test_what_is_cancelled_is_refused_in_words(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.stop(id)
    for ask in (host.pause, host.resume, host.force, host.recheck):
        with pytest.raises(WrongState, match="is cancelled"):
            ask(id)
    host.restart(id)
    with pytest.raises(WrongState, match="nothing to restart"):
        host.restart(id)
