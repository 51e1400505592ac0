"""Seeds that a torrent left as one that has all, met again when it lacks something after all.

libtorrent parts from seeds once it has all that it wants, and from each that it meets until it wants more. When it
does (more files were chosen, a check found holes, or a disk refused what had come) it takes those for peers that it
must not call, until it hears of others; nor can anybody name them to it. What enters anew calls all that it knew.
"""

from .catalog import Entry
from .core import Core
from .facts import Finished, Handle, Status, StatusUpdate
from .lifecycle import Lifecycle
from .state import DOWNLOADING, PAUSED_FLAG, UPLOAD_MODE_FLAG


class Reunion:
    def __init__(self, core: Core, lifecycle: Lifecycle) -> None:
        self._core = core
        self._lifecycle = lifecycle
        core.pump.on(Finished, self._on_finished)
        core.pump.on(StatusUpdate, self._on_status)

    def _on_finished(self, fact: Finished) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None:
            entry.had_all = True

    def _on_status(self, fact: StatusUpdate) -> None:
        for entry, status in self._core.catalog.told_of(fact):
            if entry.had_all and _wants_peers(status):
                self._look_at(entry)

    def _look_at(self, entry: Entry) -> None:
        if entry.handle is None or entry.deleting or entry.stopped or entry.held or entry.doubtful:
            return
        if has_parted_from_all(entry.handle):
            entry.had_all = False
            self._core.spawn(self._lifecycle.enter_anew(entry), f"meeting the peers of {entry.id} again")


def _wants_peers(status: Status) -> bool:
    """So far as is known without a question."""
    at_work = status.state == DOWNLOADING and not status.flags & (PAUSED_FLAG | UPLOAD_MODE_FLAG)
    return at_work and not status.is_finished and not status.peers and status.known_peers > 0


def has_parted_from_all(handle: Handle) -> bool:
    """It knows peers, has to do with none of them, and has nobody left to call."""
    status = handle.status(0)
    return bool(status.list_peers and not (status.num_connections or status.connect_candidates))
