"""Work that goes on for as long as the engine runs: what fails once must not end it, nor fill the log."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

log = logging.getLogger(__name__)


class Guarded:
    """Each piece of work is apart from all others; what fails again and again is logged once, until it succeeds."""

    def __init__(self) -> None:
        self._failing: set[str] = set()

    def run(self, what: str, work: Callable[[], Any]) -> None:
        try:
            work()
        except Exception as error:
            self._failed(what, error)
        else:
            self._failing.discard(what)

    async def wait_for(self, what: str, work: Callable[[], Awaitable[Any]]) -> None:
        try:
            await work()
        except Exception as error:
            self._failed(what, error)
        else:
            self._failing.discard(what)

    def _failed(self, what: str, error: Exception) -> None:
        if what not in self._failing:
            log.error("%s failed; what comes after it goes on", what, exc_info=error)
        self._failing.add(what)
