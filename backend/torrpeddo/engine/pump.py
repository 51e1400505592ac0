"""Alerts in, facts out: wakes on libtorrent's descriptor and hands facts to whoever asked for them."""

import asyncio
import logging
import socket
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any, TypeVar

from . import alerts, memory
from .facts import Handle
from .turns import Turns

log = logging.getLogger(__name__)

F = TypeVar("F")


class Pump:
    """Engine thread only.

    ``on`` subscribes for good, ``expect`` waits for one fact of one torrent. The
    session writes a byte to our socket when its queue stops being empty
    (``set_alert_fd``; a Python callable in ``set_alert_notify`` deadlocks).
    """

    def __init__(self, session: Any, loop: asyncio.AbstractEventLoop, turns: Turns) -> None:
        self._session = session
        self._loop = loop
        self._turns = turns
        self._subscribers: defaultdict[type, list[Callable[[Any], None]]] = defaultdict(list)
        self._waiting: defaultdict[tuple[type, Handle | None], list[asyncio.Future[Any]]] = defaultdict(list)
        self._facts: deque[Any] = deque()
        """Read, and not delivered yet: ten thousand statuses take a second."""
        self._delivering = False
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        loop.add_reader(self._reader, self._drain)
        session.set_alert_fd(self._writer.fileno())

    @property
    def behind(self) -> bool:
        """There is more to tell than there was time for."""
        return self._delivering

    def on(self, kind: type[F], callback: Callable[[F], None]) -> None:
        self._subscribers[kind].append(callback)

    def expect(self, handle: Handle | None, *kinds: type) -> asyncio.Future[Any]:
        """A future of the next fact of one of these kinds about this torrent, or about none. Ask before you act."""
        future: asyncio.Future[Any] = self._loop.create_future()
        for kind in kinds:
            self._waiting[kind, handle].append(future)
        future.add_done_callback(lambda done: self._forget(handle, kinds, done))
        return future

    def close(self) -> None:
        """Let go of the session. When this was the last reference it ends here: it says goodbye to trackers."""
        self._loop.remove_reader(self._reader)
        self._facts.clear()
        self._session = None
        memory.search_all()
        # Not before: until it is gone it writes to the descriptor.
        self._reader.close()
        self._writer.close()

    def _forget(self, handle: Handle | None, kinds: tuple[type, ...], future: asyncio.Future[Any]) -> None:
        for kind in kinds:
            waiting = self._waiting.get((kind, handle))
            if waiting and future in waiting:
                waiting.remove(future)
            if not waiting:
                self._waiting.pop((kind, handle), None)

    def _drain(self) -> None:
        try:
            while self._reader.recv(4096):
                pass
        except BlockingIOError:
            pass
        self._facts.extend(alerts.read(self._session.pop_alerts()))
        if not self._delivering:
            self._deliver_some()

    def _deliver_some(self) -> None:
        """What is left after a few milliseconds waits until everything else had its turn."""
        until = self._loop.time() + self._turns.length
        while self._facts:
            fact = self._facts[0]
            if isinstance(fact, alerts.Statuses) and fact.left:
                self._deliver(fact.read(self._turns.step))
            else:
                self._facts.popleft()
                if not isinstance(fact, alerts.Statuses):
                    self._deliver(fact)
            if self._loop.time() >= until:
                break
        self._delivering = bool(self._facts)
        if self._delivering:
            self._loop.call_soon(self._deliver_some)

    def _deliver(self, fact: Any) -> None:
        kind = type(fact)
        for callback in self._subscribers.get(kind, ()):
            try:
                callback(fact)
            except Exception:
                log.exception("Handling %s failed", kind.__name__)
        for future in self._waiting.pop((kind, getattr(fact, "handle", None)), ()):
            if not future.done():
                future.set_result(fact)
