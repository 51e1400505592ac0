"""Coverage-guided fuzzing. What hunts have kept is fed to the program each time; a hunt itself is the long form."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.rounds import rounds

from .kept import keep, load
from .seeds import LONGEST, seeds
from .targets import TARGETS

HUNT = Path(__file__).with_name("hunt.py")
SECONDS = rounds(0, 300)
"""Of a hunt on one target; TORRPEDDO_FUZZ_SECONDS gives another number."""


@pytest.mark.parametrize("target", TARGETS)
def test_what_was_kept_does_no_harm(target: str) -> None:
    inputs = load(target)
    assert inputs
    for each in inputs:
        TARGETS[target](each)


if SECONDS:

    @pytest.mark.parametrize("target", TARGETS)
    def test_a_hunt(target: str, tmp_path: Path) -> None:
        """What reaches something new is kept with the rest, in the smallest set that reaches it all."""
        found, smallest = tmp_path / "found", tmp_path / "smallest"
        for folder in (found, smallest):
            folder.mkdir()
        for number, each in enumerate([*load(target), *seeds(target)]):
            (found / str(number)).write_bytes(each)
        seconds = os.environ.get("TORRPEDDO_FUZZ_SECONDS", SECONDS)
        _hunt(target, tmp_path, f"-max_total_time={seconds}", f"-max_len={LONGEST}", found)
        _hunt(target, tmp_path, "-merge=1", smallest, found)
        keep(target, (each.read_bytes() for each in smallest.iterdir()))


def _hunt(target: str, folder: Path, *arguments: str | Path) -> None:
    command = [sys.executable, str(HUNT), target, f"-artifact_prefix={folder}/", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, "\n".join([*done.stderr.splitlines()[-60:], *map(_shown, _faults(folder))])


def _faults(folder: Path) -> list[Path]:
    return [file for kind in ("crash", "timeout", "oom", "leak") for file in folder.glob(f"{kind}-*")]


def _shown(file: Path) -> str:
    return f"{file.name}: {file.read_bytes()!r}"
