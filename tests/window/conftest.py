"""A private screen for the whole run; a scratch program for each test that asks for one."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .driving import DrivenWindow, drive
from .processes import GUARD_S, Process, running, wait_for
from .screen import Screen, open_screen

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Scratch</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval';
 style-src 'unsafe-inline'; img-src data:; connect-src *; frame-src *; base-uri 'none'; form-action 'none'"></head>
<body style="margin:0;background:#0B1015;color:#E8EEF2;font:16px sans-serif"><h1>Scratch</h1>
<input id="field"><script>
window.boundAtFirst = Boolean(window.pywebview?.api?.rpc);
window.events = []; window.torrpeddo = {receive: text => { window.events.push(...[JSON.parse(text)].flat()) }};
window.received = null; window.receive = text => { window.received = text };
addEventListener('pywebviewready', () => window.pywebview.api.rpc('["ready"]'));
addEventListener('dragenter', event => {
  event.preventDefault();
  window.pywebview.api.rpc('["entered"]');
});
addEventListener('dragover', event => event.preventDefault());
addEventListener('drop', event => {
  event.preventDefault();
  const data = event.dataTransfer, found = [data.getData('text/uri-list'), data.getData('text/plain')];
  window.pywebview.api.rpc(JSON.stringify(['seen', ...found, data.files.length]));
});
</script></body></html>
"""


@dataclass(frozen=True)
class Scratch:
    """Files of one scratch program."""

    page: Path
    report: Path

    def events(self, kind: str) -> list[dict[str, Any]]:
        lines = self.report.read_text().splitlines() if self.report.exists() else []
        return [event for event in map(json.loads, lines) if event["event"] == kind]

    def wait_for(self, kind: str, count: int = 1, seconds: float = GUARD_S) -> list[dict[str, Any]]:
        """The events of this kind, once there are ``count``."""
        wait_for(lambda: len(self.events(kind)) >= count, seconds, f"{count} × {kind}")
        return self.events(kind)


@dataclass(frozen=True)
class Site:
    """A web server that the window must never ask anything."""

    address: str
    visits: list[str]


@pytest.fixture
def site() -> Iterator[Site]:
    visits: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}/", visits)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with open_screen(tmp_path_factory.mktemp("screen")) as opened:
        yield opened


def make_scratch(folder: Path) -> Scratch:
    page = folder / "interface ü" / "index.html"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    return Scratch(page, folder / "report.jsonl")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return make_scratch(tmp_path)


@pytest.fixture
def window(screen: Screen, scratch: Scratch) -> Iterator[DrivenWindow]:
    """The scratch program, driven through its page."""
    with drive(DrivenWindow, screen, "scratch", scratch.page, scratch.report) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_window(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DrivenWindow]:
    """One scratch program for all tests of a module that leave it as it was."""
    files = make_scratch(tmp_path_factory.mktemp("scratch"))
    with drive(DrivenWindow, screen, "scratch", files.page, files.report) as opened:
        yield opened


StartProgram = Callable[[], Process]


@pytest.fixture
def start_program(screen: Screen, scratch: Scratch, tmp_path: Path) -> Iterator[StartProgram]:
    """Starts the scratch program as it would ship, with no driver: for its exit, its sockets, what is dropped on it."""
    command = [sys.executable, Path(__file__).with_name("scratch.py"), scratch.page, scratch.report]
    with ExitStack() as stack:

        def start() -> Process:
            process = stack.enter_context(running(command, screen.env, tmp_path / "program.log"))
            scratch.wait_for("ready")
            return process

        yield start


@pytest.fixture
def program(start_program: StartProgram) -> Process:
    return start_program()
