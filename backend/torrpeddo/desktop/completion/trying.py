"""Runs it once on a torrent that was made up, so that a person sees what comes of it before a download does."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from ...contract.completion import Outcome, Trial
from .command import Facts, command_of, is_refused
from .starting import Started, start

PATIENCE_S = 5.0
"""Seconds after which what still runs is left to itself: it may be meant to."""
KEPT = 2_000
"""Bytes of what it wrote, the last of them."""
NAME = "Example"
ID = "0123456789abcdef0123456789abcdef01234567"
_CONTENT = "This torrent was made up, to try a program on it.\n"
_BLOCK = 4_096
_LAST_WORDS_S = 0.5
"""Seconds for which what it wrote is waited for when it has ended: what it started itself may hold the pipe open."""
_NOT_STARTED = {
    errno.ENOENT: Outcome.MISSING,
    errno.ENOTDIR: Outcome.MISSING,
    errno.EACCES: Outcome.FORBIDDEN,
    errno.EPERM: Outcome.FORBIDDEN,
    errno.ENOEXEC: Outcome.NO_PROGRAM,
}


class Trials:
    """A ``rpc.ports.Trials``. From any thread."""

    def __init__(self, patience: float = PATIENCE_S, system: str = sys.platform) -> None:
        self._patience = patience
        self._system = system

    def attempt(self, program: Sequence[str]) -> Trial:
        """Wait for its end, ``patience`` seconds long. What it is given is gone when it has ended."""
        place = Path(tempfile.mkdtemp(prefix="torrpeddo-"))
        command = command_of(program, made_up(place))
        try:
            if is_refused(command, self._system):
                raise _Refused
            started = start(command, heard=True)
        except (OSError, ValueError) as error:
            shutil.rmtree(place, ignore_errors=True)
            return not_started(command, error)
        return _Attempt(command, started, place).outcome(self._patience)


class _Refused(ValueError):
    pass


class _Attempt:
    def __init__(self, command: list[str], process: Started, place: Path) -> None:
        self._command = command
        self._process = process
        self._place = place
        self._wrote = b""
        self._reader = threading.Thread(target=self._read, name="trial", daemon=True)

    def outcome(self, patience: float) -> Trial:
        self._reader.start()
        try:
            code = self._process.wait(patience)
        except subprocess.TimeoutExpired:
            return self._trial(Outcome.RUNNING)
        self._reader.join(_LAST_WORDS_S)
        if code < 0:
            return self._trial(Outcome.KILLED, -code)
        return self._trial(Outcome.FAILED if code else Outcome.WELL, code)

    def _trial(self, outcome: Outcome, code: int | None = None) -> Trial:
        return Trial(outcome=outcome, command=self._command, code=code, output=readable(self._wrote))

    def _read(self) -> None:
        """To its end, however long that is: a pipe that nobody reads would stop it."""
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            while block := os.read(pipe.fileno(), _BLOCK):
                self._wrote = (self._wrote + block)[-KEPT:]
        self._process.wait()
        shutil.rmtree(self._place, ignore_errors=True)


def made_up(place: Path) -> Facts:
    """A torrent that has finished, in ``place``: a folder with one small file, which is really there."""
    folder = place / NAME
    folder.mkdir()
    (folder / f"{NAME}.txt").write_text(_CONTENT, encoding="utf-8", newline="\n")
    return Facts(NAME, folder, ID, len(_CONTENT))


def not_started(command: list[str], error: Exception) -> Trial:
    if isinstance(error, _Refused):
        return Trial(outcome=Outcome.REFUSED, command=command)
    number = error.errno if isinstance(error, OSError) else None
    outcome = _NOT_STARTED.get(number or 0, Outcome.NOT_STARTED)
    if outcome is Outcome.MISSING and Path(command[0]).exists():
        outcome = Outcome.NO_PROGRAM  # a script whose first line names what is not there
    return Trial(outcome=outcome, command=command, reason=getattr(error, "strerror", None) or str(error))


def readable(wrote: bytes) -> str:
    """As text of plain lines; what stands before the first whole character is cut off with it."""
    text = wrote.decode("utf-8", "replace").lstrip("\ufffd").replace("\r\n", "\n")
    return "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text).strip()
