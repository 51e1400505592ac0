"""A tracker on UDP (BEP 15) that connects as it should, and then says what it is told to."""

import socket
import struct
import threading
from contextlib import suppress

CONNECT, ANNOUNCE, SCRAPE, ERROR = range(4)


class UdpTracker:
    """``answer``: what follows the number of the question in each reply; with ``bare`` it is the whole reply."""

    def __init__(self, action: int, answer: bytes, *, bare: bool = False) -> None:
        self._action, self._answer, self._bare = action, answer, bare
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.asked = threading.Event()
        """Somebody has heard the answer."""
        self._thread = threading.Thread(target=self._serve, name="udp tracker")
        self._thread.start()

    @property
    def url(self) -> str:
        return f"udp://127.0.0.1:{self._socket.getsockname()[1]}/announce"

    def close(self) -> None:
        # Closing alone does not wake a thread that receives; an empty datagram of our own does.
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while question := self._socket.recvfrom(4096):
            asked, peer = question
            if len(asked) < 16:
                return
            with suppress(OSError):
                self._reply(asked, peer)

    def _reply(self, asked: bytes, peer: tuple[str, int]) -> None:
        action, number = struct.unpack_from(">II", asked, 8)
        if action == CONNECT and self._action != CONNECT:
            self._socket.sendto(struct.pack(">IIQ", CONNECT, number, 7), peer)
            return
        head = b"" if self._bare else struct.pack(">II", self._action, number)
        self._socket.sendto(head + self._answer, peer)
        self.asked.set()
