"""Moving what torrents have, with real sessions: nothing is lost, nothing is checked again, intents are kept."""

import errno
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from torrpeddo.contract.moving import Move
from torrpeddo.contract.notices import NoticeKind
from torrpeddo.contract.torrents import Intent, Reason, ReasonKind, State
from torrpeddo.engine.deletion import jobs as deletions
from torrpeddo.engine.disk.folder import Folder
from torrpeddo.engine.disk.posix import PosixFolder
from torrpeddo.engine.moving import copying, placing
from torrpeddo.engine.moving import jobs as moving
from torrpeddo.engine.moving.job import Job, Phase
from torrpeddo.engine.moving.under_way import Move as UnderWay
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.errors import InvalidPath, NotFound, WrongState
from torrpeddo.library.records import Operation, SaveTorrent, TorrentRecord
from torrpeddo.library.store import Library

from .conftest import NewSample, NewSeeder
from .host import TIMEOUT, Host, row_of
from .program import Program
from .samples import PIECE, Sample, place, tree
from .seeder import Seeder


def move(host: Host, goal: Path, *ids: str, **options: Any) -> list[str]:
    return host.call(host.engine.moves.move(Move(ids=list(ids), path=str(goal), **options)))


def until_moved(host: Host, id: str, goal: Path) -> None:
    host.until(lambda: row_of(host, id).save_path == str(goal) and row_of(host, id).state is not State.MOVING)
    host.until(lambda: not host.on_engine(lambda: host.engine.moves.busy))


@pytest.fixture
def far() -> Iterator[Path]:
    """An empty folder on another volume than the downloads."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder).resolve()


@pytest.fixture(params=["same volume", "other volume"])
def goal(request: pytest.FixtureRequest, tmp_path: Path, far: Path) -> Path:
    return (tmp_path if request.param == "same volume" else far) / "new/place"


@pytest.fixture
def whole(host: Host, sample: Sample, tmp_path: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    return id


@pytest.fixture
def half(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> str:
    """A download that has all that its only peer has, and waits for the rest."""
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=("a.bin",)))
    host.until_done(id, len(sample.files["a.bin"]))
    return id


class Slowness:
    """Copies go in small steps, each of which waits until it is let go or a moment has passed."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.begun = threading.Event()
        self.copied = 0
        """Bytes."""
        self._let_go = threading.Event()
        real = copying._copy_chunk  # noqa: SLF001 - the step to slow down

        def slow(*arguments: Any) -> int:
            self.begun.set()
            self._let_go.wait(0.03)
            size = real(*arguments)
            self.copied += size
            return size

        patch.setattr(copying, "CHUNK", 4096)
        patch.setattr(copying, "_copy_chunk", slow)
        patch.setattr(moving, "TELL_EVERY", 0.0)

    def end(self) -> None:
        self._let_go.set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slowness]:
    slowness = Slowness(monkeypatch)
    yield slowness
    slowness.end()


def test_a_seed_goes_on_from_its_new_folder(
    host: Host, sample: Sample, whole: str, goal: Path, new_seeder: NewSeeder
) -> None:
    uploaded = row_of(host, whole).uploaded
    move(host, goal, whole)
    until_moved(host, whole, goal)
    row = host.until_shown(whole, State.SEEDING)
    host.until(lambda: sample.on_disk(goal) == set(sample.files))
    assert tree(host.downloads) == set()
    assert list(host.downloads.iterdir()) == []
    assert (row.downloaded, row.uploaded) == (0, uploaded)
    assert CHECKING_FILES not in host.engine_states(whole)
    host.again()
    host.until_shown(whole, State.SEEDING)
    assert row_of(host, whole).save_path == str(goal)
    assert CHECKING_FILES not in host.engine_states(whole)


def test_a_download_goes_on_where_it_was(
    host: Host, sample: Sample, half: str, goal: Path, new_seeder: NewSeeder
) -> None:
    before = row_of(host, half)
    move(host, goal, half)
    until_moved(host, half, goal)
    host.until(lambda: row_of(host, half).state in (State.DOWNLOADING, State.STALLED))
    assert (row_of(host, half).done, row_of(host, half).downloaded) == (before.done, before.downloaded)
    assert CHECKING_FILES not in host.engine_states(half)
    host.connect(half, new_seeder(sample))
    host.until_shown(half, State.SEEDING)
    host.until(lambda: sample.on_disk(goal) == set(sample.files))
    assert tree(host.downloads) == set()


