"""Does what was chosen for when everything is done."""

import logging
import time
from collections.abc import Iterable

from ...contract.events import CountdownEvent, Event, NoticeEvent, SettingsEvent
from ...contract.notices import NoticeKind
from ...contract.settings import SettingsChanges, WhenDone
from ..beside import Program
from ..notifications.ports import DEFAULT, Action, Notification, Notifier
from ..own_thread import OwnThread
from .policy import Countdown, Progress
from .ports import Computer

_log = logging.getLogger(__name__)

_SLOT = "countdown"
_CANCEL = "cancel"
_TICK_S = 0.25
_END_S = 2.0


class Finale:
    """A ``beside.Companion``. What was chosen holds for this run alone, unless ``when_done_always``."""

    def __init__(self, program: Program, computer: Computer, notifier: Notifier) -> None:
        self._program = program
        self._computer = computer
        self._notifier = notifier
        self._notifies = False
        self._progress = Progress()
        """Of the engine's thread; the answer is read on ours."""
        self._chosen = WhenDone.NOTHING
        self._countdown = Countdown()
        self._shown: int | None = None
        self._thread = OwnThread("when-done", program.engine.feed, self, self._run)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._thread.stop()

    async def _attach(self) -> None:
        engine = self._program.engine
        settings = engine.preferences.current
        if settings.when_done is not WhenDone.NOTHING and not settings.when_done_always:
            await engine.preferences.update(SettingsChanges(when_done=WhenDone.NOTHING))
        engine.feed.attach(self)
        self._choose(engine.preferences.current.when_done)

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        if self._chosen is not WhenDone.NOTHING:
            before = self._progress.all_done
            self._progress.changed(self._program.engine.feed.rows, changed, removed)
            if self._progress.all_done is not before:
                self._thread.wake()

    def tell(self, event: Event) -> None:
        if isinstance(event, SettingsEvent):
            if event.settings.when_done is not self._chosen:
                self._choose(event.settings.when_done)
            self._thread.wake()

    def _choose(self, chosen: WhenDone) -> None:
        """On the engine's thread. From nothing to something, counting begins anew."""
        if self._chosen is WhenDone.NOTHING:
            self._progress.begin(self._program.engine.feed.rows)
        self._chosen = chosen

    def _answered(self, slot: str, action: str | None) -> None:
        if action == _CANCEL:
            self._choose_nothing()
        elif action == DEFAULT:
            self._program.present()

    def _choose_nothing(self) -> None:
        changes = SettingsChanges(when_done=WhenDone.NOTHING)
        self._program.engine.submit(self._program.engine.preferences.update(changes))

    def _run(self) -> None:
        self._program.offer("sleep", self._computer.can_sleep())
        self._program.offer("shut_down", self._computer.can_shut_down())
        self._notifies = self._notifier.open(self._answered)
        self._program.engine.submit(self._attach())
        while self._thread.wait(_TICK_S if self._due else None):
            chosen, due = self._chosen, self._due
            left = self._countdown.left(due, time.monotonic())
            self._show(chosen, left)
            if left == 0:
                self._do(chosen)
        self._show(WhenDone.NOTHING, None)

    @property
    def _due(self) -> bool:
        paused = self._program.engine.preferences.current.all_paused
        return self._chosen is not WhenDone.NOTHING and self._progress.all_done and not paused

    def _show(self, chosen: WhenDone, left: int | None) -> None:
        if left == self._shown:
            return
        began, over = self._shown is None, left is None
        self._shown = left
        self._tell(CountdownEvent(action=chosen, seconds=left))
        if not self._notifies:
            return
        if over:
            self._notifier.withdraw(_SLOT)
        elif began:
            self._notifier.show(self._notification(chosen))

    def _notification(self, chosen: WhenDone) -> Notification:
        words = self._program.words()
        return Notification(
            slot=_SLOT,
            title=words.say(f"countdown_{chosen.value}"),
            body=words.say("all_done"),
            actions=(Action(DEFAULT, words.say("show")), Action(_CANCEL, words.say("cancel"))),
            urgent=True,
        )

    def _do(self, chosen: WhenDone) -> None:
        _log.info("Everything is done: %s.", chosen.value)
        if not self._program.engine.preferences.current.when_done_always:
            self._choose_nothing()
        self._begin_anew()
        try:
            if chosen is WhenDone.SLEEP:
                self._computer.sleep()
            elif chosen is WhenDone.SHUT_DOWN:
                self._computer.shut_down()
        except OSError as error:
            _log.warning("The system refused: %s", error)
            message = "Everything is done, but the system refused to do what was chosen for then."
            facts = {"action": chosen.value}
            self._tell(NoticeEvent(kind=NoticeKind.WHEN_DONE_FAILED, level="warning", message=message, facts=facts))
            return
        if chosen in (WhenDone.QUIT, WhenDone.SHUT_DOWN):
            self._program.close()

    def _begin_anew(self) -> None:
        """With nothing on the screen. Wait for it: else what was done would count once more."""

        async def begin() -> None:
            self._progress.begin(self._program.engine.feed.rows)

        self._program.engine.submit(begin()).result(_END_S)
        self._countdown = Countdown()
        self._show(WhenDone.NOTHING, None)

    def _tell(self, event: Event) -> None:
        async def tell() -> None:
            self._program.engine.feed.tell(event)

        self._program.engine.submit(tell())
