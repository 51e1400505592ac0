"""Transmission without a window, over its RPC."""

import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from ..content import Content
from .client import Daemon, free_port, until_listens
from .over_http import post

PROGRAM = "transmission-daemon"
_SESSION = "X-Transmission-Session-Id"
_QUIET = ("--no-auth", "--no-dht", "--no-lpd", "--no-utp", "--no-portmap")


class Transmission(Daemon):
    def __init__(self, place: Path) -> None:
        self._port, self._rpc = free_port(), free_port()
        self._api = f"http://127.0.0.1:{self._rpc}/transmission/rpc"
        self._session = ""
        places = ["--config-dir", place, "--download-dir", place, "--bind-address-ipv4", "127.0.0.1"]
        ports = ["--rpc-bind-address", "127.0.0.1", "--port", self._rpc, "--peerport", self._port]
        super().__init__(place, [PROGRAM, "--foreground", *places, *ports, *_QUIET])

    def begin(self) -> None:
        until_listens(self._rpc)

    def port(self) -> int:
        return self._port

    def add(self, content: Content, folder: Path) -> None:
        self._call("torrent-add", **{"filename": str(content.torrent), "download-dir": str(folder)})

    def finished(self) -> bool:
        found = self._call("torrent-get", fields=["leftUntilDone", "status"])["torrents"]
        return bool(found) and found[0]["leftUntilDone"] == 0 and found[0]["status"] not in (1, 2)  # checking

    def _call(self, method: str, **arguments: Any) -> Any:
        body = json.dumps({"method": method, "arguments": arguments}).encode()
        try:
            answer = json.loads(post(self._api, body, {_SESSION: self._session}))
        except HTTPError as refusal:
            if refusal.code != 409:
                raise
            self._session = refusal.headers[_SESSION]
            return self._call(method, **arguments)
        assert answer["result"] == "success", answer["result"]
        return answer["arguments"]
