"""The way onto the engine's thread: calls from other threads, in order, with one wake-up for all that come together."""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from ..errors import ShuttingDown
from .turns import Turns

T = TypeVar("T")

log = logging.getLogger(__name__)


class Crossing:
    """``call`` and ``run`` may be used on any thread; what they are given runs on the loop's."""

    def __init__(self, loop: asyncio.AbstractEventLoop, turns: Turns) -> None:
        self._loop = loop
        self._turns = turns
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

    def run(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """A command. Fails with ShuttingDown when the loop ends before it does."""
        answer: Future[T] = Future()
        answer.set_running_or_notify_cancel()
        self.call(self._begin, work, answer)
        return answer

    def _begin(self, work: Coroutine[Any, Any, T], answer: Future[T]) -> None:
        task = self._loop.create_task(self._serve(work, answer))
        task.add_done_callback(lambda _: _give_up(work, answer))

    async def _serve(self, work: Coroutine[Any, Any, T], answer: Future[T]) -> None:
        with self._turns.command():
            try:
                result = await work
            except Exception as error:
                answer.set_exception(error)
            else:
                answer.set_result(result)

    def _run(self) -> None:
        with self._gate:
            calls, self._calls = self._calls, deque()
            self._woken = False
        for work, args in calls:
            try:
                work(*args)
            except Exception:
                log.exception("What another thread asked for failed")


def _give_up(work: Coroutine[Any, Any, T], answer: Future[T]) -> None:
    """What was cancelled, maybe before it began."""
    if not answer.done():
        work.close()
        answer.set_exception(ShuttingDown("Torrpeddo is closing; this was not done."))
