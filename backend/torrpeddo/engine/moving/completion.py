"""Downloads that have finished go to where they belong."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...library.records import SaveTorrent
from ..catalog import Entry
from ..core import Core
from ..facts import Finished
from ..incomplete.suffixes import Suffixes
from ..preferences import Preferences

if TYPE_CHECKING:
    from .jobs import Moves


class Completion:
    def __init__(self, core: Core, moves: "Callable[[], Moves]", preferences: Preferences, suffixes: Suffixes) -> None:
        """``moves``: that room, which is entered when something is to be moved."""
        self._core = core
        self._moves = moves
        self._preferences = preferences
        self._suffixes = suffixes
        core.pump.on(Finished, self._on_finished)

    def downloaded(self, entry: Entry) -> None:
        """The last byte is here, and not since before."""
        place = self._preferences.current.complete_path
        if entry.record.final_path is None and place is not None and place != entry.record.save_path:
            entry.record = replace(entry.record, final_path=place)
            self._core.library.commit(SaveTorrent(entry.record))
            self._move(entry)

    def _on_finished(self, fact: Finished) -> None:
        """Also said at the start, of what could not be moved in the last run."""
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and entry.record.final_path is not None and fact.handle.status(0).total_wanted:
            self._move(entry)

    def _move(self, entry: Entry) -> None:
        self._core.spawn(self._move_named(entry), f"moving {entry.id}, which has finished")

    async def _move_named(self, entry: Entry) -> None:
        """When its files have got their own names."""
        await self._suffixes.settled(entry)
        goal = entry.record.final_path
        if goal is not None and entry.moving is None and not entry.deleting:
            await self._moves().begin([entry], goal, finished=True)
