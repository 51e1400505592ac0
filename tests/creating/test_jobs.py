"""How the work goes: progress, turns, cancelling, and every way in which it can be cut short."""

import os
from pathlib import Path

import psutil
import pytest
from tests.swarm.program import Program

from torrpeddo.contract.creating import CreationState, Measure
from torrpeddo.engine.creating import jobs
from torrpeddo.errors import InvalidPath, NotFound, WrongState

from .creator import PATIENCE, Creator, big_file, fill, is_worker, workers

MIB = 2**20


def contents(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_progress_only_grows_and_ends_whole(creator: Creator, tmp_path: Path) -> None:
    size = 700 * MIB
    job = creator.start(big_file(tmp_path / "big.bin", size))
    creator.until(job, CreationState.DONE)
    told = creator.progress(job)
    done = [event.done for event in told]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, size)
    assert {event.total for event in told} == {size}
    assert {event.kind for event in told} == {"create"}
    assert [event.finished for event in told] == [False] * (len(told) - 1) + [True]
    assert len(set(done)) > 2
    states = CreationState
    assert creator.states(job) == [states.WAITING, states.LOOKING, states.HASHING, states.WRITING, states.DONE]


def test_cancelled_half_way_leaves_nothing(creator: Creator, huge: Path) -> None:
    before = contents(huge.parent)
    job = creator.start(huge)
    creator.until_hashing(job)
    assert workers()
    creator.cancel(job)
    assert creator.get(job).state is CreationState.CANCELLED
    assert creator.progress(job)[-1].finished
    psutil.wait_procs(workers(), PATIENCE)
    assert workers() == []
    assert contents(huge.parent) == before
    creator.cancel(job)


def test_one_is_hashed_while_the_others_wait(creator: Creator, huge: Path, tmp_path: Path) -> None:
    fill(tmp_path / "small", {"a": 10})
    first, second, third = creator.start(huge), creator.start(tmp_path / "small"), creator.start(huge)
    creator.until_hashing(first)
    assert creator.get(second).state is creator.get(third).state is CreationState.WAITING
    assert len(workers()) == 1
    creator.cancel(third)
    assert creator.get(third).state is CreationState.CANCELLED
    creator.cancel(first)
    creator.until(second, CreationState.DONE)
    assert creator.states(third) == [CreationState.WAITING, CreationState.CANCELLED]


def test_what_is_made_can_not_be_cancelled(creator: Creator, tmp_path: Path) -> None:
    fill(tmp_path / "small", {"a": 10})
    job = creator.start(tmp_path / "small")
    made = creator.until(job, CreationState.DONE)
    with pytest.raises(WrongState, match="too late"):
        creator.cancel(job)
    assert Path(made.output).is_file()


def test_an_unknown_job_is_told(creator: Creator) -> None:
    with pytest.raises(NotFound):
        creator.cancel("no such job")


def test_a_worker_killed_from_outside_is_told(creator: Creator, huge: Path) -> None:
    job = creator.start(huge)
    creator.until_hashing(job)
    (worker,) = workers()
    worker.kill()
    creation = creator.end_of(job)
    assert creation.state is CreationState.FAILED
    assert creation.error is not None
    assert "was killed (signal 9)" in creation.error.message
    assert contents(huge.parent) == [huge.name]


def test_the_worker_steps_back(creator: Creator, huge: Path) -> None:
    creator.until_hashing(creator.start(huge))
    (worker,) = workers()
    assert worker.nice() > psutil.Process().nice()


def test_the_end_of_the_engine_is_the_workers_too(creator: Creator, huge: Path) -> None:
    creator.until_hashing(creator.start(huge))
    waiting = creator.start(huge)
    running = workers()
    assert creator.host.end()
    gone, alive = psutil.wait_procs(running, PATIENCE)
    assert (len(gone), alive) == (1, [])
    assert creator.states(waiting) == [CreationState.WAITING]
    assert contents(huge.parent) == [huge.name]


def test_a_worker_outlives_no_engine_that_was_killed(huge: Path, tmp_path: Path) -> None:
    with Program(tmp_path / "profile") as program:
        job = program.call("create_torrent", path=str(huge))["job"]
        creation = program.call("get_create", job=job)
        while not creation["done"]:
            assert creation["error"] is None
            creation = program.call("get_create", job=job)
        running = workers()
        assert running
        program.kill()
        psutil.wait_procs(running, PATIENCE)
        assert not any(map(is_worker, running))
    assert contents(huge.parent) == [huge.name]


@pytest.mark.parametrize("deed", ["touch", "grow", "shrink", "remove"])
def test_a_file_that_changes_meanwhile_is_told(creator: Creator, tmp_path: Path, deed: str) -> None:
    path = big_file(tmp_path / "shared" / "growing.bin", 300 * MIB)
    job = creator.start(path.parent)
    creator.until(job, CreationState.HASHING)
    match deed:
        case "touch":
            os.utime(path)
        case "remove":
            path.unlink()
        case _:
            os.truncate(path, 400 * MIB if deed == "grow" else 100 * MIB)
    creation = creator.end_of(job)
    assert creation.state is CreationState.FAILED
    assert creation.error is not None
    assert f"“{path}” changed while it was hashed" in creation.error.message
    assert contents(tmp_path) == ["host", "shared"]


def test_a_file_that_came_to_the_output_meanwhile_stays(creator: Creator, tmp_path: Path) -> None:
    path = big_file(tmp_path / "big.bin", 300 * MIB)
    job = creator.start(path)
    creator.until(job, CreationState.HASHING)
    output = tmp_path / "big.bin.torrent"
    output.write_text("mine")
    assert creator.end_of(job).state is CreationState.FAILED
    assert output.read_text() == "mine"
    assert contents(tmp_path) == ["big.bin", "big.bin.torrent", "host"]


def test_what_nobody_foresaw_fails_the_job_in_words_and_not_the_next(
    creator: Creator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    fill(tmp_path / "shared", {"a": 100})
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "write_torrent_file", fail)
        assert "for a reason that is in the log" in creator.fail(tmp_path / "shared")
    creator.make(tmp_path / "shared")


def test_a_whole_drive_is_neither_measured_nor_made(creator: Creator) -> None:
    with pytest.raises(InvalidPath, match="whole drive"):
        creator.host.call(creator.host.engine.measuring.measure(Measure(path="/")))
    with pytest.raises(InvalidPath, match="whole drive"):
        creator.start(Path("/"))
