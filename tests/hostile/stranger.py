"""A peer that sends what it is told to, whatever it hears."""

import socket
import threading
from contextlib import suppress


class Stranger:
    """Listens on 127.0.0.1; every connection gets ``greeting``, and is closed when the other side has had enough."""

    def __init__(self, greeting: bytes) -> None:
        self._greeting = greeting
        self._listener = _listen()
        self._threads = [threading.Thread(target=self._serve, name="stranger")]
        self._open: list[socket.socket] = []
        self._closing = False
        self.met = threading.Event()
        """Somebody has come, heard everything and answered something or left."""
        self._threads[0].start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._closing = True
        # Closing alone does not wake a thread in accept.
        self._listener.shutdown(socket.SHUT_RDWR)
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                thread = threading.Thread(target=self._speak, args=(connection,), name="stranger speaks")
                self._threads.append(thread)
                thread.start()

    def _speak(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            # One that came as all was shut down would never be told so.
            if self._closing:
                return
            connection.sendall(self._greeting)
            heard = connection.recv(65536)
            self.met.set()
            while heard:
                heard = connection.recv(65536)
        self.met.set()


_SPENT: set[int] = set()
"""Ports on which somebody was met. Who misbehaves is remembered by address and port, and not called again soon."""


def _listen() -> socket.socket:
    while True:
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        if port not in _SPENT:
            _SPENT.add(port)
            return listener
        listener.close()
