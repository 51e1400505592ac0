"""Processes that a test starts, each ended by its own id whatever happened."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil

T = TypeVar("T")

Process = subprocess.Popen[bytes]

GUARD_S = 30.0
"""Seconds for what comes at once and only has to come: far more than a busy machine with a slow disk takes."""


def wait_for(condition: Callable[[], T], seconds: float, what: str) -> T:
    """What ``condition`` returns as soon as that is true; an AssertionError that names ``what`` when time is up."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"Waited {seconds} s for {what}, in vain."
        time.sleep(0.02)
    return value


@contextmanager
def running(command: Sequence[object], env: Mapping[str, str], log: Path) -> Iterator[Process]:
    """Run it in a process group of its own, its output in ``log``; end the whole group on the way out."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end_group(process)


def _end_group(process: Process) -> None:
    for sent, seconds in ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
        try:
            os.killpg(process.pid, sent)
            process.wait(seconds)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
    process.wait(GUARD_S)


def page_of(program: int) -> psutil.Process:
    """The process that draws the page of this one's window, once there is one."""

    def drawing() -> list[psutil.Process]:
        family = psutil.Process(program).children(recursive=True)
        return [one for one in family if one.name() == "WebKitWebProcess" and one.status() != psutil.STATUS_ZOMBIE]

    return wait_for(drawing, GUARD_S, "the page's process")[-1]
