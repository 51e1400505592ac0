"""Work for GTK's thread, handed over from any other."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from gi.repository import GLib

T = TypeVar("T")


def soon(work: Callable[[], object], priority: int = GLib.PRIORITY_DEFAULT_IDLE) -> None:
    """Run ``work`` on the GUI thread when it is free, or has nothing more urgent to do, without waiting."""
    GLib.idle_add(lambda: (work(), GLib.SOURCE_REMOVE)[1], priority=priority)


def call(work: Callable[["Future[T]"], None], timeout: float) -> T:
    """Run ``work`` on the GUI thread and wait until it, or what it started, settles the future it is given.

    Never call it on the GUI thread: it would wait for itself. Raises ``TimeoutError``
    after ``timeout`` seconds.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            work(answer)
        except Exception as error:
            answer.set_exception(error)

    soon(run)
    return answer.result(timeout)
