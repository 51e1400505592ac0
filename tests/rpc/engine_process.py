"""``torrpeddo engine`` as another program has it: a process, requests down its pipe, replies and events back."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import IO, Any, Self

import msgspec

PATIENCE = 30.0
"""Seconds; far more than any request takes on a busy machine."""


class EngineProcess:
    """``hear`` is given each event, on a thread of its own. Leaving it asserts that the engine ended in order.

    ``module``: what is run as Torrpeddo.
    """

    def __init__(
        self, profile: Path, settings: Iterable[str], hear: Callable[[Any], None], *, module: str = "torrpeddo"
    ) -> None:
        overrides = [word for setting in settings for word in ("--set", setting)]
        command = [sys.executable, "-m", module, "engine", "--profile", str(profile), *overrides]
        self._log = profile.with_suffix(".log")
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        self._hear = hear
        self._ids = count(1)
        self._waiting: dict[Any, Future[str]] = {}
        self._writing = Lock()
        self._reader = Thread(target=self._read, name="engine-process")
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """By closing its pipe. Harmless when it has ended."""
        with suppress(BrokenPipeError):
            _open(self._process.stdin).close()
        status = self._process.wait(PATIENCE)
        self._reader.join()
        assert status == 0, self._log.read_text()

    @property
    def pid(self) -> int:
        return self._process.pid

    def rpc(self, text: str) -> str:
        """One JSON-RPC request to its reply. From any thread."""
        return self._send(json.loads(text)["id"], text.encode()).result(PATIENCE)

    def ask(self, method: str, **params: Any) -> Future[str]:
        """Send a request and don't wait: its reply comes in its own time."""
        id = f"own {next(self._ids)}"
        return self._send(id, msgspec.json.encode({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))

    def call(self, method: str, **params: Any) -> Any:
        """The result; an AssertionError with the error if there is one."""
        return result_of(self.ask(method, **params))

    def _send(self, id: Any, text: bytes) -> Future[str]:
        answer: Future[str] = Future()
        with self._writing:
            self._waiting[id] = answer
            pipe = _open(self._process.stdin)
            pipe.write(text + b"\n")
            pipe.flush()
        return answer

    def _read(self) -> None:
        # Quick, for who measures: while events are read, replies wait behind them.
        read = msgspec.json.Decoder().decode
        with _open(self._process.stdout) as lines:
            for line in lines:
                message = read(line)
                if message.get("method") == "event":
                    self._hear(message["params"])
                else:
                    self._waiting.pop(message["id"]).set_result(line.decode())
        for unanswered in self._waiting.values():
            unanswered.set_exception(ConnectionError("The engine has ended."))


def result_of(answer: Future[str]) -> Any:
    """Of a request that was sent; an AssertionError with the error if there is one."""
    reply = msgspec.json.decode(answer.result(PATIENCE))
    assert "error" not in reply, reply["error"]
    return reply["result"]


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
