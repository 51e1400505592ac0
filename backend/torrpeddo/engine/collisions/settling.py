"""At adding: a torrent whose files lie where another has its own is refused, renamed or shares them."""

import asyncio
from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from ...contract.adding import OnConflict
from ...errors import PathConflict
from ...library.records import TorrentRecord
from ..core import Core
from ..layout import Layout
from . import words
from .common import FIRST, Common, free_name
from .finder import Finder, target_of
from .marks import SHARING, UNEXAMINED

Names = dict[int, str]
"""libtorrent's index of a file to its path."""


def _nothing() -> None:
    pass


class Settlement(Struct, frozen=True):
    """How a torrent is to enter."""

    record: TorrentRecord
    names: Names = field(default_factory=dict)
    """Of the files that are not to have those of the metadata."""
    over: Callable[[], None] = _nothing
    """To be called once it is in the list, or was refused: until then others see it as if it were there."""


class Settling:
    def __init__(self, core: Core, finder: Finder) -> None:
        self._core = core
        self._finder = finder
        self.turn = asyncio.Lock()
        """Held by whoever looks for collisions and acts upon it: two at once would not see each other."""

    async def settle(self, record: TorrentRecord, layout: Layout | None, how: OnConflict | None) -> Settlement:
        """Raises PathConflict."""
        if layout is None:
            return Settlement(replace(record, error_kind=UNEXAMINED, error_message=how))
        async with self.turn:
            target = target_of(record.id, record.name, record.save_path, layout, record.priorities)
            found = await self._finder.find(target)
            if found and how is None:
                raise conflict(record, found)
            names: Names = {}
            if found and how == "rename":
                names = await self.names(record, layout)
                layout = layout.renamed(names)
                target = target_of(record.id, record.name, record.save_path, layout, record.priorities)
            elif found:
                refuse_unlike(record, found)
                record = replace(record, error_kind=SHARING)
            return Settlement(record, names, self._finder.arriving(target))

    async def names(self, record: TorrentRecord, layout: Layout) -> Names:
        """Paths that begin with a name nothing on the disk and no torrent has there. Asked in one's ``turn``."""
        top = min(layout.tops)
        folder = all("/" in file.path for file in layout.files)
        taken: set[str] = set()
        while True:
            name = await self._core.on_disk(_free, record.save_path, top, taken, folder)
            names = {file.native: name + file.path[len(top) :] for file in layout.files}
            target = target_of(record.id, record.name, record.save_path, layout.renamed(names), record.priorities)
            if not await self._finder.find(target):
                return names
            taken.add(name)


def conflict(record: TorrentRecord, found: list[Common]) -> PathConflict:
    paths = list(dict.fromkeys(path for each in found for path in each.paths))
    return PathConflict(
        words.collides(record.name, found),
        id=found[0].id,
        name=found[0].name,
        others=len(found) - 1,
        paths=paths[:FIRST],
        count=len(paths),
        shareable=all(each.shareable for each in found),
    )


def refuse_unlike(record: TorrentRecord, found: list[Common]) -> None:
    """Files of other sizes are other files. Raises PathConflict."""
    if not all(each.shareable for each in found):
        raise conflict(record, found)


def _free(save_path: str, top: str, taken: set[str], folder: bool) -> str:
    return free_name(save_path, top, taken, folder=folder)
