"""What the window shows and is told, from the moment that the engine runs: both, the methods, and what lives beside."""

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future

from ..contract.events import AddRequestEvent, Event, NoticeEvent, SettingsEvent
from ..contract.notices import NoticeKind
from ..contract.settings import SettingsChanges
from ..contract.theme import Theme
from ..engine import Engine
from ..errors import ShuttingDown
from ..rpc.client import Client
from ..transports.webview import Pusher
from . import languages
from .beside import Company, Program, companions
from .completion.trying import Trials
from .drops import Drop, local_path, read_arguments
from .fitting_in import fitting_in
from .instance import Answer, Instance, Request
from .interface import words_path
from .parting import Parting
from .places import KEY, Places
from .platforms import opener
from .ports import Platform
from .shell import Shell
from .system import System
from .words import Vocabulary, Words

_log = logging.getLogger(__name__)

_PUSHER_S = 1.0
_NOTE_S = 1.0
_ANSWER_S = 5.0
"""Seconds the window may take to show that it lives, when another start of the program asks."""


class Running:
    """Made on the thread that started the engine; each method says when it is called."""

    def __init__(self, engine: Engine, shell: Shell, platform: Platform, instance: Instance) -> None:
        self._engine = engine
        self._shell = shell
        self._platform = platform
        self._instance = instance
        self._home = fitting_in(engine.profile_path)
        self._system = System(lambda: shell.window, opener(), self._home.handlers, self._home.autostart, Trials())
        self._client = Client(engine, "webview", self._system)
        self._pusher = Pusher(self._client.outbox, shell.run_js)
        self._follow_theme = _ThemeFollower(platform)
        self._vocabulary = Vocabulary.read(words_path())
        self._parting = Parting(engine.progress, self.words, shell.say_at_end)
        self._company = Company()

    def begin(self, add: Sequence[str]) -> None:
        """Before the page is answered anything. ``add`` is kept for the page until it asks."""
        self._client.open()
        self._engine.feed.attach(self._follow_theme)
        self._platform.choose_theme(self._engine.preferences.current.theme)
        self._engine.when_asked_to_stop(self._shell.close)
        self._received(read_arguments(add))
        self._pusher.start()

    def take_along(self) -> None:
        """What lives beside the window; the page is being answered by now."""
        shell = self._shell
        members = companions(
            Program(
                engine=self._engine,
                platform=self._platform,
                words=self.words,
                present=shell.present,
                close=shell.close,
                add=self._add,
                window=shell,
                offer=self._system.offer,
                fitting_in=self._home,
            )
        )
        self._platform.when_made(lambda: self._company.start(members))
        self._instance.open(self._handed_over)

    def answer(self, text: str) -> bytes | None:
        """What the page asks, on a thread of the call's own."""
        return self._client.dispatcher.call(text)

    def words(self) -> Words:
        return self._vocabulary.words(self._engine.preferences.current.language, languages.of_system())

    def _add(self, given: Sequence[str]) -> None:
        """Open the Add dialog, in front, with these links and paths; empty without."""
        if given:
            self._received(read_arguments(given))
        else:
            self._tell(AddRequestEvent(magnets=[], paths=[]))
        self._shell.present()

    def _handed_over(self, request: Request) -> Answer:
        """By a later start of the program, on a thread that may wait."""
        try:
            for told in self._received(read_arguments(request.add)):
                told.result(_ANSWER_S)
        except ShuttingDown:
            return Answer.ENDING
        except TimeoutError:
            return Answer.STUCK
        if request.show:
            self._shell.present(request.token)
        lives = self._shell.answers(_ANSWER_S)
        if self._shell.leaving:  # the page may have gone before it was told
            return Answer.ENDING
        return Answer.TAKEN if lives else Answer.STUCK

    def opened(self, given: Sequence[str]) -> None:
        if given:
            self._received(read_arguments(given))
        self._shell.present()

    def dropped(self, drop: Drop) -> None:
        """Files alone: links and text the page is given itself, but of files it is told nothing."""
        files = tuple(uri for uri in drop.refused if uri.startswith("file:"))
        self._received(Drop(paths=drop.paths, refused=files))

    def _received(self, drop: Drop) -> list[Future[None]]:
        """From any thread: hand it to the engine's and return."""
        told = []
        others = {item: path for item in drop.refused if (path := local_path(item))}
        if drop.links or drop.paths or others:
            magnets, paths = list(drop.links), list(drop.paths)
            told.append(self._tell(AddRequestEvent(magnets=magnets, paths=paths, others=list(others.values()))))
        refused = tuple(item for item in drop.refused if item not in others)
        if refused:
            told.append(self._tell(refusal(refused)))
        return told

    def _tell(self, event: Event) -> Future[None]:
        async def tell() -> None:
            self._engine.feed.tell(event)

        return self._engine.submit(tell())

    def part(self) -> None:
        """The end begins: say what it waits for, if that takes long."""
        self._parting.begin()

    def close(self, places: Places | None) -> None:
        """The window is off the screen and still there: nothing may use the page from here on."""
        self._company.stop()
        self._engine.feed.detach(self._follow_theme)
        self._client.close()
        self._pusher.stop(_PUSHER_S)
        if places is not None:
            self._remember(places)

    def _remember(self, places: Places) -> None:
        async def remember() -> None:
            preferences = self._engine.preferences
            view = {**preferences.current.view, KEY: places.to_view()}
            await preferences.update(SettingsChanges(view=view))

        try:
            self._engine.submit(remember()).result(_NOTE_S)
        except Exception as error:
            _log.warning("The window's place was not noted: %s", error)

    def end(self) -> bool:
        """Whether everything was saved."""
        saved = self._engine.stop()
        self._parting.end()
        return saved


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
