"""The end, whatever hangs: the process is gone in time, and nothing that was acknowledged is lost."""

import base64
import json
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from .host import LOOPBACK
from .program import Program
from .samples import make
from .seeder import Seeder
from .volumes import slow_to_write

PATIENCE = 30.0
"""Seconds for a process to be gone. What hangs here hangs for ever, so only a deadline of its own ends it."""

PRODUCT = """
import threading
from torrpeddo.__main__ import run
{hang}
run()
"""

LIBRARY_HANGS = """
from torrpeddo.library import asked
def apply(operation, connection, apply=asked.apply):
    if "for ever" in repr(operation):
        threading.Event().wait()
    apply(operation, connection)
asked.apply = apply
"""

DISK_HANGS = """
from torrpeddo.engine import storage
storage.measure = lambda *_: threading.Event().wait()
"""

SESSION_HANGS = """
from torrpeddo.engine.engine import Engine
def request_shutdown(self, request_shutdown=Engine.request_shutdown):
    request_shutdown(self)
    self._loop.call_soon(threading.Event().wait)
Engine.request_shutdown = request_shutdown
"""

TEARDOWN_HANGS = """
import atexit, ctypes
atexit.register(ctypes.PyDLL(None).sleep, 1000)
"""
"""And holds Python's lock, as a library's destructor does."""


@dataclass
class Engine:
    """``torrpeddo engine`` with something in it that hangs, and one torrent."""

    folder: Path
    hang: str = ""
    status: int = 0
    """What the process should end with: 1 when not all could be saved."""
    late: str = ""
    """What the log says was late."""
    reads: bool = True
    """Whether anybody reads what it says."""
    torrent: str = field(init=False)
    ended_with: int | None = field(init=False, default=None)
    process: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        settings = [word for pair in LOOPBACK for word in ("--set", pair)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PRODUCT.format(hang=self.hang), "engine", "--profile", self.profile, *settings],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    @property
    def profile(self) -> Path:
        return self.folder / "profile"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def ask(self, method: str, **params: Any) -> None:
        assert self.process.stdin is not None
        request = {"jsonrpc": "2.0", "id": method, "method": method, "params": params}
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()

    def call(self, method: str, **params: Any) -> Any:
        """Returns when it was acknowledged."""
        assert self.process.stdout is not None
        self.ask(method, **params)
        while (said := json.loads(self.process.stdout.readline())).get("id") != method:
            pass
        return said["result"]

    def end(self) -> None:
        self.ask("shutdown")
        if self.reads:
            assert self.process.stdout is not None
            self.process.stdout.read()
        with suppress(subprocess.TimeoutExpired):
            self.ended_with = self.process.wait(PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


def deaf_trackers(engine: Engine, stack: ExitStack) -> None:
    """They take connections and never say a word, while the torrent announces to them."""
    listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(3)]
    urls = [f"http://127.0.0.1:{listener.getsockname()[1]}/announce" for listener in listeners]
    engine.call("add_trackers", ids=[engine.torrent], urls=urls)
    engine.call("resume", ids=[engine.torrent])
    stack.enter_context(listeners[0].accept()[0])
    engine.call("pause", ids=[engine.torrent])


def the_library(engine: Engine, stack: ExitStack) -> None:
    engine.ask("update_settings", changes={"save_path": str(engine.folder / "for ever")})


def the_disk(engine: Engine, stack: ExitStack) -> None:
    """On every thread there is for it."""
    for _ in range(3):
        engine.ask("get_space", path=str(engine.folder))


def the_session(engine: Engine, stack: ExitStack) -> None:
    """libtorrent doesn't return; see ``SESSION_HANGS``."""


def the_teardown(engine: Engine, stack: ExitStack) -> None:
    """Of the interpreter, when all is saved; see ``TEARDOWN_HANGS``."""


def a_client_that_does_not_read(engine: Engine, stack: ExitStack) -> None:
    for _ in range(300):
        engine.ask("get_settings")


Hang = Callable[[Engine, ExitStack], None]

HANGS: dict[Hang, dict[str, Any]] = {
    deaf_trackers: {},
    the_library: {"hang": LIBRARY_HANGS, "status": 1, "late": "the library could not write everything in time"},
    the_disk: {"hang": DISK_HANGS},
    the_session: {"hang": SESSION_HANGS, "status": 1, "late": "the engine was still busy with something else"},
    the_teardown: {"hang": TEARDOWN_HANGS},
    a_client_that_does_not_read: {"reads": False},
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[Hang, Engine]:
    """Each of them, ended: all at once, for each takes its time."""
    engines = {hang: Engine(tmp_path_factory.mktemp(hang.__name__), **how) for hang, how in HANGS.items()}
    content = make(tmp_path_factory.mktemp("made"), "ending", {"a.bin": 1000}).content
    with ExitStack() as stack:
        for engine in engines.values():
            stack.callback(engine.close)
        with ThreadPoolExecutor(len(engines)) as pool:
            list(pool.map(lambda hang: _hang_and_end(engines[hang], hang, content), engines))
    return engines


def _hang_and_end(engine: Engine, hang: Hang, content: bytes) -> None:
    """What was acknowledged before: a torrent that is paused."""
    torrent = base64.b64encode(content).decode()
    engine.torrent = engine.call("add_torrent_file", content=torrent, save_path=str(engine.folder))["id"]
    engine.call("pause", ids=[engine.torrent])
    with ExitStack() as stack:
        hang(engine, stack)
        engine.end()


@pytest.mark.parametrize("hang", HANGS, ids=lambda hang: hang.__name__)
def test_the_process_ends_and_what_was_acknowledged_is_kept(ended: dict[Hang, Engine], hang: Hang) -> None:
    engine = ended[hang]
    said = engine.log.read_text()
    assert engine.ended_with == engine.status, said
    assert engine.late in said
    assert ("Not all was saved" in said) == (engine.status == 1)
    with Program(engine.profile) as program:
        program.until(lambda: program.listed)
        assert program.rows[engine.torrent]["intent"] == "paused"
        assert program.call("get_app")["notices"] == []


def test_a_disk_that_takes_nothing_does_not_keep_the_process(tmp_path: Path) -> None:
    """libtorrent's session waits for its disk when it is let go, and no Python runs in the process meanwhile."""
    sample = make(tmp_path / "made")
    downloads, log = tmp_path / "downloads", tmp_path / "log"
    with (
        closing(Seeder(sample)) as seeder,
        Program(tmp_path / "profile", errors=log) as program,
        slow_to_write(downloads / sample.name / "a.bin"),
    ):
        torrent = str(sample.torrent_file(tmp_path))
        id = program.call("add_torrent_file", path=torrent, save_path=str(downloads))["id"]
        program.call("connect_peer", id=id, address=seeder.address)
        program.until(lambda: program.rows.get(id, {}).get("done"))
        assert program.end() == 1
    assert "Not all was saved: the disk" in log.read_text()
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.listed)
        assert program.rows[id]["intent"] == "run"
        assert program.call("get_app")["notices"] == []
