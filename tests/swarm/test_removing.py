"""Remove: out of the list and the session, and every file stays."""

import asyncio
import errno
import threading
from pathlib import Path

import pytest

from torrpeddo.contract.deleting import Delete
from torrpeddo.contract.torrents import State
from torrpeddo.engine import ending
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.core import Core
from torrpeddo.engine.deletion import stage
from torrpeddo.engine.layout import Layout
from torrpeddo.engine.resume import ResumeSaver
from torrpeddo.errors import NotFound

from .conftest import NewSample, NewSeeder
from .host import TIMEOUT, Host, row_of
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
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
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
    host.until(lambda: tree(host.downloads) == {f"{sample.name}/readme.txt", f".{id}.parts"})
    host.remove(id)
    host.settle()
    assert tree(host.downloads) == {f"{sample.name}/readme.txt"}


def unlist(host: Host, *ids: str) -> str:
    return host.call(host.engine.deletions.delete(Delete(ids=list(ids), keep_files=True))).undo


def test_it_is_undone_as_it_was(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    """With a file skipped, so that a part file is set aside and comes back."""
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("readme.txt"))
    host.connect(id, seeder)
    host.until_shown(id, State.FINISHED)
    everything = {f"{sample.name}/readme.txt", f".{id}.parts"}
    host.until(lambda: tree(host.downloads) == everything)
    before = row_of(host, id)
    undo = unlist(host, id)
    host.until_gone(id)
    assert f"{sample.name}/readme.txt" in tree(host.downloads)
    assert f".{id}.parts" not in tree(host.downloads)
    assert host.call(host.engine.deletions.undo(undo)) == [id]
    after = host.until_shown(id, State.FINISHED)
    assert (after.downloaded, after.queue_position, after.added_at) == (
        before.downloaded,
        before.queue_position,
        before.added_at,
    )
    assert tree(host.downloads) == everything


def test_what_left_the_list_stays_off_it_and_every_file_stays(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    id = downloaded(host, sample, seeder, tmp_path)
    unlist(host, id)
    host.until_gone(id)
    assert host.in_session() == set()
    host.again()
    assert host.engine.rows() == []
    host.settle()
    assert tree(host.downloads) == {f"{sample.name}/{path}" for path in sample.files}


def test_a_folder_that_refuses_keeps_nothing_on_the_list(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    (host.downloads / f".{id}.parts").write_bytes(b"parts")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(stage, "enter_or_make", refuse)
    unlist(host, id)
    host.until_gone(id)
    assert [notice for notice in host.notices() if notice.level == "error"] == []


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
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_what_is_still_saving_does_not_write_it_back(host: Host, samples: NewSample, tmp_path: Path) -> None:
    """Removed in the middle of a stop, again and again: one of these meets the save."""
    many = [samples(f"many-{number}", {"a.bin": 30_000}) for number in range(8)]
    ids = [host.add_file(each.torrent_file(tmp_path)) for each in many]
    lifecycle = host.engine.lifecycle
    answers = [host.engine.submit(order([id])) for id in ids for order in (lifecycle.stop, lifecycle.remove)]
    for answer in answers:
        answer.result(TIMEOUT)
    host.again()
    assert host.engine.rows() == []


@pytest.mark.parametrize("adding", [True, False])
def test_what_is_removed_while_it_is_on_its_way_in_never_enters(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, adding: bool
) -> None:
    """Or it would download on, and be in the list again."""
    lifecycle, membership, missing = host.engine.lifecycle, host.engine.membership, host.engine.missing
    file = sample.torrent_file(tmp_path)
    if not adding:
        id = host.add_file(file)
        host.pause(id)
        entry = host.engine.core.catalog.need(id)
        host.call(leaving(host, entry))

    async def removed_meanwhile(id: str) -> None:
        await lifecycle.remove([id])
        await membership.left(id)

    monkeypatch.setattr(membership, "make_way", removed_meanwhile)
    if adding:
        host.add_file(file)
    else:
        assert not host.call(missing.bring_back(entry))
    assert host.in_session() == set()
    assert host.engine.rows() == []
    host.again()
    assert host.engine.rows() == []


def test_what_is_removed_while_its_files_are_looked_up_is_not_written_back(
    host: Host, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lifecycle, layouts = host.engine.lifecycle, host.engine.layouts
    id = host.add_file(sample.torrent_file(tmp_path))
    look_up = layouts.of

    async def removed_meanwhile(entry: Entry) -> Layout | None:
        monkeypatch.undo()
        layout = await look_up(entry)
        await lifecycle.remove([id])
        return layout

    monkeypatch.setattr(layouts, "of", removed_meanwhile)
    with pytest.raises(NotFound):
        host.call(lifecycle.set_file_priorities(id, sample.choose("a.bin")))
    host.again()
    assert host.engine.rows() == []


def test_one_that_was_added_again_is_not_taken_back_with_the_one_that_was_refused(
    host: Host, sample: Sample, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    refused = Entry(host.engine.core.catalog.need(id).record)
    host.on_engine(lambda: host.engine.adding.take_back(refused))
    assert row_of(host, id).id == id
    host.again()
    assert row_of(host, id).id == id


async def leaving(host: Host, entry: Entry) -> None:
    """Out of the session for a moment, as for a renaming."""
    await host.engine.membership.leave(entry, save=True)


def test_one_whose_answer_comes_with_the_end_is_left_to_it(
    host: Host, sample: Sample, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Python 3.11 forgets that a wait was cancelled when what it waited for came in the same turn."""
    id = host.add_file(sample.torrent_file(host.folder))
    saving, cancel = threading.Event(), Core.cancel_tasks
    answers: list[asyncio.Future[None]] = []

    async def save(saver: ResumeSaver, entry: Entry) -> None:
        answers.append(asyncio.get_running_loop().create_future())
        saving.set()
        await asyncio.wait_for(answers[0], 60)

    def answer_and_cancel(core: Core) -> None:
        answers[0].set_result(None)
        cancel(core)

    monkeypatch.setattr(ResumeSaver, "save", save)
    monkeypatch.setattr(Core, "cancel_tasks", answer_and_cancel)
    monkeypatch.setattr(ending, "LEAVING_DEADLINE", 0.0)
    host.on_engine(lambda: host.engine.membership.leave(host.engine.core.catalog.need(id), save=True))
    assert saving.wait(TIMEOUT)
    assert host.end()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
