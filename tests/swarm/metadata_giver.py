"""A peer that gives a torrent's metadata (BEP 9) and nothing else: also of a private one, where libtorrent does not."""

import socket
import struct
from typing import Any

import libtorrent as lt
from tests.listening_peer import ListeningPeer

from .samples import Sample

_HELLO = b"\x13BitTorrent protocol" + bytes((0, 0, 0, 0, 0, 0x10, 0, 0))
"""With the bit of the extension protocol (BEP 10)."""
_OURS = 1
"""The number under which it wants to hear of metadata."""
_BLOCK = 16384


class MetadataGiver(ListeningPeer):
    """Answers by whichever of the sample's hashes it is called."""

    def __init__(self, sample: Sample) -> None:
        info = lt.load_torrent_buffer(sample.content).ti
        assert info is not None
        self._info: bytes = info.info_section()
        super().__init__()

    def speak(self, connection: socket.socket) -> None:
        called = _read(connection, 68)
        if called[:20] != _HELLO[:20]:
            return  # Encrypted: who is turned away comes again without.
        connection.sendall(_HELLO + called[28:48] + b"-XX0001-metadatagive")
        ours: Any = {b"m": {b"ut_metadata": _OURS}, b"metadata_size": len(self._info)}
        _say(connection, 0, lt.bencode(ours))
        theirs = 0
        while True:
            (length,) = struct.unpack(">I", _read(connection, 4))
            message = _read(connection, length)
            if message[:2] == b"\x14\x00":
                said: Any = lt.bdecode(message[2:])
                theirs = said[b"m"].get(b"ut_metadata", 0)
            elif message[:2] == bytes((20, _OURS)):
                asked: Any = lt.bdecode(message[2:])
                self._give(connection, theirs, asked[b"piece"])

    def _give(self, connection: socket.socket, theirs: int, piece: int) -> None:
        block = self._info[piece * _BLOCK : (piece + 1) * _BLOCK]
        head: Any = {b"msg_type": 1, b"piece": piece, b"total_size": len(self._info)}
        _say(connection, theirs, lt.bencode(head) + block)


def _say(connection: socket.socket, extension: int, body: bytes) -> None:
    connection.sendall(struct.pack(">IBB", len(body) + 2, 20, extension) + body)


def _read(connection: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = connection.recv(count - len(found))
        if not more:
            raise EOFError
        found += more
    return found
