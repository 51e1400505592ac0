"""What the interface speaks to: the engine in the test's own process, or one in another, at the end of a pipe."""

import base64
import json
from abc import ABC, abstractmethod
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

import msgspec
from tests.rpc.engine_process import EngineProcess
from tests.window.processes import wait_for

from torrpeddo.contract.events import Event
from torrpeddo.engine import Engine
from torrpeddo.library.profile import Profile
from torrpeddo.rpc.client import Client
from torrpeddo.rpc.outbox import Outbox
from torrpeddo.transports.facade import Facade

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
PATIENCE = 30.0
"""Seconds; far more than anything here takes on a busy machine."""


class Host(ABC):
    """An engine on a profile of its own, which can be ended and begun again on what it kept."""

    def __init__(self, folder: Path, *, first_time: bool = False) -> None:
        self.first_time = first_time
        """Whether nobody was greeted on this profile yet."""
        self.profile = folder / "profile"
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True)
        self._ids = count(1)

    def __enter__(self) -> Self:
        self.begin()
        try:
            view = {} if self.first_time else {"welcomed": True}
            self.call("update_settings", changes={"save_path": str(self.downloads), "view": view})
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

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
        self._facade = Facade(self._client.dispatcher.call)
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

    @property
    def outbox(self) -> Outbox:
        """What the page has yet to be told."""
        return self._client.outbox

    def tell(self, event: Event) -> None:
        """What the window itself pushes to the page, such as what was dropped on it."""
        self._client.outbox.tell(event)


class OverStdio(Host):
    """``torrpeddo engine`` and nothing else: what the page asks goes down the pipe as it is."""

    def begin(self) -> None:
        self._events: SimpleQueue[Any] = SimpleQueue()
        self._engine = EngineProcess(self.profile, LOOPBACK, self._events.put)

    def end(self) -> None:
        self._engine.end()

    def rpc(self, text: str) -> str:
        return self._engine.rpc(text)

    def take(self, timeout: float) -> str:
        try:
            return json.dumps([self._events.get(timeout=timeout)])
        except Empty:
            return "[]"
