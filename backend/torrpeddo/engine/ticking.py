"""The clock of the engine: what the passing of time alone changes, for as long as the engine runs."""

import asyncio
import time
from collections.abc import Sequence
from typing import Protocol

from . import resume
from .core import Core
from .details import Details
from .facts import StatusUpdate
from .guarded import Guarded
from .resume import ResumeSaver

_UPDATE_FLAGS = 2 | 1
"""``query_accurate_download_counters``: progress within pieces; and ``query_distributed_copies``. No names or paths."""

AT_REST = 2
"""Ticks from one question for updates to the next while nothing changes: most of a tick's cost is waking up for the
answer, and whatever a person does is asked about at once (``Core.ask_for_updates``)."""


class Ticks(Protocol):
    def tick(self) -> None: ...


class Ticking:
    """Engine thread only. A room whose tick fails keeps no other from its own, and has its next."""

    def __init__(
        self, core: Core, seconds: float, rooms: Sequence[Ticks], details: Details, saver: ResumeSaver
    ) -> None:
        """``seconds``: between ticks."""
        self._core = core
        self._seconds = seconds
        self._rooms = rooms
        self._details = details
        self._saver = saver
        self._guarded = Guarded()
        self._saved = time.monotonic()
        self._timer: asyncio.TimerHandle | None = None
        self._pushing: asyncio.Task[None] | None = None
        self._unasked = 0
        """Ticks since the last question for updates."""
        self._stirs = True
        """Something has changed since that question."""
        core.pump.on(StatusUpdate, self._on_status)

    def begin(self) -> None:
        self._tick()

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _tick(self) -> None:
        # A timer of the loop's, for a task that sleeps wakes the loop twice.
        self._timer = self._core.loop.call_later(self._seconds, self._tick)
        self._ask()
        for room in self._rooms:
            self._guarded.run(f"The tick of {type(room).__name__}", room.tick)
        if self._details.watched and (self._pushing is None or self._pushing.done()):
            self._pushing = self._core.spawn(self._details.push_all(), "telling details")
        if time.monotonic() - self._saved >= resume.INTERVAL:
            self._saved = time.monotonic()
            self._guarded.run("Saving what changed", self._saver.request_changed)

    def _ask(self) -> None:
        self._unasked += 1
        if self._stirs or self._details.watched or self._unasked >= AT_REST:
            self._unasked, self._stirs = 0, False
            self._core.session.post_torrent_updates(_UPDATE_FLAGS)

    def _on_status(self, fact: StatusUpdate) -> None:
        self._stirs = self._stirs or bool(fact.statuses)
