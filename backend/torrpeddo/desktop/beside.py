"""What lives beside the window for as long as the program runs: each in a room of its own, listed here alone."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..engine import Engine
from .fitting_in import FittingIn
from .ports import Platform, Sight
from .words import Words

_log = logging.getLogger(__name__)


class Window(Protocol):
    """The window, as those beside it see it. From any thread."""

    @property
    def sight(self) -> Sight: ...

    @property
    def focused(self) -> bool:
        """Whether the person is looking at it. May take a moment; never on the GUI thread."""
        ...

    def watch(self, told: Callable[[Sight], None]) -> None:
        """Call ``told`` on the GUI thread whenever ``sight`` changes."""
        ...

    def when_closed(self, instead: Callable[[], bool]) -> None:
        """Ask ``instead`` on the GUI thread when the person closes it: True, and the program goes on without."""
        ...

    def present(self, token: str = "") -> None:
        """Bring it to the front; ``token`` is the desktop's leave to do so, where it gives one."""
        ...

    def hide(self) -> None: ...

    def minimise(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Program:
    """What those beside the window may ask of the program. From any thread; nothing here waits for the page."""

    engine: Engine
    platform: Platform
    words: Callable[[], Words]
    """In the language of the moment."""
    present: Callable[[], None]
    """Bring the window to the front."""
    close: Callable[[], None]
    """End the program in order."""
    add: Callable[[Sequence[str]], None]
    """Links and paths for the Add dialog, as from the command line; with none, only the dialog."""
    window: Window
    offer: Callable[[str, bool], None]
    """Whether this host has the capability of that name now; see ``AppInfo.capabilities``."""
    fitting_in: FittingIn


class Companion(Protocol):
    """Begun when the engine runs and the window is made, ended before the page and the engine are."""

    def start(self) -> None:
        """On the GUI's thread, which must not wait. What fails here is logged, and the program goes on."""
        ...

    def stop(self) -> None:
        """On a thread of its own, once. Must not wait for the GUI's loop."""
        ...


def companions(program: Program) -> list[Companion]:
    """All of them, in the order in which they start. Their toolkits are loaded when they do."""
    from .completion.running import OnCompletion
    from .finale.ending import Finale
    from .finale.systems import computer
    from .handlers.renewing import Renewing
    from .notifications.systems import notifier
    from .notifications.telling import Notifications
    from .platforms import opener
    from .power.awake import KeepAwake
    from .power.supply import HoldOnSupply
    from .power.systems import inhibitor, supply
    from .tray.systems import icon
    from .tray.tray import Tray

    return [
        Tray(program, icon()),
        KeepAwake(program, inhibitor()),
        HoldOnSupply(program, supply()),
        Renewing(program.fitting_in),
        Notifications(program, notifier(), opener()),
        OnCompletion(program),
        Finale(program, computer(), notifier()),
    ]


class Company:
    """The companions of one program: one that fails does not take the others along."""

    def __init__(self) -> None:
        self._started: list[Companion] = []
        self._ended = False
        self._lock = threading.Lock()

    def start(self, members: Sequence[Companion]) -> None:
        """None of them once it was stopped."""
        for member in members:
            with self._lock:
                if not self._ended:
                    self._start(member)

    def stop(self) -> None:
        """In the opposite order."""
        with self._lock:
            self._ended = True
        while self._started:
            member = self._started.pop()
            try:
                member.stop()
            except Exception:
                _log.exception("%s did not end in order.", type(member).__name__)

    def _start(self, member: Companion) -> None:
        try:
            member.start()
            self._started.append(member)
        except Exception:
            _log.exception("%s could not start.", type(member).__name__)
