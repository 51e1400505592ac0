"""Torrents whose files went away: nothing is written, resume data is kept, and they come back by themselves.

libtorrent silently rejects resume data that does not fit the disk and downloads
everything again, over whatever is mounted there now. So a torrent that had data is
looked for before it enters the session, and one that is rejected is taken out again.
"""

import asyncio
import errno
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..contract.events import NoticeEvent
from ..contract.notices import NoticeKind
from ..contract.torrents import Intent
from ..library.records import SaveTorrent
from . import state
from .catalog import Entry
from .core import Core
from .facts import FileError, Handle, ResumeRejected, StatusUpdate
from .flags import enforce
from .incomplete.marks import both
from .layout import LayoutFile
from .layouts import Layouts
from .membership import Membership

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds between looks for files that went away."""
_MISMATCHING_FILE_SIZE = 134
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE})
"""What a drive that was pulled out answers."""

Traces = list[tuple[int, int] | None]
"""Size and time of each file, None for one that is not there."""


class _Seen(Struct, frozen=True):
    handle: Handle
    folder: tuple[int, int]
    """Device and number of the save path."""
    path: str
    """The first of the torrent's files that was there."""


class MissingFiles:
    def __init__(self, core: Core, membership: Membership, layouts: Layouts) -> None:
        self._core = core
        self._membership = membership
        self._layouts = layouts
        self._away: dict[Entry, Traces | None] = {}
        """With what was there when libtorrent refused it: as long as that is all, asking again is in vain."""
        self.settled: Callable[[Entry], Awaitable[None]] | None = None
        """Asked to look once more at one that is kept out because its files collide with another's."""
        self._tried: dict[Entry, Traces] = {}
        """What was there when it was last put back."""
        self._writing: set[Entry] = set()
        """Downloads that run: libtorrent makes folders anew, on whatever volume is mounted there by then."""
        self._seen: dict[Entry, _Seen] = {}
        """Those of them whose files were on the disk at a look."""
        self._failed: set[Entry] = set()
        """Those that could not be looked at the last time, which is logged once."""
        core.pump.on(ResumeRejected, self._on_rejected)
        core.pump.on(FileError, self._on_file_error)
        core.pump.on(StatusUpdate, self._on_status)

    async def bring_back(self, entry: Entry) -> bool:
        """Put it into the session if its files are where they belong; else show it as missing files."""
        if entry.kept_out and not await self.may_enter(entry):
            return False
        if not await self.present(entry):
            if not entry.held:
                await self._set_missing(entry, True)
            return False
        was_missing = entry.missing
        if was_missing:
            self._tried[entry] = await self._look(entry)
        self._away.pop(entry, None)
        await self._membership.re_enter(entry)
        if was_missing:
            await self._set_missing(entry, False)
        if entry.handle is not None:
            self._membership.go_on(entry)
        return entry.handle is not None

    async def may_enter(self, entry: Entry) -> bool:
        """What kept it out may be over."""
        if not entry.held and self.settled is not None:
            await self.settled(entry)
        return not entry.kept_out

    async def present(self, entry: Entry) -> bool:
        """True too for a torrent that has nothing on the disk yet."""
        if not entry.record.done:
            return True
        layout = await self._layouts.of(entry)
        if layout is None:
            return True
        if (refused := self._away.get(entry)) is not None:
            return await self._look(entry) != refused
        return await self._core.on_disk(any_exists, entry.record.save_path, _paths(entry, layout.files[:50]))

    def mark(self, entry: Entry) -> None:
        """Known to be away from an earlier run."""
        entry.missing = True
        self._away[entry] = None

    def forget(self, entry: Entry) -> None:
        """It has another folder now."""
        self._away.pop(entry, None)
        self._tried.pop(entry, None)

    async def watch(self) -> None:
        """Look for what went away, for as long as the engine runs."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            self._tried = {entry: traces for entry, traces in self._tried.items() if not entry.deleting}
            self._failed = {entry for entry in self._failed if not entry.deleting}
            for entry in list(self._away):
                await self._apart(entry, self._look_for)
            for entry in list(self._writing):
                await self._apart(entry, self._look_after)

    async def _apart(self, entry: Entry, look: Callable[[Entry], Awaitable[None]]) -> None:
        """One that can't be looked at, or brought back, must not end the looks at all others."""
        try:
            await look(entry)
        except Exception:
            if entry not in self._failed:
                log.exception("The files of %s could not be looked at", entry.id)
            self._failed.add(entry)
        else:
            self._failed.discard(entry)

    async def _look_for(self, entry: Entry) -> None:
        """Bring it back if its files are there again."""
        if entry.deleting or entry.stopped or entry.handle is not None:
            self._away.pop(entry, None)
        elif not entry.held and await self.present(entry):
            await self.bring_back(entry)

    def watched(self, id: str) -> bool:
        """Whether it runs and its files were seen, so that their loss will be."""
        return any(entry.id == id for entry in self._seen)

    async def _look_after(self, entry: Entry) -> None:
        """Take a running torrent out if its files are not on the disk any more."""
        handle = entry.handle
        layout = await self._layouts.of(entry)
        if handle is None or layout is None:
            self._writing.discard(entry)
            self._seen.pop(entry, None)
            return
        found = await self._core.on_disk(_sight, entry.record.save_path, _paths(entry, layout.files[:50]))
        if entry.handle != handle or entry.held or entry.deleting or entry.stopped:
            return
        before = self._seen.get(entry)
        if before is None or before.handle != handle:
            if found is not None:
                self._seen[entry] = _Seen(handle, *found)
        elif found is None or (found[0] != before.folder and found[1] != before.path):
            # Another folder may hold what libtorrent has begun there since.
            self._lose(entry, handle)

    def _on_status(self, fact: StatusUpdate) -> None:
        for entry, status in self._core.catalog.told_of(fact):
            if status.state == state.DOWNLOADING and not status.flags & state.PAUSED_FLAG:
                self._writing.add(entry)
            elif entry in self._writing:
                self._writing.discard(entry)
                self._seen.pop(entry, None)

    def _on_file_error(self, fact: FileError) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.stopped or entry.deleting or entry.missing or entry.held:
            return
        if fact.category in ("system", "generic") and fact.code in _GONE:
            self._core.spawn(self._gone(entry, fact.handle), f"looking for the files of {entry.id}")

    async def _gone(self, entry: Entry, handle: Handle) -> None:
        """Whether all of it went away, or one file only, which a person has to decide upon."""
        layout = await self._layouts.of(entry)
        if layout is None or not entry.status or not entry.status.wanted_done:
            return
        there = await self._core.on_disk(any_exists, entry.record.save_path, _paths(entry, layout.files[:50]))
        if not there and entry.handle == handle and not (entry.held or entry.deleting or entry.stopped):
            self._lose(entry, handle)

    async def _set_missing(self, entry: Entry, missing: bool) -> None:
        entry.missing = missing
        if entry.deleting:
            return
        if missing:
            self._away.setdefault(entry, None)
        self._core.rows.refresh(entry)
        if entry.record.missing != missing:
            entry.record = replace(entry.record, missing=missing)
            await self._core.commit(SaveTorrent(entry.record))

    def _on_rejected(self, fact: ResumeRejected) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.stopped or entry.deleting or not _means_missing(fact):
            return
        self._lose(entry, fact.handle)

    def _lose(self, entry: Entry, handle: Handle) -> None:
        if entry.missing:
            return
        # At once, before libtorrent creates the first file anew.
        enforce(handle, Intent.PAUSED)
        entry.missing = True
        entry.error = None
        if entry.status is not None:
            # Without them it would count as one that has nothing to look for.
            entry.record = replace(entry.record, done=max(entry.record.done, entry.status.wanted_done))
        self._seen.pop(entry, None)
        self._writing.discard(entry)
        if entry not in self._tried:
            message = f"The files of “{entry.record.name}” are not in {entry.record.save_path} any more."
            facts = {"name": entry.record.name, "folder": entry.record.save_path}
            self._core.feed.tell(
                NoticeEvent(kind=NoticeKind.MISSING_FILES, level="warning", message=message, id=entry.id, facts=facts)
            )
        self._core.spawn(self._take_away(entry), f"taking {entry.id} out, its files are missing")

    async def _take_away(self, entry: Entry) -> None:
        await self._membership.leave(entry, save=False)
        self._away[entry] = self._tried.get(entry)
        await self._set_missing(entry, True)

    async def _look(self, entry: Entry) -> Traces:
        layout = await self._layouts.of(entry)
        paths = _paths(entry, layout.files) if layout is not None else []
        return await self._core.on_disk(_traces, entry.record.save_path, paths)


def _paths(entry: Entry, files: Sequence[LayoutFile]) -> list[str]:
    """Where they may be: one that was renamed just before a crash is under its other name."""
    return [path for file in files for path in both(file, entry.suffixed)]


def _means_missing(fact: ResumeRejected) -> bool:
    if fact.category in ("system", "generic"):
        return fact.code in (errno.ENOENT, errno.ENOTDIR)
    return fact.code == _MISMATCHING_FILE_SIZE


def _traces(save_path: str, paths: list[str]) -> Traces:
    return [_trace(Path(save_path) / path) for path in paths]


def _trace(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _sight(save_path: str, paths: list[str]) -> tuple[tuple[int, int], str] | None:
    """What the save path is, and the first of these files in it; None where there is none of them."""
    root = Path(save_path)
    first = next((path for path in paths if os.path.lexists(root / path)), None)
    try:
        found = root.stat()
    except OSError:
        return None
    return ((found.st_dev, found.st_ino), first) if first is not None else None


def any_exists(save_path: str, paths: list[str]) -> bool:
    """Whether any of these paths, relative to the save path, is there."""
    root = Path(save_path)
    return any(os.path.lexists(root / path) for path in paths)
