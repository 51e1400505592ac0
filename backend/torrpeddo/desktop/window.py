"""The program with a window, from its first moment to the last save. What is bound to the engine is in ``running``.

Where it can, the window opens beside the engine: WebKit's processes take as long to start as the engine does, and
what the page asks meanwhile waits. So nothing of the engine, its methods or the contract is imported here.
"""

import logging
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from .. import plain_libraries
from ..closing import END_SECONDS, exit_within
from ..library.glance import Glance, glance
from ..transports.facade import Facade
from .places import KEY, Places, places_from
from .platforms import open_platform

if TYPE_CHECKING:
    from ..engine import Engine
    from .instance import Instance
    from .running import Running

_log = logging.getLogger(__name__)

_TURN_S = 0.0005
"""Seconds that the start of the engine keeps Python from the GUI's thread: WebKit asks it a dozen things until the page
is there, and each would wait for ten times as long."""
_LINGER_S = 3.0
"""Seconds the process may still take once everything is saved."""


def run_window(
    begin: "Callable[[], Engine]",
    database: Path,
    interface: Path,
    instance: "Instance",
    *,
    hidden: bool = False,
    add: Sequence[str] = (),
) -> bool:
    """Open the window on the engine that ``begin`` starts, and block, on the main thread, until both have ended.

    ``begin`` is called once, on any thread. ``database`` is the library's file, which nobody uses yet.
    ``hidden`` opens the window without showing it, unless ``add``, magnet links and paths for the Add dialog, asks
    for a person; and ``instance`` brings what later starts hand over. Returns whether the engine saved everything.
    Raises what ``begin`` does, and ``Unavailable``, in words, where no window can open; an engine then still runs.
    """
    look = glance(database) if sys.platform == "linux" else None
    if look is not None:
        program = _Program(begin, look, interface, instance, hidden=hidden and not add)
        instance.attend()  # no sooner: no thread can begin while a library is linked, and WebKit's takes its time
        return program.run_beside(add)
    instance.attend()
    # A library of another version, or none that can be read: what comes of it is said before a window opens. Elsewhere
    # what lives beside the window has to begin before the GUI's loop does.
    plain_libraries.load()
    engine = begin()
    settings = engine.preferences.current
    look = Glance(settings.theme, settings.view, settings.language)
    return _Program(lambda: engine, look, interface, instance, hidden=hidden and not add).run_after(add)


class _Program:
    def __init__(
        self,
        begin: "Callable[[], Engine]",
        look: Glance,
        interface: Path,
        instance: "Instance",
        *,
        hidden: bool,
    ) -> None:
        self._begin = begin
        self._instance = instance
        self._running: Future[Running] = Future()
        self._saved = False
        self._platform = open_platform(look, interface)
        from .shell import Shell  # with it comes pywebview, and WebKit may start before that

        self._shell = Shell(
            interface,
            Facade(self._answer),
            self._platform,
            places_from(look.view.get(KEY)),
            hidden=hidden,
            dropped=lambda drop: self._later(lambda running: running.dropped(drop)),
            opened=lambda given: self._later(lambda running: running.opened(given)),
            say=lambda key: self._running.result().words().say(key),
            leaving=self._leaving,
            closing=self._closing,
            last=self._last,
        )

    def run_beside(self, add: Sequence[str]) -> bool:
        """The engine starts once the window is made and WebKit at work."""

        def start() -> None:
            usual = sys.getswitchinterval()
            sys.setswitchinterval(_TURN_S)
            try:
                self._start(add)
            except BaseException as error:
                self._running.set_exception(error)
                self._shell.close()
            finally:
                sys.setswitchinterval(usual)

        thread = threading.Thread(target=start, name="starting", daemon=True)
        self._platform.when_made(thread.start)
        return self._run()

    def run_after(self, add: Sequence[str]) -> bool:
        self._start(add)
        return self._run()

    def _run(self) -> bool:
        self._shell.run()
        if (error := self._running.exception()) is not None:
            raise error
        return self._saved

    def _start(self, add: Sequence[str]) -> None:
        engine = self._begin()
        from .running import Running

        running = Running(engine, self._shell, self._platform, self._instance)
        running.begin(add)
        self._running.set_result(running)
        try:
            running.take_along()
        except Exception:
            _log.exception("Not all that lives beside the window could begin.")

    def _answer(self, text: str) -> bytes | None:
        """What the page asks, on a thread of the call's own; nothing where no engine started, since the window goes."""
        return self._running.result().answer(text) if self._running.exception() is None else None

    def _later(self, work: "Callable[[Running], object]") -> None:
        """Now, or as soon as the engine is there; without waiting."""

        def there(running: "Future[Running]") -> None:
            if running.exception() is None:
                work(running.result())

        self._running.add_done_callback(there)

    def _leaving(self) -> None:
        exit_within(END_SECONDS, 1)
        self._later(lambda running: running.part())

    def _closing(self, places: Places | None) -> None:
        """The window is off the screen and still there: nothing may use the page from here on."""
        self._instance.shut()
        if self._running.exception() is None:  # waits for an engine that is still starting
            self._running.result().close(places)

    def _last(self) -> None:
        if self._running.exception() is not None:
            return
        self._saved = self._running.result().end()
        exit_within(_LINGER_S, 0 if self._saved else 1)
