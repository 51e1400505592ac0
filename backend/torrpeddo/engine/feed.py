"""The one way out of the engine: rows anyone may read, and listeners that hear what changed."""

from collections.abc import Iterable
from typing import Protocol

from ..contract.events import Event
from ..contract.session import SessionInfo
from ..contract.torrents import TorrentRow


class Listener(Protocol):
    """Called on the engine's thread: note it down and return, never block."""

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        """These rows are new, changed or gone; with neither, only the session's figures moved."""
        ...

    def tell(self, event: Event) -> None:
        """A whole-value event (details, preview, settings, notice, progress …)."""
        ...


class Feed:
    """Rows are immutable and replaced whole, so any thread may read them at any time."""

    def __init__(self, session: SessionInfo) -> None:
        self.rows: dict[str, TorrentRow] = {}
        self.session = session
        self._listeners: tuple[Listener, ...] = ()

    def attach(self, listener: Listener) -> None:
        self._listeners = (*self._listeners, listener)

    def detach(self, listener: Listener) -> None:
        self._listeners = tuple(known for known in self._listeners if known is not listener)

    def changed(self, changed: Iterable[str], removed: Iterable[str] = ()) -> None:
        for listener in self._listeners:
            listener.changed(changed, removed)

    def tell(self, event: Event) -> None:
        for listener in self._listeners:
            listener.tell(event)
