"""Runs it, a few at a time, and says when that fails."""

import logging
import queue
import sys
import threading
from collections.abc import Iterable

from ...contract.events import Event, NoticeEvent
from ...contract.notices import NoticeKind
from ...contract.torrents import State
from ...errors import TorrpeddoError
from ..beside import Program
from .command import Facts, command_of, is_refused
from .starting import start

_log = logging.getLogger(__name__)

AT_ONCE = 4
"""So many run beside each other; the others wait for their turn."""
SETTLE_S = 1.0
_PATH_S = 5.0


class OnCompletion:
    """A ``beside.Companion``. What runs when the program ends goes on without it."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._finished: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._threads = 0
        self._ended = threading.Event()

    def start(self) -> None:
        self._program.engine.submit(self._attach())

    def stop(self) -> None:
        self._ended.set()
        self._program.engine.feed.detach(self)

    async def _attach(self) -> None:
        self._program.engine.feed.attach(self)

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        pass

    def tell(self, event: Event) -> None:
        if not isinstance(event, NoticeEvent) or event.kind is not NoticeKind.FINISHED or event.id is None:
            return
        if self._program.engine.preferences.current.run_on_completion:
            self._finished.put(event.id)
            if self._threads < AT_ONCE:
                self._threads += 1
                threading.Thread(target=self._work, name="on-completion", daemon=True).start()

    def _work(self) -> None:
        while True:
            id = self._finished.get()
            program = self._program.engine.preferences.current.run_on_completion
            try:
                self._let_settle(id)
                facts = self._facts(id)
            except (TorrpeddoError, TimeoutError) as error:
                _log.info("Nothing is run for %s: %s", id, error)
                continue
            if program and facts is not None:
                self._run(command_of(program, facts), facts)

    def _let_settle(self, id: str) -> None:
        """A download may move to its own folder as soon as it has finished: what is run finds it there."""
        rows = self._program.engine.feed.rows
        while not self._ended.wait(SETTLE_S):
            row = rows.get(id)
            if row is None or row.state is not State.MOVING:
                return

    def _facts(self, id: str) -> Facts | None:
        engine = self._program.engine
        row = engine.feed.rows.get(id)
        return None if row is None else Facts.of(row, engine.submit(engine.path_of(id, None)).result(_PATH_S))

    def _run(self, command: list[str], facts: Facts) -> None:
        try:
            if is_refused(command, sys.platform):
                raise OSError("a batch file can't be given a torrent's name safely.")
            code = start(command).wait()
        except (OSError, ValueError) as error:
            _log.warning("%s could not be started: %s", command[0], error)
            message = f"“{command[0]}” could not be started for “{facts.name}”. See that it is there and may be run."
            self._tell(message, command, facts)
        else:
            if code != 0:
                message = f"“{command[0]}” ended with the error {code} after it was run for “{facts.name}”."
                self._tell(message, command, facts, code=code)

    def _tell(self, message: str, command: list[str], facts: Facts, **more: int) -> None:
        said = {"program": command[0], "name": facts.name, **more}

        async def tell() -> None:
            self._program.engine.feed.tell(
                NoticeEvent(kind=NoticeKind.PROGRAM_FAILED, level="warning", message=message, id=facts.id, facts=said)
            )

        self._program.engine.submit(tell())
