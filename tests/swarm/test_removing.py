"""Remove: out of the list and the session, and every file stays."""

from pathlib import Path

import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.errors import NotFound

from .conftest import NewSample, NewSeeder
from .host import Host, row_of
from .samples import Sample, tree
from .seeder import Seeder


def downloaded(host: Host, sample: Sample, seeder: Seeder, folder: Path) -> str:
    id = host.add_file(sample.torrent_file(folder))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    return id


def test_the_files_stay(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.remove(id)
    assert host.row(id) is None
    host.settle()
    assert host.in_session() == set()
    assert sample.on_disk(host.downloads) == set(sample.files)
    host.again()
    assert host.engine.rows() == []


def test_removing_twice_says_that_it_is_gone(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.remove(id)
    for ask in (host.remove, host.pause, host.stop):
        with pytest.raises(NotFound):
            ask(id)


def test_the_part_file_of_skipped_files_goes(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("readme.txt"))
    host.connect(id, seeder)
    host.until_shown(id, State.FINISHED)
    assert tree(host.downloads) == {f"{sample.name}/readme.txt", f".{id}.parts"}
    host.remove(id)
    host.settle()
    assert tree(host.downloads) == {f"{sample.name}/readme.txt"}


def test_it_can_be_added_again_at_once(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    for _ in range(3):
        host.remove(id)
        assert host.add_file(sample.torrent_file(tmp_path)) == id
    assert host.until_shown(id, State.SEEDING).done == sample.size
    assert host.in_session() == {id}
    host.again()
    host.until_shown(id, State.SEEDING)


def test_a_magnet_removed_while_it_downloads_can_be_looked_at_again(
    host: Host, sample: Sample, new_seeder: NewSeeder
) -> None:
    seeder = new_seeder(sample, rate=200_000)
    link = f"{sample.magnet}&x.pe={seeder.address}"
    id = host.add_magnet(link)
    host.until(lambda: row_of(host, id).done > 0)
    host.remove(id)
    preview = host.look_at(link)
    host.until(lambda: any(each.ready for each in host.previews(preview.preview)))
    assert host.engine.rows() == []


def test_a_cancelled_torrent_is_removed(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    host.stop(id)
    host.remove(id)
    host.again()
    assert host.engine.rows() == []
    assert sample.on_disk(host.downloads) == set(sample.files)


def test_what_is_still_saving_does_not_write_it_back(host: Host, samples: NewSample, tmp_path: Path) -> None:
    """Removed in the middle of a stop, again and again: one of these meets the save."""
    many = [samples(f"many-{number}", {"a.bin": 30_000}) for number in range(8)]
    ids = [host.add_file(each.torrent_file(tmp_path)) for each in many]
    lifecycle = host.engine.lifecycle
    answers = [host.engine.submit(order([id])) for id in ids for order in (lifecycle.stop, lifecycle.remove)]
    for answer in answers:
        answer.result(20)
    host.again()
    assert host.engine.rows() == []
