"""Torrents that libtorrent takes for whole though a disk refused their last bytes: they are checked.

libtorrent counts a piece as had once its hash is right, when its bytes may be in the cache yet. What the disk
then refuses, it takes off the count again, but not from a torrent that has finished by then: that one goes on as
a seed, with holes in its files, and its resume data says so too. From the first failed write until a check has
told what is there, its pieces are kept in no resume data (``Entry.doubtful``).
"""

import errno
from collections.abc import Callable

from msgspec.structs import replace

from ..library.records import SaveTorrent
from . import alerts, state
from .catalog import Entry
from .core import Core
from .facts import Checked, FileError
from .flags import FLAGS
from .membership import Membership
from .resume import ResumeSaver

_WRITES = frozenset({"file_write", "file_fallocate", "file_truncate", "partfile_write", "mkdir"})
_READS = frozenset({"file_read", "file_seek", "file_stat", "file_mmap", "partfile_read"})
"""What libtorrent did when it failed. ``file_open`` may be either: one that came in vain for a peer, who is refused
what it asked for, or for a write that makes the file where there is none."""
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR})
"""Nothing to read there: what is written is made."""


class Doubts:
    """After ``Tracking``, which has put the failure into the entry, and before ``Recovery``."""

    def __init__(self, core: Core, membership: Membership, saver: ResumeSaver) -> None:
        self._core = core
        self._membership = membership
        self._saver = saver
        self.refused: Callable[[Entry], None] | None = None
        """Told of each torrent that lacks what its disk refused, now that it is known what that is."""
        core.pump.on(FileError, self._on_file_error)
        core.pump.on(Checked, self._on_checked)

    def _on_file_error(self, fact: FileError) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.missing or entry.deleting or entry.held or entry.guarded or entry.doubtful:
            return
        if fact.operation in _READS or fact.code in _GONE:
            return
        # A write that failed leaves upload mode, which somebody who tries again may have ended before we heard of the
        # failure: the hole in the files is there all the same.
        status = alerts.status(fact.handle.status(0))
        if not status.is_finished or (status.error_code and fact.operation not in _WRITES):
            return
        entry.doubtful = True
        entry.record = replace(entry.record, completed_at=None)
        self._core.library.commit(SaveTorrent(entry.record))
        self._saver.request(entry, unconditional=True)
        # In upload mode, so that nothing is downloaded after the check before there is room.
        fact.handle.set_flags(FLAGS.upload_mode)
        fact.handle.force_recheck()
        self._membership.strays(entry)

    def _on_checked(self, fact: Checked) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or not entry.doubtful:
            return
        entry.doubtful = entry.unwritten = False
        self._saver.request(entry, unconditional=True)
        status = alerts.status(fact.handle.status(0))
        if not status.flags & state.UPLOAD_MODE_FLAG:
            return
        if status.is_finished:
            entry.error = None
            self._membership.enforce(entry)
        elif self.refused is not None:
            self.refused(entry)
