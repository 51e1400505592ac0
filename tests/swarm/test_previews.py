"""Looking at a magnet before it is added: nothing of it exists until it is accepted."""

import asyncio
from pathlib import Path

import libtorrent as lt
import pytest

from torrpeddo.contract.adding import AcceptPreview, AddMagnet, Preview, PreviewTorrentFile
from torrpeddo.contract.deleting import Delete
from torrpeddo.contract.torrents import State
from torrpeddo.engine.catalog import Entry
from torrpeddo.errors import Duplicate, InvalidInput, InvalidMagnet, InvalidTorrent, NotFound, StorageError

from .conftest import NewSeeder
from .host import TIMEOUT, Host, row_of
from .kept import copy_of
from .samples import Sample, tree
from .seeder import Seeder


def link(sample: Sample, seeder: Seeder, more: str = "") -> str:
    return f"{sample.magnet}{more}&x.pe={seeder.address}"


def until_ready(host: Host, preview: Preview) -> Preview:
    host.until(lambda: any(each.ready for each in host.previews(preview.preview)))
    return next(each for each in host.previews(preview.preview) if each.ready)


def test_a_preview_tells_the_files_and_writes_nothing(host: Host, sample: Sample, seeder: Seeder) -> None:
    asked = host.look_at(link(sample, seeder, "&dn=Some+name"))
    assert (asked.id, asked.name, asked.ready, asked.files) == (sample.id, "Some name", False, None)
    ready = until_ready(host, asked)
    assert ready.files is not None
    assert {file.path: file.size for file in ready.files} == {
        f"{sample.name}/{path}": len(content) for path, content in sample.files.items()
    }
    assert (ready.name, ready.size, ready.selected) == (sample.name, sample.size, None)
    assert host.engine.rows() == []
    assert tree(host.folder) <= {f"profile/{name}" for name in PROFILE_FILES}


def test_only_the_chosen_files_come_to_the_disk(host: Host, sample: Sample, seeder: Seeder) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder)))
    id = host.accept(ready, files=sample.choose("a.bin", "sub/b.bin"))
    host.until_shown(id, *COMPLETE)
    host.until(lambda: sample.on_disk(host.downloads) == {"a.bin", "sub/b.bin"})
    assert not (host.downloads / sample.name / "readme.txt").exists()
    assert row_of(host, id).trackers == 0
    assert not host.profile.previews.exists()
    host.again()
    host.until_shown(id, *COMPLETE)
    files = host.call(host.engine.details.files(id))
    assert [file.priority for file in files] == sample.choose("a.bin", "sub/b.bin")


def test_priorities_and_the_folder_are_as_they_were_chosen_and_the_peers_stay(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    """It never leaves the session in between, and so the peer that gave the metadata goes on with the files."""
    seeder = new_seeder(sample, rate=300_000)
    preview = until_ready(host, host.look_at(link(sample, seeder)))
    (before,) = host.on_engine(host.engine.core.session.get_torrents)
    own = tmp_path / "chosen"
    id = host.accept(preview, files=[1, 7, 0], save_path=str(own))
    assert host.ask_handle(id, lambda handle: handle == before)
    host.until_shown(id, State.FINISHED)
    assert [file.priority for file in host.call(host.engine.details.files(id))] == [1, 7, 0]
    host.until(lambda: sample.on_disk(own) == {"a.bin", "readme.txt"})
    assert not (host.downloads / sample.name).exists()


def test_a_cancelled_preview_leaves_nothing(host: Host, sample: Sample, seeder: Seeder) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder)))
    host.call(host.engine.previews.cancel(ready.preview))
    host.call(host.engine.previews.cancel(ready.preview))
    assert host.in_session() == set()
    assert tree(host.downloads) == set()
    assert not host.profile.previews.exists()
    with pytest.raises(NotFound):
        host.accept(ready)
    host.again()
    assert host.engine.rows() == []


def test_a_cancelled_preview_can_be_looked_at_again(host: Host, sample: Sample, seeder: Seeder) -> None:
    first = host.look_at(link(sample, seeder))
    host.call(host.engine.previews.cancel(first.preview))
    second = until_ready(host, host.look_at(link(sample, seeder)))
    assert second.preview != first.preview


