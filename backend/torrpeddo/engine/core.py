"""What every room of the engine shares. Engine thread only."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from msgspec import Struct, field

from ..library.profile import Profile
from ..library.records import Operation
from ..library.store import Library
from .catalog import Catalog
from .crossing import Crossing
from .facts import Handle, Updated
from .feed import Feed
from .pump import Pump
from .rows import Rows
from .turns import Turns

log = logging.getLogger(__name__)

E = TypeVar("E")
T = TypeVar("T")

A_STEP = 50
"""Torrents of which libtorrent's thread is asked something until it is waited for: about a millisecond's work."""
STEP_DEADLINE = 1.0
"""Seconds after which it is not waited for: something else holds it."""

NEWS_EVERY = 0.1
"""Seconds from one question for updates to the next that is asked between ticks."""


class Core(Struct, eq=False):
    loop: asyncio.AbstractEventLoop
    session: Any
    """The ``libtorrent.session``."""
    turns: Turns
    pump: Pump
    catalog: Catalog
    rows: Rows
    feed: Feed
    library: Library
    profile: Profile
    crossing: Crossing
    disk: ThreadPoolExecutor
    """For what waits on a disk: stats, reads, staging, erasing."""
    asking: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="asking"))
    """For questions that wait for libtorrent's network thread."""
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _asked: bool = False
    _ask_at: float = 0.0

    def commit(self, *operations: Operation) -> asyncio.Future[None]:
        """Under way at once; done when the library has them on the disk, StorageError when it can't."""
        done: asyncio.Future[None] = self.loop.create_future()

        def tell(saved: Future[None]) -> None:
            with suppress(RuntimeError):  # The end came first, and nobody waits any more.
                self.crossing.call(_settle, done, saved)

        self.library.commit(*operations).add_done_callback(tell)
        return done

    async def in_turns(self, things: Iterable[E], rest: float = 0.0) -> AsyncIterator[E]:
        """One after the other, with room for everything else that waits after every few milliseconds.

        ``rest``: seconds in which other threads have their turn too.
        """
        until = self.loop.time() + self.turns.length
        for thing in things:
            if self.loop.time() >= until:
                await asyncio.sleep(rest)
                until = self.loop.time() + self.turns.length
            yield thing

    async def in_step(self, things: Iterable[E]) -> AsyncIterator[E]:
        """As ``in_turns``, and no faster than libtorrent's thread does what it is asked to: whoever has a question for
        it waits behind all that. What has changed is told on the way."""
        number = 0
        async for thing in self.in_turns(things):
            if number and number % A_STEP == 0:
                await self.caught_up()
            number += 1
            yield thing

    async def caught_up(self) -> None:
        """What libtorrent's thread knows by now is told, unless something else holds it."""
        updated = self.pump.expect(None, Updated)
        self.session.post_torrent_updates(0)
        with suppress(TimeoutError):
            await asyncio.wait_for(updated, STEP_DEADLINE)

    def ask_for_updates(self) -> None:
        """Hear of what was just changed before the next tick; once for all that changes together.

        Not before all that was heard is told: while ten thousand are added, each changes several times.
        """
        if not self._asked:
            self._asked = True
            self.loop.call_at(self._ask_at, self._ask)

    async def on_disk(self, work: Callable[..., T], *args: Any) -> T:
        return await self.loop.run_in_executor(self.disk, work, *args)

    async def ask(self, question: Callable[[Handle], T], handle: Handle) -> T | None:
        """A question to libtorrent, on a thread of its own; None when the torrent left the session meanwhile.

        While a download runs at full speed an answer takes ten milliseconds and more. ``question`` reads, no more.
        """
        try:
            return await self.loop.run_in_executor(self.asking, question, handle)
        except RuntimeError as error:
            if handle.is_valid():
                raise
            log.debug("It left before it answered: %s", error)
            return None

    def spawn(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Run in the background; a failure is logged, since nobody awaits it."""
        task = self.loop.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def settle(self) -> None:
        """Wait until the background work of now has ended."""
        while pending := [task for task in self._tasks if not task.done()]:
            await asyncio.wait(pending)

    def cancel_tasks(self) -> None:
        for task in list(self._tasks):
            task.cancel()

    def _ask(self) -> None:
        self._ask_at = self.loop.time() + NEWS_EVERY
        if self.pump.behind:
            self.loop.call_at(self._ask_at, self._ask)
            return
        self._asked = False
        if self.session is not None:
            self.session.post_torrent_updates(0)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s failed", task.get_name(), exc_info=error)


def _settle(done: asyncio.Future[None], saved: Future[None]) -> None:
    if done.done():
        return  # Whoever waited has gone.
    error = saved.exception()
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
        done.exception()  # Nobody need be waiting for it.
