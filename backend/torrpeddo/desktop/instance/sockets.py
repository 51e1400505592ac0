"""Unix sockets. The system tells who is at the other end, and only the same user is spoken to."""

import os
import socket
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .channel import NoAnswerError

_BACKLOG = 128
_LENGTH = struct.Struct("!I")
_UCRED = struct.Struct("=iII")
"""Linux: process, user, group."""
_XUCRED = struct.Struct("=II")
"""macOS: version and user, at the front of a longer one."""
_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED_BYTES = 0, 1, 76
_AGAIN_S = 0.05


class SocketChannel:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, message: bytes, seconds: float) -> None:
        with _failures():
            self._connection.settimeout(seconds)
            self._connection.sendall(_LENGTH.pack(len(message)) + message)

    def receive(self, limit: int, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, deadline))
        if length > limit:
            raise ValueError(f"A message of {length} bytes is too long.")
        return self._exactly(length, deadline)

    def close(self) -> None:
        self._connection.close()

    def _exactly(self, length: int, deadline: float) -> bytes:
        parts = bytearray()
        with _failures():
            while len(parts) < length:
                self._connection.settimeout(max(0.001, deadline - time.monotonic()))
                part = self._connection.recv(min(length - len(parts), 1 << 16))
                if not part:
                    raise ConnectionError
                parts += part
        return bytes(parts)


class SocketListener:
    """Takes the place of what a crashed program left there: the caller holds the lock, so nobody listens on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closed = False
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.bind(str(path))
            path.chmod(0o600)
            self._socket.listen(_BACKLOG)
        except OSError:
            self._socket.close()
            raise

    def accept(self) -> SocketChannel | None:
        """The caller that wakes it for the end says nothing, like any that changed its mind."""
        while not self._closed:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                if not self._closed:
                    time.sleep(_AGAIN_S)  # no descriptors left, for instance: not a reason to spin
                continue
            if peer_user(connection) == os.geteuid():
                return SocketChannel(connection)
            connection.close()
        self._socket.close()
        return None

    def close(self) -> None:
        """A close would not wake the thread that waits in ``accept``; a caller of our own does."""
        self._closed = True
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wake:
            wake.settimeout(_AGAIN_S)
            wake.connect(str(self._path))
        with suppress(OSError):
            self._path.unlink()


def connect(path: Path, seconds: float) -> SocketChannel:
    deadline = time.monotonic() + seconds
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(seconds)
            connection.connect(str(path))
            if peer_user(connection) != os.geteuid():
                raise NoAnswerError("Another user listens there.")
        except BlockingIOError:  # too many are waiting already
            connection.close()
            if time.monotonic() > deadline:
                raise TimeoutError from None
            time.sleep(_AGAIN_S)
        except OSError as error:
            connection.close()
            raise NoAnswerError(str(error)) from error
        except NoAnswerError:
            connection.close()
            raise
        else:
            return SocketChannel(connection)


def peer_user(connection: socket.socket) -> int | None:
    """The user at the other end: who connected, or who called ``listen``. None where the system does not tell."""
    try:
        if sys.platform == "darwin":
            told = connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED_BYTES)
            return int(_XUCRED.unpack_from(told)[1])
        return int(_UCRED.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size))[1])
    except (OSError, struct.error):
        return None


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise
    except OSError as error:
        raise NoAnswerError(str(error)) from error
