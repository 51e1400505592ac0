"""Other names for files, folders and torrents: on the disk, in the session, and after every restart."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from torrpeddo.contract.moving import Move
from torrpeddo.contract.torrents import State
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.moving import renaming as renaming_room
from torrpeddo.engine.moving.renames import Renaming, rename
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.errors import Conflict, InvalidInput, NotFound, TorrpeddoError, WrongState
from torrpeddo.library.records import RemoveMove
from torrpeddo.library.store import Library

from .conftest import NewSample, NewSeeder
from .host import TIMEOUT, Host, row_of
from .samples import Sample, place, tree


def rename_file(host: Host, id: str, index: int, name: str) -> None:
    host.call(host.engine.renaming.file(id, index, name))


def rename_folder(host: Host, id: str, path: str, name: str) -> None:
    host.call(host.engine.renaming.folder(id, path, name))


def paths(host: Host, id: str) -> list[str]:
    return [file.path for file in host.call(host.engine.details.files(id))]


@pytest.fixture
def whole(host: Host, sample: Sample, tmp_path: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    return id


def test_a_file_of_a_seed(host: Host, sample: Sample, whole: str) -> None:
    rename_file(host, whole, sample.position("sub/b.bin"), "ü b.bin")
    expected = {"demo/a.bin", "demo/readme.txt", "demo/sub/ü b.bin"}
    assert tree(host.downloads) == expected
    assert set(paths(host, whole)) == expected
    host.until_shown(whole, State.SEEDING)
    host.again()
    host.until_shown(whole, State.SEEDING)
    assert set(paths(host, whole)) == expected
    assert CHECKING_FILES not in host.engine_states(whole)


def test_a_file_into_another_folder_and_the_empty_one_goes(host: Host, sample: Sample, whole: str) -> None:
    rename_file(host, whole, sample.position("sub/b.bin"), "demo/new/deep/b.bin")
    assert tree(host.downloads) == {"demo/a.bin", "demo/readme.txt", "demo/new/deep/b.bin"}
    assert not (host.downloads / "demo/sub").exists()
    host.until_shown(whole, State.SEEDING)


def test_a_download_goes_on_under_its_new_names(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=("a.bin",)))
    host.until_done(id, len(sample.files["a.bin"]))
    rename_file(host, id, sample.position("a.bin"), "first.bin")
    rename_file(host, id, sample.position("sub/b.bin"), "second.bin")
    rename_folder(host, id, "demo", "other")
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: tree(host.downloads) == {"other/first.bin", "other/readme.txt", "other/sub/second.bin"})
    # It is whole a step before the last of it is written.
    host.until(lambda: (host.downloads / "other/first.bin").read_bytes() == sample.files["a.bin"])
    host.until(lambda: (host.downloads / "other/sub/second.bin").read_bytes() == sample.files["sub/b.bin"])
    assert CHECKING_FILES not in host.engine_states(id)


def test_a_folder_with_what_else_is_in_it(host: Host, whole: str) -> None:
    (host.downloads / "demo/sub/mine.txt").write_text("mine")
    rename_folder(host, whole, "demo/sub", "disc 1")
    assert tree(host.downloads) == {"demo/a.bin", "demo/readme.txt", "demo/disc 1/b.bin", "demo/disc 1/mine.txt"}
    host.until_shown(whole, State.SEEDING)


def test_what_was_renamed_is_deleted_under_its_new_name(host: Host, whole: str) -> None:
    rename_folder(host, whole, "demo", "other")
    host.again()
    host.until_shown(whole, State.SEEDING)
    shown = host.preview_delete(whole)
    assert {Path(file.path).relative_to(host.downloads).parts[0] for file in shown.goes} == {"other"}
    host.delete(whole, token=shown.token)
    host.until_gone(whole)
    host.until(lambda: tree(host.downloads) == set() or all(".torrpeddo" in path for path in tree(host.downloads)))


def test_a_cancelled_torrent(host: Host, sample: Sample, whole: str) -> None:
    host.stop(whole)
    host.settle()
    rename_file(host, whole, sample.position("a.bin"), "z.bin")
    assert row_of(host, whole).state is State.CANCELLED
    assert host.in_session() == set()
    assert "demo/z.bin" in paths(host, whole)
    host.again()
    assert "demo/z.bin" in paths(host, whole)
    host.restart(whole)
    host.until_shown(whole, State.SEEDING)
    assert tree(host.downloads) == {"demo/z.bin", "demo/readme.txt", "demo/sub/b.bin"}


def test_a_paused_torrent_stays_paused(host: Host, whole: str) -> None:
    host.pause(whole)
    host.until_shown(whole, State.PAUSED)
    rename_file(host, whole, 0, "z.bin")
    host.until(lambda: host.in_session() == {whole})
    host.until_shown(whole, State.PAUSED)


@pytest.mark.parametrize("crash", ["before the disk", "after the disk"])
def test_killed_in_the_middle_the_next_start_finishes_it(
    host: Host, sample: Sample, whole: str, monkeypatch: pytest.MonkeyPatch, crash: str
) -> None:
    class PowerCutError(TorrpeddoError):
        pass

    def cut(job: Renaming) -> None:
        if crash == "after the disk":
            rename(job)
        raise PowerCutError("cut")

    async def stay_out(_id: str, _entry: Entry) -> None:
        """After a power cut nobody puts the torrent back."""

    with monkeypatch.context() as patch:
        patch.setattr("torrpeddo.engine.moving.renaming.rename", cut)
        patch.setattr(host.engine.renaming, "_release", stay_out)
        keep_journal(patch)
        with pytest.raises(PowerCutError):
            rename_file(host, whole, sample.position("a.bin"), "z.bin")
        host.end()
    host.begin()
    host.until_shown(whole, State.SEEDING)
    assert tree(host.downloads) == {"demo/z.bin", "demo/readme.txt", "demo/sub/b.bin"}
    assert "demo/z.bin" in paths(host, whole)
    assert CHECKING_FILES not in host.engine_states(whole)


def keep_journal(patch: pytest.MonkeyPatch) -> None:
    """The job's end never reaches the disk."""
    commit = Library.commit
    patch.setattr(
        Library,
        "commit",
        lambda library, *operations: commit(
            library, *(each for each in operations if not isinstance(each, RemoveMove))
        ),
    )