def test_the_part_file_comes_along(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, goal: Path
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("readme.txt"))
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.FINISHED)
    host.until(lambda: f".{sample.id}.parts" in tree(host.downloads))
    move(host, goal, id)
    until_moved(host, id, goal)
    assert tree(goal) == {f".{sample.id}.parts", f"{sample.name}/readme.txt"}
    assert tree(host.downloads) == set()


def test_a_small_file_that_came_and_was_skipped_then_comes_along(
    host: Host, sample: Sample, whole: str, goal: Path
) -> None:
    """Its only piece is shared with the file behind it, and would be lost with it."""
    host.call(host.engine.lifecycle.set_file_priorities(whole, sample.choose("a.bin", "sub/b.bin")))
    host.again()
    host.until_entered(whole)
    move(host, goal, whole)
    until_moved(host, whole, goal)
    host.until(lambda: sample.on_disk(goal) == set(sample.files))
    assert tree(host.downloads) == set()
    host.recheck(whole)
    host.until(lambda: CHECKING_FILES in host.engine_states(whole))
    host.until_shown(whole, State.SEEDING, State.FINISHED)
    assert row_of(host, whole).progress == 1


def test_paused_and_cancelled_torrents_stay_so(host: Host, sample: Sample, half: str, goal: Path) -> None:
    host.pause(half)
    host.until_shown(half, State.PAUSED)
    move(host, goal, half)
    until_moved(host, half, goal)
    host.until_shown(half, State.PAUSED)
    assert row_of(host, half).intent is Intent.PAUSED
    host.stop(half)
    host.settle()
    done = row_of(host, half).done
    move(host, goal.parent / "third", half)
    until_moved(host, half, goal.parent / "third")
    row = row_of(host, half)
    assert (row.state, row.intent, row.done) == (State.CANCELLED, Intent.STOPPED, done)
    assert host.in_session() == set()
    host.restart(half)
    host.until(lambda: row_of(host, half).state in (State.DOWNLOADING, State.STALLED))
    assert row_of(host, half).done == done
    assert CHECKING_FILES not in host.engine_states(half)


def test_a_magnet_without_metadata_has_another_folder_then(
    host: Host, sample: Sample, seeder: Seeder, goal: Path
) -> None:
    id = host.add_magnet(sample.magnet)
    move(host, goal, id)
    until_moved(host, id, goal)
    host.until_shown(id, State.METADATA)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(goal) == set(sample.files))


def test_progress_is_told_and_the_row_shows_it(host: Host, whole: str, far: Path, slow: Slowness) -> None:
    (job,) = move(host, far, whole)
    host.until(lambda: 0 < row_of(host, whole).progress < 1)
    assert row_of(host, whole).state is State.MOVING
    assert row_of(host, whole).reason == Reason(kind=ReasonKind.MOVING_TO, detail=str(far))
    slow.end()
    until_moved(host, whole, far)
    told = [event for event in host.progress() if event.job == job]
    assert {event.kind for event in told} == {"move"}
    assert [event.done for event in told] == sorted(event.done for event in told)
    assert (told[-1].finished, told[-1].done) == (True, told[-1].total)


@pytest.mark.parametrize("order", ["cancel", "stop", "remove"])
def test_it_can_be_cancelled_at_once(
    host: Host, sample: Sample, whole: str, far: Path, slow: Slowness, order: str
) -> None:
    (far / "mine.txt").write_text("mine")
    move(host, far, whole)
    assert slow.begun.wait(TIMEOUT)
    if order == "cancel":
        host.call(host.engine.moves.cancel([whole]))
    else:
        host.stop(whole) if order == "stop" else host.remove(whole)
        host.settle()
    assert slow.copied < sample.size, "it went on to the end"
    assert tree(far) == {"mine.txt"}
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    if order == "cancel":
        assert host.until_shown(whole, State.SEEDING).save_path == str(host.downloads)
        assert CHECKING_FILES not in host.engine_states(whole)
    elif order == "stop":
        assert row_of(host, whole).state is State.CANCELLED
        assert host.in_session() == set()
        host.restart(whole)
        host.until_shown(whole, State.SEEDING)
    host.again()
    assert tree(far) == {"mine.txt"}


