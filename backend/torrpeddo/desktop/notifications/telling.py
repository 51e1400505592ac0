"""What happens while nobody looks at the window becomes notifications, several of a kind within seconds one."""

import logging
import time
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import TypeVar

from ...contract.events import Event
from ...errors import TorrpeddoError
from ..beside import Program
from ..own_thread import OwnThread
from ..ports import Opener
from ..system import existing
from .policy import OPEN_FOLDER, Kind, News, compose, is_wanted, news_of
from .ports import DEFAULT, Notifier

_log = logging.getLogger(__name__)

CAPABILITY = "notifications"
GATHER_S = 2.0
"""Seconds for which others of its kind are waited for."""
MOST = 1_000
"""News kept of a kind: a notification counts no further."""
_PATH_S = 5.0


class Notifications:
    """A ``beside.Companion``. The engine's thread and the notifier's note down, a thread of its own does the rest."""

    def __init__(self, program: Program, notifier: Notifier, opener: Opener) -> None:
        self._program = program
        self._notifier = notifier
        self._opener = opener
        self._fresh: deque[News] = deque(maxlen=MOST)
        self._since = 0.0
        """When the oldest of them came, by ``time.monotonic``."""
        self._answers: deque[tuple[str, str | None]] = deque()
        self._shown: defaultdict[Kind, list[News]] = defaultdict(list)
        """What stands on the screen now; of this thread alone."""
        self._thread = OwnThread("notifying", program.engine.feed, self, self._run)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._thread.stop()

    async def _attach(self) -> None:
        self._program.engine.feed.attach(self)

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        pass

    def tell(self, event: Event) -> None:
        settings = self._program.engine.preferences.current
        news = [one for one in news_of(event) if is_wanted(one.kind, settings)]
        if news:
            if not self._fresh:
                self._since = time.monotonic()
            self._fresh.extend(news)
            self._thread.wake()

    def _answered(self, slot: str, action: str | None) -> None:
        self._answers.append((slot, action))
        self._thread.wake()

    def _run(self) -> None:
        if not self._notifier.open(self._answered):
            _log.info("Nothing here shows notifications.")
            return
        self._program.offer(CAPABILITY, True)
        self._program.engine.submit(self._attach())
        while self._thread.wait(self._left()):
            for slot, action in drained(self._answers):
                self._act(Kind(slot), action)
            if self._left() == 0:
                self._show(drained(self._fresh))
        if Kind.ADDED in self._shown:
            self._notifier.withdraw(Kind.ADDED.value)  # the others stay true when the program has ended

    def _left(self) -> float | None:
        """Seconds until what is new is told; None without news."""
        return max(0.0, self._since + GATHER_S - time.monotonic()) if self._fresh else None

    def _show(self, fresh: list[News]) -> None:
        if self._program.window.focused:
            # The page tells it, and whoever reads it there has seen what was told before.
            for kind in tuple(self._shown):
                del self._shown[kind]
                self._notifier.withdraw(kind.value)
            return
        for kind in Kind:
            news = [one for one in fresh if one.kind is kind]
            if news:
                self._shown[kind] = [*self._shown[kind], *news][-MOST:]
                self._notifier.show(compose(kind, self._shown[kind], self._program.words()))

    def _act(self, kind: Kind, action: str | None) -> None:
        news = self._shown.pop(kind, [])
        if action == OPEN_FOLDER and news and news[-1].id is not None:
            self._open_folder(news[-1].id)
        elif action in (DEFAULT, OPEN_FOLDER):
            self._program.present()

    def _open_folder(self, id: str) -> None:
        engine = self._program.engine
        try:
            path = engine.submit(engine.path_of(id, None)).result(_PATH_S)
            self._opener.reveal(existing(str(path)))
        except (TorrpeddoError, OSError, TimeoutError) as error:
            _log.info("The folder of %s was not opened: %s", id, error)
            self._program.present()  # the list says what became of it


T = TypeVar("T")


def drained(queue: deque[T]) -> list[T]:
    """What was in it; another thread may put more there meanwhile."""
    return [queue.popleft() for _ in range(len(queue))]
