"""A torrent's files in a folder, and the move of them as the engine does it, in a line each."""

from collections.abc import Callable
from pathlib import Path

from torrpeddo.engine.deletion.manifest import Target
from torrpeddo.engine.moving.copying import copy
from torrpeddo.engine.moving.job import Job, Phase
from torrpeddo.engine.moving.placing import clean, discard, give_back, place
from torrpeddo.engine.moving.plan import plan

Journal = Callable[[Phase], None]


def nothing(_: int) -> None:
    return None


def never() -> bool:
    return False


def planned(target: Target, goal: Path, *others: Target, **options: bool) -> Job:
    return plan("j1", target, others, str(goal), **options)


def carry_out(job: Job, journal: Journal = lambda phase: None, phase: Phase = Phase.COPYING) -> list[str]:
    """From that phase to the end, as a start after a crash does."""
    if phase is Phase.COPYING:
        journal(Phase.COPYING)
        copy(job, nothing, never)
    if phase in (Phase.COPYING, Phase.PLACING):
        journal(Phase.PLACING)
        place(job, nothing, never)
        journal(Phase.SWITCHED)
    return clean(job)


def take_back(job: Job, phase: Phase, journal: Journal = lambda phase: None) -> None:
    if phase in (Phase.COPYING, Phase.DISCARDING):
        journal(Phase.DISCARDING)
        discard(job)
    else:
        journal(Phase.RETURNING)
        give_back(job)