def test_deleting_ends_the_move_first(host: Host, sample: Sample, whole: str, far: Path, slow: Slowness) -> None:
    move(host, far, whole)
    assert slow.begun.wait(TIMEOUT)
    deleted = host.delete(whole)
    host.until_gone(whole)
    assert tree(far) == set()
    assert host.undo(deleted) == [whole]
    host.until_shown(whole, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_the_program_ends_while_a_move_is_taken_back_for_a_deletion(
    host: Host,
    whole: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing is planned for files that are on their way: the next start brings them back, then deletes them."""
    placed, ended = threading.Event(), threading.Event()
    place_all, enter = placing.place, moving.Moves._enter  # noqa: SLF001

    def placed_and_held(job: Job, progress: Any, stopped: Callable[[], bool]) -> None:
        place_all(job, progress, stopped)
        placed.set()
        while not stopped():
            ended.wait(0.01)

    async def the_end_comes(moves: moving.Moves, move: UnderWay, phase: Phase) -> None:
        await enter(moves, move, phase)
        if phase is Phase.RETURNING:
            moves.close()
            ended.set()

    with monkeypatch.context() as patch:
        patch.setattr(placing, "place", placed_and_held)
        patch.setattr(moving.Moves, "_enter", the_end_comes)
        move(host, tmp_path / "new", whole)
        assert placed.wait(TIMEOUT)
        host.delete(whole)
        assert ended.wait(TIMEOUT)
        host.end()
    monkeypatch.setattr(deletions, "UNDO_SECONDS", 0.0)
    host.begin()
    host.until(lambda: host.row(whole) is None and not list(host.downloads.iterdir()))
    host.until(lambda: not host.on_engine(lambda: host.engine.moves.busy or host.engine.undoable.ids))
    assert tree(tmp_path / "new") == tree(host.downloads) == set()
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []


def test_intents_given_meanwhile_hold_afterwards(host: Host, whole: str, far: Path, slow: Slowness) -> None:
    move(host, far, whole)
    assert slow.begun.wait(TIMEOUT)
    host.pause(whole)
    assert row_of(host, whole).state is State.MOVING
    assert host.in_session() == set()
    slow.end()
    until_moved(host, whole, far)
    host.until_shown(whole, State.PAUSED)


def test_a_stop_in_the_end_cancels_a_move_that_waits_for_its_turn(
    host: Host, samples: Any, whole: str, far: Path, tmp_path: Path, slow: Slowness
) -> None:
    other = samples("waiting")
    place(other, host.downloads)
    waiting = host.add_file(other.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(waiting, State.SEEDING)
    move(host, far, whole, waiting)
    assert slow.begun.wait(TIMEOUT)
    assert row_of(host, waiting).state is State.MOVING
    assert waiting in host.in_session()
    host.stop(waiting)
    host.settle()
    assert row_of(host, waiting).state is State.CANCELLED
    slow.end()
    until_moved(host, whole, far)
    host.until(lambda: other.on_disk(host.downloads) == set(other.files))


def test_a_file_in_the_way_stops_it_in_words(host: Host, sample: Sample, whole: str, goal: Path) -> None:
    theirs = goal / sample.name / "readme.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs")
    move(host, goal, whole)
    host.until(lambda: any("readme.txt” already" in notice.message for notice in host.notices()))
    assert host.until_shown(whole, State.SEEDING).save_path == str(host.downloads)
    assert (theirs.read_text(), sample.on_disk(host.downloads)) == ("theirs", set(sample.files))


def test_files_that_are_there_are_used_and_checked(host: Host, sample: Sample, whole: str, goal: Path) -> None:
    place(sample, goal, "a.bin", "sub/b.bin")
    (goal / sample.name / "sub/b.bin").write_bytes(bytes(len(sample.files["sub/b.bin"])))
    move(host, goal, whole, use_existing=True)
    until_moved(host, whole, goal)
    host.until(lambda: CHECKING_FILES in host.engine_states(whole))
    host.until(lambda: row_of(host, whole).state in (State.DOWNLOADING, State.STALLED))
    assert 0 < row_of(host, whole).done < sample.size
    assert tree(host.downloads) == {f"{sample.name}/a.bin", f"{sample.name}/sub/b.bin"}


def test_missing_files_are_found_in_their_new_place(host: Host, sample: Sample, whole: str, tmp_path: Path) -> None:
    host.stop(whole)
    host.settle()
    (host.downloads / sample.name).rename(tmp_path / sample.name)
    host.restart(whole)
    host.until_shown(whole, State.MISSING_FILES)
    move(host, tmp_path / "nowhere", whole)
    host.until(lambda: any("use the files that are there" in notice.message for notice in host.notices()))
    host.until_shown(whole, State.MISSING_FILES)
    move(host, tmp_path, whole, use_existing=True)
    host.until_shown(whole, State.SEEDING)
    assert row_of(host, whole).error is None


def test_the_program_ends_in_the_middle_and_the_next_start_goes_on(
    host: Host, sample: Sample, whole: str, far: Path, slow: Slowness
) -> None:
    move(host, far, whole)
    host.until(lambda: row_of(host, whole).progress > 0.2 and row_of(host, whole).state is State.MOVING)
    host.end()
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    host.begin()
    assert row_of(host, whole).state is State.MOVING
    slow.end()
    until_moved(host, whole, far)
    host.until_shown(whole, State.SEEDING)
    host.until(lambda: sample.on_disk(far) == set(sample.files))
    assert tree(host.downloads) == set()
    assert CHECKING_FILES not in host.engine_states(whole)


def test_what_can_not_be_moved_is_refused(host: Host, whole: str, far: Path, slow: Slowness) -> None:
    with pytest.raises(NotFound):
        move(host, far, whole, "0" * 40)
    with pytest.raises(InvalidPath):
        move(host, Path("relative"), whole)
    assert move(host, host.downloads, whole) == []
    move(host, far, whole)
    with pytest.raises(WrongState, match="being moved already"):
        move(host, far / "other", whole)
    with pytest.raises(WrongState, match="being moved"):
        host.recheck(whole)


def test_a_download_that_finished_is_moved(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path, goal: Path
) -> None:
    host.change(complete_path=str(goal))
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    until_moved(host, id, goal)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(goal) == set(sample.files))
    assert CHECKING_FILES not in host.engine_states(id)


def test_what_is_kept_as_finished_is_kept_with_the_place_it_goes_to(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path, far: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the two, it would stay where it is for good."""
    kept: list[TorrentRecord] = []
    commit = Library.commit

    def listen(library: Library, *operations: Operation) -> Future[None]:
        kept.extend(operation.record for operation in operations if isinstance(operation, SaveTorrent))
        return commit(library, *operations)

    monkeypatch.setattr(Library, "commit", listen)
    host.change(complete_path=str(far))
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    until_moved(host, id, far)
    finished = [record for record in kept if record.completed_at is not None]
    assert finished[0].final_path == str(far)


def test_what_was_whole_when_it_was_added_stays(host: Host, whole: str, far: Path) -> None:
    host.change(complete_path=str(far))
    host.recheck(whole)
    host.until(lambda: CHECKING_FILES in host.engine_states(whole))
    host.until_shown(whole, State.SEEDING)
    assert row_of(host, whole).save_path == str(host.downloads)


def test_downloads_begin_in_a_folder_of_their_own(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, far: Path
) -> None:
    host.change(incomplete_path=str(far))
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=("a.bin",)))
    host.until_done(id, len(sample.files["a.bin"]))
    assert row_of(host, id).save_path == str(far)
    assert tree(host.downloads) == set()
    host.again()
    host.until(lambda: id in host.in_session())
    host.connect(id, new_seeder(sample))
    until_moved(host, id, host.downloads)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    assert tree(far) == set()