@pytest.mark.parametrize("name", ["", " ", ".", "..", "../x", "a//b", "/x", "x\0y", "x" * 256, "demo/../x"])
def test_bad_names_are_refused(host: Host, whole: str, name: str) -> None:
    before = tree(host.downloads)
    with pytest.raises(InvalidInput, match="can't be a name"):
        rename_file(host, whole, 0, name)
    if "/" not in name:
        with pytest.raises(InvalidInput, match="can't be a name"):
            rename_folder(host, whole, "demo", name)
    assert tree(host.downloads) == before
    assert host.in_session() == {whole}


@pytest.mark.parametrize("name", ["readme.txt", "sub", "demo/readme.txt/x", "demo/a.bin/x", "demo/sub/b.bin"])
def test_no_two_files_get_one_path(host: Host, sample: Sample, whole: str, name: str) -> None:
    with pytest.raises(Conflict, match="is a file"):
        rename_file(host, whole, sample.position("a.bin"), name)


def test_what_is_in_the_way_stays(host: Host, sample: Sample, whole: str) -> None:
    (host.downloads / "demo/mine.bin").write_text("mine")
    (host.downloads / "other").mkdir()
    with pytest.raises(Conflict, match=r"mine.bin” already"):
        rename_file(host, whole, sample.position("a.bin"), "mine.bin")
    with pytest.raises(Conflict, match="other” already"):
        rename_folder(host, whole, "demo", "other")
    assert (host.downloads / "demo/mine.bin").read_text() == "mine"
    host.until_shown(whole, State.SEEDING)


