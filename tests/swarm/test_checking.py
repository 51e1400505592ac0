"""Recheck, running and paused; files whose data was spoilt."""

from pathlib import Path

from torrpeddo.contract.torrents import State
from torrpeddo.engine.state import AUTO_MANAGED_FLAG as AUTO_MANAGED
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.engine.state import PAUSED_FLAG as PAUSED

from .conftest import NewHost, NewSample
from .host import Host, row_of
from .samples import PIECE, Sample, place


def seeding(host: Host, sample: Sample, folder: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(folder), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    return id


def spoil(host: Host, sample: Sample, path: str) -> None:
    file = host.downloads / sample.name / path
    file.write_bytes(bytes(len(sample.files[path])))


def test_a_recheck_finds_what_was_spoilt(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = seeding(host, sample, tmp_path)
    spoil(host, sample, "a.bin")
    host.recheck(id)
    host.until_shown(id, State.DOWNLOADING, State.STALLED)
    assert CHECKING_FILES in host.engine_states(id)
    assert 0 < row_of(host, id).done <= sample.size - len(sample.files["a.bin"])


def test_a_recheck_of_a_paused_torrent_checks_it_and_ends_paused(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = seeding(host, sample, tmp_path)
    host.pause(id)
    host.until_shown(id, State.PAUSED)
    spoil(host, sample, "a.bin")
    host.recheck(id)
    host.until(lambda: CHECKING_FILES in host.engine_states(id)[:-1])
    host.until(lambda: row_of(host, id).state is State.PAUSED and 0 < row_of(host, id).done < sample.size)
    host.until(lambda: host.flags(id) & PAUSED)
    assert State.DOWNLOADING not in host.states(id)
    host.again()
    host.until_shown(id, State.PAUSED)
    assert 0 < row_of(host, id).done < sample.size


def test_a_recheck_that_disturbs_no_other_waits_for_no_queue(new_host: NewHost, sample: Sample, tmp_path: Path) -> None:
    host = new_host("active_checking=0")
    id = seeding(host, sample, tmp_path)
    host.recheck(id)
    host.until(lambda: CHECKING_FILES in host.engine_states(id))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: host.flags(id) & (AUTO_MANAGED | PAUSED) == AUTO_MANAGED)


def test_a_recheck_while_all_are_paused_is_the_queue_s_and_made_later(
    host: Host, sample: Sample, tmp_path: Path
) -> None:
    id = seeding(host, sample, tmp_path)
    host.change(all_paused=True)
    host.recheck(id)
    assert host.flags(id) & AUTO_MANAGED
    assert row_of(host, id).state is State.PAUSED
    spoil(host, sample, "a.bin")
    host.change(all_paused=False)
    host.until_shown(id, State.DOWNLOADING, State.STALLED)


def test_several_rechecks_wait_for_their_turn(host: Host, samples: NewSample, tmp_path: Path) -> None:
    ids = [seeding(host, samples(f"turn-{number}", {"a.bin": 50 * PIECE}), tmp_path) for number in range(3)]
    host.recheck(*ids)
    assert all(host.flags(id) & AUTO_MANAGED for id in ids)
    host.until(lambda: all(CHECKING_FILES in host.engine_states(id) for id in ids))
    host.until_shown(ids[-1], State.SEEDING)


def test_a_recheck_of_what_is_whole_ends_seeding(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = seeding(host, sample, tmp_path)
    host.recheck(id)
    host.until(lambda: CHECKING_FILES in host.engine_states(id))
    host.until_shown(id, State.SEEDING)
    assert row_of(host, id).done == sample.size
    assert host.notices() == []
