"""The way onto the engine's thread: calls from other threads, in order, with one wake-up for all that come together."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from typing import Any


class Crossing:
    """``call`` may be used on any thread; what it is given runs on the loop's."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._calls: deque[tuple[Callable[..., object], tuple[Any, ...]]] = deque()
        self._gate = threading.Lock()
        self._woken = False

    def call(self, work: Callable[..., object], *args: Any) -> None:
        """Raises RuntimeError when the loop has ended."""
        with self._gate:
            self._calls.append((work, args))
            if self._woken:
                return
            # Writing to the loop's socket costs more than all else here.
            self._loop.call_soon_threadsafe(self._run)
            self._woken = True

    def _run(self) -> None:
        with self._gate:
            calls, self._calls = self._calls, deque()
            self._woken = False
        for work, args in calls:
            self._loop.call_soon(work, *args)
