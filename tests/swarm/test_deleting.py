"""Delete, and the way back: exactly the files that were shown, and torrents as they were."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from torrpeddo.contract.deleting import PreviewDelete, StayReason
from torrpeddo.contract.notices import NoticeKind
from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.deletion import jobs
from torrpeddo.engine.deletion.manifests import Manifests
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.errors import InvalidInput, NotFound, StorageError
from torrpeddo.library.records import AddTorrent, Operation, RemoveTorrents, SaveMetadata, SaveTorrent

from .conftest import NewSample, NewSeeder
from .host import Host, deletion_of, leave, left_by, refuse, row_of
from .samples import Sample, place, tree
from .seeder import Seeder


def seeded(host: Host, sample: Sample, folder: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(folder), seed_mode=True, on_conflict="share")
    host.until_shown(id, State.SEEDING)
    return id


def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time for second thoughts."""
    monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.0)


def until_erased(host: Host) -> None:
    host.until(lambda: any(progress.finished for progress in host.progress()))
    host.until(lambda: not list(host.downloads.glob(".torrpeddo-trash-*")))


def test_what_was_shown_goes_and_nothing_else(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    id = seeded(host, sample, tmp_path)
    mine = host.downloads / sample.name / "sub" / "mine.txt"
    mine.write_text("mine")
    (host.downloads / sample.name / "link").symlink_to(mine)
    preview = host.preview_delete(id)
    root = host.downloads / sample.name
    assert {file.path for file in preview.goes} == {str(root / path) for path in sample.files}
    assert preview.goes_bytes == sample.size
    assert {(file.path, file.reason) for file in preview.stays} == {
        (str(mine), StayReason.FOREIGN),
        (str(root / "link"), StayReason.LINK),
    }
    host.delete(id, token=preview.token)
    host.until_gone(id)
    until_erased(host)
    assert tree(host.downloads) == {f"{sample.name}/sub/mine.txt", f"{sample.name}/link"}
    assert host.in_session() == set()
    host.again()
    assert host.engine.rows() == []


def test_a_long_preview_is_read_a_page_at_a_time(host: Host, samples: NewSample, tmp_path: Path) -> None:
    many = samples("many", {f"{number % 3}/{number}.bin": 1000 for number in range(25)})
    id = seeded(host, many, tmp_path)
    mine = [host.downloads / "many" / "0" / f"mine {number}" for number in range(11)]
    for path in mine:
        path.write_text("mine")
    page = host.call(host.engine.deletions.preview(PreviewDelete(ids=[id], limit=10)))
    pages = [page]
    while page.next_offset is not None:
        more = PreviewDelete(ids=[id], limit=10, token=page.token, offset=page.next_offset)
        page = host.call(host.engine.deletions.preview(more))
        pages.append(page)
    assert all(len(each.goes) <= 10 and len(each.stays) <= 10 for each in pages)
    root = host.downloads / "many"
    assert sorted(file.path for each in pages for file in each.goes) == sorted(str(root / path) for path in many.files)
    assert sorted(file.path for each in pages for file in each.stays) == sorted(map(str, mine))
    told = {(each.token, each.goes_count, each.goes_bytes, each.stays_count, each.stays_bytes) for each in pages}
    assert told == {(page.token, 25, 25_000, 11, 44)}


def test_a_folder_with_nothing_else_in_it_goes_whole(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    host.delete(seeded(host, sample, tmp_path))
    host.until(lambda: not list(host.downloads.iterdir()))


def test_what_another_torrent_has_too_stays(
    host: Host, samples: NewSample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    old = samples("shared", {"same.bin": 40_000, "old.bin": 20_000})
    new = samples("shared", {"same.bin": 40_000})
    assert old.id != new.id
    first, second = seeded(host, old, tmp_path), seeded(host, new, tmp_path)
    preview = host.preview_delete(first)
    assert [(Path(file.path).name, file.reason, file.by) for file in preview.stays] == [
        ("same.bin", StayReason.SHARED, "shared")
    ]
    host.delete(first, token=preview.token)
    host.until_gone(first)
    until_erased(host)
    assert tree(host.downloads) == {"shared/same.bin"}
    host.recheck(second)
    host.until(lambda: CHECKING_FILES in host.engine_states(second)[:-1])
    assert host.until_shown(second, State.SEEDING).done == new.size


def test_what_changed_after_it_was_shown_stays(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    id = seeded(host, sample, tmp_path)
    preview = host.preview_delete(id)
    (host.downloads / sample.name / "readme.txt").write_text("my own notes")
    host.delete(id, token=preview.token)
    host.until_gone(id)
    until_erased(host)
    assert tree(host.downloads) == {f"{sample.name}/readme.txt"}


def test_skipped_files_that_were_there_before_stay(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    (host.downloads / sample.name).mkdir()
    (host.downloads / sample.name / "a.bin").write_text("mine")
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("sub/b.bin"))
    host.connect(id, seeder)
    host.until_shown(id, State.FINISHED)
    host.delete(id)
    host.until_gone(id)
    until_erased(host)
    assert tree(host.downloads) == {f"{sample.name}/a.bin"}


@pytest.mark.parametrize("saved", ["nothing", "the choice before"])
def test_a_choice_of_files_counts_before_resume_data_has_it(
    host: Host, sample: Sample, tmp_path: Path, saved: str
) -> None:
    """The plug was pulled at once after all was acknowledged: by the resume data, files that are the person's own
    might be the torrent's."""
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    host.until_entered(id)
    host.end()
    (host.downloads / sample.name).mkdir(exist_ok=True)
    (host.downloads / sample.name / "a.bin").write_text("mine")
    [stored] = left_by(host)
    record = msgspec.structs.replace(stored.record, priorities=sample.choose("sub/b.bin"))
    choice: list[Operation] = [SaveTorrent(record)]
    if saved == "nothing":
        assert stored.metadata is not None
        choice = [RemoveTorrents((id,)), AddTorrent(record), SaveMetadata(id, stored.metadata)]
    leave(host, *choice, deletion_of(id))
    host.begin()
    host.until_gone(id)
    until_erased(host)
    assert tree(host.downloads) == {f"{sample.name}/a.bin"}


@pytest.mark.parametrize("kind", ["v1", "v2", "hybrid"])
@pytest.mark.parametrize("then", ["at once", "after a restart", "cancelled"])
def test_a_small_file_that_came_and_was_skipped_then_goes(
    host: Host, samples: NewSample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, then: str
) -> None:
    """It was this torrent that wrote it, though in a v1 torrent it may have no piece of its own."""
    soon(monkeypatch)
    small = samples("small", {"a.bin": 40_000, "b.txt": 1500, "c.txt": 700}, kind=kind)
    id = seeded(host, small, tmp_path)
    host.call(host.engine.lifecycle.set_file_priorities(id, small.choose("a.bin")))
    if then == "after a restart":
        host.again()
    elif then == "cancelled":
        host.stop(id)
        host.settle()
    host.delete(id)
    host.until_gone(id)
    until_erased(host)
    assert tree(host.downloads) == set()


@pytest.mark.parametrize("intent", [Intent.RUN, Intent.PAUSED, Intent.FORCED, Intent.STOPPED])
def test_undo_brings_back_files_and_torrent_as_they_were(
    host: Host, sample: Sample, tmp_path: Path, intent: Intent
) -> None:
    id = seeded(host, sample, tmp_path)
    ask = {Intent.RUN: host.resume, Intent.PAUSED: host.pause, Intent.FORCED: host.force, Intent.STOPPED: host.stop}
    ask[intent](id)
    host.settle()
    mine = host.downloads / sample.name / "mine.txt"
    mine.write_text("mine")
    before = row_of(host, id)
    deleted = host.delete(id)
    host.until_gone(id)
    assert sample.on_disk(host.downloads) == set()
    assert host.undo(deleted) == [id]
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    assert tree(host.downloads) == {f"{sample.name}/{path}" for path in (*sample.files, "mine.txt")}
    row = host.until_shown(
        id, {Intent.PAUSED: State.PAUSED, Intent.STOPPED: State.CANCELLED}.get(intent, State.SEEDING)
    )
    assert (row.intent, row.done, row.added_at, row.completed_at) == (
        intent,
        sample.size,
        before.added_at,
        before.completed_at,
    )
    assert CHECKING_FILES not in host.engine_states(id)[-2:]
    host.again()
    assert row_of(host, id).intent is intent
    assert row_of(host, id).done == sample.size


def test_undo_of_a_running_download_goes_on(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    seeder = new_seeder(sample, rate=500_000, calls=False)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    begun = host.until_done(id, 1).done
    deleted = host.delete(id)
    host.until_gone(id)
    host.undo(deleted)
    # What had come is still there, and it finds its seeder again by itself.
    host.until_shown(id, State.DOWNLOADING)
    assert row_of(host, id).done >= begun
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_undo_at_once_while_it_is_still_leaving(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = seeded(host, sample, tmp_path)
    assert host.undo(host.delete(id)) == [id]
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_what_the_library_does_not_let_be_called_off_is_said_and_called_off_later(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its disk refuses from the moment on at which the deletion is in the journal."""
    monkeypatch.setattr(jobs, "RETRY_SECONDS", 0.05)
    id = seeded(host, sample, tmp_path)
    look_around = Manifests.around

    async def refused_meanwhile(manifests: Manifests, entries: Sequence[Entry]) -> Any:
        await asyncio.wrap_future(refuse(host, True))
        return await look_around(manifests, entries)

    monkeypatch.setattr(Manifests, "around", refused_meanwhile)
    deleted = host.delete(id)
    host.until(lambda: kinds_told(host) == [NoticeKind.DELETE_WAITS])
    assert row_of(host, id).state is State.DELETING
    with pytest.raises(StorageError, match=r"can't be written"):
        host.undo(deleted)
    refuse(host, False).result()
    host.until(lambda: kinds_told(host) == [NoticeKind.DELETE_WAITS, NoticeKind.DELETE_REFUSED])
    host.until_shown(id, State.SEEDING)
    host.again()
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def kinds_told(host: Host) -> list[NoticeKind]:
    return [notice.kind for notice in host.notices()]


def test_undo_comes_too_late(host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soon(monkeypatch)
    deleted = host.delete(seeded(host, sample, tmp_path))
    until_erased(host)
    with pytest.raises(NotFound, match="ten seconds"):
        host.undo(deleted)


def test_several_at_once(host: Host, samples: NewSample, tmp_path: Path) -> None:
    many = [samples(f"many-{number}", {"a.bin": 20_000, "b.bin": 5_000}) for number in range(4)]
    ids = [seeded(host, each, tmp_path) for each in many]
    host.stop(ids[1])
    host.pause(ids[2])
    preview = host.preview_delete(*ids[:3])
    assert (preview.torrents, preview.goes_count, preview.goes_bytes) == (3, 6, 75_000)
    deleted = host.delete(*ids[:3], token=preview.token)
    host.until_gone(*ids[:3])
    assert tree(host.downloads / many[3].name) == {"a.bin", "b.bin"}
    assert set(host.undo(deleted)) == set(ids[:3])
    wanted = [State.SEEDING, State.CANCELLED, State.PAUSED, State.SEEDING]
    host.until(lambda: [row_of(host, id).state for id in ids] == wanted)


def test_a_magnet_without_metadata_is_deleted_and_comes_back(host: Host, sample: Sample) -> None:
    id = host.add_magnet(sample.magnet, files=sample.choose("a.bin"))
    preview = host.preview_delete(id)
    assert (preview.goes, preview.stays) == ([], [])
    deleted = host.delete(id, token=preview.token)
    host.until_gone(id)
    assert host.undo(deleted) == [id]
    host.until_shown(id, State.METADATA)
    assert tree(host.downloads) == set()


def test_a_stale_or_foreign_token_is_refused_and_nothing_goes(
    host: Host, samples: NewSample, sample: Sample, tmp_path: Path
) -> None:
    id, other = seeded(host, sample, tmp_path), seeded(host, samples("other", {"a.bin": 100}), tmp_path)
    with pytest.raises(NotFound):
        host.delete(id, token="stale")
    with pytest.raises(InvalidInput):
        host.delete(id, token=host.preview_delete(other).token)
    assert row_of(host, id).state is State.SEEDING
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_a_torrent_on_its_way_out_takes_no_orders(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = seeded(host, sample, tmp_path)
    deleted = host.delete(id)
    for ask in (host.pause, host.stop, host.remove, host.delete):
        with pytest.raises(NotFound):
            ask(id)
    host.undo(deleted)
    host.until_shown(id, State.SEEDING)


def test_undo_leaves_alone_what_was_added_again(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = seeded(host, sample, tmp_path)
    deleted = host.delete(id)
    host.until_gone(id)
    assert host.add_file(sample.torrent_file(tmp_path), paused=True) == id
    assert host.undo(deleted) == []
    host.until_shown(id, State.PAUSED)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    assert host.in_session() == {id}


def test_one_that_is_added_again_while_it_is_deleted_stays(host: Host, sample: Sample, tmp_path: Path) -> None:
    """The deletion takes out of the library what it was asked to, and not what came after."""
    id = seeded(host, sample, tmp_path)
    host.delete(id)
    assert host.add_file(sample.torrent_file(tmp_path), paused=True) == id
    host.again()
    assert row_of(host, id).intent is Intent.PAUSED
    host.again()
    assert row_of(host, id).intent is Intent.PAUSED


def test_nothing_is_waited_for_while_all_is_paused(host: Host, sample: Sample, tmp_path: Path) -> None:
    """libtorrent has no word for the pause of a torrent that is at rest with all others."""
    id = seeded(host, sample, tmp_path)
    host.change(all_paused=True)
    host.remove(id)
    host.settle()
    assert host.row(id) is None
