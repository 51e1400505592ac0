"""Trackers on 127.0.0.1 that are worse than wrong: they have no end, lead nowhere, or never speak."""

import gzip
import socket
from collections.abc import Callable
from contextlib import suppress

from tests.listening_peer import ListeningPeer

HUGE = 100 * 2**20
"""Bytes."""
_PART = bytes(64 * 1024)
_BOMB = gzip.compress(bytes(HUGE), 1)


class BadTracker(ListeningPeer):
    """``answer`` is given each connection once it was asked something."""

    def __init__(self, answer: Callable[[socket.socket], None]) -> None:
        self._answer = answer
        super().__init__()

    @property
    def url(self) -> str:
        return f"http://{self.address}/announce"

    def speak(self, connection: socket.socket) -> None:
        connection.recv(65536)
        self._answer(connection)


def never(connection: socket.socket) -> None:
    """Says nothing, for as long as anybody listens."""
    connection.recv(1)


def in_a_ring(connection: socket.socket) -> None:
    """Leads back to itself."""
    port = connection.getsockname()[1]
    head = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{port}/announce\r\nContent-Length: 0\r\n\r\n"
    connection.sendall(head.encode())


def huge(connection: socket.socket) -> None:
    """Says how much it will be, and means it."""
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {HUGE}\r\n\r\n".encode())
    _pour(connection, HUGE)


def endless(connection: socket.socket) -> None:
    """Says nothing of how much it will be."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nd8:intervali60e5:peers")
    _pour(connection, HUGE)


def endless_head(connection: socket.socket) -> None:
    """Never comes to what it has to say."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _pour(connection, HUGE)


def zipped(connection: socket.socket) -> None:
    """A hundred megabytes that take no room until they are unpacked."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(_BOMB) + _BOMB)
    with suppress(OSError):
        connection.recv(1)


def rubbish(connection: socket.socket) -> None:
    connection.sendall(b"\xff\x00 no tracker, no HTTP\r\n\r\n" * 50)


def _pour(connection: socket.socket, size: int) -> None:
    for _ in range(size // len(_PART)):
        connection.sendall(_PART)
