"""The engine's end of the hashing process: start it, hear it, kill it."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec

from ...packaged import is_packaged, own_environment
from .messages import Failed, Made, Message, Request, message_from, to_line, unforeseen_words

log = logging.getLogger(__name__)

COMMAND = "create-worker"
"""What the command line knows the worker by; not meant for people."""


def command() -> list[str]:
    """How to start it: a packaged program starts itself again."""
    if is_packaged():
        return [sys.executable, COMMAND]
    # -P: never a module of that name from whatever folder we were started in.
    return [sys.executable, "-P", "-m", "torrpeddo", COMMAND]


class Process:
    """One worker on one request. ``hear`` is called on a thread of its own; its last message is Made or Failed."""

    def __init__(self, request: Request, hear: Callable[[Message], None]) -> None:
        self._request = request
        self._hear = hear
        self._lock = threading.Lock()
        self._killed = False
        self._process: subprocess.Popen[bytes] | None = None
        threading.Thread(target=self._run, name="creating", daemon=True).start()

    def kill(self) -> None:
        """At once; does not wait for it. Harmless when it has ended, or has not begun."""
        with self._lock:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def _run(self) -> None:
        try:
            self._follow()
        except Exception:
            log.exception("The hashing process can't be followed")
            self.kill()
            self._hear(Failed(kind="engine", message=unforeseen_words(self._request.path)))

    def _follow(self) -> None:
        try:
            process = self._start()
        except OSError as error:
            log.exception("The hashing process could not be started")
            self._hear(Failed(kind="engine", message=f"The hashing process can't be started ({error.strerror})."))
            return
        if process is None:
            return
        answered = False
        # A worker that died at once does not take even the request.
        with suppress(BrokenPipeError), process:
            answered = self._converse(process)
        if not answered:
            self._hear(_ended(process.wait()))

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._killed:
                return None
            self._process = subprocess.Popen(
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=own_environment(),
                **_quietly(),
            )
            return self._process

    def _converse(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether it gave its answer."""
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(to_line(self._request))
        process.stdin.flush()
        for line in process.stdout:
            try:
                message = message_from(line)
            except msgspec.MsgspecError:
                return False
            self._hear(message)
            if isinstance(message, (Made, Failed)):
                return True
        return False


def _quietly() -> dict[str, Any]:
    """On Windows: no console window, and the lower priority that the worker gives itself elsewhere."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {}


def _ended(code: int) -> Failed:
    how = f"was killed (signal {-code})" if code < 0 else f"ended (code {code})"
    message = f"The process that hashes the files {how} before it was done, so nothing was written. Try again."
    return Failed(kind="engine", message=message)
