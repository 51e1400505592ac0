"""Choosing files while it runs, the order of pieces, and peers named by hand."""

from pathlib import Path

import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.errors import InvalidInput, WrongState

from .host import Host, row_of
from .samples import Sample
from .seeder import Seeder


def set_priorities(host: Host, id: str, priorities: list[int]) -> None:
    host.call(host.engine.lifecycle.set_file_priorities(id, priorities))


def test_a_file_chosen_later_is_downloaded_then(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("a.bin"))
    host.connect(id, seeder)
    before = host.until_shown(id, State.FINISHED)
    # With nothing left to give each other the two part; the seeder must be found again without being named.
    host.until(lambda: row_of(host, id).peers == 0)
    set_priorities(host, id, sample.choose(*sample.files))
    host.until_shown(id, State.SEEDING)
    assert before.size < sample.size
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_the_choice_survives_restarts_and_stops(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    chosen = [0, 1, 7]
    set_priorities(host, id, chosen)
    host.again()
    host.until(lambda: host.in_session() == {id})
    assert [file.priority for file in host.call(host.engine.details.files(id))] == chosen
    host.stop(id)
    host.settle()
    host.restart(id)
    host.until(lambda: host.in_session() == {id})
    assert [file.priority for file in host.call(host.engine.details.files(id))] == chosen


@pytest.mark.parametrize("priorities", [[4], [4, 4], [4] * 4, [4] * 1000])
def test_a_wrong_number_of_priorities_is_refused(
    host: Host, sample: Sample, tmp_path: Path, priorities: list[int]
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    with pytest.raises(InvalidInput, match="3 files"):
        set_priorities(host, id, priorities)
    assert [file.priority for file in host.call(host.engine.details.files(id))] == [4, 4, 4]


def test_files_that_are_not_known_cannot_be_chosen(host: Host, sample: Sample) -> None:
    id = host.add_magnet(sample.magnet)
    with pytest.raises(WrongState, match="not known yet"):
        set_priorities(host, id, [4])
    host.stop(id)
    with pytest.raises(WrongState, match="cancelled"):
        set_priorities(host, id, [4])


def test_sequential_is_told_and_kept(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.call(host.engine.lifecycle.set_sequential([id], True))
    assert row_of(host, id).sequential
    assert host.flags(id) & SEQUENTIAL
    host.again()
    host.until(lambda: host.in_session() == {id})
    assert row_of(host, id).sequential
    assert host.flags(id) & SEQUENTIAL
    host.call(host.engine.lifecycle.set_sequential([id], False))
    assert not host.flags(id) & SEQUENTIAL


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "localhost:6881", "[::1]", ":1"]
)
def test_what_is_no_address_is_refused_in_words(host: Host, sample: Sample, tmp_path: Path, address: str) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    with pytest.raises(InvalidInput, match="It reads like"):
        host.call(host.engine.lifecycle.connect_peer(id, address))


SEQUENTIAL = 1 << 9
"""``libtorrent.torrent_flags.sequential_download``"""
