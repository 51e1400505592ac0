"""What the interface speaks to: the engine in the test's own process, or one in another process at the end of a pipe."""

import base64
import json
import subprocess
import sys
from abc import ABC, abstractmethod
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

import msgspec

from tests.window.processes import wait_for
from torrpeddo.contract.events import Event
from torrpeddo.engine import Engine
from torrpeddo.library.profile import Profile
from torrpeddo.rpc.client import Client
from torrpeddo.transports.webview import Facade

from .desktop import Desktop

LOOPBACK = [
    "listen_interfaces=127.0.0.1:0",
    "enable_dht=false",
    "enable_lsd=false",
    "enable_upnp=false",
    "enable_natpmp=false",
    "tick_interval=100",
    "auto_manage_interval=1",
    "min_reconnect_time=1",
    "allow_multiple_connections_per_ip=true",
]
PATIENCE = 8.0
"""Seconds; far more than anything here takes on a busy machine."""


class Host(ABC):
    """An engine on a profile of its own, which can be ended and begun again on what it kept."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True)
        self._ids = count(1)
        self.begin()
        self.call("update_settings", changes={"save_path": str(self.downloads)})

    @abstractmethod
    def begin(self) -> None: ...

    @abstractmethod
    def end(self) -> None:
        """In order. Harmless when it has ended."""

    @abstractmethod
    def rpc(self, text: str) -> str:
        """One JSON-RPC request to its reply. From any thread."""

    @abstractmethod
    def take(self, timeout: float) -> str:
        """The JSON of an array of the events that came, empty when none did in ``timeout`` seconds."""

    def ask(self, method: str, **params: Any) -> Any:
        """The whole reply to a request of the test's own."""
        request = {"jsonrpc": "2.0", "id": f"test {next(self._ids)}", "method": method, "params": params}
        return json.loads(self.rpc(json.dumps(request)))

    def call(self, method: str, **params: Any) -> Any:
        reply = self.ask(method, **params)
        assert "error" not in reply, reply["error"]
        return reply.get("result")

    def add(self, torrent: bytes, **params: Any) -> str:
        """Add what these bytes of a .torrent file describe; its id."""
        id: str = self.call("add_torrent_file", content=base64.b64encode(torrent).decode(), **params)["id"]
        return id

    def row(self, id: str) -> dict[str, Any] | None:
        rows: list[dict[str, Any]] = self.call("get_status")["torrents"]
        return next((row for row in rows if row["id"] == id), None)

    def wait_for_state(self, id: str, state: str) -> None:
        """Before a page is open: with one, wait for what it shows."""
        wait_for(lambda: (row := self.row(id)) is not None and row["state"] == state, PATIENCE, f"{id} to be {state}")


class InProcess(Host):
    """The window's own bridge, with a desktop of the test's."""

    def begin(self) -> None:
        self.desktop = Desktop()
        self._opened = Profile.open(self.profile)
        self.engine = Engine(self._opened, LOOPBACK)
        self.engine.start()
        self._client = Client(self.engine, "webview", self.desktop)
        self._client.open()
        self._facade = Facade(self._client.dispatcher)
        self._running = True

    def end(self) -> None:
        if not self._running:
            return
        self._running = False
        self._client.close()
        assert self.engine.stop()
        self._opened.close()

    def rpc(self, text: str) -> str:
        reply: str = self._facade.rpc(text)
        return reply

    def take(self, timeout: float) -> str:
        return msgspec.json.encode(self._client.outbox.take(timeout) or []).decode()

    def tell(self, event: Event) -> None:
        """What the window itself pushes to the page, such as what was dropped on it."""
        self._client.outbox.tell(event)


class OverStdio(Host):
    """``torrpeddo engine`` and nothing else: what the page asks goes down the pipe as it is."""

    def begin(self) -> None:
        overrides = [word for setting in LOOPBACK for word in ("--set", setting)]
        command = [sys.executable, "-m", "torrpeddo", "engine", "--profile", str(self.profile), *overrides]
        with self.profile.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        self._waiting: dict[Any, Future[str]] = {}
        self._events: SimpleQueue[Any] = SimpleQueue()
        self._writing = Lock()
        self._reader = Thread(target=self._read, name="stdio-host")
        self._reader.start()

    def end(self) -> None:
        if self.process.poll() is None:
            self._pipe_in.close()
        assert self.process.wait(PATIENCE) == 0
        self._reader.join()

    def rpc(self, text: str) -> str:
        answer: Future[str] = Future()
        with self._writing:
            self._waiting[json.loads(text)["id"]] = answer
            self._pipe_in.write(text.encode() + b"\n")
            self._pipe_in.flush()
        return answer.result(PATIENCE)

    def take(self, timeout: float) -> str:
        try:
            return json.dumps([self._events.get(timeout=timeout)])
        except Empty:
            return "[]"

    @property
    def _pipe_in(self) -> Any:
        return self.process.stdin

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                message = json.loads(line)
                if message.get("method") == "event":
                    self._events.put(message["params"])
                else:
                    self._waiting.pop(message["id"]).set_result(line.decode())
