"""What every room of the engine shares. Engine thread only."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..library.profile import Profile
from ..library.records import Operation
from ..library.store import Library
from .catalog import Catalog
from .feed import Feed
from .pump import Pump
from .rows import Rows

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(slots=True)
class Core:
    loop: asyncio.AbstractEventLoop
    session: Any
    """The ``libtorrent.session``."""
    pump: Pump
    catalog: Catalog
    rows: Rows
    feed: Feed
    library: Library
    profile: Profile
    disk: ThreadPoolExecutor
    """For what waits on a disk: stats, reads, staging, erasing."""
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def commit(self, *operations: Operation) -> asyncio.Future[None]:
        """Under way at once; done when the library has them on the disk, StorageError when it can't."""
        return asyncio.wrap_future(self.library.commit(*operations), loop=self.loop)

    async def on_disk(self, work: Callable[..., T], *args: Any) -> T:
        return await self.loop.run_in_executor(self.disk, work, *args)

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

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s failed", task.get_name(), exc_info=error)