def test_looking_twice_is_one_preview(host: Host, sample: Sample) -> None:
    assert host.look_at(sample.magnet).preview == host.look_at(sample.magnet).preview
    assert host.in_session() == {sample.id}


def test_adding_now_and_choosing_later(host: Host, sample: Sample, seeder: Seeder) -> None:
    asked = host.look_at(sample.magnet)
    id = host.accept(asked, files=sample.choose("readme.txt"))
    assert host.until_shown(id, State.METADATA).name == sample.id
    host.connect(id, seeder)
    assert host.until_shown(id, State.FINISHED).name == sample.name
    host.until(lambda: sample.on_disk(host.downloads) == {"readme.txt"})


def test_what_was_chosen_before_the_files_were_known_survives_a_restart(
    host: Host, sample: Sample, seeder: Seeder
) -> None:
    id = host.accept(host.look_at(sample.magnet), files=sample.choose("readme.txt"))
    host.again()
    host.until_shown(id, State.METADATA)
    host.connect(id, seeder)
    host.until_shown(id, State.FINISHED)
    host.until(lambda: sample.on_disk(host.downloads) == {"readme.txt"})


def test_what_was_found_is_kept_when_it_is_answered(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    web_seed = "http://127.0.0.1:9/mine/"
    preview = host.call(host.engine.previews.start_magnet(link(sample, seeder, f"&ws={web_seed}")))
    until_ready(host, preview)
    host.call(host.engine.previews.accept(AcceptPreview(preview=preview.preview, paused=True)))
    with copy_of(host.profile.database, tmp_path) as library:
        ((metadata, resume),) = library.execute(
            "SELECT metadata.blob, resume.blob FROM metadata JOIN resume ON resume.id = metadata.id"
        ).fetchall()
    assert lt.load_torrent_buffer(metadata).ti is not None
    assert lt.read_resume_data(resume).url_seeds == [web_seed]


def test_what_is_being_deleted_is_added_once_it_is_gone(host: Host, sample: Sample, seeder: Seeder) -> None:
    for _ in range(5):
        id = host.add_magnet(link(sample, seeder))
        host.until_shown(id, State.DOWNLOADING, State.SEEDING)
        host.call(host.engine.deletions.delete(Delete(ids=[id], trash=False)))
        preview = host.call(host.engine.previews.start_magnet(link(sample, seeder)))
        until_ready(host, preview)
        host.call(host.engine.previews.accept(AcceptPreview(preview=preview.preview)))
        host.again()
        assert host.row(id) is not None
        host.remove(id)


def test_one_that_is_being_accepted_is_not_cancelled(host: Host, sample: Sample, seeder: Seeder) -> None:
    preview = host.call(host.engine.previews.start_magnet(link(sample, seeder)))
    until_ready(host, preview)
    accepting = host.engine.submit(host.engine.previews.accept(AcceptPreview(preview=preview.preview)))
    host.call(host.engine.previews.cancel(preview.preview))
    host.until_shown(accepting.result(TIMEOUT), State.SEEDING)


def test_one_that_is_removed_while_it_is_being_accepted_never_enters(
    host: Host, sample: Sample, seeder: Seeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder)))

    async def removed_meanwhile(entry: Entry, handle: object) -> None:
        await host.engine.lifecycle.remove([entry.id])

    monkeypatch.setattr(host.engine.suffixes, "before_writing", removed_meanwhile)
    host.accept(ready)
    host.settle()
    assert host.in_session() == set()
    assert host.engine.rows() == []


