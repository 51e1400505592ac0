"""Deluge without a window, over its RPC: rencode in zlib in TLS."""

import json
import socket
import ssl
import struct
import zlib
from pathlib import Path
from typing import Any

from ..content import Content
from . import rencode
from .client import Daemon, free_port, until_listens

PROGRAM = "deluged"
_HEAD = struct.Struct(">BI")
"""Version of the protocol, bytes that follow."""
_OFF = ("dht", "lsd", "upnp", "natpmp", "utpex", "random_port", "new_release_check", "send_info")
_WHO = "bench"


class Deluge(Daemon):
    def __init__(self, place: Path) -> None:
        self._port, self._rpc = free_port(), free_port()
        place.mkdir(parents=True)
        unlimited = dict.fromkeys(("max_active_limit", "max_active_downloading", "max_active_seeding"), -1)
        conf = {**dict.fromkeys(_OFF, False), **unlimited, "listen_ports": [self._port] * 2, "daemon_port": self._rpc}
        (place / "core.conf").write_text(json.dumps({"file": 1, "format": 1}) + json.dumps(conf))
        (place / "auth").write_text(f"{_WHO}:{_WHO}:10\n")
        here = ["--ui-interface", "127.0.0.1", "--interface", "127.0.0.1"]
        super().__init__(place, [PROGRAM, "--do-not-daemonize", "--config", place, "--port", self._rpc, *here])
        self._pipe: ssl.SSLSocket | None = None

    def begin(self) -> None:
        until_listens(self._rpc)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self._pipe = context.wrap_socket(socket.create_connection(("127.0.0.1", self._rpc), 30))
        self._call("daemon.login", _WHO, _WHO, client_version="2.0.3")

    def port(self) -> int:
        return self._port

    def add(self, content: Content, folder: Path) -> None:
        self._call("core.add_torrent_file", content.torrent.name, content.base64, {"download_location": str(folder)})

    def finished(self) -> bool:
        found: dict[str, dict[str, Any]] = self._call("core.get_torrents_status", {}, ["is_finished", "state"])
        return any(each["is_finished"] and each["state"] == "Seeding" for each in found.values())

    def end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        super().end()

    def _call(self, method: str, *args: Any, **kwargs: Any) -> Any:
        body = zlib.compress(rencode.dumps([[1, method, args, kwargs]]))
        assert self._pipe is not None
        self._pipe.sendall(_HEAD.pack(1, len(body)) + body)
        _, size = _HEAD.unpack(self._read(_HEAD.size))
        kind, _, *result = rencode.loads(zlib.decompress(self._read(size)))
        assert kind == 1, result
        return result[0]

    def _read(self, size: int) -> bytes:
        assert self._pipe is not None
        data = b""
        while len(data) < size:
            more = self._pipe.recv(size - len(data))
            assert more, "Deluge hung up"
            data += more
        return data
