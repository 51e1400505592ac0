"""Killed at every step, started again: all gone or all back, and never a stranger's file touched.

A child process runs the deletion with a journal on the disk and is killed (``os._exit``)
just before or just after its k-th change; the parent then does what a start does. Every
k is tried until the child gets through.
"""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from torrpeddo.engine.deletion.erase import erase
from torrpeddo.engine.deletion.job import Job, NextStep, Phase, decode, encode, recover
from torrpeddo.engine.deletion.plan import plan
from torrpeddo.engine.deletion.restore import unstage
from torrpeddo.engine.deletion.stage import stage
from torrpeddo.engine.deletion.trash import trash
from torrpeddo.engine.disk.posix import PosixFolder

from .scene import Snapshot, Tree, grow, snapshot, torrent

TREE: Tree = {
    "X": {"a": b"a", "sub": {"b": b"b", "c": b"c"}, "void": {}},
    "Z": {"d": b"d", "mine": b"mine", "s": {"e": b"e"}, "t": {"f": b"f", "mine": b"mine"}},
    "film": b"film",
    "mine": {"x": b"mine"},
}
FILES = ("X/a", "X/sub/b", "X/sub/c", "X/void/never", "Z/d", "Z/s/e", "Z/t/f", "film")
FOREIGN = {"mine", "mine/x", "Z", "Z/mine", "Z/t", "Z/t/mine"}

CHANGES = ("move", "make", "remove", "remove_folder", "sync", "unlock")
KILLED = 77

Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]


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


class Killer:
    """Ends the process at one of its changes to the disk or the journal."""

    def __init__(self, step: int, after: bool) -> None:
        self._left = step
        self._after = after

    def deadly(self, change: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self._left -= 1
            if self._left == 0 and not self._after:
                _die()
            try:
                return change(*arguments)
            finally:
                if self._left == 0:
                    _die()

        return run


def _die() -> NoReturn:
    os._exit(KILLED)


def nothing(_files: int, _size: int) -> None:
    return None


def finish(job: Job, journal: Callable[[Phase], None]) -> None:
    end = trash if job.trash else erase
    assert end(job, journal, nothing, lambda: False).done


def delete(job: Job, journal: DiskJournal, wrap: Wrap) -> None:
    stage(job, wrap(journal))
    finish(job, wrap(journal))


def delete_and_undo(job: Job, journal: DiskJournal, wrap: Wrap) -> None:
    stage(job, wrap(journal))
    unstage(job, wrap(journal))


def go_on(job: Job, journal: DiskJournal, wrap: Wrap = lambda change: change) -> None:
    """What a start does about a deletion the last run left."""
    step = recover(job, journal.read())
    if step is NextStep.UNDO:
        unstage(job, wrap(journal))
    if step is NextStep.STAGE:
        stage(job, wrap(journal))
    if step in (NextStep.STAGE, NextStep.FINISH):
        finish(job, wrap(journal))


def killed_at(step: int, after: bool, run: Callable[[Wrap], None]) -> bool:
    """Run in a child that is killed at that step; false when it got through."""
    child = os.fork()
    if child == 0:
        try:
            killer = Killer(step, after)
            for name in CHANGES:
                setattr(PosixFolder, name, killer.deadly(getattr(PosixFolder, name)))
            run(killer.deadly)
        except BaseException:
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED)
    return code == KILLED


def scenes(folder: Path) -> Iterator[tuple[int, Path]]:
    for step in range(1, 200):
        yield step, grow(folder / str(step) / "save", TREE)
    raise AssertionError("the child never gets through")


def prepared(save: Path, to_trash: bool) -> tuple[Job, DiskJournal]:
    job = plan([torrent(save, *FILES)]).job("j1", to_trash)
    assert decode(encode(job)) == job
    journal = DiskJournal(save.parent)
    journal(Phase.PLANNED)
    return job, journal


def trashed(folder: Path) -> Snapshot:
    return snapshot(folder / "files") if folder.exists() else {}


def contents(found: Snapshot) -> list[bytes]:
    return sorted(content for content in found.values() if content.startswith(b"file"))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("to_trash", [False, True], ids=["erase", "trash"])
def test_a_deletion_killed_anywhere_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to_trash: bool, after: bool
) -> None:
    steps = 0
    for step, save in scenes(tmp_path):
        monkeypatch.setenv("XDG_DATA_HOME", str(save.parent))
        before = snapshot(save)
        job, journal = prepared(save, to_trash)

        if not killed_at(step, after, partial(delete, job, journal)):
            break
        steps += 1
        killed_at(1 + step % 5, after, partial(go_on, job, journal))
        go_on(job, journal)
        assert recover(job, Phase.ERASING) is NextStep.NOTHING
        assert snapshot(save) == {path: content for path, content in before.items() if path in FOREIGN}
        gone = contents({path: content for path, content in before.items() if path in FILES})
        assert contents(trashed(save.parent / "Trash")) == (gone if to_trash else [])
    # How many there are is a matter of chance: several folders are erased at the same time.
    assert steps > 10


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_undo_killed_anywhere_is_all_or_nothing(tmp_path: Path, after: bool) -> None:
    back = gone = 0
    for step, save in scenes(tmp_path):
        before = snapshot(save)
        job, journal = prepared(save, to_trash=False)

        if not killed_at(step, after, partial(delete_and_undo, job, journal)):
            break
        undoing = journal.read() in (Phase.UNDOING, Phase.UNDONE)
        go_on(job, journal)
        left = snapshot(save)
        assert left == (before if undoing else {path: before[path] for path in FOREIGN})
        back, gone = back + undoing, gone + (not undoing)
    assert back > 5
    assert gone > 5
