"""Limits of single torrents, the ends of files first, super-seeding: in force at once, and again whenever it enters."""

from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from torrpeddo.contract.options import SetLimits, TorrentOptions
from torrpeddo.contract.torrents import State
from torrpeddo.errors import NotFound

from .conftest import NewHost, NewSample, NewSeeder
from .host import Host, row_of
from .samples import PIECE, Sample, place

UNKNOWN = "0" * 40
BIG = {"film.bin": 300 * PIECE, "notes.txt": 10, "extra.bin": 20 * PIECE}


@pytest.fixture(scope="module")
def big(samples: NewSample) -> Sample:
    return samples("big", BIG)


def limit(host: Host, *ids: str, **limits: Any) -> None:
    host.call(host.engine.options.set_limits(SetLimits(ids=list(ids), **limits)))


def in_force(host: Host, id: str) -> tuple[int, int, int, int]:
    return host.ask_handle(id, lambda h: (h.download_limit(), h.upload_limit(), h.max_connections(), h.max_uploads()))


def options(host: Host, id: str) -> TorrentOptions:
    return host.call(host.engine.details.torrent(id)).options


def first_last(host: Host, on: bool, *ids: str) -> None:
    host.call(host.engine.options.set_first_last(ids, on))


def super_seeding(host: Host, on: bool, *ids: str) -> None:
    host.call(host.engine.options.set_super_seeding(ids, on))


def pieces(host: Host, id: str) -> list[int]:
    return host.ask_handle(id, lambda handle: list(handle.get_piece_priorities()))


def tops(host: Host, id: str) -> set[int]:
    return {index for index, priority in enumerate(pieces(host, id)) if priority == 7}


