"""The torrent file of what is in the list is the same torrent, and has the trackers of now."""

import base64
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest
from tests.swarm.conftest import NewSample, NewSeeder
from tests.swarm.host import TIMEOUT, Host
from tests.swarm.samples import Kind, Sample
from tests.swarm.volumes import slow_to_write

from torrpeddo.contract.creating import Exported, ExportTorrent
from torrpeddo.contract.torrents import State
from torrpeddo.engine.exporting import torrent_file_of
from torrpeddo.errors import InvalidPath, NotFound, WrongState
from torrpeddo.library.records import StoredTorrent, TorrentRecord

from .creator import Creator, document, fill

A_MOMENT = 0.3
"""Seconds for what must not happen."""

KINDS: tuple[Kind, ...] = ("v1", "v2", "hybrid")


def export(host: Host, id: str, path: Path | None = None, *, overwrite: bool = False) -> Exported:
    params = ExportTorrent(id=id, path=str(path) if path else None, overwrite=overwrite)
    return host.call(host.engine.exporting.export(params))


def same(content: bytes, sample: Sample) -> bool:
    """Whether it is the torrent of the sample, with all hashes it takes to check files."""
    # Refuses what lacks the hashes of pieces.
    assert lt.write_torrent_file(lt.load_torrent_buffer(content))
    return bool(info_of(content) == info_of(sample.content))


def info_of(content: bytes) -> Any:
    read: Any = lt.bdecode(content)
    return read[b"info"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("after", ["added", "stopped", "restarted", "seeded"])
def test_it_is_the_same_torrent(host: Host, samples: NewSample, tmp_path: Path, kind: Kind, after: str) -> None:
    sample = samples("export", kind=kind, trackers=("udp://127.0.0.1:9/announce",))
    path = sample.torrent_file(tmp_path)
    if after == "seeded":
        id = host.add_file(path, save_path=str(sample.folder), seed_mode=True)
        host.until_shown(id, State.SEEDING)
    else:
        id = host.add_file(path)
    if after == "stopped":
        host.stop(id)
        host.settle()
    elif after == "restarted":
        host.again()
    exported = tmp_path / "out.torrent"
    assert export(host, id, exported) == Exported(path=str(exported), content=None)
    assert same(exported.read_bytes(), sample)
    assert b"udp://127.0.0.1:9/announce" in exported.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_came_by_a_link_and_is_whole(
    host: Host, samples: NewSample, new_seeder: NewSeeder, kind: Kind
) -> None:
    sample = samples("export-link", kind=kind)
    id = host.add_magnet(f"{sample.magnet}&tr=udp%3a%2f%2f127.0.0.1%3a9%2fmine&x.pe={new_seeder(sample).address}")
    host.until_shown(id, State.SEEDING)
    content = base64.b64decode(export(host, id).content or "")
    assert same(content, sample)
    assert b"udp://127.0.0.1:9/mine" in content


def test_one_whose_last_bytes_are_on_their_way_to_a_slow_disk(
    host: Host, samples: NewSample, new_seeder: NewSeeder
) -> None:
    """Hashes that came with the files are kept when those are on the disk."""
    sample = samples("export-slow", kind="v2")
    with slow_to_write(host.downloads / sample.name / "a.bin"):
        id = host.add_magnet(f"{sample.magnet}&x.pe={new_seeder(sample).address}")
        host.until_shown(id, State.SEEDING)
        exporting = host.engine.submit(host.engine.exporting.export(ExportTorrent(id=id)))
        wait([exporting], A_MOMENT)
    assert same(base64.b64decode(exporting.result(TIMEOUT).content or ""), sample)


def test_what_the_maker_said_is_kept(creator: Creator, tmp_path: Path) -> None:
    fill(tmp_path / "shared", {"a": 100_000, "b": 5})
    seeds = ["http://127.0.0.1:9/files/"]
    made = creator.make(
        tmp_path / "shared", comment="Grüße", source="S", web_seeds=seeds, trackers=[["udp://127.0.0.1:9"]]
    )
    id = creator.host.add_file(Path(made.output), save_path=str(tmp_path), paused=True)
    export(creator.host, id, tmp_path / "out.torrent")
    before, after = document(made.output), document(tmp_path / "out.torrent")
    assert after[b"info"] == before[b"info"]
    for said in (b"comment", b"created by", b"creation date", b"piece layers"):
        assert after[said] == before[said], said
    assert b"udp://127.0.0.1:9" in (tmp_path / "out.torrent").read_bytes()
    assert b"http://127.0.0.1:9/files/" in (tmp_path / "out.torrent").read_bytes()


@pytest.mark.parametrize("kind", ["v2", "hybrid"])
def test_one_whose_hashes_are_not_all_here_has_none(samples: NewSample, kind: Kind) -> None:
    with pytest.raises(WrongState, match="Not all hashes"):
        torrent_file_of(stored(samples("export-hashes", kind=kind), resume=None))


@pytest.mark.parametrize("kind", ["v2", "hybrid"])
def test_one_that_lacks_a_single_hash_has_none(samples: NewSample, kind: Kind) -> None:
    """libtorrent writes a file then that no client can read."""
    sample = samples("export-hashes", kind=kind)
    resume: Any = lt.bdecode(lt.write_resume_data_buf(lt.load_torrent_buffer(sample.content)))
    assert torrent_file_of(stored(sample, lt.bencode(resume)))
    tree = resume[b"trees"][0]
    tree[b"hashes"] = tree[b"hashes"][32:]
    known = int.from_bytes(tree[b"mask"], "big")
    tree[b"mask"] = (known - (1 << known.bit_length() - 1)).to_bytes(len(tree[b"mask"]), "big")
    with pytest.raises(WrongState, match="Not all hashes"):
        torrent_file_of(stored(sample, lt.bencode(resume)))


def stored(sample: Sample, resume: bytes | None) -> StoredTorrent:
    """As the library has one that came by a link."""
    info = lt.load_torrent_buffer(sample.content).ti
    assert info is not None
    record = TorrentRecord(id=sample.id, v1=sample.v1, v2=sample.v2, name="x", save_path="/", added_at=1.0)
    return StoredTorrent(record=record, metadata=b"d4:info" + info.info_section() + b"e", resume=resume)


def test_a_link_without_metadata_has_none(host: Host) -> None:
    id = host.add_magnet(f"magnet:?xt=urn:btih:{'3' * 40}&dn=nobody")
    with pytest.raises(WrongState, match="only its link so far"):
        export(host, id)


def test_wrong_requests(host: Host, samples: NewSample, tmp_path: Path) -> None:
    id = host.add_file(samples("export").torrent_file(tmp_path))
    with pytest.raises(NotFound):
        export(host, "0" * 40)
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(InvalidPath, match="already"):
        export(host, id, tmp_path / "mine")
    export(host, id, tmp_path / "mine", overwrite=True)
    assert document(tmp_path / "mine")
    with pytest.raises(InvalidPath, match="full path"):
        export(host, id, Path("relative"))
