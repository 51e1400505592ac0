"""The details of one torrent: running, cancelled, without metadata; and pushed while it is watched."""

import re
from pathlib import Path
from typing import Any

import pytest

from torrpeddo.contract.details import Details, PeerRow
from torrpeddo.contract.sources import TrackerEntry
from torrpeddo.contract.torrents import State
from torrpeddo.engine import inspect, seldom
from torrpeddo.engine.inspect import trackers_of
from torrpeddo.errors import InvalidInput, NotFound

from .conftest import NewHost, NewSample, NewSeeder
from .host import Host, row_of
from .samples import Sample, place
from .seeder import Seeder

UNKNOWN = "0" * 40
ROOT = Path(__file__).resolve().parents[2]


def watch(host: Host, id: str | None, *parts: str) -> None:
    host.on_engine(lambda: host.engine.details.watch(host.ears, id, parts or None))


def everything(host: Host, id: str) -> Details:
    details = host.engine.details
    return Details(
        id=id,
        torrent=host.call(details.torrent(id)),
        files=host.call(details.files(id)),
        peers=host.call(details.peers(id)),
        trackers=host.call(details.trackers(id)),
        pieces=host.call(details.pieces(id)),
    )


def test_of_a_running_torrent(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    seeder = new_seeder(sample, rate=300_000)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until(lambda: row_of(host, id).done > 0)
    found = everything(host, id)
    assert found.torrent is not None
    assert found.files is not None
    assert found.peers is not None
    assert (found.torrent.v1, found.torrent.file_count) == (sample.v1, 3)
    assert sample.id in found.torrent.magnet
    assert [(file.path, file.size) for file in found.files] == [
        (f"{sample.name}/{path}", len(content)) for path, content in sample.files.items()
    ]
    assert [peer.address for peer in found.peers] == [seeder.address]
    assert "seed" in found.peers[0].flags
    assert found.pieces is not None
    assert found.pieces.total == found.torrent.piece_count == len(found.pieces.have)
    assert found.trackers == []


def test_a_peer_tells_its_client_and_its_speed(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, rate=200_000))

    def peers() -> list[PeerRow]:
        return host.call(host.engine.details.peers(id))

    host.until(lambda: [peer.down_rate > 0 for peer in peers()] == [True])
    (peer,) = peers()
    assert peer.client.startswith("libtorrent/")
    assert {"seed", "interested"} <= set(peer.flags)
    assert "incoming" not in peer.flags


def test_every_flag_and_source_of_a_peer_is_explained() -> None:
    """The interface has words for each of them."""
    told = (ROOT / "frontend/src/features/torrent-detail/flags.ts").read_text()
    explained = set(re.findall(r"^  (\w+): (?:\{ word|m\.)", told, re.MULTILINE))
    words = {word for table in (inspect._FLAGS, inspect._SOURCES) for _, word in table}  # noqa: SLF001 - all there are
    assert explained == words | {"utp", "incoming", "web_seed"}


