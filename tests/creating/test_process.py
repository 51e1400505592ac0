"""The hashing process as the engine sees it, above all when it is not there."""

import sys
from pathlib import Path

import pytest

from torrpeddo.contract.creating import CreationState
from torrpeddo.engine.creating import process

from .creator import Creator, fill


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    fill(tmp_path / "shared", {"a": 100})
    return tmp_path / "shared"


def test_a_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert process.command()[1:] == ["-P", "-m", "torrpeddo", "create-worker"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, "create-worker"]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["/no/such/program"], "can't be started (No such file or directory)"),
        (["no\0name"], "for a reason that is in the log"),
        ([sys.executable, "-c", "raise SystemExit(3)"], "ended (code 3) before it was done"),
        ([sys.executable, "-c", "print('nonsense', flush=True); input(); input()"], "before it was done"),
    ],
)
def test_a_process_that_does_not_answer_fails_the_job_and_not_the_next(
    creator: Creator, shared: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], words: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(process, "command", lambda: command)
        assert words in creator.fail(shared)
    assert creator.end_of(creator.start(shared)).state is CreationState.DONE
