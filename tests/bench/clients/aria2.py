"""aria2, over its RPC."""

import json
from pathlib import Path
from typing import Any

from ..content import Content
from .client import Daemon, free_port, until_listens
from .over_http import post

PROGRAM = "aria2c"
_QUIET = ("--enable-dht=false", "--enable-dht6=false", "--enable-peer-exchange=false", "--bt-enable-lpd=false")


class Aria2(Daemon):
    def __init__(self, place: Path) -> None:
        self._port, self._rpc = free_port(), free_port()
        self._api = f"http://127.0.0.1:{self._rpc}/jsonrpc"
        self._gid = ""
        ports = [f"--rpc-listen-port={self._rpc}", f"--listen-port={self._port}", "--interface=127.0.0.1"]
        super().__init__(place, [PROGRAM, "--no-conf", "--quiet", "--enable-rpc", *ports, *_QUIET])

    def begin(self) -> None:
        until_listens(self._rpc)

    def port(self) -> int:
        return self._port

    def add(self, content: Content, folder: Path) -> None:
        self._add(content, {"dir": str(folder)})

    def seed(self, content: Content) -> None:
        self._add(content, {"dir": str(content.folder), "bt-seed-unverified": "true"})

    def finished(self) -> bool:
        told = self._call("tellStatus", self._gid, ["status", "seeder", "completedLength", "totalLength"])
        return told.get("seeder") == "true" and int(told["completedLength"]) == int(told["totalLength"]) > 0

    def _add(self, content: Content, options: dict[str, str]) -> None:
        self._gid = self._call("addTorrent", content.base64, [], options)

    def _call(self, method: str, *params: Any) -> Any:
        request = {"jsonrpc": "2.0", "id": "bench", "method": f"aria2.{method}", "params": params}
        answer = json.loads(post(self._api, json.dumps(request).encode(), {"Content-Type": "application/json"}))
        return answer["result"]