def test_a_download_whose_move_was_cancelled_still_goes_to_its_own_folder_in_the_end(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, far: Path, slow: Slowness
) -> None:
    host.change(incomplete_path=str(tmp_path / "apart"))
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=("a.bin",)))
    host.until_done(id, len(sample.files["a.bin"]))
    move(host, far, id)
    assert slow.begun.wait(TIMEOUT)
    host.call(host.engine.moves.cancel([id]))
    slow.end()
    assert tree(far) == set()
    host.until(lambda: id in host.in_session())
    host.connect(id, new_seeder(sample))
    until_moved(host, id, host.downloads)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_a_move_of_what_has_finished_is_not_begun_again_once_it_was_cancelled(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, far: Path, slow: Slowness
) -> None:
    host.change(complete_path=str(far))
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample))
    assert slow.begun.wait(TIMEOUT)
    host.call(host.engine.moves.cancel([id]))
    slow.end()
    host.again()
    host.until_shown(id, State.SEEDING)
    assert row_of(host, id).save_path == str(host.downloads)
    assert tree(far) == set()
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_a_finished_download_whose_place_is_taken_stays_and_says_so_once(
    host: Host, sample: Sample, seeder: Seeder, tmp_path: Path, far: Path
) -> None:
    """It comes back into the session then, which says that it has finished."""
    host.change(complete_path=str(far))
    taken = far / sample.name / "a.bin"
    taken.parent.mkdir(parents=True)
    taken.write_text("mine")
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until(lambda: any(notice.kind is NoticeKind.MOVE_FAILED for notice in host.notices()))
    host.until_shown(id, State.SEEDING)
    host.recheck(id)
    host.until(lambda: CHECKING_FILES in host.engine_states(id))
    host.until_shown(id, State.SEEDING)
    assert [notice.kind for notice in host.notices()].count(NoticeKind.MOVE_FAILED) == 1
    assert row_of(host, id).save_path == str(host.downloads)
    assert taken.read_text() == "mine"


