"""The program in the tray: what the icon shows, what choosing from its menu does, and where the window goes to."""

import logging
import time
from collections.abc import Callable, Iterable

from ...contract.events import Event, NoticeEvent, SettingsEvent
from ...contract.notices import NoticeKind
from ...contract.session import HeldBy
from ...contract.settings import SettingsChanges
from ...engine import Engine
from ...errors import TorrpeddoError
from ..beside import Program
from ..ports import Sight
from .counting import Count
from .look import Look, look
from .menu import ADD, HOLD, QUIT, WINDOW, changes
from .ports import Icon

_log = logging.getLogger(__name__)

CAPABILITY = "tray"
EXPLAINED = "tray_explained"
"""Among the settings' ``view``: that the window goes to the tray was said once."""
REFRESH_S = 1.0
"""From one look to the next."""
GRACE_S = 3.0
"""How long a window that starts hidden waits for a tray; panels start with the session, as we may."""


class Tray:
    """A ``beside.Companion``, an ``engine.feed.Listener`` and the icon's ``Told``."""

    def __init__(self, program: Program, icon: Icon, clock: Callable[[], float] = time.monotonic) -> None:
        self._program = program
        self._clock = clock
        self._icon = icon
        self._count = Count()
        self._figures: tuple[int, int, HeldBy | None] = (0, 0, None)
        self._there = False
        self._due = False
        self._shown: Look | None = None
        self._shown_at = 0.0
        self._parked = False
        """The window is minimised because there was no tray to start in."""
        self._owes_a_line = False
        self._ended = False

    def start(self) -> None:
        self._program.window.watch(self._seen)
        self._program.window.when_closed(self._closed)
        self._icon.start(self)
        self._icon.after(GRACE_S, self._give_up)
        self._program.engine.submit(self._attach())

    def stop(self) -> None:
        self._ended = True
        self._program.engine.feed.detach(self)
        self._icon.stop()

    async def _attach(self) -> None:
        feed = self._program.engine.feed
        self._count.note(feed.rows, feed.rows, ())
        feed.attach(self)
        self._stale()

    # On the engine's thread.

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        feed = self._program.engine.feed
        session = feed.session
        figures = session.down_rate, session.up_rate, session.held_by
        if self._count.note(feed.rows, changed, removed) or figures != self._figures:
            self._figures = figures
            self._stale()

    def tell(self, event: Event) -> None:
        if isinstance(event, SettingsEvent):
            self._stale()

    # On the icon's thread, which is the GUI's or does as well.

    def there(self, there: bool) -> None:
        if self._ended:
            return
        self._there = there
        self._shown = None
        self._program.offer(CAPABILITY, there)
        sight = self._program.window.sight
        if there:
            self._refresh()
            if self._parked and sight is Sight.MINIMISED:
                self._program.window.hide()
            self._parked = False
        elif sight is Sight.HIDDEN:
            self._program.window.present()

    def activated(self, token: str = "") -> None:
        if self._program.window.sight is Sight.SHOWN:
            self._program.window.hide()
        else:
            self._program.window.present(token)

    def chosen(self, key: str) -> None:
        if key == WINDOW:
            self.activated()
        elif key == ADD:
            self._program.add(())
        elif key == QUIT:
            self._program.close()
        elif key == HOLD:
            self._program.engine.submit(_hold_or_go_on(self._program.engine))
        else:
            engine = self._program.engine
            wanted = changes(key, engine.preferences.current)
            if wanted is not None:
                _update(engine, wanted)

    def _seen(self, sight: Sight) -> None:
        self._stale()
        if sight is Sight.SHOWN:
            self._parked = False
            if self._owes_a_line:
                self._owes_a_line = False
                self._program.engine.submit(_tell(self._program.engine, kept_running()))

    def _closed(self) -> bool:
        """The person closed the window: it goes to the tray, if there is one and they like that."""
        if not self._there or not self._program.engine.preferences.current.close_to_tray:
            return False
        self._program.window.hide()
        self._explain_once()
        return True

    def _explain_once(self) -> None:
        engine = self._program.engine
        view = engine.preferences.current.view
        if not view.get(EXPLAINED):
            words = self._program.words()
            self._icon.explain(words.say("tray_kept_title"), words.say("tray_kept"))
            self._owes_a_line = True
            _update(engine, SettingsChanges(view={**view, EXPLAINED: True}))

    def _give_up(self) -> None:
        """No tray to start in: a window that nobody could call back is left where windows are chosen."""
        if not self._there and not self._ended and self._program.window.sight is Sight.HIDDEN:
            self._parked = True
            self._program.window.minimise()

    def _stale(self) -> None:
        """From any thread. Without an icon there is nothing to bring up to date, and ``there`` begins afresh."""
        if self._there and not self._due:
            self._due = True
            self._icon.after(max(0.0, self._shown_at + REFRESH_S - self._clock()), self._refresh)

    def _refresh(self) -> None:
        self._due = False
        if not self._there or self._ended:
            return
        engine = self._program.engine
        seen = look(
            engine.preferences.current,
            engine.feed.session,
            self._count,
            self._program.words(),
            shown=self._program.window.sight is Sight.SHOWN,
        )
        if seen != self._shown:
            self._shown, self._shown_at = seen, self._clock()
            self._icon.show(seen)


def kept_running() -> NoticeEvent:
    return NoticeEvent(
        kind=NoticeKind.KEPT_RUNNING,
        level="info",
        message="Closing the window left Torrpeddo running in the tray. The settings, under Desktop, can change that.",
        facts={"setting": "close_to_tray"},
    )


def _update(engine: Engine, wanted: SettingsChanges) -> None:
    engine.submit(_changed(engine, wanted))


async def _hold_or_go_on(engine: Engine) -> None:
    """Whatever holds it, a person who chooses so goes on."""
    preferences = engine.preferences
    held = preferences.paused
    if held:
        preferences.go_on()
    await _changed(engine, SettingsChanges(all_paused=not held))


async def _changed(engine: Engine, wanted: SettingsChanges) -> None:
    try:
        await engine.preferences.update(wanted)
    except TorrpeddoError as error:
        _log.warning("The settings were not changed from the tray: %s", error)


async def _tell(engine: Engine, event: Event) -> None:
    engine.feed.tell(event)