def test_what_another_torrent_has_too_keeps_its_name(
    host: Host, samples: NewSample, sample: Sample, whole: str, tmp_path: Path
) -> None:
    twin = samples("demo", {"a.bin": len(sample.files["a.bin"])})
    other = host.add_file(twin.torrent_file(tmp_path / "host"), paused=True, on_conflict="share")
    host.until(lambda: other in host.in_session())
    with pytest.raises(Conflict, match="has files there too"):
        rename_file(host, whole, sample.position("a.bin"), "z.bin")
    rename_file(host, whole, sample.position("readme.txt"), "z.txt")


def test_what_is_not_there_can_not_be_renamed(host: Host, sample: Sample, whole: str, samples: Any) -> None:
    for index in (3, 10_000_000):
        with pytest.raises(NotFound, match="no file number"):
            rename_file(host, whole, index, "x")
    with pytest.raises(NotFound, match="no folder"):
        rename_folder(host, whole, "dem", "x")
    magnet = host.add_magnet(samples("unknown").magnet)
    with pytest.raises(WrongState, match="not known yet"):
        rename_file(host, magnet, 0, "x")


def test_the_name_in_the_list(host: Host, sample: Sample, seeder: Any) -> None:
    id = host.add_magnet(sample.magnet)
    host.call(host.engine.renaming.torrent(id, "  My film  "))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    assert row_of(host, id).name == "My film"
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    host.again()
    assert row_of(host, id).name == "My film"
    with pytest.raises(InvalidInput):
        host.call(host.engine.renaming.torrent(id, " \n"))
    assert msgspec.to_builtins(row_of(host, id))["name"] == "My film"


def test_renamings_of_one_torrent_that_are_asked_together_all_count(host: Host, sample: Sample, whole: str) -> None:
    """Each begins with the names that the one before has given, and none brings back the names of before."""
    renaming = host.engine.renaming
    asked = [
        host.engine.submit(work)
        for work in (
            renaming.file(whole, sample.position("a.bin"), "first.bin"),
            renaming.folder(whole, "demo", "other"),
            renaming.file(whole, sample.position("sub/b.bin"), "second.bin"),
            renaming.file(whole, sample.position("readme.txt"), "third.txt"),
        )
    ]
    for answer in asked:
        answer.result(TIMEOUT)
    expected = {"other/first.bin", "other/sub/second.bin", "other/third.txt"}
    assert tree(host.downloads) == expected
    assert set(paths(host, whole)) == expected
    host.until_shown(whole, State.SEEDING)
    host.again()
    host.until_shown(whole, State.SEEDING)
    assert set(paths(host, whole)) == expected
    assert CHECKING_FILES not in host.engine_states(whole)


def test_a_move_that_begins_during_a_renaming_goes_on_with_the_new_name(
    host: Host, sample: Sample, whole: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the renaming is over the torrent stays out of the session, for its files are being moved by then."""
    goal, moves, entered = tmp_path / "goal", host.engine.moves, []
    enter = host.engine.membership.entered
    began: list[Any] = []

    def slowly(job: Renaming) -> None:
        began.append(host.engine.submit(moves.move(Move(ids=[whole], path=str(goal)))))
        began[0].result(TIMEOUT)
        rename(job)

    def note(entry: Entry) -> None:
        entered.append(entry.record.save_path)
        enter(entry)

    monkeypatch.setattr(renaming_room, "rename", slowly)
    monkeypatch.setattr(host.engine.membership, "entered", note)
    rename_file(host, whole, sample.position("a.bin"), "first.bin")
    host.until(lambda: entered)
    host.until(lambda: not host.on_engine(lambda: moves.busy))
    host.until_shown(whole, State.SEEDING)
    assert entered == [str(goal)]
    assert tree(goal) == {"demo/first.bin", "demo/readme.txt", "demo/sub/b.bin"}
    assert tree(host.downloads) == set()
