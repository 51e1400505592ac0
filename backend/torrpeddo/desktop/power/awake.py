"""The computer stays awake while something is unfinished."""

import logging
import time
from collections.abc import Iterable

from ...contract.events import Event, SettingsEvent
from ...engine import Engine
from ..beside import Program
from ..own_thread import OwnThread
from .policy import keeps_awake, may_matter
from .ports import Inhibitor

_log = logging.getLogger(__name__)

AGAIN_S = 60.0
"""Seconds until those are looked at again of which time alone decides."""


class KeepAwake:
    """A ``beside.Companion``. The engine's thread notes which torrents matter, a thread of its own asks the system."""

    def __init__(self, program: Program, inhibitor: Inhibitor) -> None:
        self._program = program
        self._inhibitor = inhibitor
        self._matter: set[str] = set()
        self._thread = OwnThread("keeping-awake", program.engine.feed, self, self._run)

    def start(self) -> None:
        self._program.engine.submit(self._attach())
        self._thread.start()

    def stop(self) -> None:
        self._thread.stop()

    async def _attach(self) -> None:
        feed = self._program.engine.feed
        feed.attach(self)
        self.changed(feed.rows, ())

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        rows = self._program.engine.feed.rows
        before = len(self._matter)
        news = False
        for id in changed:
            row = rows.get(id)
            if row is not None and may_matter(row):
                news = news or id not in self._matter
                self._matter.add(id)
            else:
                self._matter.discard(id)
        self._matter.difference_update(removed)
        if news or len(self._matter) != before:
            self._thread.wake()

    def tell(self, event: Event) -> None:
        if isinstance(event, SettingsEvent):
            self._thread.wake()

    def _run(self) -> None:
        held = False
        while self._thread.wait(AGAIN_S if self._matter else None):
            wanted = wants_awake(self._program.engine, self._matter, time.time())
            if wanted is not held:
                held = self._ask(wanted)
        if held:
            self._ask(wanted=False)

    def _ask(self, wanted: bool) -> bool:
        """Whether it is held afterwards."""
        try:
            if wanted:
                self._inhibitor.hold(self._program.words().say("awake_reason"))
            else:
                self._inhibitor.release()
        except OSError as error:
            _log.info("The computer may sleep while something is unfinished: %s", error)
        return wanted


def wants_awake(engine: Engine, ids: Iterable[str], now: float) -> bool:
    settings = engine.preferences.current
    if not settings.keep_awake or engine.preferences.paused:
        return False
    rows = engine.feed.rows
    return any((row := rows.get(id)) is not None and keeps_awake(row, settings, now) for id in tuple(ids))
