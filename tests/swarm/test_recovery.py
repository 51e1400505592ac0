"""The program ended in the middle of a deletion: the next start carries on from the journal."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.engine.deletion import erase, jobs, restore, stage
from torrpeddo.engine.deletion.job import Job, Journal, Phase
from torrpeddo.engine.deletion.record import REQUESTED, Body
from torrpeddo.errors import StorageError
from torrpeddo.library.records import DeleteJob, Operation, RemoveJob, SaveJob, SetPhase
from torrpeddo.library.store import Library

from .host import Host
from .samples import Sample, place, tree

EndAt = Callable[[Phase], None]


class PowerCut(Exception):
    """The disk's thread goes no further."""


class Power:
    """Cuts a step of the deletion short, until it is back."""

    def __init__(self) -> None:
        self._patch = pytest.MonkeyPatch()

    def cut(self, room: ModuleType, step: str, until_then: Callable[..., object]) -> None:
        def cut_short(*arguments: Any) -> None:
            until_then(*arguments)
            raise PowerCut

        self._patch.setattr(room, step, cut_short)

    def back(self) -> None:
        self._patch.undo()


@pytest.fixture
def power() -> Iterator[Power]:
    power = Power()
    yield power
    power.back()


@pytest.fixture
def seeded(host: Host, sample: Sample, tmp_path: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    (host.downloads / sample.name / "mine.txt").write_text("mine")
    return id


class JournalEar:
    """Follows what the library has committed of each deletion; only one process may look into it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.phases: dict[str, str] = {}
        commit = Library.commit

        def heard(library: Library, *operations: Operation) -> Future[None]:
            done = commit(library, *operations)
            done.add_done_callback(lambda _: self._note(operations))
            return done

        patch.setattr(Library, "commit", heard)

    def _note(self, operations: tuple[Operation, ...]) -> None:
        for operation in operations:
            if isinstance(operation, SaveJob):
                self.phases[operation.job.id] = operation.job.phase
            elif isinstance(operation, SetPhase):
                self.phases[operation.job] = operation.phase
            elif isinstance(operation, RemoveJob):
                self.phases.pop(operation.id, None)


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch) -> JournalEar:
    return JournalEar(monkeypatch)


@pytest.fixture
def end_at(host: Host, journal: JournalEar) -> EndAt:
    """End when the journal has come to this phase."""

    def end(phase: Phase) -> None:
        host.until(lambda: list(journal.phases.values()) == [phase])
        host.end()
        assert kept_phases(host) == [phase]

    return end


def kept_phases(host: Host) -> list[str]:
    """Of the deletions in the library, when the engine has ended."""
    with closing(sqlite3.connect(f"file:{host.profile.database}?mode=ro", uri=True)) as library:
        return [phase for (phase,) in library.execute("SELECT phase FROM delete_job")]


def until_all_is_done(host: Host, sample: Sample, journal: JournalEar) -> None:
    host.until(lambda: tree(host.downloads) == {f"{sample.name}/mine.txt"})
    host.until(lambda: journal.phases == {})
    assert host.engine.rows() == []
    host.again()
    assert host.engine.rows() == []
    host.end()
    assert kept_phases(host) == []


def until_all_is_back(host: Host, sample: Sample, id: str, journal: JournalEar) -> None:
    host.until_shown(id, State.SEEDING)
    host.until(lambda: journal.phases == {})
    assert tree(host.downloads) == {f"{sample.name}/{path}" for path in (*sample.files, "mine.txt")}
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    assert host.in_session() == {id}
    host.again()
    host.until_shown(id, State.SEEDING)


def nothing(*_: object) -> None:
    pass


def test_ended_before_anything_was_touched(host: Host, sample: Sample, seeded: str, journal: JournalEar) -> None:
    host.end()
    body = msgspec.msgpack.encode(Body((seeded,)))
    library = Library.open(host.profile.database)
    library.commit(SaveJob(DeleteJob(id="a1", created_at=0.0, trash=False, phase=REQUESTED, body=body))).result()
    library.close(clean=False)
    host.begin()
    until_all_is_done(host, sample, journal)


def test_ended_between_plan_and_staging(
    host: Host, sample: Sample, seeded: str, power: Power, journal: JournalEar, end_at: EndAt
) -> None:
    power.cut(stage, "stage", nothing)
    host.delete(seeded)
    end_at(Phase.PLANNED)
    power.back()
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    host.begin()
    until_all_is_done(host, sample, journal)


def test_ended_when_the_files_were_aside_and_the_journal_did_not_know(
    host: Host, sample: Sample, seeded: str, power: Power, journal: JournalEar, end_at: EndAt
) -> None:
    real = stage.stage
    power.cut(stage, "stage", lambda job, journal: real(job, nothing))
    host.delete(seeded)
    host.until(lambda: sample.on_disk(host.downloads) == set())
    end_at(Phase.PLANNED)
    power.back()
    host.begin()
    until_all_is_done(host, sample, journal)


def test_ended_within_the_time_for_undo(
    host: Host, sample: Sample, seeded: str, journal: JournalEar, end_at: EndAt
) -> None:
    host.delete(seeded)
    host.until_gone(seeded)
    end_at(Phase.STAGED)
    assert sample.on_disk(host.downloads) == set()
    host.begin()
    until_all_is_done(host, sample, journal)


def test_ended_while_it_was_erased(
    host: Host,
    sample: Sample,
    seeded: str,
    power: Power,
    monkeypatch: pytest.MonkeyPatch,
    journal: JournalEar,
    end_at: EndAt,
) -> None:
    monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.0)
    power.cut(erase, "erase", lambda job, journal, *_: journal(Phase.ERASING))
    host.delete(seeded)
    host.until_gone(seeded)
    end_at(Phase.ERASING)
    power.back()
    host.begin()
    until_all_is_done(host, sample, journal)


def test_ended_while_it_was_taken_back(
    host: Host, sample: Sample, seeded: str, power: Power, journal: JournalEar, end_at: EndAt
) -> None:
    power.cut(restore, "unstage", lambda job, journal: journal(Phase.UNDOING))
    deleted = host.delete(seeded)
    host.until_gone(seeded)
    with pytest.raises(StorageError):
        host.undo(deleted)
    end_at(Phase.UNDOING)
    power.back()
    host.begin()
    until_all_is_back(host, sample, seeded, journal)


def test_ended_when_the_files_were_back_and_the_torrent_not_yet(
    host: Host, sample: Sample, seeded: str, power: Power, journal: JournalEar, end_at: EndAt
) -> None:
    power.cut(restore, "unstage", restore.unstage)
    deleted = host.delete(seeded)
    host.until_gone(seeded)
    with pytest.raises(StorageError):
        host.undo(deleted)
    end_at(Phase.UNDONE)
    power.back()
    host.begin()
    until_all_is_back(host, sample, seeded, journal)


def test_ended_while_a_failed_staging_was_taken_back(
    host: Host, sample: Sample, seeded: str, power: Power, journal: JournalEar, end_at: EndAt
) -> None:
    """The torrents are in the library still, and their files are not in their places."""
    real = stage.stage

    def fail(job: Job, journal: Journal) -> None:
        real(job, nothing)
        journal(Phase.UNDOING)

    power.cut(stage, "stage", fail)
    host.delete(seeded)
    end_at(Phase.UNDOING)
    power.back()
    host.begin()
    until_all_is_back(host, sample, seeded, journal)


def test_a_disk_that_refuses_calls_it_off(
    host: Host, sample: Sample, seeded: str, monkeypatch: pytest.MonkeyPatch, journal: JournalEar
) -> None:
    def refuse(job: Job, journal: Journal) -> None:
        raise StorageError("The disk is read-only.")

    monkeypatch.setattr(stage, "stage", refuse)
    host.delete(seeded)
    host.until(lambda: any("Nothing was deleted" in notice.message for notice in host.notices()))
    until_all_is_back(host, sample, seeded, journal)
