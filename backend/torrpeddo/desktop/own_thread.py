"""The thread of a companion that the engine's thread must not wait for: it is woken, looks, and ends in order."""

import threading
from collections.abc import Callable

from ..engine.feed import Feed, Listener

_END_S = 2.0


class OwnThread:
    """Runs ``work``, which goes on for as long as ``wait`` says so. ``listener`` leaves the feed with it."""

    def __init__(self, name: str, feed: Feed, listener: Listener, work: Callable[[], None]) -> None:
        self._feed = feed
        self._listener = listener
        self._changed = threading.Condition()
        self._woken = True
        """At first too: what was there before is looked at."""
        self._ended = False
        self._thread = threading.Thread(target=work, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """From any thread, its own too; waits a little for what it is at."""
        self._feed.detach(self._listener)
        with self._changed:
            self._ended = True
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(_END_S)

    def wake(self) -> None:
        """From any thread, without waiting: there is something to look at."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def wait(self, seconds: float | None = None) -> bool:
        """On itself: until it is woken, or so many seconds have passed. False when it is to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._woken or self._ended, seconds)
            self._woken = False
            return not self._ended
