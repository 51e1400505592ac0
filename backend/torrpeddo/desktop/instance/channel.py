"""The way between two starts of the program, whichever this system has."""

import sys
from typing import Protocol

from .endpoint import Endpoint


class NoAnswerError(Exception):
    """Nobody is at the other end, or nobody that may be trusted, or they went away in the midst of it."""


class Channel(Protocol):
    """One message at a time, whole."""

    def send(self, message: bytes, seconds: float) -> None:
        """Raises ``TimeoutError`` or ``NoAnswerError``."""
        ...

    def receive(self, limit: int, seconds: float) -> bytes:
        """A message of at most ``limit`` bytes. Raises ``TimeoutError``, ``NoAnswerError``, or ValueError for more."""
        ...

    def close(self) -> None: ...


class Listener(Protocol):
    def accept(self) -> Channel | None:
        """Wait for a caller; None once closed. On one thread; which callers are refused, it decides itself."""
        ...

    def close(self) -> None:
        """From any other thread; ``accept`` returns."""
        ...


def listen(endpoint: Endpoint) -> Listener:
    """Whoever calls it holds the endpoint's lock. Raises OSError."""
    if sys.platform == "win32":
        from .pipes import PipeListener

        return PipeListener(endpoint.pipe, endpoint.key)
    from .sockets import SocketListener

    return SocketListener(endpoint.socket)


def connect(endpoint: Endpoint, seconds: float, holder: int | None) -> Channel:
    """``holder`` is the process of the other end, if that is known. Raises ``NoAnswerError``, and ``TimeoutError``
    where somebody listens but does not take calls."""
    if sys.platform == "win32":
        from . import pipes

        if holder is not None:
            pipes.allow_to_the_front(holder)
        return pipes.connect(endpoint.pipe, endpoint.key, seconds)
    from . import sockets

    return sockets.connect(endpoint.socket, seconds)
