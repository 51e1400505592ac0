"""The built interface: frontend/ as one HTML file in dist/."""

from collections.abc import Iterator
from pathlib import Path

import stamps
from paths import FRONTEND, INTERFACE, ROOT
from shell import run, say

STEP = "interface"
GENERATED = FRONTEND / "src" / "messages" / "compiled"


def ensure() -> None:
    state = stamps.digest([*_sources(), ROOT / "package-lock.json"])
    if INTERFACE.is_file() and stamps.is_current(STEP, state):
        return
    say("Building the interface")
    run(["npm", "run", "--silent", "build"], "The interface could not be built; the message is above.")
    stamps.write(STEP, state)


def _sources() -> Iterator[Path]:
    """What is written by hand; the message functions are written by the build."""
    return (file for file in FRONTEND.rglob("*") if file.is_file() and GENERATED not in file.parents)
