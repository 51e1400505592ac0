"""What the session reports, taken into the entries: figures, errors, completion."""

import asyncio
import errno
import time
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from ..contract.events import NoticeEvent
from ..contract.notices import NoticeKind
from ..contract.torrents import Reason, ReasonKind
from ..library.records import SaveTorrent
from . import state
from .catalog import Entry
from .core import Core
from .facts import (
    AlertsDropped,
    FileError,
    Finished,
    Handle,
    Paused,
    Status,
    StatusUpdate,
    TrackerAnswered,
    TrackerFailed,
)
from .flushing import flush
from .problems import mends_itself, problem_of_file
from .resume import ResumeSaver, with_figures
from .rows import Rows, host_of

SETTLED = 3.0
"""Seconds after a failure in which a status may still be from before it, and does not clear it."""

FLUSH_DEADLINE = 20.0
"""Seconds for a disk to take the last bytes; what it refuses later is found out all the same (``doubts``)."""

SILENT = 3.0
"""Seconds without a byte after which nothing moves, whatever the mean of the last seconds."""


class Tracking:
    def __init__(self, core: Core, rows: Rows, saver: ResumeSaver) -> None:
        self._core = core
        self._rows = rows
        self._saver = saver
        self._idle: set[Entry] = set()
        """Downloads that move nothing: time alone will make them stalled, and no update would say so."""
        self.downloaded: Callable[[Entry], None] | None = None
        """Told of each torrent whose last byte came just now."""
        self._finished: set[Entry] = set()
        """Said to have finished; what that means is in the next status."""
        self._unkept: set[Entry] = set()
        """Those whose figures are about to be saved."""
        pump = core.pump
        pump.on(StatusUpdate, self._on_status)
        pump.on(Finished, self._on_finished)
        pump.on(FileError, self._on_file_error)
        pump.on(Paused, self._on_paused)
        pump.on(TrackerAnswered, self._on_tracker_answered)
        pump.on(TrackerFailed, self._on_tracker_failed)
        pump.on(AlertsDropped, lambda _: self._core.session.post_torrent_updates(0xFFFFFFFF))

    def tick(self) -> None:
        """Once a second: what the clock alone changes."""
        now = time.monotonic()
        # What left the session meanwhile has no next status.
        self._finished = {entry for entry in self._finished if entry.handle is not None}
        for entry in list(self._idle):
            if not _waits(entry):
                self._idle.discard(entry)
            elif now - entry.last_payload_at >= state.STALLED_AFTER:
                if now - entry.company_at >= state.ACQUAINTED_AFTER:
                    self._idle.discard(entry)
                self._rows.refresh(entry)

    def _on_status(self, fact: StatusUpdate) -> None:
        now = time.monotonic()
        for entry, status in self._core.catalog.told_of(fact):
            self._take(entry, status, now)

    def _take(self, entry: Entry, status: Status, now: float) -> None:
        before = entry.status
        _note_times(entry, status, now)
        status = entry.report(_without_echo(entry, status, now))
        if _waits(entry):
            self._idle.add(entry)
        if status.need_save or _moved(before, status):
            self._saver.note_change(entry)
        if status.down_rate or status.up_rate:
            _note_activity(entry)
        if entry in self._finished and status.is_finished:
            self._conclude(entry, status)
        if entry.error is not None and not _holds(status) and now - entry.failed_at > SETTLED:
            entry.error = None
        self._rows.refresh(entry)

    def _on_finished(self, fact: Finished) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.deleting:
            return
        if entry.record.completed_at is None or (entry.status is not None and not entry.status.is_finished):
            entry.unwritten = True
        if entry.status is not None and entry.status.is_finished:
            self._conclude(entry, entry.status)
            self._rows.refresh(entry)
            return
        # The last update may be from before the metadata, let alone the last byte: the next one tells.
        self._finished.add(entry)
        self._core.ask_for_updates()

    def _conclude(self, entry: Entry, status: Status) -> None:
        """It has finished, and ``status`` is from after that."""
        self._finished.discard(entry)
        if entry.deleting or entry.doubtful or entry.handle is None:
            return
        # Also said of a torrent that was whole when it came, and of one whose files are all skipped.
        first = entry.record.completed_at is None and status.wanted > 0
        if entry.unwritten and (status.downloaded or status.received):
            self._make_sure(entry, entry.handle, first)
            return
        unsaved = self._saver.waits_to_be_sure(entry)
        entry.unwritten = False
        if first:
            entry.record = replace(entry.record, completed_at=time.time())
        if unsaved or status.need_save or (first and not status.flags & state.SEED_MODE_FLAG):
            self._saver.request(entry, unconditional=True)
        elif first:
            # Nobody has looked at its data yet: all that libtorrent could save is what it was given.
            self._keep_figures(entry)

    def _make_sure(self, entry: Entry, handle: Handle, first: bool) -> None:
        """Its last bytes may be in libtorrent's cache yet. What it has is kept when they are on the disk."""

        def written(_: object) -> None:
            if entry.handle == handle and not entry.deleting:
                entry.unwritten = False
                self._saver.request(entry, unconditional=True)

        flushed = flush(self._core, handle)
        flushed.add_done_callback(written)
        if first:
            self._core.spawn(self._announce(entry, handle, flushed), f"{entry.id} has finished")

    def _keep_figures(self, entry: Entry) -> None:
        """Together with those of all others that came at the same time."""
        if not self._unkept:
            self._core.loop.call_soon(self._keep)
        self._unkept.add(entry)

    def _keep(self) -> None:
        for entry in self._unkept:
            figures(entry)
        self._core.library.commit(*(SaveTorrent(entry.record) for entry in self._unkept if not entry.deleting))
        self._unkept.clear()

    async def _announce(self, entry: Entry, handle: Handle, flushed: asyncio.Future[Any]) -> None:
        """Not before its last bytes are on the disk, which may refuse them yet."""
        await asyncio.wait([flushed], timeout=FLUSH_DEADLINE)
        if entry.deleting or entry.doubtful or entry.record.completed_at is not None:
            return
        if entry.handle == handle and not handle.status(0).is_finished:
            # A check that was heard of together with the flush has found what the disk refused.
            return
        entry.record = replace(entry.record, completed_at=time.time())
        if self.downloaded is not None:
            # First, so that both are kept at once: of what is known as complete no later start tells this again.
            self.downloaded(entry)
        self._core.library.commit(SaveTorrent(entry.record))
        self._rows.refresh(entry)
        message = f"“{entry.record.name}” has finished."
        facts = {"name": entry.record.name}
        self._core.feed.tell(
            NoticeEvent(kind=NoticeKind.FINISHED, level="info", message=message, id=entry.id, facts=facts)
        )

    def _on_file_error(self, fact: FileError) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.missing:
            return
        if fact.code == errno.ENOENT and mends_itself(entry.error):
            # What was under way when the disk refused fails too, for want of a file that could not be made.
            return
        problem = problem_of_file(fact, entry.record.save_path)
        known = entry.error is not None and entry.error.kind == problem.kind
        entry.error = problem
        entry.failed_at = time.monotonic()
        self._rows.refresh(entry)
        # Of what is tried again one notice tells for all that is held, and for all tries (``recovery``).
        if not known and not mends_itself(problem):
            message = f"“{entry.record.name}”: {problem.message}"
            facts = {"name": entry.record.name, "reason": msgspec.to_builtins(problem)}
            self._core.feed.tell(
                NoticeEvent(kind=NoticeKind.ERROR, level="error", message=message, id=entry.id, facts=facts)
            )

    def _on_paused(self, fact: Paused) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and not entry.stopped and self._saver.is_changed(entry):
            self._saver.request(entry)

    def _on_tracker_answered(self, fact: TrackerAnswered) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and entry.tracker_error is not None:
            entry.tracker_error = None
            self._rows.refresh(entry)

    def _on_tracker_failed(self, fact: TrackerFailed) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None:
            kind = ReasonKind.TRACKER_REFUSED if fact.refused else ReasonKind.TRACKER_ERROR
            entry.tracker_error = Reason(kind=kind, detail=f"{host_of(fact.url) or fact.url}: {fact.message}")
            self._rows.refresh(entry)


