"""Every state × every ending × every scene. The short form meets every pair of them, the long one (`npm run torture --
deletion`) the whole product."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.rounds import rounds
from tests.swarm.host import Host, row_of

from torrpeddo.engine import engine
from torrpeddo.engine.deletion import jobs

from .doomed import KILLED
from .round import BACK, ENDINGS, KILLED_AT, SETTINGS, TO_TRASH, Told, delete, other_volume, prepare, snapshot, trashed
from .scenes import unmount_all
from .states import STATES, Obstacles

ROOT = Path(__file__).resolve().parents[2]
SHIFTS = rounds(1, len(STATES))
"""With shift n, the scene number s meets the state number s + e + n in the ending number e: already one shift
has each pair of scene, state and ending."""


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(engine, "TICK", 0.05)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    try:
        yield tmp_path.resolve()
    finally:
        unmount_all(tmp_path)
        shutil.rmtree(other_volume(tmp_path.resolve()), ignore_errors=True)


def case(ending: str) -> int:
    return ENDINGS.index(ending)


@pytest.mark.parametrize("shift", range(SHIFTS))
@pytest.mark.parametrize("ending", ["erase", "trash", "undo"])
def test_seen_through(top: Path, monkeypatch: pytest.MonkeyPatch, ending: str, shift: int) -> None:
    if ending not in BACK:
        monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.0)
    with Host(top, SETTINGS) as host, Obstacles(host) as obstacles:
        scenes = prepare(host, obstacles, case(ending) + shift)
        told, deleted = delete(host, scenes, ending in TO_TRASH)
        host.until_gone(*told.ids)
        if ending in BACK:
            assert set(host.undo(deleted)) == set(told.ids)
        until_so(host, told, ending)
        host.again()
        until_so(host, told, ending)


@pytest.mark.parametrize("shift", range(SHIFTS))
@pytest.mark.parametrize("phase", KILLED_AT)
def test_killed(top: Path, phase: str, shift: int) -> None:
    """Right after this phase was journalled; the next start finishes it or takes it back."""
    doomed = subprocess.run(
        [sys.executable, "-m", "tests.deletion_matrix.doomed", str(top), phase, str(case(phase) + shift)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'backend'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert doomed.returncode == KILLED, doomed.stderr
    told = msgspec.msgpack.decode((top / "told").read_bytes(), type=Told)
    with Host(top, SETTINGS) as host:
        until_so(host, told, phase)
        host.again()
        until_so(host, told, phase)


def until_so(host: Host, told: Told, ending: str) -> None:
    """The disk is as it must be, to the last byte, and so is the list."""
    back = ending in BACK
    expected = told.before if back else told.after
    try:
        host.until(lambda: snapshot(host.folder) == expected)
    except AssertionError:
        assert snapshot(host.folder) == expected
    if back:
        host.until(lambda: all(host.row(id) for id in told.ids))
        assert {id: row_of(host, id).intent for id in told.ids} == told.intents
    else:
        host.until(lambda: not any(host.row(id) for id in told.ids))
    assert trashed(host.folder) == (told.goes if ending in TO_TRASH else 0)
