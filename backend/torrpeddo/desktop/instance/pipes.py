"""Named pipes of Windows. Any user may find one there, so both ends prove that they know a word which only the
user's own files hold. Messages are bytes, never pickles."""

import os
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing import connection as pipes
from pathlib import Path
from typing import Any, TypeVar

from .channel import NoAnswerError

T = TypeVar("T")

_KEY_BYTES = 32
_PROVE_S = 2.0
_AGAIN_S = 0.05


class PipeChannel:
    def __init__(self, connection: "pipes.Connection[Any, Any]") -> None:
        self._connection = connection

    def send(self, message: bytes, seconds: float) -> None:
        in_time(lambda: self._connection.send_bytes(message), seconds)

    def receive(self, limit: int, seconds: float) -> bytes:
        """A longer message ends the connection: what follows would make no sense."""
        return in_time(lambda: self._connection.recv_bytes(limit), seconds)

    def close(self) -> None:
        self._connection.close()


class PipeListener:
    """``address`` is a pipe's; a test listens on a socket instead, which speaks the same."""

    def __init__(self, address: str, key: Path) -> None:
        self._address = address
        self._key = new_key(key)
        self._closed = False
        self._listener = pipes.Listener(address)

    def accept(self) -> PipeChannel | None:
        while not self._closed:
            try:
                connection = self._listener.accept()
            except (OSError, EOFError):
                time.sleep(_AGAIN_S)
                continue
            if self._proves(connection):
                return PipeChannel(connection)
            connection.close()
        self._listener.close()
        return None

    def close(self) -> None:
        """A caller of our own wakes the thread that waits."""
        self._closed = True
        with suppress(OSError):
            pipes.Client(self._address).close()

    def _proves(self, connection: "pipes.Connection[Any, Any]") -> bool:
        def prove() -> None:
            pipes.deliver_challenge(connection, self._key)
            pipes.answer_challenge(connection, self._key)

        try:
            in_time(prove, _PROVE_S)
        except (NoAnswerError, TimeoutError):
            return False
        return True


def connect(address: str, key: Path, seconds: float) -> PipeChannel:
    def dial() -> "pipes.Connection[Any, Any]":
        word = key.read_bytes()
        connection = pipes.Client(address)
        try:
            pipes.answer_challenge(connection, word)
            pipes.deliver_challenge(connection, word)
        except Exception:
            connection.close()
            raise
        return connection

    return PipeChannel(in_time(dial, seconds))


def allow_to_the_front(pid: int) -> None:
    """Windows lets a program raise its window only with the leave of the one that the person has just started."""
    import ctypes

    windows: Any = vars(ctypes)["windll"]
    windows.user32.AllowSetForegroundWindow(pid)


def new_key(path: Path) -> bytes:
    """Another word for each run, in place before anybody can listen."""
    word = secrets.token_bytes(_KEY_BYTES)
    staged = path.with_suffix(".new")
    staged.unlink(missing_ok=True)
    with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(word)
    staged.replace(path)
    return word


def in_time(work: Callable[[], T], seconds: float) -> T:
    """Pipes know no time limits, so it is done on a thread that may be left behind. Raises as ``Channel`` says."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        if isinstance(failed[0], (OSError, EOFError, AuthenticationError)):
            raise NoAnswerError(str(failed[0])) from failed[0]
        raise failed[0]
    if not done:
        raise TimeoutError
    return done[0]
