"""Who made a torrent, when, and what they wrote beside it (BEP 3).

libtorrent keeps none of it with a torrent in the session; the library has the torrent file as it came.
"""

import asyncio

from msgspec import Struct

from .catalog import Entry
from .core import Core
from .loading import load_torrent
from .text import remote


class Origin(Struct, frozen=True):
    comment: str = ""
    created_by: str = ""
    created_at: float | None = None
    """Unix seconds."""


class Origins:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._last: tuple[Entry, Origin] | None = None
        """Somebody looks at one torrent for a while."""

    async def of(self, entry: Entry) -> Origin:
        """Empty until the metadata is known, and for what peers sent, which has nothing beside it."""
        if self._last is not None and self._last[0] is entry:
            return self._last[1]
        content = await asyncio.wrap_future(self._core.library.get_metadata(entry.id))
        if content is None:
            return Origin()
        origin = await self._core.on_disk(_read, content)
        self._last = entry, origin
        return origin


def _read(content: bytes) -> Origin:
    params = load_torrent(content)
    return Origin(
        remote(lambda: params.comment), remote(lambda: params.created_by), float(params.creation_date) or None
    )
