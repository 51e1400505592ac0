"""When a torrent that is kept out is looked at again, without anybody asking.

That is whenever something changes with one that is in its way: it has finished, it is out of the list or has
another folder, other names or other files. A deletion counts once it can't be undone any more, or what took
its place would be in the way of the files that come back.
"""

from collections.abc import Iterable

from ...contract.events import Event
from ...contract.torrents import State, TorrentRow
from ..catalog import Entry
from ..core import Core
from ..deletion.undoable import Undoable
from .common import Common
from .marks import is_kept_out
from .standing import Standing

_Sign = tuple[bool, bool, str, int]


class Retrying:
    """A listener of the feed, on the engine's thread."""

    def __init__(self, core: Core, standing: Standing, undoable: Undoable) -> None:
        self._core = core
        self._standing = standing
        self._undoable = undoable
        self._waiting: dict[Entry, dict[str, _Sign | None]] = {}
        """Who is kept out: by id, what is in its way, and as it was when that was found out."""
        self._due: set[Entry] = set()
        self._at_work = False
        standing.kept_out = self._on_kept_out
        undoable.over = self._go_on
        core.catalog.on_placed = self._on_placed
        core.feed.attach(self)

    def begin(self) -> None:
        """All are in the list, and those that may be are in the session."""
        out = [entry for entry in self._core.catalog if is_kept_out(entry.record)]
        self._waiting.update({entry: {} for entry in out})
        self._due.update(out)
        self._go_on()

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        if not self._waiting:
            return
        rows, touched = self._core.feed.rows, {*changed, *removed}
        for entry, in_the_way in self._waiting.items():
            if any(_sign(rows.get(id)) != in_the_way[id] for id in in_the_way.keys() & touched):
                self._due.add(entry)
        self._go_on()

    def tell(self, event: Event) -> None:
        """Rows alone are listened to."""

    def _on_kept_out(self, entry: Entry, found: list[Common]) -> None:
        rows = self._core.feed.rows
        self._waiting[entry] = {each.id: _sign(rows.get(each.id)) for each in found}

    def _on_placed(self, placed: Entry) -> None:
        """Rows don't tell the names of files."""
        self._due.update(entry for entry, in_the_way in self._waiting.items() if placed.id in in_the_way)
        self._go_on()

    def _go_on(self) -> None:
        if self._due and not self._at_work and not self._undoable.ids:
            self._at_work = True
            self._core.spawn(self._look(), "looking at torrents that are kept out")

    async def _look(self) -> None:
        try:
            while self._due and not self._undoable.ids:
                entry = self._due.pop()
                if not entry.deleting and is_kept_out(entry.record):
                    await self._standing.try_again(entry)
                if entry.deleting or not is_kept_out(entry.record):
                    self._waiting.pop(entry, None)
        finally:
            self._at_work = False


def _sign(row: TorrentRow | None) -> _Sign | None:
    """What of a torrent decides whether it is in somebody's way, and whether its files can be shared."""
    if row is None:
        return None
    whole = row.completed_at is not None and row.done >= row.size
    return row.state is State.MOVING, whole, row.save_path, row.size
