"""Adding: by magnet, by path, by content, as a seed, and twice."""

import base64
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from torrpeddo.contract.adding import AddTorrentFile
from torrpeddo.contract.torrents import State
from torrpeddo.engine.resume import ResumeSaver
from torrpeddo.engine.state import AUTO_MANAGED_FLAG as AUTO_MANAGED
from torrpeddo.engine.state import CHECKING_FILES as LIBTORRENT_CHECKING
from torrpeddo.engine.state import PAUSED_FLAG as PAUSED
from torrpeddo.errors import Duplicate, InvalidInput, InvalidPath, InvalidTorrent, StorageError

from .conftest import NewSample, NewSeeder
from .host import Host, row_of
from .samples import PIECE, Sample, place
from .seeder import Seeder


def test_a_torrent_file_is_downloaded_whole(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    row = host.until_shown(id, State.SEEDING)
    assert id == sample.id
    assert (row.done, row.size, row.progress) == (sample.size, sample.size, 1.0)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    host.until(lambda: [notice.kind for notice in host.notices()] == ["finished"])


def test_a_magnet_is_downloaded_whole(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = host.add_magnet(f"{sample.magnet}&x.pe={seeder.address}")
    row = host.until_shown(id, State.SEEDING)
    assert row.name == sample.name
    host.until(lambda: row_of(host, id).completed_at is not None)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_the_content_of_a_torrent_file_will_do(host: Host, sample: Sample, seeder: Seeder) -> None:
    content = base64.b64encode(sample.content).decode()
    params = AddTorrentFile(content=content, save_path=str(host.downloads), files=sample.choose("a.bin"))
    id = host.call(host.engine.adding.add_torrent_file(params))
    host.connect(id, seeder)
    row = host.until_shown(id, State.FINISHED)
    assert row.size == len(sample.files["a.bin"])
    assert row.total_size == sample.size
    host.until(lambda: sample.on_disk(host.downloads) == {"a.bin"})


@pytest.mark.parametrize(("path", "content"), [(None, None), ("/x.torrent", "ZGU="), (None, "no base64!")])
def test_a_torrent_is_given_by_path_or_by_content(host: Host, path: str | None, content: str | None) -> None:
    with pytest.raises(InvalidInput):
        host.call(host.engine.adding.add_torrent_file(AddTorrentFile(path=path, content=content)))
    assert host.engine.rows() == []


def test_a_truncated_torrent_file_is_refused_in_words(host: Host, sample: Sample, tmp_path: Path) -> None:
    path = sample.torrent_file(tmp_path)
    path.write_bytes(sample.content[: len(sample.content) // 2])
    with pytest.raises(InvalidTorrent, match="not a usable torrent file"):
        host.add_file(path)
    with pytest.raises(StorageError, match="no torrent file"):
        host.add_file(tmp_path / "elsewhere.torrent")
    assert host.engine.rows() == []


def test_seed_mode_seeds_without_reading_the_files(host: Host, sample: Sample, tmp_path: Path) -> None:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    row = host.until_shown(id, State.SEEDING)
    assert row.done == sample.size
    assert LIBTORRENT_CHECKING not in host.engine_states(id)
    host.until(lambda: row_of(host, id).completed_at is not None)
    assert host.notices() == []


def test_a_crash_right_after_adding_does_not_cost_a_check(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand are saved one after the other; the last ones have to wait for it."""

    async def never(_: ResumeSaver) -> None:
        """As when the plug is pulled."""

    place(sample, host.downloads)
    with monkeypatch.context() as pulled:
        pulled.setattr(ResumeSaver, "request", lambda *_, **__: None)
        pulled.setattr(ResumeSaver, "save_changed", never)
        id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
        host.end()
    host.begin()
    assert host.until_shown(id, State.SEEDING).done == sample.size
    assert LIBTORRENT_CHECKING not in host.engine_states(id)


def test_files_that_are_there_are_checked_and_kept(host: Host, sample: Sample, tmp_path: Path) -> None:
    place(sample, host.downloads, "a.bin")
    id = host.add_file(sample.torrent_file(tmp_path))
    row = host.until_done(id, len(sample.files["a.bin"]))
    assert row.done < sample.size
    assert LIBTORRENT_CHECKING in host.engine_states(id)


@pytest.mark.parametrize("first", ["v1", "v2", "both"])
def test_a_hybrid_is_the_same_torrent_by_any_of_its_hashes(
    host: Host, samples: NewSample, tmp_path: Path, first: str
) -> None:
    hybrid = samples("hybrid", {"a.bin": 40_000}, kind="hybrid")
    links = {"v1": f"magnet:?xt=urn:btih:{hybrid.v1}", "v2": f"magnet:?xt=urn:btmh:1220{hybrid.v2}"}
    id = host.add_magnet(links[first]) if first in links else host.add_file(hybrid.torrent_file(tmp_path))
    again = links if first == "both" else {first: links[first]}
    for link in again.values():
        with pytest.raises(Duplicate) as refused:
            host.add_magnet(link)
        assert refused.value.data["id"] == id
    with pytest.raises(Duplicate):
        host.add_file(hybrid.torrent_file(tmp_path))
    assert list(host.engine.feed.rows) == [id]


def test_a_v2_magnet_that_turns_out_hybrid_keeps_its_id(host: Host, samples: NewSample, new_seeder: NewSeeder) -> None:
    hybrid = samples("hybrid", {"a.bin": 40_000}, kind="hybrid")
    seeder = new_seeder(hybrid)
    id = host.add_magnet(f"magnet:?xt=urn:btmh:1220{hybrid.v2}&x.pe={seeder.address}")
    host.until_shown(id, State.SEEDING)
    assert id == (hybrid.v2 or "")[:40]
    with pytest.raises(Duplicate):
        host.add_magnet(f"magnet:?xt=urn:btih:{hybrid.v1}")
    host.again()
    host.until_shown(id, State.SEEDING)
    with pytest.raises(Duplicate):
        host.add_magnet(f"magnet:?xt=urn:btih:{hybrid.v1}")


@pytest.mark.parametrize("hashes", ["v2", "v2 of a hybrid", "both", "both, v2 first"])
def test_a_link_with_a_v2_hash_is_downloaded_whole(
    host: Host, samples: NewSample, new_seeder: NewSeeder, hashes: str
) -> None:
    made = samples("links", {"a.bin": 40_000, "b.bin": 50_000}, kind="v2" if hashes == "v2" else "hybrid")
    topics = [f"xt=urn:btih:{made.v1}", f"xt=urn:btmh:1220{made.v2}"]
    wanted = {"both": topics, "both, v2 first": topics[::-1]}.get(hashes, topics[1:])
    id = host.add_magnet(f"magnet:?{'&'.join(wanted)}&x.pe={new_seeder(made).address}&so=0")
    assert id == (made.v1 if hashes.startswith("both") else (made.v2 or "")[:40])
    host.until_shown(id, State.FINISHED)
    host.until(lambda: made.on_disk(host.downloads) == {"a.bin"})
    host.call(host.engine.lifecycle.set_file_priorities(id, [4, 4]))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: made.on_disk(host.downloads) == set(made.files))


def test_a_v2_torrent_is_downloaded_and_restored(
    host: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    second = samples("second", {"a.bin": 60_000, "b.bin": 50_000}, kind="v2")
    id = host.add_file(second.torrent_file(tmp_path))
    host.connect(id, new_seeder(second))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: second.on_disk(host.downloads) == set(second.files))
    host.again()
    assert host.until_shown(id, State.SEEDING).done == second.size


def test_a_folder_that_cannot_be_made_is_refused_and_nothing_is_added(
    host: Host, sample: Sample, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "/proc/torrpeddo"):
        with pytest.raises((InvalidPath, StorageError)) as refused:
            host.add_magnet(sample.magnet, save_path=str(folder))
        assert str(folder) in refused.value.message
    with pytest.raises(InvalidPath):
        host.add_magnet(sample.magnet, save_path="relative/folder")
    assert host.engine.rows() == []
    assert host.in_session() == set()


def test_more_priorities_than_files_are_refused(host: Host, sample: Sample, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="3 files"):
        host.add_file(sample.torrent_file(tmp_path), files=[4] * 4)
    assert host.engine.rows() == []


def test_what_was_added_paused_does_not_run(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = host.add_magnet(f"{sample.magnet}&x.pe={seeder.address}", paused=True)
    host.until_shown(id, State.PAUSED)
    host.until(lambda: host.states(id) == [State.PAUSED])
    assert host.flags(id) & PAUSED
    assert not host.flags(id) & AUTO_MANAGED


def test_files_chosen_with_a_magnet_are_chosen_when_it_knows_them(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = host.add_magnet(f"{sample.magnet}&x.pe={seeder.address}", files=sample.choose("readme.txt"))
    row = host.until_shown(id, State.FINISHED)
    assert row.size < 2 * PIECE
    host.until(lambda: sample.on_disk(host.downloads) == {"readme.txt"})


def test_files_that_a_link_asks_for_are_chosen(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = host.add_magnet(f"{sample.magnet}&so=1&x.pe={seeder.address}")
    host.until_shown(id, State.FINISHED)
    host.until(lambda: sample.on_disk(host.downloads) == {list(sample.files)[1]})


def test_a_magnet_nobody_answers_says_so_and_survives(host: Host, sample: Sample) -> None:
    id = host.add_magnet(f"{sample.magnet}&dn=Film", files=[0, 4])
    assert host.until_shown(id, State.METADATA).name == "Film"
    host.again()
    row = host.until_shown(id, State.METADATA)
    assert (row.name, row.size, row.has_metadata) == ("Film", 0, False)


def test_files_of_one_name_get_names_of_their_own(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "twins.torrent"
    files: list[Any] = [{b"length": 10 + i, b"path": [name]} for i, name in enumerate((b"a.txt", b"a.txt", b"A.TXT"))]
    info: Any = {b"name": b"twins", b"piece length": PIECE, b"pieces": bytes(20), b"files": files}
    path.write_bytes(lt.bencode({b"info": info}))
    id = host.add_file(path)
    names = [file.path for file in host.call(host.engine.details.files(id))]
    assert len({name.lower() for name in names}) == 3
    host.again()
    assert [file.path for file in host.call(host.engine.details.files(id))] == names
