"""A peer that sends what it is told to, whatever it hears."""

import socket
import threading

from tests.listening_peer import ListeningPeer


class Stranger(ListeningPeer):
    """Every connection gets ``greeting``, and is closed when the other side has had enough."""

    def __init__(self, greeting: bytes) -> None:
        self._greeting = greeting
        self.met = threading.Event()
        """Somebody has come, heard everything and answered something or left."""
        super().__init__(_listen())

    def speak(self, connection: socket.socket) -> None:
        try:
            connection.sendall(self._greeting)
            heard = connection.recv(65536)
            self.met.set()
            while heard:
                heard = connection.recv(65536)
        finally:
            self.met.set()


_SPENT: set[int] = set()
"""Ports on which somebody was met. Who misbehaves is remembered by address and port, and not called again soon."""


def is_spent(address: str) -> bool:
    """Somebody who misbehaved was met there: who comes after him is not called for what he did."""
    return int(address.rpartition(":")[2]) in _SPENT


def _listen() -> socket.socket:
    while True:
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        if port not in _SPENT:
            _SPENT.add(port)
            return listener
        listener.close()
