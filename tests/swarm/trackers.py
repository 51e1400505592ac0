"""Trackers of the test's own on 127.0.0.1: one that says what it is told to, one that never answers."""

import socket
import threading
from contextlib import suppress


class Tracker:
    """``answer``: the whole body of each reply; None for no reply at all."""

    def __init__(self, answer: bytes | None) -> None:
        self._answer = answer
        self._held: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.asked = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="tracker")
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/announce"

    def close(self) -> None:
        # Closing alone does not wake a thread in accept.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()
        for connection in self._held:
            connection.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.asked.set()
                if self._answer is None:
                    self._held.append(connection)
                else:
                    self._reply(connection, self._answer)

    def _reply(self, connection: socket.socket, body: bytes) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            connection.recv(65536)
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            connection.sendall(head.encode() + body)
