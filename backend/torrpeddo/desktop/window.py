"""The program with a window: engine, methods and page brought together, from the first paint to the last save."""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..closing import END_SECONDS, exit_within
from ..contract.events import AddRequestEvent, Event, NoticeEvent, SettingsEvent
from ..contract.notices import NoticeKind
from ..contract.settings import SettingsChanges, Theme
from ..engine import Engine
from ..rpc.client import Client
from ..transports.webview import Facade, Pusher
from . import placement as places
from .drops import Drop, local_path, read_arguments
from .placement import Placement
from .platforms import open_platform, opener
from .ports import Platform
from .shell import Shell
from .system import System

_log = logging.getLogger(__name__)

_PUSHER_S = 1.0
_NOTE_S = 1.0
_LINGER_S = 3.0
"""Seconds the process may still take once everything is saved."""


def run_window(engine: Engine, interface: Path, *, hidden: bool = False, add: Sequence[str] = ()) -> bool:
    """Open the window on a started engine and block, on the main thread, until both have ended.

    ``hidden`` opens it without showing it, ``add`` are magnet links and paths for the Add
    dialog. Returns whether the engine saved everything. Raises ``Unavailable``, in words,
    where no window can open; the engine then still runs.
    """
    platform = open_platform(engine.preferences.current.theme)
    return _Program(engine, interface, platform, hidden).run(add)


class _Program:
    def __init__(self, engine: Engine, interface: Path, platform: Platform, hidden: bool) -> None:
        self._engine = engine
        self._saved = False
        self._client = Client(engine, "webview", System(lambda: self._shell.window, opener()))
        self._shell = Shell(
            interface,
            Facade(self._client.dispatcher),
            platform,
            places.from_view(engine.preferences.current.view.get(places.KEY)),
            hidden=hidden,
            dropped=self._dropped,
            closing=self._closing,
            gone=self._gone,
        )
        self._pusher = Pusher(self._client.outbox, self._shell.run_js)
        self._follow_theme = _ThemeFollower(platform)

    def run(self, add: Sequence[str]) -> bool:
        self._client.open()
        self._engine.feed.attach(self._follow_theme)
        self._engine.when_asked_to_stop(self._shell.close)
        self._received(read_arguments(add))  # kept for the page until it asks
        self._pusher.start()
        self._shell.run()
        return self._saved

    def _dropped(self, drop: Drop) -> None:
        """Files alone: links and text the page is given itself, but of files it is told nothing."""
        files = tuple(uri for uri in drop.refused if uri.startswith("file:"))
        self._received(Drop(paths=drop.paths, refused=files))

    def _received(self, drop: Drop) -> None:
        """From any thread: hand it to the engine's and return."""
        others = {item: path for item in drop.refused if (path := local_path(item))}
        if drop.links or drop.paths or others:
            magnets, paths = list(drop.links), list(drop.paths)
            self._tell(AddRequestEvent(magnets=magnets, paths=paths, others=list(others.values())))
        refused = tuple(item for item in drop.refused if item not in others)
        if refused:
            self._tell(refusal(refused))

    def _tell(self, event: Event) -> None:
        async def tell() -> None:
            self._engine.feed.tell(event)

        self._engine.submit(tell())

    def _closing(self, placement: Placement | None) -> None:
        """The window is off the screen and still there: nothing may use the page from here on."""
        exit_within(END_SECONDS, 1)
        self._engine.feed.detach(self._follow_theme)
        self._client.close()
        self._pusher.stop(_PUSHER_S)
        if placement is not None:
            self._remember(placement)

    def _remember(self, placement: Placement) -> None:
        async def remember() -> None:
            preferences = self._engine.preferences
            view = {**preferences.current.view, places.KEY: placement.to_view()}
            await preferences.update(SettingsChanges(view=view))

        try:
            self._engine.submit(remember()).result(_NOTE_S)
        except Exception as error:
            _log.warning("The window's place was not noted: %s", error)

    def _gone(self) -> None:
        self._saved = self._engine.stop()
        exit_within(_LINGER_S, 0 if self._saved else 1)


class _ThemeFollower:
    """An ``engine.feed.Listener``: the window takes on a theme as soon as it is chosen."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        pass

    def tell(self, event: Event) -> None:
        if isinstance(event, SettingsEvent):
            self._platform.choose_theme(Theme(event.settings.theme))


def refusal(refused: Sequence[str]) -> NoticeEvent:
    """What to say about what was neither a .torrent file nor a magnet link."""
    name = refused[0].rpartition("/")[2][:60] or refused[0][:60]
    more = f" and {len(refused) - 1} more" if len(refused) > 1 else ""
    return NoticeEvent(
        kind=NoticeKind.NOT_A_TORRENT,
        level="warning",
        message=f"“{name}”{more} can't be added: Torrpeddo takes .torrent files and magnet links.",
        facts={"name": name, "others": len(refused) - 1},
    )