def test_files_that_are_here_already_are_not_looked_for_elsewhere(
    host: Host, sample: Sample, tmp_path: Path, far: Path
) -> None:
    host.change(incomplete_path=str(far))
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.until_shown(id, State.SEEDING)
    assert row_of(host, id).save_path == str(host.downloads)


@pytest.mark.parametrize("milliseconds", [0, 5, 20, 60])
def test_killed_at_any_moment_it_is_whole_in_one_place(
    samples: NewSample, tmp_path: Path, goal: Path, milliseconds: int
) -> None:
    each = samples("kill-move", {"a.bin": 800 * PIECE, "b.bin": 1000, "c/d.bin": 200 * PIECE})
    downloads = tmp_path / "downloads"
    place(each, downloads)
    with Program(tmp_path / "profile") as program:
        path = str(each.torrent_file(tmp_path))
        id = program.call("add_torrent_file", path=path, save_path=str(downloads), seed_mode=True)["id"]
        program.until(lambda: program.rows.get(id, {}).get("state") == "seeding")
        program.call("move", ids=[id], path=str(goal))
        pulling = threading.Timer(milliseconds / 1000, program.kill)
        pulling.start()
        pulling.join()
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.rows.get(id, {}).get("state") == "seeding")
        program.until(lambda: program.rows[id]["save_path"] == str(goal) and tree(downloads) == set())
        assert each.on_disk(goal) == set(each.files)
        assert tree(goal) == {f"{each.name}/{name}" for name in each.files}


def test_a_border_that_only_a_rename_finds_is_crossed_by_copying(
    host: Host, sample: Sample, whole: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on bind mounts: one device by its number, and yet no rename across."""
    real = PosixFolder.move

    def refuse(self: PosixFolder, name: str, into: Folder, new_name: str | None = None) -> None:
        if self.path.startswith(str(host.downloads)) and not into.path.startswith(str(host.downloads)):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        real(self, name, into, new_name)

    monkeypatch.setattr(PosixFolder, "move", refuse)
    goal = tmp_path / "mounted/there"
    move(host, goal, whole)
    until_moved(host, whole, goal)
    host.until_shown(whole, State.SEEDING)
    host.until(lambda: sample.on_disk(goal) == set(sample.files))
    assert (tree(host.downloads), host.notices()) == (set(), [])


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    host: Host, sample: Sample, whole: str, far: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(copying, "_copy_chunk", full)
    move(host, far / "new", whole)
    host.until(lambda: any("No space left" in notice.message for notice in host.notices()))
    assert host.until_shown(whole, State.SEEDING).save_path == str(host.downloads)
    assert (tree(far), sample.on_disk(host.downloads)) == (set(), set(sample.files))
    assert not (far / "new").exists()


def test_who_watches_sees_new_names(host: Host, whole: str) -> None:
    host.on_engine(lambda: host.engine.details.watch(host.ears, whole, ["files"]))
    host.until(lambda: any(each.files for each in host.details()))
    host.call(host.engine.renaming.file(whole, 0, "z.bin"))
    host.until(lambda: any("demo/z.bin" in [file.path for file in each.files or ()] for each in host.details()))