def test_its_link_is_good_for_somebody_else(
    host: Host, samples: NewSample, new_host: NewHost, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    tracked = samples("tracked", {"ä b.bin": 20_000}, trackers=("http://127.0.0.1:9/announce",))
    id = host.add_file(tracked.torrent_file(tmp_path), paused=True)
    host.call(host.engine.web_seeds.add(id, "http://127.0.0.1:9/files/"))
    link = host.call(host.engine.details.torrent(id)).magnet
    other = new_host(name="other")
    assert other.add_magnet(link) == id
    assert row_of(other, id).name == "tracked"
    assert [row.url for row in other.call(other.engine.details.trackers(id))] == ["http://127.0.0.1:9/announce"]
    assert [row.url for row in other.call(other.engine.web_seeds.list(id))] == ["http://127.0.0.1:9/files/"]
    other.connect(id, new_seeder(tracked))
    other.until_shown(id, State.SEEDING)


def test_of_a_cancelled_torrent(host: Host, sample: Sample, tmp_path: Path) -> None:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    host.stop(id)
    host.settle()
    found = everything(host, id)
    assert found.torrent is not None
    assert found.files is not None
    assert found.pieces is not None
    assert found.torrent.files_exist
    assert [file.done for file in found.files] == [file.size for file in found.files]
    assert set(found.pieces.have) == {"9"}
    assert (found.peers, found.trackers) == ([], [])


def test_a_cancelled_torrent_remembers_which_files_were_chosen(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("a.bin"))
    host.connect(id, seeder)
    host.until_shown(id, State.FINISHED)
    host.stop(id)
    host.settle()
    files = host.call(host.engine.details.files(id))
    assert [file.priority for file in files] == sample.choose("a.bin")


def test_of_a_magnet_without_metadata(host: Host, sample: Sample) -> None:
    tracker = "http://127.0.0.1:9/announce"
    id = host.add_magnet(f"{sample.magnet}&tr={tracker}")
    found = everything(host, id)
    assert (found.files, found.peers) == ([], [])
    assert found.torrent is not None
    assert found.pieces is not None
    assert found.trackers is not None
    assert (found.torrent.piece_count, found.pieces.total) == (0, 0)
    assert [row.url for row in found.trackers] == [tracker]
    host.stop(id)
    host.settle()
    assert [row.status for row in everything(host, id).trackers or []] == ["disabled"]


def test_of_an_unknown_torrent(host: Host) -> None:
    with pytest.raises(NotFound):
        everything(host, UNKNOWN)
    with pytest.raises(NotFound):
        watch(host, UNKNOWN)


def test_a_watcher_gets_everything_and_then_what_changes(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    watch(host, id, "files", "pieces")
    host.until(host.details)
    first = host.details()[0]
    assert first.files is not None
    assert first.pieces is not None
    assert (first.peers, first.torrent, first.trackers, first.file_progress) == (None, None, None, None)
    host.connect(id, new_seeder(sample, rate=400_000))
    host.until_shown(id, State.SEEDING)
    sizes = [len(content) for content in sample.files.values()]
    host.until(lambda: any(each.file_progress == sizes for each in host.details()))
    assert all(each.files is None for each in host.details()[1:])


def test_other_priorities_send_the_files_again(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    watch(host, id, "files")
    host.until(host.details)
    host.call(host.engine.lifecycle.set_file_priorities(id, [0, 4, 7]))
    host.until(lambda: len(host.details()) > 1)
    files = host.details()[-1].files
    assert files is not None
    assert [file.priority for file in files] == [0, 4, 7]


def test_watching_goes_on_through_stop_and_restart_and_ends_when_asked(
    host: Host, sample: Sample, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    watch(host, id)
    host.until(host.details)
    host.stop(id)
    host.settle()
    host.restart(id)
    host.until_shown(id, State.DOWNLOADING)
    watch(host, None)
    told = len(host.details())
    host.recheck(id)
    host.until_shown(id, State.DOWNLOADING)
    assert len(host.details()) == told


def test_watching_what_is_removed_ends_by_itself(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    watch(host, id)
    host.remove(id)
    again = host.add_file(sample.torrent_file(tmp_path), paused=True)
    host.until_shown(again, State.PAUSED)


def test_an_unknown_part_is_refused(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    with pytest.raises(InvalidInput, match="peers"):
        watch(host, id, "pears")


def test_what_holds_the_whole_program_is_asked_again_when_there_is_reason_to(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    def counting(handle: Any) -> Any:
        nonlocal asked
        asked += 1
        return trackers_of(handle)

    monkeypatch.setattr(seldom, "trackers_of", counting)
    monkeypatch.setattr(seldom, "REST", 1e9)
    id = host.add_file(sample.torrent_file(tmp_path))
    for _ in range(3):
        assert host.call(host.engine.details.trackers(id)) == []
    assert asked == 1
    url = "http://127.0.0.1:9/announce"
    host.call(host.engine.trackers.edit(id, [TrackerEntry(url=url, tier=0)]))
    assert [row.url for row in host.call(host.engine.details.trackers(id))] == [url]
    host.until(lambda: host.call(host.engine.details.trackers(id))[0].status == "error")
