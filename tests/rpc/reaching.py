"""The engine as a program reaches it over each transport: one text out, one text back."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import connect
from websockets.typing import Origin

from torrpeddo.engine import Engine
from torrpeddo.library.profile import Profile
from torrpeddo.rpc.client import Client
from torrpeddo.transports import websocket
from torrpeddo.transports.facade import Facade

from .fitting_in import Attempts, Defaults, Login
from .running import LOOPBACK

Send = Callable[[str], str]
PAGE = "http://localhost:5199"


class Desktop:
    """A desktop on which the person always chooses the same, and that remembers what it was asked to open."""

    def __init__(self) -> None:
        self.capabilities = ["choose_folder", "choose_file", "choose_torrents", "open", "show_in_folder", "clipboard"]
        self.opened: list[str] = []
        self.clipboard = ""
        self.handlers = Defaults()
        self.autostart = Login()
        self.trials = Attempts()

    def choose_folder(self, start: str | None) -> list[str]:
        return [start or "/data"]

    def choose_file(self, start: str | None) -> list[str]:
        return [start or "/data/film.mkv"]

    def describe(self) -> list[str]:
        return []

    def choose_torrents(self) -> list[str]:
        return []

    def open_path(self, path: str) -> None:
        self.opened.append(path)

    def show_in_folder(self, path: str) -> None:
        self.opened.append(path)

    def open_link(self, url: str) -> None:
        self.opened.append(url)

    def read_clipboard(self) -> str:
        return self.clipboard

    def write_clipboard(self, text: str) -> None:
        self.clipboard = text


class Remote:
    """JSON-RPC over whatever carries it."""

    def __init__(self, transport: str, send: Send) -> None:
        self.transport = transport
        self._send = send

    def ask(self, method: str, params: object = None) -> Any:
        """The whole answer."""
        request = {"jsonrpc": "2.0", "id": method, "method": method, "params": params}
        answer = json.loads(self._send(json.dumps(request)))
        assert answer["jsonrpc"] == "2.0"
        assert answer["id"] == method
        return answer

    def error(self, method: str, params: object = None) -> Any:
        answer = self.ask(method, params)
        assert "error" in answer, f"{method} answered {answer}"
        assert answer["error"]["message"].endswith((".", "?"))
        return answer["error"]


@contextmanager
def running_engine(profile_path: Path) -> Iterator[Engine]:
    profile = Profile.open(profile_path)
    engine = Engine(profile, LOOPBACK)
    engine.start()
    try:
        yield engine
    finally:
        assert engine.stop()
        profile.close()


@contextmanager
def over_webview(profile: Path) -> Iterator[Remote]:
    with running_engine(profile) as engine, Client(engine, "webview", Desktop()) as client:
        facade = Facade(client.dispatcher.call)
        yield Remote("webview", facade.rpc)


@contextmanager
def over_websocket(profile: Path) -> Iterator[Remote]:
    with (
        running_engine(profile) as engine,
        websocket.listen(engine, "word", [PAGE]) as address,
        connect(address, origin=Origin(PAGE), proxy=None, compression=None) as connection,
    ):

        def send(text: str) -> str:
            connection.send(text)
            return next_reply(lambda: connection.recv(60))

        yield Remote("websocket", send)


@contextmanager
def over_stdio(profile: Path) -> Iterator[Remote]:
    overrides = [part for override in LOOPBACK for part in ("--set", override)]
    command = [sys.executable, "-m", "torrpeddo", "engine", "--profile", str(profile), *overrides]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def send(text: str) -> str:
            stdin.write(text.encode() + b"\n")
            stdin.flush()
            return next_reply(stdout.readline)

        yield Remote("stdio", send)
        stdin.close()
        assert process.wait(60) == 0


def next_reply(receive: Callable[[], str | bytes]) -> str:
    """The next message that is no event."""
    while json.loads(text := receive()).get("method") == "event":
        pass
    return text if isinstance(text, str) else text.decode()


TRANSPORTS = {"webview": over_webview, "websocket": over_websocket, "stdio": over_stdio}
