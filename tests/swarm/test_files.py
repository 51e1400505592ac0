"""Choosing files while it runs, the order of pieces, and peers named by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path

import libtorrent as lt
import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.engine.reunion import has_parted_from_all
from torrpeddo.errors import InvalidInput, WrongState

from .conftest import NewHost, NewSample, NewSeeder
from .host import Host, row_of
from .samples import PIECE, Sample
from .seeder import Seeder
from .volumes import slow_to_write


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


@pytest.fixture
def patient(new_host: NewHost) -> Host:
    """Asks for a few blocks at a time, and for none at random, so that it shows in which order it wants them."""
    return new_host("max_out_request_queue=4", "initial_picker_threshold=0", name="patient")


def test_high_comes_before_low(patient: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    host = patient
    two = samples("two", {"a.bin": 40 * PIECE, "b.bin": 20 * PIECE})
    id = host.add_file(two.torrent_file(tmp_path), files=[1, 7])
    host.connect(id, new_seeder(two, rate=400_000))
    # Not one strictly after the other: what a peer can't give just then is passed over.
    host.until(lambda: done_of(host, id)[0] >= 24 * PIECE)
    assert done_of(host, id)[1] == 20 * PIECE
    host.until_shown(id, State.SEEDING)


def done_of(host: Host, id: str) -> list[int]:
    return [file.done for file in host.call(host.engine.details.files(id))]


@pytest.mark.parametrize("first", [4, 0], ids=["skip one later", "skip one at first"])
def test_what_is_skipped_is_not_written(
    host: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path, first: int
) -> None:
    apart = samples("apart", {"a.bin": 4 * PIECE, "b.bin": 4 * PIECE})
    id = host.add_file(apart.torrent_file(tmp_path), files=[4, first])
    set_priorities(host, id, [4, 0])
    host.connect(id, new_seeder(apart))
    host.until_shown(id, State.FINISHED)
    host.until(lambda: apart.on_disk(host.downloads) == {"a.bin"})
    assert not (host.downloads / "apart" / "b.bin").exists()


def test_in_sequence_what_comes_first_is_there_first(
    patient: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    host = patient
    film = samples("film", {"a.bin": 80 * PIECE})
    id = host.add_file(film.torrent_file(tmp_path), sequential=True)
    host.connect(id, new_seeder(film, rate=400_000))

    def have() -> list[bool]:
        return host.ask_handle(id, lambda handle: list(handle.status(lt.torrent_handle.query_pieces).pieces))

    host.until(lambda: sum(have()) >= 25)
    # Requests overlap, so pieces that are under way together end in any order.
    there = have()
    assert all(there[: sum(there) - 10])


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


def test_what_was_put_apart_comes_to_its_place_also_when_the_choice_was_cut_off(
    host: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    """The plug is pulled when the choice is in the library and libtorrent has not carried it out."""
    small = samples("small", {"a.bin": PIECE + 20, "tiny.bin": 5})
    id = host.add_file(small.torrent_file(tmp_path), files=small.choose("a.bin"))
    host.connect(id, new_seeder(small))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: small.on_disk(host.downloads) == {"a.bin"})
    assert host.end()
    with closing(sqlite3.connect(host.folder / "profile" / "library.db")) as library, library:
        library.execute("UPDATE torrent SET priorities = '[4, 4]'")
    host.begin()
    host.until(lambda: small.on_disk(host.downloads) == set(small.files))


def test_seeds_that_it_met_before_the_choice_was_in_force_are_met_again(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    """It is in force once a disk that takes its time has brought to its place what was put apart."""
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("readme.txt"))
    host.connect(id, new_seeder(sample, calls=False))
    host.until_shown(id, State.FINISHED)
    host.until(lambda: row_of(host, id).peers == 0)
    assert host.end()
    with closing(sqlite3.connect(host.folder / "profile" / "library.db")) as library, library:
        library.execute("UPDATE torrent SET priorities = '[4, 4, 4]'")
    with slow_to_write(host.downloads / sample.name / "sub/b.bin"):
        host.begin()
        host.until_entered(id)
        host.until(lambda: host.ask_handle(id, has_parted_from_all))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
