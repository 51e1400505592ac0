"""Torrpeddo: its engine alone, and with the window open on its list."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from tests.rpc.engine_process import EngineProcess
from tests.window.product_window import open_product
from tests.window.screen import open_screen

from ..bare_loop import LOOPBACK
from ..content import Content
from .client import Client

WHOLE = 1.0
CHECKING = "checking"
_NO_UTP = ("--set", "enable_outgoing_utp=false", "--set", "enable_incoming_utp=false")


_OPEN = """
    const row = document.querySelector('[data-id]');
    const press = new PointerEvent('pointerdown', { bubbles: true, button: 0, pointerType: 'mouse' });
    row?.dispatchEvent(press);
    dispatchEvent(new PointerEvent('pointerup'));
    return row !== null;
"""


class Engine(Client):
    """``torrpeddo engine``. ``settings``: further ones of libtorrent, ``name=value``."""

    def __init__(self, place: Path, settings: Sequence[str] = ()) -> None:
        place.mkdir(parents=True)
        self._rows: dict[str, dict[str, Any]] = {}
        self._reading = Lock()
        self._id = ""
        ours = [f"{name}={str(value).lower()}" for name, value in LOOPBACK.items()]
        self._process = EngineProcess(place / "profile", [*ours, *settings], self._hear)
        self.pid = self._process.pid

    def begin(self) -> None:
        self._process.call("get_settings")

    def port(self) -> int:
        return int(self._process.call("get_status")["session"]["listen_port"])

    def add(self, content: Content, folder: Path) -> None:
        self._process.call("add_torrent_file", path=str(content.torrent), save_path=str(folder))
        self._id = content.id

    def recheck(self) -> None:
        self._process.call("recheck", ids=[self._id])

    def checked(self) -> bool:
        """Whether a check has ended, of files that are broken."""
        with self._reading:
            row = self._rows.get(self._id, {})
            return row.get("progress", WHOLE) < WHOLE and row.get("state") not in (CHECKING, "queued")

    def finished(self) -> bool:
        with self._reading:
            row = self._rows.get(self._id, {})
            return row.get("progress") == WHOLE and row.get("state") != CHECKING

    def end(self) -> None:
        self._process.end()

    def _hear(self, event: Any) -> None:
        with self._reading:
            self._rows.update((row["id"], row) for row in event.get("rows", ()))


class Window(Client):
    """The whole program on a screen of its own, open on the torrent and its details.

    ``pid`` is the host's, which the page's processes belong to.
    """

    def __init__(self, place: Path) -> None:
        place.mkdir(parents=True)
        self._profile = place / "profile"
        self._stack = ExitStack()
        self._id = ""

    def begin(self) -> None:
        home = self._stack.enter_context(TemporaryDirectory(prefix="screen-"))  # a socket's path must be short
        screen = self._stack.enter_context(open_screen(Path(home)))
        self._product = self._stack.enter_context(open_product(screen, None, self._profile, *_NO_UTP))
        self.pid = self._product.process.pid

    def port(self) -> int:
        return int(self._product.call("get_status")["session"]["listen_port"])

    def add(self, content: Content, folder: Path) -> None:
        self._product.call("add_torrent_file", path=str(content.torrent), save_path=str(folder))
        self._product.wait_until(_OPEN)
        self._id = content.id

    def finished(self) -> bool:
        row = self._product.row(self._id)
        return row is not None and row["progress"] == WHOLE

    def end(self) -> None:
        self._stack.close()
