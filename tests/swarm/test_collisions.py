"""Two torrents that would write the same path: found at adding, and settled as a person says."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from torrpeddo.contract.adding import AcceptPreview, CheckCollisions
from torrpeddo.contract.moving import Move
from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine.deletion import jobs
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.errors import PathConflict, WrongState

from .conftest import NewSeeder
from .host import Host, row_of
from .samples import PIECE, Sample, make, place, tree
from .seeder import Seeder
from .test_previews import link, until_ready

SIZES = {"a.bin": 40_000, "b.bin": 90_000}


@pytest.fixture
def first(tmp_path: Path) -> Sample:
    return make(tmp_path / "first", "Film", SIZES, trackers=("http://127.0.0.1:9/one",))


@pytest.fixture
def second(tmp_path: Path) -> Sample:
    """Other content under the same names, of the same sizes."""
    return _other(tmp_path / "second", SIZES)


@pytest.fixture
def same(tmp_path: Path, first: Sample) -> Sample:
    """The same files as the first has, but another torrent."""
    return make(tmp_path / "first", "Film", SIZES, kind="v2")


def _other(folder: Path, sizes: dict[str, int]) -> Sample:
    """The bytes of a sample go by its name and the order in which its files are made."""
    return make(folder, "Film", dict(reversed(sizes.items())))


def paths_of(host: Host, id: str) -> list[str]:
    return [file.path for file in host.call(host.engine.details.files(id))]


def test_what_would_write_files_of_another_is_refused(
    host: Host, first: Sample, second: Sample, tmp_path: Path
) -> None:
    other = host.add_file(first.torrent_file(tmp_path), paused=True)
    for state in ("paused", "stopped"):
        with pytest.raises(PathConflict) as refused:
            host.add_file(second.torrent_file(tmp_path))
        data = refused.value.data
        assert (data["id"], data["name"], data["count"], data["shareable"]) == (other, "Film", 2, True), state
        assert sorted(data["paths"]) == ["Film/a.bin", "Film/b.bin"]
        host.stop(other)
        host.settle()
    assert list(host.engine.feed.rows) == [other]
    with pytest.raises(PathConflict):
        host.add_file(second.torrent_file(tmp_path), save_path=str(host.downloads / ".." / "downloads"))
    (tmp_path / "link").symlink_to(host.downloads)
    with pytest.raises(PathConflict):
        host.add_file(second.torrent_file(tmp_path), save_path=str(tmp_path / "link"))
    host.again()
    with pytest.raises(PathConflict):
        host.add_file(second.torrent_file(tmp_path))
    host.add_file(second.torrent_file(tmp_path), save_path=str(tmp_path / "elsewhere"))


def test_files_beside_each_other_and_skipped_ones_are_no_conflict(host: Host, first: Sample, tmp_path: Path) -> None:
    beside = make(tmp_path / "beside", "Film", {"c.bin": 500, "a.bin": 700})
    host.add_file(first.torrent_file(tmp_path), paused=True)
    with pytest.raises(PathConflict) as refused:
        host.add_file(beside.torrent_file(tmp_path))
    assert (refused.value.data["paths"], refused.value.data["shareable"]) == (["Film/a.bin"], False)
    with pytest.raises(PathConflict):
        host.add_file(beside.torrent_file(tmp_path), on_conflict="share")
    host.add_file(beside.torrent_file(tmp_path), files=beside.choose("c.bin"), paused=True)


def test_a_folder_inside_the_folder_of_another(host: Host, first: Sample, tmp_path: Path) -> None:
    inner = make(tmp_path / "inner", "sub", {"x.bin": 500})
    outer = make(tmp_path / "outer", "Film", {"sub/x.bin": 300, "y.bin": 10})
    host.add_file(inner.torrent_file(tmp_path), save_path=str(host.downloads / "Film"), paused=True)
    with pytest.raises(PathConflict) as refused:
        host.add_file(outer.torrent_file(tmp_path))
    assert refused.value.data["paths"] == ["Film/sub/x.bin"]
    host.remove(inner.id)
    host.until_gone(inner.id)
    host.add_file(outer.torrent_file(tmp_path), paused=True)
    with pytest.raises(PathConflict):
        host.add_file(inner.torrent_file(tmp_path), save_path=str(host.downloads / "Film"))


def test_renamed_it_gets_files_of_its_own_for_good(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    place(first, host.downloads)
    other = host.add_file(first.torrent_file(tmp_path))
    host.until_shown(other, State.SEEDING)
    (host.downloads / "Film (2)").mkdir()
    id = host.add_file(second.torrent_file(tmp_path), on_conflict="rename")
    assert sorted(paths_of(host, id)) == ["Film (3)/a.bin", "Film (3)/b.bin"]
    host.connect(id, new_seeder(second))
    host.until_shown(id, State.SEEDING)
    own = host.downloads / "Film (3)" / "b.bin"
    host.until(lambda: own.is_file() and own.read_bytes() == second.files["b.bin"])
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    host.again()
    host.until_shown(id, State.SEEDING)
    assert sorted(paths_of(host, id)) == ["Film (3)/a.bin", "Film (3)/b.bin"]
    deleted = host.preview_delete(id)
    assert {Path(file.path).parent.name for file in deleted.goes} == {"Film (3)"}
    host.delete(id, token=deleted.token)
    host.until_gone(id)
    host.until(lambda: not (host.downloads / "Film (3)").exists())
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))


@pytest.mark.parametrize("halfway", [False, True], ids=["whole", "while it downloads"])
@pytest.mark.parametrize("volume", ["the same volume", "another volume"])
def test_renamed_and_moved_once_more_nothing_is_lost_and_what_is_deleted_is_its_own(
    host: Host,
    first: Sample,
    second: Sample,
    new_seeder: NewSeeder,
    tmp_path: Path,
    cleanup: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    volume: str,
    halfway: bool,
) -> None:
    other_volume = cleanup.enter_context(tempfile.TemporaryDirectory(dir="/dev/shm"))
    goal = tmp_path / "goal" if volume == "the same volume" else Path(other_volume).resolve()
    place(first, host.downloads)
    other = host.add_file(first.torrent_file(tmp_path))
    host.until_shown(other, State.SEEDING)
    id = host.add_file(second.torrent_file(tmp_path), on_conflict="rename")
    host.connect(id, new_seeder(second, only=("a.bin",) if halfway else None))
    host.until_done(id, 2 * PIECE if halfway else second.size)
    host.call(host.engine.renaming.file(id, second.position("a.bin"), "Film (2)/deep/ä.bin"))
    host.call(host.engine.renaming.folder(id, "Film (2)", "Second"))
    (host.downloads / "Second" / "mine.txt").write_text("mine")
    host.call(host.engine.moves.move(Move(ids=[id], path=str(goal))))
    host.until(lambda: row_of(host, id).save_path == str(goal) and not host.on_engine(lambda: host.engine.moves.busy))
    host.again()
    host.until_entered(id)
    assert sorted(paths_of(host, id)) == ["Second/b.bin", "Second/deep/ä.bin"]
    assert CHECKING_FILES not in host.engine_states(id)
    host.connect(id, new_seeder(second))
    host.until_shown(id, State.SEEDING)
    where = {"a.bin": goal / "Second/deep/ä.bin", "b.bin": goal / "Second/b.bin"}
    host.until(lambda: all(where[name].read_bytes() == content for name, content in second.files.items()))
    assert tree(host.downloads) == {*(f"Film/{name}" for name in first.files), "Second/mine.txt"}
    monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.1)
    (goal / "Second" / "mine too.txt").write_text("mine")
    shown = host.preview_delete(id)
    assert {file.path for file in shown.goes} == {str(path) for path in where.values()}
    host.delete(id, token=shown.token)
    host.until_gone(id)
    host.until(lambda: tree(goal) == {"Second/mine too.txt"})
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))


def test_a_single_file_keeps_its_ending(host: Host, tmp_path: Path) -> None:
    for name in ("1", "2"):
        info: Any = {b"name": b"film.mkv", b"piece length": PIECE, b"length": 5000, b"pieces": name.encode() * 20}
        (tmp_path / f"{name}.torrent").write_bytes(lt.bencode({b"info": info}))
    host.add_file(tmp_path / "1.torrent", paused=True)
    id = host.add_file(tmp_path / "2.torrent", paused=True, on_conflict="rename")
    assert paths_of(host, id) == ["film (2).mkv"]


def test_shared_files_are_checked_and_used(host: Host, first: Sample, same: Sample, tmp_path: Path) -> None:
    place(first, host.downloads)
    other = host.add_file(first.torrent_file(tmp_path))
    host.until_shown(other, State.SEEDING)
    id = host.add_file(same.torrent_file(tmp_path), on_conflict="share")
    assert host.until_shown(id, State.SEEDING).done == same.size
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    stays = host.preview_delete(id).stays
    assert {file.reason for file in stays} == {"shared"}
    host.again()
    host.until_shown(id, State.SEEDING)


def test_shared_files_that_differ_are_left_alone(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    place(first, host.downloads)
    other = host.add_file(first.torrent_file(tmp_path))
    host.until_shown(other, State.SEEDING)
    seeder = new_seeder(second)
    id = host.add_file(second.torrent_file(tmp_path), on_conflict="share")
    row = host.until_shown(id, State.ERROR)
    assert row.error is not None
    assert row.error.kind == "shared_differs"
    host.until(lambda: id not in host.in_session())
    host.again()
    assert host.until_shown(id, State.ERROR).error == row.error
    host.resume(id)
    host.until(lambda: State.CHECKING in host.states(id))
    host.until_shown(id, State.ERROR)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    host.call(host.engine.collisions.settle(id, "rename"))
    host.until_entered(id)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))


def test_what_the_other_lacks_yet_is_not_shared(
    host: Host, first: Sample, same: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    other = host.add_file(first.torrent_file(tmp_path))
    id = host.add_file(same.torrent_file(tmp_path), on_conflict="share")
    row = host.until_shown(id, State.ERROR)
    assert row.error is not None
    assert row.error.kind == "shared_waits"
    assert "does not have all of the files yet" in row.error.message
    assert "it goes on by itself when that one has finished" in row.error.message
    host.again()
    host.until_entered(other)
    assert host.until_shown(id, State.ERROR).error == row.error
    host.connect(other, new_seeder(first))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))


def test_a_preview_tells_collisions_and_settles_them(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    place(first, host.downloads)
    other = host.add_file(first.torrent_file(tmp_path))
    host.until_shown(other, State.SEEDING)
    preview = until_ready(host, host.look_at(link(second, new_seeder(second))))
    asked = CheckCollisions(preview=preview.preview, save_path=str(host.downloads))
    told = host.call(host.engine.previews.collisions(asked))
    assert [(each.id, each.count, each.shareable) for each in told.torrents] == [(other, 2, True)]
    assert told.existing == 2
    elsewhere = CheckCollisions(preview=preview.preview, save_path=str(tmp_path / "elsewhere"))
    assert host.call(host.engine.previews.collisions(elsewhere)).torrents == []
    assert not (tmp_path / "elsewhere").exists()
    with pytest.raises(PathConflict):
        host.accept(preview)
    id = host.call(
        host.engine.previews.accept(
            AcceptPreview(preview=preview.preview, save_path=str(host.downloads), on_conflict="rename")
        )
    )
    # It finds its peer again without being told.
    host.until_shown(id, State.SEEDING)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    host.until(lambda: "Film (2)/b.bin" in tree(host.downloads))


def _late(host: Host, first: Sample, second: Sample, seeder: Seeder, tmp_path: Path, **options: object) -> str:
    place(first, host.downloads)
    other = host.add_file(first.torrent_file(tmp_path))
    host.until_shown(other, State.SEEDING)
    return host.add_magnet(link(second, seeder), **options)


def test_a_late_magnet_writes_over_nobody(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = _late(host, first, second, new_seeder(second), tmp_path)
    host.until_shown(id, State.ERROR)
    host.until(lambda: row_of(host, id).has_metadata)
    row = row_of(host, id)
    assert row.error is not None
    assert row.error.kind == "path_conflict"
    assert "“Film” would write 2 files where “Film” has its own" in row.error.message
    host.until(lambda: id not in host.in_session())
    host.until(lambda: [notice.id for notice in host.notices() if notice.kind == "path_conflict"] == [id])
    for ask in (host.pause, host.resume, host.stop, host.restart):
        ask(id)
        host.settle()
        assert id not in host.in_session()
    host.again()
    host.until_shown(id, State.ERROR)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    assert {file.reason for file in host.preview_delete(first.id).stays} == set()
    host.call(host.engine.collisions.settle(id, "rename"))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    host.until(lambda: "Film (2)/b.bin" in tree(host.downloads))
    with pytest.raises(WrongState):
        host.call(host.engine.collisions.settle(id, "rename"))


def test_a_late_magnet_goes_on_by_itself_when_the_other_is_deleted_for_good(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = _late(host, first, second, seeder := new_seeder(second), tmp_path)
    error = host.until_shown(id, State.ERROR).error
    assert error is not None
    assert "It goes on by itself when the other is out of its way" in error.message
    # While it can be undone its files may come back, so their place stays free.
    deleted = host.delete(first.id, token=host.preview_delete(first.id).token)
    host.until_gone(first.id)
    assert host.undo(deleted) == [first.id]
    host.until_shown(first.id, State.SEEDING)
    assert (row_of(host, id).state, row_of(host, id).error) == (State.ERROR, error)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.1)
    host.delete(first.id, token=host.preview_delete(first.id).token)
    host.until_entered(id)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: second.on_disk(host.downloads) == set(second.files))


def test_a_late_magnet_goes_on_by_itself_when_the_other_is_elsewhere_and_as_it_was_asked_meanwhile(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = _late(host, first, second, new_seeder(second), tmp_path)
    host.until_shown(id, State.ERROR)
    host.pause(id)
    host.call(host.engine.moves.move(Move(ids=[first.id], path=str(tmp_path / "elsewhere"))))
    host.until_entered(id)
    row = host.until_shown(id, State.PAUSED)
    assert (row.error, row.intent) == (None, Intent.PAUSED)
    host.until(lambda: first.on_disk(tmp_path / "elsewhere") == set(first.files))


def test_what_the_other_left_is_not_written_over_unless_asked(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = _late(host, first, second, seeder := new_seeder(second), tmp_path)
    host.until_shown(id, State.ERROR)
    host.remove(first.id)
    host.until(lambda: "are on the disk already" in (((error := row_of(host, id).error) and error.message) or ""))
    host.again()
    host.until_shown(id, State.ERROR)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    host.resume(id)
    host.until_entered(id)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: second.on_disk(host.downloads) == set(second.files))


def test_what_the_other_left_is_used_if_it_is_right(
    host: Host, first: Sample, same: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = _late(host, first, same, new_seeder(same), tmp_path)
    host.until_shown(id, State.ERROR)
    host.remove(first.id)
    row = host.until_shown(id, State.SEEDING)
    assert (row.done, row.downloaded) == (same.size, 0)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))


def test_a_late_magnet_does_what_it_was_told(
    host: Host, first: Sample, second: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = _late(host, first, second, new_seeder(second), tmp_path, on_conflict="rename")
    host.until_shown(id, State.SEEDING)
    assert State.ERROR not in host.states(id)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))
    assert row_of(host, id).error is None


def test_a_late_magnet_that_may_share_shares(
    host: Host, first: Sample, same: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    id = _late(host, first, same, new_seeder(same), tmp_path, on_conflict="share")
    host.until_shown(id, State.SEEDING)
    host.until(lambda: first.on_disk(host.downloads) == set(first.files))


def test_an_ordinary_magnet_is_not_held_up(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = host.add_magnet(link(sample, seeder))
    host.until_shown(id, State.SEEDING)
    assert State.ERROR not in host.states(id)
    host.again()
    host.until_shown(id, State.SEEDING)
    assert State.ERROR not in host.states(id)
