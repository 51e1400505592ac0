"""The torrents of a deletion that doesn't happen after all: back in the list, and in the session, as they were."""

import logging
import time

from ...errors import TorrpeddoError
from ...library.records import PutBack, RemoveJob, SaveTorrent
from ...library.store import saves_of
from ..catalog import Entry
from ..core import Core
from ..missing import MissingFiles
from ..slices import for_each, in_slices
from .record import Deletion

log = logging.getLogger(__name__)

_SLICE = 100


class BringingBack:
    def __init__(self, core: Core, missing: MissingFiles) -> None:
        self._core = core
        self._missing = missing

    async def back(self, deletion: Deletion) -> None:
        """The files are in their old places. Ends the job; ``deletion.restored`` tells who is back.

        One that was added again meanwhile stays as it is; its files are back all the same.
        """
        old = [torrent for torrent in deletion.body.torrents if self._is_away(torrent.record.id)]
        away = [record for record in deletion.taken if self._is_away(record.id)]
        await self._core.commit(
            *(save for torrent in old for save in saves_of(torrent)),
            PutBack(tuple(record.id for record in away), deletion.id),
            *(SaveTorrent(record) for record in away),
            RemoveJob(deletion.id),
        )
        entries = [*deletion.entries]
        async for record in in_slices([*(torrent.record for torrent in old), *away], _SLICE):
            if self._is_away(record.id):
                entry = Entry(record, state_since=record.state_since or time.time())
                self._core.catalog.add(entry)
                entries.append(entry)
        async for entry in in_slices(entries, _SLICE):
            entry.stay_in_list()
            self._core.rows.refresh(entry)
            deletion.restored.append(entry.id)
        await for_each([entry for entry in entries if not entry.stopped], self._enter)
        deletion.taken_back = True

    async def _enter(self, entry: Entry) -> None:
        try:
            await self._missing.bring_back(entry)
        except TorrpeddoError as error:
            log.error("%s is back in the list, but not in the session: %s", entry.id, error)

    def _is_away(self, id: str) -> bool:
        return self._core.catalog.find(id) is None
