"""The engine in a process of its own, as a window has it, with what it tells."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from threading import Condition, Event
from types import TracebackType
from typing import Any, Self

from tests.rpc.engine_process import EngineProcess, result_of
from tests.swarm.host import LOOPBACK

from .footprint import Footprint, footprint

PATIENCE = 60.0
"""Seconds."""
LOOK_EVERY = 0.1
"""Seconds between looks at the process, which nothing tells of."""
STILL = 4
"""Looks in a row that find the same threads and descriptors: it is at rest."""


class Engine:
    """``quick_program``: ten seconds to undo are one. ``settings``: of libtorrent's, as ``name=value``."""

    def __init__(self, profile: Path, *settings: str) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self.details = 0
        """How often details were told."""
        self._heard = Condition()
        self._process = EngineProcess(profile, [*LOOPBACK, *settings], self._hear, module="tests.swarm.quick_program")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.end()

    def call(self, method: str, **params: Any) -> Any:
        return self._process.call(method, **params)

    def ask(self, method: str, **params: Any) -> Future[str]:
        return self._process.ask(method, **params)

    def all_of(self, answers: Iterable[Future[str]]) -> list[Any]:
        return [result_of(answer) for answer in answers]

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Looked at again whenever something is told."""
        with self._heard:
            assert self._heard.wait_for(condition, PATIENCE), f"waited in vain for {what}"

    def listen_port(self) -> int:
        return int(self.call("get_status")["session"]["listen_port"])

    def at_rest(self, over: Callable[[], bool]) -> Footprint:
        """Once it is ``over`` and nothing of it changes any more."""
        deadline = time.monotonic() + PATIENCE
        looks: list[Footprint] = []
        while len(looks) < STILL or len({(each.threads, each.descriptors) for each in looks[-STILL:]}) > 1:
            assert time.monotonic() < deadline, f"it never rests: {[str(each) for each in looks[-STILL:]]}"
            Event().wait(LOOK_EVERY)
            looks = [*looks, footprint(self._process.pid)] if over() else []
        return looks[-1]

    def _hear(self, event: Any) -> None:
        with self._heard:
            match event["type"]:
                case "snapshot":
                    self.rows = {row["id"]: row for row in event["rows"]}
                case "delta":
                    self.rows.update((row["id"], row) for row in event["rows"])
                    for id in event["removed"]:
                        self.rows.pop(id, None)
                case "details":
                    self.details += 1
            self._heard.notify_all()
