"""The processes that ``scale`` measures: the engine over its pipes, the bare loop, and a peer for both."""

import base64
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Condition, RLock
from types import TracebackType
from typing import Any, Self

import libtorrent as lt
import psutil
from tests.rpc.engine_process import EngineProcess, result_of

from .asking import ask
from .bare_loop import LOOPBACK

PATIENCE = 60.0
"""Seconds."""
RATE = 2048
"""Bytes a second and torrent that change the rows."""


class Measured:
    """A process, from outside."""

    pid: int

    def memory(self) -> int:
        """Bytes in memory that are its own or shared."""
        return int(psutil.Process(self.pid).memory_info().rss)

    def cpu(self) -> float:
        """Seconds it has computed for, all threads together."""
        if platform.system() == "Linux":
            # The clock of another process (``clock_getcpuclockid``): psutil's figure has a grain of 10 ms.
            return time.clock_gettime(~self.pid << 3 | 2)
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)


class MeasuredEngine(Measured):
    """``torrpeddo engine``, and what it told of its rows."""

    def __init__(self, profile: Path) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self.told = 0
        """Rows in deltas and snapshots so far."""
        self._heard = Condition(RLock())
        self._began = time.perf_counter()
        settings = [f"{name}={str(value).lower()}" for name, value in LOOPBACK.items()]
        self._process = EngineProcess(profile, settings, self._hear)
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        self._process.call("get_settings")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        self._process.end()

    def call(self, method: str, **params: Any) -> Any:
        return self._process.call(method, **params)

    def port(self) -> int:
        return int(self.call("get_status")["session"]["listen_port"])

    def add(self, torrents: Path, folder: Path) -> None:
        """One call each, as many on their way as the pipe takes; until all are answered and listed."""
        before = len(self.rows)
        with torrents.open(encoding="ascii") as lines:
            answers = [
                self._process.ask("add_torrent_file", content=line.strip(), save_path=str(folder), seed_mode=True)
                for line in lines
            ]
        for answer in answers:
            result_of(answer)
        self.until(lambda: len(self.rows) == before + len(answers))

    def add_many(self, torrents: Path, folder: Path) -> None:
        """All in one call; until it is answered and they are listed."""
        before, lines = len(self.rows), torrents.read_text("ascii").splitlines()
        answer = self.call(
            "add_torrents", torrents=[{"content": line} for line in lines], save_path=str(folder), seed_mode=True
        )
        refused = [each["refused"] for each in answer["torrents"] if each["refused"]]
        assert not refused, refused[0]
        self.until(lambda: len(self.rows) == before + len(lines))

    def until(self, condition: Callable[[], object]) -> float:
        """Wait for something about ``rows``. Returns the seconds since the process was started."""
        with self._heard:
            assert self._heard.wait_for(condition, PATIENCE), "waited in vain"
        return time.perf_counter() - self._began

    def starting(self) -> bool:
        """Whether a torrent is still on its way into the session."""
        with self._heard:
            return any((row["reason"] or {}).get("kind") == "starting" for row in self.rows.values())

    def until_entered(self) -> float:
        """Returns the seconds since the process was started."""
        return self.until(lambda: not self.starting())

    def commands(self, count: int) -> list[float]:
        """Milliseconds of each: one after the other, in turns, on torrents at random."""
        random, ids = Random(3), list(self.rows)
        return [self._timed(random.randrange(6), random.choice(ids)) for _ in range(count)]

    def during(self, method: str, state: str, **params: Any) -> tuple[float, float, list[float]]:
        """Seconds until that call was answered, and until all rows have that state.

        And milliseconds of the commands that were given until then.
        """
        answered = list[float]()
        began = time.perf_counter()
        answer = self._process.ask(method, **params)
        answer.add_done_callback(lambda _: answered.append(time.perf_counter() - began))
        times = self.meanwhile(lambda: answer.done() and all(row["state"] == state for row in self.rows.values()))
        result_of(answer)
        return answered[0], time.perf_counter() - began, times

    def meanwhile(self, condition: Callable[[], object]) -> list[float]:
        """Milliseconds of commands given until the condition holds."""
        random, ids = Random(5), list(self.rows)
        times = []
        while not condition():
            times.append(self._timed(random.randrange(4), random.choice(ids)))
        return times

    def _timed(self, which: int, id: str) -> float:
        began = time.perf_counter()
        match which:
            case 0:
                self.call("get_torrent", id=id)
            case 1:
                self.call("set_limits", ids=[id], up_limit=RATE)
            case 2:
                self.call("get_trackers", id=id)
            case 3:
                self.call("set_sequential", ids=[id], sequential=True)
            case 4:
                self.call("pause", ids=[id])
            case _:
                self.call("resume", ids=[id])
        return (time.perf_counter() - began) * 1000

    def _hear(self, event: Any) -> None:
        with self._heard:
            rows = event.get("rows", ())
            self.told += len(rows)
            self.rows.update((row["id"], row) for row in rows)
            self._heard.notify_all()


class MeasuredBare(Measured):
    """The loop in ``bare_loop``."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.bare_loop"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        self.do("port")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def do(self, what: str, **params: Any) -> Any:
        return ask(self._process, what, **params)

    def end(self) -> None:
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        self._process.wait(PATIENCE)
        if self._process.stdout is not None:
            self._process.stdout.close()


class Taker:
    """A peer in this process that takes what the two give it."""

    def __init__(self, torrents: Path, folder: Path) -> None:
        settings: Any = {**lt.default_settings(), **LOOPBACK, "connections_limit": 2000}
        self._session = lt.session(settings)
        self._handles = []
        for line in torrents.read_text("ascii").splitlines():
            params = lt.load_torrent_buffer(base64.b64decode(line))
            params.save_path = str(folder)
            params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
            self._handles.append(self._session.add_torrent(params))

    def connect(self, *ports: int) -> None:
        for handle in self._handles:
            for port in ports:
                handle.connect_peer(("127.0.0.1", port))

    def close(self) -> None:
        self._handles.clear()
        del self._session
