"""Seeds that a torrent left as one that has all, met again when it lacks something after all.

libtorrent parts from seeds once it has all that it wants, and from each that it meets until it wants more. When it
does (more files were chosen, a check found holes, or a disk refused what had come) it still counts them as peers that
it must not call, until it hears of others; nor can anybody name them to it. So it is made to count anew.
"""

from .core import Core
from .facts import Finished, Handle, Status, StatusUpdate
from .state import DOWNLOADING, PAUSED_FLAG, UPLOAD_MODE_FLAG

_FEWEST = 2
"""Connections that libtorrent lets a torrent have."""


class Reunion:
    def __init__(self, core: Core) -> None:
        self._core = core
        core.pump.on(Finished, self._on_finished)
        core.pump.on(StatusUpdate, self._on_status)

    def _on_finished(self, fact: Finished) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None:
            entry.had_all = True

    def _on_status(self, fact: StatusUpdate) -> None:
        for entry, status in self._core.catalog.told_of(fact):
            if not (entry.had_all and _wants_peers(status)) or entry.handle is None:
                continue
            if has_parted_from_all(entry.handle):
                # Once: whom it does not call then, it has called in vain.
                entry.had_all = False
                self._count_anew(entry.handle)

    def _count_anew(self, handle: Handle) -> None:
        """Of all torrents, when it is told how often a call may fail; and it calls when there is room for more."""
        tries, limit = int(self._core.session.get_settings()["max_failcount"]), handle.max_connections()
        for each in (tries + 1, tries):
            self._core.session.apply_settings({"max_failcount": each})
        for each in (limit - 1 if limit > _FEWEST else limit + 1, limit):
            handle.set_max_connections(each)


def _wants_peers(status: Status) -> bool:
    """So far as is known without a question."""
    at_work = status.state == DOWNLOADING and not status.flags & (PAUSED_FLAG | UPLOAD_MODE_FLAG)
    return at_work and not status.is_finished and not status.peers and status.known_peers > 0


def has_parted_from_all(handle: Handle) -> bool:
    """It knows peers, has to do with none of them, and has nobody left to call."""
    status = handle.status(0)
    return bool(status.list_peers and not (status.num_connections or status.connect_candidates))
