"""``torrpeddo engine`` in a process of its own, spoken to over its pipes, which may be killed at any moment."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

import torrpeddo

from .host import LOOPBACK, TIMEOUT

ROOT = Path(__file__).parents[2]


class Program:
    def __init__(
        self,
        profile: Path,
        *,
        quick: bool = False,
        command: Sequence[str | Path] = (),
        errors: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """``quick``: with the clock of ``quick_program``. ``command``: another Torrpeddo than this one.

        ``errors``: where what it says on stderr is added.
        """
        settings = [word for pair in LOOPBACK for word in ("--set", pair)]
        module = "tests.swarm.quick_program" if quick else "torrpeddo"
        paths = [str(Path(torrpeddo.__file__).parents[1]), str(ROOT)]
        with (errors or Path(os.devnull)).open("ab") as stderr:
            self._process = subprocess.Popen(
                [*(command or (sys.executable, "-m", module)), "engine", "--profile", str(profile), *settings],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, **(env or {}), "PYTHONPATH": os.pathsep.join(paths)},
            )
        self._said = threading.Condition()
        self._asking = threading.Lock()
        self._asked = 0
        self._ended = False
        self._replies: dict[int, dict[str, Any]] = {}
        self._unnumbered: list[dict[str, Any]] = []
        """Answers to what was not asked by ``ask``."""
        self.rows: dict[str, dict[str, Any]] = {}
        self.previews: dict[str, dict[str, Any]] = {}
        """What was last told of each."""
        self.listed = False
        """Whether the first snapshot is here."""
        self._reader = threading.Thread(target=self._read, name="program")
        self._reader.start()

    def ask(self, method: str, **params: Any) -> int:
        """Send it; ``answered`` tells whether it was acknowledged."""
        assert self._process.stdin is not None
        with self._asking:
            self._asked += 1
            number = self._asked
            request = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            with suppress(BrokenPipeError):
                self._process.stdin.write(json.dumps(request).encode() + b"\n")
                self._process.stdin.flush()
        return number

    def say(self, line: bytes, seconds: float = TIMEOUT) -> list[dict[str, Any]]:
        """A line as it is, in which no number is one of ours. Returns the answers: one, or those of a batch."""
        assert self._process.stdin is not None
        with self._said:
            self._unnumbered.clear()
        with self._asking:
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()
        self.until(lambda: self._unnumbered, seconds)
        return list(self._unnumbered)

    def call(self, method: str, *, seconds: float = TIMEOUT, **params: Any) -> Any:
        number = self.ask(method, **params)
        self.until(lambda: number in self._replies, seconds)
        reply = self._replies[number]
        assert "result" in reply, f"{method}({params}) answered {reply}"
        return reply["result"]

    def reply(self, number: int) -> dict[str, Any] | None:
        """The whole answer, or None if there is none yet."""
        with self._said:
            return self._replies.get(number)

    def answered(self, number: int) -> bool:
        with self._said:
            return "result" in self._replies.get(number, {})

    def until(self, condition: Callable[[], object], seconds: float = TIMEOUT) -> None:
        """Looked at again whenever the program says something, and in between: a disk changes without a word."""
        deadline = time.monotonic() + seconds
        with self._said:
            while not condition():
                left = deadline - time.monotonic()
                assert left > 0, f"not so: {self._summary()}"
                assert not self._ended, "the program ended"
                self._said.wait(min(left, 0.2))

    @property
    def ended(self) -> bool:
        with self._said:
            return self._ended

    def kill(self) -> None:
        self._process.kill()
        self._close()

    def end(self) -> int:
        """In order, as a closed pipe asks for; its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._close()
        return self._process.returncode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _close(self) -> None:
        self._process.wait(TIMEOUT)
        # The packaged program is two processes; when the first is killed, the second hears of it here.
        self._hang_up(self._process.stdin)
        self._reader.join()
        self._hang_up(self._process.stdout)

    def _hang_up(self, pipe: IO[bytes] | None) -> None:
        assert pipe is not None
        with suppress(BrokenPipeError):
            pipe.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            message = json.loads(line)
            with self._said:
                if isinstance(message, list):
                    self._unnumbered += message
                elif message.get("method") == "event":
                    self._hear(message["params"])
                elif isinstance(message["id"], int):
                    self._replies[message["id"]] = message
                else:
                    self._unnumbered.append(message)
                self._said.notify_all()
        with self._said:
            self._ended = True
            self._said.notify_all()

    def _hear(self, event: dict[str, Any]) -> None:
        if event["type"] == "snapshot":
            self.listed = True
        elif event["type"] == "preview":
            self.previews[event["preview"]["preview"]] = event["preview"]
        for row in event.get("rows", ()):
            self.rows[row["id"]] = row
        for id in event.get("removed", ()):
            self.rows.pop(id, None)

    def _summary(self) -> list[tuple[str, str, float, object]]:
        return [(row["name"], row["state"], row["progress"], row.get("error")) for row in self.rows.values()]
