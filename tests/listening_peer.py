"""A peer of the tests' own that listens on 127.0.0.1; what it says to whoever comes, its children know."""

import socket
import threading
from abc import ABC, abstractmethod
from contextlib import suppress


class ListeningPeer(ABC):
    """Speaks to each who comes on a thread of its own. ``close`` waits for all of them."""

    def __init__(self, listener: socket.socket | None = None) -> None:
        self._listener = listener or socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._closing = False
        self._threads = [threading.Thread(target=self._serve, name="listening peer")]
        self._threads[0].start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    @abstractmethod
    def speak(self, connection: socket.socket) -> None:
        """May raise OSError and EOFError: the other side has left."""

    def close(self) -> None:
        self._closing = True
        # Closing alone does not wake a thread in accept, nor one in recv.
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
                thread = threading.Thread(target=self._meet, args=(connection,), name="listening peer speaks")
                self._threads.append(thread)
                thread.start()

    def _meet(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, EOFError):
            # One that came as all was shut down would never be told so.
            if not self._closing:
                self.speak(connection)