def test_one_that_is_removed_and_added_again_while_it_is_being_accepted_is_in(
    host: Host, sample: Sample, seeder: Seeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second must not be taken for the first, which is on its way out."""
    ready = until_ready(host, host.look_at(link(sample, seeder)))
    adding: list[asyncio.Task[str]] = []

    async def added_again(entry: Entry, handle: object) -> None:
        if adding:
            return
        await host.engine.lifecycle.remove([entry.id])
        again = AddMagnet(uri=link(sample, seeder), save_path=str(host.downloads))
        adding.append(asyncio.ensure_future(host.engine.adding.add_magnet(again)))
        # As far as it comes by then.
        await asyncio.wait(adding, timeout=0.2)

    monkeypatch.setattr(host.engine.suffixes, "before_writing", added_again)
    id = host.accept(ready)
    host.until(adding[0].done)
    host.settle()
    assert host.in_session() == {id}
    host.until_shown(id, State.SEEDING)


def test_what_fails_while_it_is_accepted_costs_peers_and_no_torrent(
    host: Host, sample: Sample, seeder: Seeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder)))

    async def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(host.engine.suffixes, "before_writing", fail)
    host.until_shown(host.accept(ready), State.SEEDING)


def test_accepting_paused_adds_it_paused(host: Host, sample: Sample, seeder: Seeder) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder)))
    id = host.accept(ready, paused=True)
    host.until(lambda: host.states(id) == [State.PAUSED])
    host.resume(id)
    host.until_shown(id, State.SEEDING)


def test_the_files_a_link_asks_for_are_told_and_taken(host: Host, sample: Sample, seeder: Seeder) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder, "&so=1")))
    assert ready.selected == [1]
    id = host.accept(ready)
    host.until_shown(id, State.FINISHED)
    host.until(lambda: sample.on_disk(host.downloads) == {list(sample.files)[1]})


def test_more_priorities_than_files_are_refused_and_the_preview_stays(
    host: Host, sample: Sample, seeder: Seeder
) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder)))
    with pytest.raises(InvalidInput):
        host.accept(ready, files=[4] * 9)
    assert host.engine.rows() == []
    host.until_shown(host.accept(ready), State.SEEDING)


def test_a_folder_that_cannot_be_used_leaves_the_preview(host: Host, sample: Sample, seeder: Seeder) -> None:
    ready = until_ready(host, host.look_at(link(sample, seeder)))
    with pytest.raises(StorageError, match="can't be made"):
        host.accept(ready, save_path="/proc/torrpeddo")
    assert host.engine.rows() == []
    host.until_shown(host.accept(ready), State.SEEDING)


def test_what_is_in_the_list_is_not_looked_at(host: Host, sample: Sample) -> None:
    id = host.add_magnet(sample.magnet)
    with pytest.raises(Duplicate) as refused:
        host.look_at(sample.magnet)
    assert refused.value.data["id"] == id


def test_what_was_added_meanwhile_is_not_accepted_twice(host: Host, sample: Sample) -> None:
    asked = host.look_at(sample.magnet)
    host.accept(asked)
    with pytest.raises(NotFound):
        host.accept(asked)


def test_a_torrent_file_is_previewed_without_the_session(host: Host, sample: Sample, tmp_path: Path) -> None:
    params = PreviewTorrentFile(path=str(sample.torrent_file(tmp_path)))
    preview = host.call(host.engine.previews.start_torrent_file(params))
    assert preview.ready
    assert preview.size == sample.size
    assert host.in_session() == set()
    id = host.call(
        host.engine.previews.accept(AcceptPreview(preview=preview.preview, save_path=str(host.downloads), paused=True))
    )
    host.until_shown(id, State.PAUSED)
    again = host.call(host.engine.previews.start_torrent_file(params))
    assert again.duplicate_of == sample.name


def test_bad_links_and_files_are_refused_in_words(host: Host, tmp_path: Path) -> None:
    (tmp_path / "bad.torrent").write_bytes(b"hello")
    with pytest.raises(InvalidMagnet):
        host.look_at("magnet:?dn=nothing")
    params = PreviewTorrentFile(path=str(tmp_path / "bad.torrent"))
    with pytest.raises(InvalidTorrent):
        host.call(host.engine.previews.start_torrent_file(params))


def test_previews_end_with_the_session(host: Host, sample: Sample, seeder: Seeder) -> None:
    until_ready(host, host.look_at(link(sample, seeder)))
    host.again()
    assert host.engine.rows() == []
    assert host.in_session() == set()


COMPLETE = (State.FINISHED, State.SEEDING)
PROFILE_FILES = {"lock", "library.db", "library.db-wal", "library.db-shm"}