def _note_times(entry: Entry, status: Status, now: float) -> None:
    """When bytes moved last, and when the first peer came, as ``status`` has it against the one before."""
    before = entry.status
    # Saving takes a status too: the first one here need not be the first.
    begins = before is None or not _downloads(before) or not entry.last_payload_at
    if begins or (before is not None and status.downloaded != before.downloaded):
        entry.last_payload_at = now
    if before is None or status.uploaded != before.uploaded:
        entry.last_given_at = now
    if status.peers and (before is None or not before.peers):
        entry.company_at = now


def _without_echo(entry: Entry, status: Status, now: float) -> Status:
    """libtorrent's mean rates go on for most of a minute after the last byte."""
    down = status.down_rate if now - entry.last_payload_at < SILENT else 0
    up = status.up_rate if now - entry.last_given_at < SILENT else 0
    if (down, up) == (status.down_rate, status.up_rate):
        return status
    return replace(status, down_rate=down, up_rate=up)


def figures(entry: Entry) -> None:
    """Take the last known figures into the record, for when the session is gone.

    Until libtorrent has read what it came with, it says that there is nothing.
    """
    if entry.status is not None and entry.status.state != state.CHECKING_RESUME_DATA:
        entry.record = with_figures(entry.record, entry.status)


def _note_activity(entry: Entry) -> None:
    """To the minute, so that not every second makes a new record."""
    minute = float(int(time.time()) // 60 * 60)
    if entry.record.last_active_at != minute:
        entry.record = replace(entry.record, last_active_at=minute)


def _moved(before: Status | None, status: Status) -> bool:
    return before is not None and (status.downloaded, status.uploaded) != (before.downloaded, before.uploaded)


def _holds(status: Status) -> bool:
    """A failure keeps it from its work."""
    return bool(status.error_code or status.flags & state.UPLOAD_MODE_FLAG)


def _downloads(status: Status) -> bool:
    return status.state == state.DOWNLOADING and not status.flags & state.PAUSED_FLAG


def _waits(entry: Entry) -> bool:
    return entry.status is not None and _downloads(entry.status) and entry.status.down_rate == 0
