"""A process that deletes, and is killed as soon as its journal has come to a phase: ``FOLDER PHASE SHIFT``."""

import os
import sys
from concurrent.futures import Future
from pathlib import Path

import pytest
from tests.swarm.host import Host

from torrpeddo.engine import engine
from torrpeddo.engine.deletion import jobs
from torrpeddo.library.records import Operation, SaveJob, SetPhase
from torrpeddo.library.store import Library

from .round import BACK, SETTINGS, TO_TRASH, delete, prepare
from .states import Obstacles

KILLED = 77


def main() -> None:
    folder, phase, shift = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    engine.TICK = 0.05
    if phase not in BACK:
        jobs.UNDO_SECONDS = 0.0
    with Host(folder, SETTINGS) as host, Obstacles(host) as obstacles:
        scenes = prepare(host, obstacles, shift)
        die_at(phase)
        _, deleted = delete(host, scenes, phase in TO_TRASH)
        if phase in BACK:
            host.until_gone(*(scene.id for scene in scenes))
            host.undo(deleted)
        host.until(lambda: False, 30)


def die_at(phase: str) -> None:
    patch = pytest.MonkeyPatch()
    commit = Library.commit

    def deadly(library: Library, *operations: Operation) -> Future[None]:
        done = commit(library, *operations)
        if phase in map(phase_of, operations):
            done.add_done_callback(lambda _: os._exit(KILLED))
        return done

    patch.setattr(Library, "commit", deadly)


def phase_of(operation: Operation) -> str | None:
    match operation:
        case SaveJob(job):
            return job.phase
        case SetPhase(_, phase):
            return phase
    return None


if __name__ == "__main__":
    main()
