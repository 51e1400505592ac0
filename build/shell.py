"""Running programs, and stopping with a sentence when one fails."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from paths import ROOT, environment

Command = Sequence[str | Path]


def say(line: str) -> None:
    print(line, flush=True)


def stop(message: str) -> NoReturn:
    """End with `message` on stderr and exit code 1."""
    print(message, file=sys.stderr, flush=True)
    raise SystemExit(1)


def locate(program: str) -> str:
    """The full path of `program`, the project's own first; on Windows that finds .cmd files too."""
    found = shutil.which(program, path=environment()["PATH"])
    if found is None:
        stop(f"{program} was not found on the PATH.")
    return found


def run(command: Command, failure: str, env: Mapping[str, str] | None = None) -> None:
    """Run `command` in the checkout with its output shown; on a non-zero exit, stop with `failure`."""
    if call(command, env) != 0:
        stop(failure)


def call(command: Command, env: Mapping[str, str] | None = None) -> int:
    """Run `command` in the checkout with its output shown; returns its exit code."""
    program, *arguments = command
    resolved = [locate(str(program)), *arguments]
    return subprocess.run(resolved, cwd=ROOT, env={**environment(), **(env or {})}, check=False).returncode