def test_limits_are_in_force_at_once_and_after_a_restart(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    limit(host, id, down_limit=50_000, up_limit=20_000, connections=7, upload_slots=3)
    assert in_force(host, id) == (50_000, 20_000, 7, 3)
    limit(host, id, up_limit=0)
    assert options(host, id) == TorrentOptions(down_limit=50_000, connections=7, upload_slots=3)
    host.again()
    host.until_entered(id)
    assert in_force(host, id)[0] == 50_000
    assert in_force(host, id)[2:] == (7, 3)
    assert in_force(host, id)[1] <= 0
    found = host.call(host.engine.details.torrent(id))
    assert (found.down_limit, found.up_limit) == (50_000, 0)


def test_a_limit_slows_down_one_torrent_and_no_other(
    host: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    """Also among peers at home, for whom the limits of the whole program don't count unless a person says so."""
    slow, fast = (samples(name, {"a.bin": 40 * PIECE}) for name in ("slow", "fast"))
    ids = [host.add_file(each.torrent_file(tmp_path)) for each in (slow, fast)]
    limit(host, ids[0], down_limit=20_000)
    for id, each in zip(ids, (slow, fast), strict=True):
        host.connect(id, new_seeder(each))
    host.until_done(ids[1], fast.size)
    host.until(lambda: row_of(host, ids[0]).downloaded > 0)
    assert row_of(host, ids[0]).done < slow.size / 2
    limit(host, ids[0], down_limit=0)
    host.until_done(ids[0], slow.size)


def test_no_more_peers_than_it_may_have_and_no_more_that_are_given_to(
    host: Host, sample: Sample, new_host: NewHost, tmp_path: Path
) -> None:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    # libtorrent wants room for two at least.
    limit(host, id, connections=3, upload_slots=1, up_limit=20_000)
    assert in_force(host, id)[2:] == (3, 2)
    port = host.on_engine(host.engine.core.session.listen_port)
    takers = [new_host(name=f"taker {number}") for number in range(4)]
    for taker in takers:
        taker.add_file(sample.torrent_file(tmp_path))
        taker.call(taker.engine.lifecycle.connect_peer(id, f"127.0.0.1:{port}"))
    host.until(lambda: row_of(host, id).peers == 3 and row_of(host, id).uploaded > 0)
    uploads = host.ask_handle(id, lambda handle: int(handle.status(0).num_uploads))
    assert 0 < uploads <= 2
    assert max(row.peers for row in host.ears.shown[id]) == 3
    limit(host, id, connections=0, upload_slots=0, up_limit=0)

    def all_are_whole() -> bool:
        for taker in takers:
            taker.call(taker.engine.lifecycle.connect_peer(id, f"127.0.0.1:{port}"))
        return all(row_of(taker, id).done == sample.size for taker in takers)

    host.until(all_are_whole)


def test_a_limit_that_is_taken_away_stays_away(host: Host, sample: Sample, tmp_path: Path) -> None:
    """Although libtorrent's resume data may remember it."""
    id = host.add_file(sample.torrent_file(tmp_path))
    limit(host, id, down_limit=50_000, connections=7)
    host.stop(id)
    host.settle()
    limit(host, id, down_limit=0, connections=0)
    host.restart(id)
    host.until_entered(id)
    assert in_force(host, id)[0] <= 0
    assert in_force(host, id)[2] == 100


def test_the_setting_for_all_leaves_a_torrents_own_limit_alone(
    host: Host, samples: NewSample, sample: Sample, tmp_path: Path
) -> None:
    own, other = host.add_file(sample.torrent_file(tmp_path)), host.add_file(samples("two").torrent_file(tmp_path))
    limit(host, own, connections=7)
    host.change(connections_per_torrent=30)
    assert (in_force(host, own)[2], in_force(host, other)[2]) == (7, 30)
    limit(host, own, connections=0)
    assert in_force(host, own)[2] == 30


def test_the_ends_of_files_come_first(host: Host, big: Sample, tmp_path: Path) -> None:
    id = host.add_file(big.torrent_file(tmp_path), paused=True)
    plain = pieces(host, id)
    first_last(host, True, id)
    assert len(pieces(host, id)) == len(plain)
    expected = _ends(host, id, *BIG)
    assert tops(host, id) == expected
    first_last(host, False, id)
    assert pieces(host, id) == plain


def test_the_ends_follow_the_choice_of_files(host: Host, big: Sample, tmp_path: Path) -> None:
    id = host.add_file(big.torrent_file(tmp_path), paused=True)
    first_last(host, True, id)
    host.call(host.engine.lifecycle.set_file_priorities(id, big.choose("film.bin")))
    host.until(lambda: tops(host, id) == _ends(host, id, "film.bin"))
    first_last(host, False, id)
    host.until(lambda: set(pieces(host, id)) == {0, 4})
    assert tops(host, id) == set()


def test_the_ends_stay_first_through_a_restart(host: Host, big: Sample, tmp_path: Path) -> None:
    id = host.add_file(big.torrent_file(tmp_path), paused=True)
    first_last(host, True, id)
    host.call(host.engine.lifecycle.set_file_priorities(id, big.choose("film.bin")))
    host.again()
    host.until_entered(id)
    host.until(lambda: tops(host, id) == _ends(host, id, "film.bin"))


def test_the_ends_of_a_magnets_files_come_first_once_they_are_known(
    host: Host, sample: Sample, new_seeder: NewSeeder
) -> None:
    id = host.add_magnet(sample.magnet)
    first_last(host, True, id)
    host.connect(id, new_seeder(sample, only=("readme.txt",)))
    host.until(lambda: row_of(host, id).has_metadata)
    host.until(lambda: tops(host, id) == _ends(host, id, *sample.files))


def _ends(host: Host, id: str, *names: str) -> set[int]:
    """Of files whose hundredth is some pieces; counted from the file list."""
    found = set()
    for file in host.call(host.engine.details.files(id)):
        if file.path.split("/", 1)[1] in names:
            first, last = file.offset // PIECE, (file.offset + file.size - 1) // PIECE
            count = max(1, -(-(last - first + 1) // 100))
            found |= set(range(first, first + count)) | set(range(last - count + 1, last + 1))
    return found


def test_super_seeding_is_kept(host: Host, sample: Sample, tmp_path: Path) -> None:
    flag = int(lt.torrent_flags.super_seeding)
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    assert not host.flags(id) & flag
    super_seeding(host, True, id)
    host.until(lambda: host.flags(id) & flag)
    host.again()
    host.until_entered(id)
    host.until(lambda: host.flags(id) & flag)
    super_seeding(host, False, id)
    assert not host.flags(id) & flag
    assert options(host, id) == TorrentOptions()


def test_all_ids_are_checked_before_any_is_touched(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    with pytest.raises(NotFound):
        limit(host, id, UNKNOWN, down_limit=9000)
    assert options(host, id) == TorrentOptions()


def test_what_several_have_in_common_is_told(host: Host, sample: Sample, big: Sample, tmp_path: Path) -> None:
    ids = [host.add_file(each.torrent_file(tmp_path)) for each in (sample, big)]
    limit(host, *ids, down_limit=50_000, connections=7)
    limit(host, ids[0], up_limit=20_000)
    common = host.on_engine(lambda: host.engine.options.limits(ids))
    assert (common.down_limit, common.up_limit, common.connections, common.upload_slots) == (50_000, None, 7, 0)
    first_last(host, True, ids[0])
    super_seeding(host, True, ids[1])
    rows = [row_of(host, id) for id in ids]
    assert [(row.first_last, row.super_seeding) for row in rows] == [(True, False), (False, True)]
