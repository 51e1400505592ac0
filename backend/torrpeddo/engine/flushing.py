"""What came, brought to the disk. libtorrent puts nothing into resume data that is in its cache yet."""

import asyncio
from collections.abc import Iterable
from typing import Any

from .catalog import Entry
from .core import Core
from .facts import CacheFlushed, Handle, Removed


def flush(core: Core, handle: Handle) -> asyncio.Future[Any]:
    """Ends once all that has come until now is on the disk, or was refused, or the torrent is gone.

    Only for a torrent with its metadata: libtorrent does not answer for another.
    """
    flushed = core.pump.expect(handle, CacheFlushed, Removed)
    handle.flush_cache()
    return flushed


async def flush_downloads(core: Core, entries: Iterable[Entry]) -> None:
    waiting = [flush(core, entry.handle) for entry in entries if entry.handle is not None and may_write(entry)]
    if waiting:
        await asyncio.wait(waiting)


def may_write(entry: Entry) -> bool:
    """What came may be in libtorrent's cache yet. Of ten thousand torrents that wait for their turn nothing is."""
    status = entry.status
    if status is None or not status.has_metadata:
        return False
    return entry.unwritten or (bool(status.received) and not status.is_finished)
