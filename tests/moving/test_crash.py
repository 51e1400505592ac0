"""Killed or cancelled at every step: all in the new place or all in the old, and never a stranger's file touched.

A child process moves with a journal on the disk and is killed (``os._exit``) just before
or just after its k-th change; the parent then does what a start does. Every k is tried
until the child gets through.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.deletion.scene import Snapshot, Tree, grow, snapshot, torrent
from tests.deletion.test_crash import Wrap, killed_at

from torrpeddo.engine.disk.posix import PosixFolder
from torrpeddo.engine.moving.copying import copy
from torrpeddo.engine.moving.job import Interrupted, Job, Phase
from torrpeddo.engine.moving.placing import place

from .scene import carry_out, nothing, planned, take_back

TREE: Tree = {
    "X": {"a": b"a" * 3000, "sub": {"b": b"b", "c": b"c"}, "void": {}},
    "film": b"film",
    "mine": {"x": b"mine"},
    "Y": {"y": b"y", "mine": b"mine"},
}
FILES = ("X/a", "X/sub/b", "X/sub/c", "X/never", "film", "Y/y", "mine/x")
"""The last is another torrent's too."""
STAYS = {"X", "X/void", "mine", "mine/x", "Y", "Y/mine"}
GOES = {"X", "X/a", "X/sub", "X/sub/b", "X/sub/c", "film", "Y", "Y/y", "mine", "mine/x"}
THERE: Tree = {"theirs": b"theirs", "X": {"theirs": b"theirs"}}


class DiskJournal:
    """The phase in a file that is replaced whole, as a database would."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "phase"

    def __call__(self, phase: Phase) -> None:
        new = self._path.with_suffix(".new")
        new.write_text(phase)
        new.replace(self._path)

    def read(self) -> Phase:
        return Phase(self._path.read_text())


def scenes(folder: Path, far: Path, elsewhere: bool) -> Iterator[tuple[int, Path, Path]]:
    for step in range(1, 200):
        old = grow(folder / str(step) / "old", TREE)
        new = grow((far if elsewhere else folder) / str(step) / "new", THERE)
        yield step, old, new / "deep"
    raise AssertionError("the child never gets through")


def prepared(old: Path, goal: Path) -> tuple[Job, DiskJournal]:
    job = planned(torrent(old, *FILES), goal, torrent(old, "mine/x", name="Other"))
    journal = DiskJournal(old.parent)
    journal(Phase.COPYING)
    return job, journal


def move(job: Job, journal: DiskJournal, wrap: Wrap) -> None:
    carry_out(job, wrap(journal), journal.read())


def start_again(job: Job, journal: DiskJournal, wrap: Wrap = lambda change: change) -> None:
    phase = journal.read()
    if phase in (Phase.DISCARDING, Phase.RETURNING):
        take_back(job, phase, wrap(journal))
    else:
        carry_out(job, wrap(journal), phase)


def give_up(job: Job, journal: DiskJournal, wrap: Wrap) -> None:
    take_back(job, journal.read(), wrap(journal))


class Asked:
    """Says yes when it is asked for the n-th time, and not to be asked again."""

    def __init__(self, patience: int) -> None:
        self._left = patience

    def __call__(self) -> bool:
        self._left -= 1
        assert self._left >= 0, "it went on after it was cancelled"
        return self._left == 0


def has_moved(old: Path, goal: Path, before: Snapshot) -> None:
    assert snapshot(goal) == {path: before[path] for path in GOES}
    assert snapshot(old) == {path: before[path] for path in STAYS}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["same volume", "other volume"])
def test_a_move_killed_anywhere_completes(
    tmp_path: Path, far: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: bool, after: bool
) -> None:
    die_in_copies(monkeypatch)
    steps = 0
    for step, old, goal in scenes(tmp_path, far, elsewhere):
        before = snapshot(old)
        job, journal = prepared(old, goal)
        if not killed_at(step, after, partial(move, job, journal)):
            break
        steps += 1
        killed_at(1 + step % 7, after, partial(start_again, job, journal))
        start_again(job, journal)
        has_moved(old, goal, before)
    assert steps > 15


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["same volume", "other volume"])
def test_a_move_killed_anywhere_can_be_taken_back(
    tmp_path: Path, far: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: bool, after: bool
) -> None:
    die_in_copies(monkeypatch)
    back = 0
    for step, old, goal in scenes(tmp_path, far, elsewhere):
        before, there = snapshot(old), snapshot(goal.parent)
        job, journal = prepared(old, goal)
        if not killed_at(step, after, partial(move, job, journal)):
            break
        if journal.read() is Phase.SWITCHED:
            continue
        killed_at(1 + step % 5, after, partial(give_up, job, journal))
        take_back(job, journal.read(), journal)
        assert (snapshot(old), snapshot(goal.parent)) == (before, there)
        back += 1
    assert back > 10


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same volume", "other volume"])
def test_a_move_cancelled_anywhere_leaves_no_trace(tmp_path: Path, far: Path, elsewhere: bool) -> None:
    cancelled = 0
    for step, old, goal in scenes(tmp_path, far, elsewhere):
        before, there = snapshot(old), snapshot(goal.parent)
        job, journal = prepared(old, goal)
        ask = Asked(step)
        try:
            copy(job, nothing, ask)
            journal(Phase.PLACING)
            place(job, nothing, ask)
        except Interrupted:
            take_back(job, journal.read())
            assert (snapshot(old), snapshot(goal.parent)) == (before, there)
            cancelled += 1
        else:
            break
    assert cancelled >= 6


def die_in_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the steps of a copy count as changes too, in the child that ``killed_at`` forks."""
    changes = ("move", "make", "remove", "remove_folder", "sync", "create", "finish")
    monkeypatch.setattr("tests.deletion.test_crash.CHANGES", changes)
    assert all(hasattr(PosixFolder, change) for change in changes)
