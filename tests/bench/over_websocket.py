"""An engine in a process of its own and a page of Chromium, and nothing in between.

What tests the interface hands each message from the engine's pipe to Python, from there to the browser's driver and
from that to the page: work on the same processors that no window has to do, and that a frame waits for.
"""

import json
import secrets
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from threading import Lock
from typing import Any

from playwright.sync_api import BrowserContext
from tests.ui.hosts import LOOPBACK, PATIENCE, Host
from tests.ui.interface import Tab
from tests.window.processes import wait_for
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

_PAGES = Origin("null")
"""What a browser calls a page that lies on the disk."""
_BRIDGE = """
(address => {
  const [before, after] = ['{"params":', ',"jsonrpc":"2.0","method":"event"}'];
  const waiting = new Map();
  const socket = new WebSocket(address);
  const opened = new Promise(done => { socket.onopen = done; });
  socket.onmessage = ({ data }) => {
    // Read once, as in a window: by the page.
    if (data.endsWith(after)) return window.torrpeddo?.receive(data.slice(before.length, -after.length));
    const { id } = JSON.parse(data);
    waiting.get(id)?.(data);
    waiting.delete(id);
  };
  const rpc = async text => {
    await opened;
    return new Promise(done => { waiting.set(JSON.parse(text).id, done); socket.send(text); });
  };
  window.pywebview = { api: { rpc } };
})
"""


class OverWebSocket(Host):
    """``torrpeddo websocket``; the bench's own calls go over a connection that is told of no events."""

    def begin(self) -> None:
        port, token = _free_port(), secrets.token_urlsafe(16)
        self._token_file = self.profile.with_suffix(".token")
        self._token_file.write_text(token)
        self.address = f"ws://127.0.0.1:{port}/?token={token}"
        overrides = [word for setting in LOOPBACK for word in ("--set", setting)]
        command = [sys.executable, "-m", "torrpeddo", "websocket", "--port", str(port), "--origin", _PAGES]
        command += ["--token-file", str(self._token_file), "--profile", str(self.profile), *overrides]
        self._process = subprocess.Popen(command)
        self._calling = Lock()
        self._told: deque[Any] = deque()
        wait_for(self._connects, PATIENCE, "the engine to listen")
        self.call("set_visible", visible=False)

    def end(self) -> None:
        self._own.close()
        self._process.terminate()
        assert self._process.wait(PATIENCE) == 0

    def rpc(self, text: str) -> str:
        with self._calling:
            self._own.send(text)
            asked = json.loads(text)["id"]
            while (message := json.loads(answer := self._own.recv(PATIENCE, decode=True))).get("id") != asked:
                self._told.append(message["params"])
            return answer

    def take(self, timeout: float) -> str:
        """What the bench's own connection is told, which is little: each page has one of its own."""
        with self._calling, suppress(TimeoutError):
            if not self._told:
                self._told.append(json.loads(self._own.recv(timeout, decode=True))["params"])
        told = json.dumps(list(self._told))
        self._told.clear()
        return told

    def _connects(self) -> bool:
        try:
            self._own: ClientConnection = connect(self.address, origin=_PAGES, max_size=None, compression=None)
        except OSError:
            return False
        return True


class DirectTab(Tab):
    """One whose pages speak to the engine themselves."""

    def __init__(self, context: BrowserContext, host: OverWebSocket) -> None:
        self._address = host.address
        super().__init__(context)

    def _offer_bridge(self) -> None:
        self.page.add_init_script(f"({_BRIDGE})({json.dumps(self._address)})")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
