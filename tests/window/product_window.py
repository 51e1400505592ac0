"""The whole program in a driven window, on a profile of the test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .driving import DrivenWindow, drive
from .processes import wait_for
from .screen import Screen

OFFLINE = [
    "listen_interfaces=127.0.0.1:0",
    "enable_dht=false",
    "enable_lsd=false",
    "enable_upnp=false",
    "enable_natpmp=false",
    "allow_multiple_connections_per_ip=true",
]
_ASK = """
    const [request, done] = arguments;
    window.pywebview.api.rpc(JSON.stringify(request)).then(JSON.parse).then(done, error => done({error: String(error)}))
"""


class Product(DrivenWindow):
    """``ask`` and ``call`` go through the page's bridge, as the interface's own requests do."""

    def ask(self, method: str, **params: Any) -> Any:
        """The whole JSON-RPC reply."""
        return self.page.execute_async_script(_ASK, {"jsonrpc": "2.0", "id": 1, "method": method, "params": params})

    def call(self, method: str, **params: Any) -> Any:
        """The result; an AssertionError with the error if there is one."""
        reply = self.ask(method, **params)
        assert "error" not in reply, reply["error"]
        return reply.get("result")

    def row(self, id: str) -> dict[str, Any] | None:
        rows: list[dict[str, Any]] = self.call("get_status")["torrents"]
        return next((row for row in rows if row["id"] == id), None)

    def wait_for_state(self, id: str, state: str, seconds: float = 30) -> dict[str, Any]:
        """The torrent's row once it is in ``state``."""

        def there() -> dict[str, Any] | None:
            row = self.row(id)
            return row if row is not None and row["state"] == state else None

        row = wait_for(there, seconds, f"{id} to be {state}")
        assert row is not None
        return row

    def wait_for_preview(self, preview: str) -> dict[str, Any]:
        """The preview as the page was told it, once its files are known."""

        def ready() -> dict[str, Any] | None:
            told = [event["preview"] for event in self.wait_for_events("preview")]
            return next((one for one in reversed(told) if one["preview"] == preview and one["ready"]), None)

        found = wait_for(ready, 30, "the preview's files")
        assert found is not None
        return found

    def wait_for_events(self, kind: str) -> list[dict[str, Any]]:
        """Events of this type that were pushed to the test's page, once there are any."""
        script = f"const found = window.events.filter(event => event.type === {kind!r}); return found.length && found"
        found: list[dict[str, Any]] = self.wait_until(script)
        return found


@contextmanager
def open_product(screen: Screen, page: Path | None, profile: Path, *add: str | Path) -> Iterator[Product]:
    """Start it with ``page`` as its interface, or the built one; the DHT and all else that leaves loopback is off."""
    switches = [word for setting in OFFLINE for word in ("--set", setting)]
    arguments = ["--profile", profile, *switches, *add]
    module = ("product", page) if page else ("torrpeddo",)
    with drive(Product, screen, *module, *arguments) as product:
        yield product
