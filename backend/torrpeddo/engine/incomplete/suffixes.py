"""Each file gets its own name as it completes, and all of them when a person turns the suffix on or off.

The torrent runs on meanwhile. Its lock (``Entry.membership``) is held while names
change, so it neither leaves nor is moved, renamed or deleted between two steps.
"""

import asyncio
import logging
import os
import time
from collections.abc import Sequence
from contextlib import suppress

import libtorrent as lt
from msgspec import Struct, field

from ...contract.events import NoticeEvent
from ...contract.notices import NoticeKind
from ...contract.settings import Settings
from ...errors import StorageError
from ..catalog import Entry
from ..core import Core
from ..disk.paths import split
from ..facts import Checked, FileCompleted, Finished, Handle, MetadataReceived
from ..layout import Layout, LayoutFile
from ..layouts import Layouts
from ..resume import ResumeSaver
from .asking import Asking, as_system
from .entering import Question, put_right, unwritten
from .marks import SUFFIX, may_carry, on_disk
from .names import Outcome, Rename, release, reserve, turned

log = logging.getLogger(__name__)

BREATH = 1.0
"""Seconds between two rounds of one torrent: files that complete close together are renamed together."""

_CHECKING = (lt.torrent_status.checking_files, lt.torrent_status.checking_resume_data)


class _Work(Struct, eq=False):
    """What is to be done for one torrent."""

    asked: bool = True
    conform: bool = False
    """All names are to be as the settings say, and not only those of what has completed."""
    hurry: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Suffixes:
    def __init__(self, core: Core, layouts: Layouts, saver: ResumeSaver, settings: Settings, *, clean: bool) -> None:
        """``clean``: the last run ended in order."""
        self._core = core
        self._layouts = layouts
        self._saver = saver
        self._wanted = settings.incomplete_suffix
        self._clean = clean
        self._works: dict[Entry, _Work] = {}
        self._due: set[Entry] = set()
        """On their way in, with names that have to change once they are."""
        self._put_right: set[Entry] = set()
        """On their way in, with other names than their resume data has."""
        self._postponed: set[Entry] = set()
        """To conform once their files are checked."""
        self._taken: dict[Entry, set[int]] = {}
        """Files that keep the suffix because something else has their name."""
        self._asking = Asking(core)
        self._closing = False
        core.pump.on(FileCompleted, self._on_completed)
        core.pump.on(MetadataReceived, self._on_metadata)
        core.pump.on(Finished, self._on_finished)
        core.pump.on(Checked, self._on_checked)

    # a torrent enters

    async def entering(self, entry: Entry, params: lt.add_torrent_params, *, start: bool = False) -> None:
        """Put the names right with which it enters. ``start``: with many others, so only what must be is looked at."""
        info = params.ti
        # What has no leave to write gets its names with that: until then its files may be another's.
        if info is None or entry.guarded or int(params.flags) & int(lt.torrent_flags.seed_mode):
            return
        names, have = dict(params.renamed_files), list(params.have_pieces)
        if entry.tops is None and not names:
            entry.tops = (Layout.top_of(info),)
        carried = any(name.endswith(SUFFIX) for name in names.values())
        fresh = not any(have)
        unclean = start and not self._clean and self._wanted and not (have and all(have))
        wanted = self._wanted and fresh
        if not (carried or unclean or wanted):
            entry.suffixed = frozenset()
            if self._wanted and not start:
                self._due.add(entry)
            return
        layout = Layout.of(info, names)
        question = Question(entry.record.save_path, layout, have, layout.suffixed, wanted, unclean)
        answer = await self._core.on_disk(put_right, question)
        entry.suffixed = frozenset(answer.suffixed)
        if answer.suffixed and any("/" not in file.path for file in layout.files):
            entry.tops = None
        changed = {
            file.native: as_system(on_disk(file, entry.suffixed))
            for file in layout.files
            if (file.native in answer.suffixed) != (file.native in layout.suffixed)
        }
        if changed:
            params.renamed_files = {**names, **changed}
            self._put_right.add(entry)
        if answer.complete or unclean or (carried and not self._wanted) or not (start or fresh):
            self._due.add(entry)

    def entered(self, entry: Entry) -> None:
        if entry in self._put_right:
            self._put_right.discard(entry)
            self._saver.request(entry, unconditional=True)
        if entry in self._due:
            self._due.discard(entry)
            self._want(entry, conform=True)

    async def before_writing(self, entry: Entry, handle: Handle, since: float | None = None) -> None:
        """A torrent in the session whose files were not known when it entered. ``since``: it may write since then."""
        info = handle.torrent_file()
        if not self._wanted or info is None:
            return
        layout = Layout.of(info, handle.get_renamed_files().export_filenames(info.layout()))
        done = layout.from_native(handle.file_progress(lt.torrent_handle.piece_granularity))
        may = may_carry(layout)
        files = [file for file, size in zip(layout.files, done, strict=True) if file.native in may and size < file.size]
        chosen, adopted = await self._core.on_disk(unwritten, entry.record.save_path, files, since)
        paths = {file.native: file.path + SUFFIX for file in files if file.native in chosen}
        entry.suffixed |= await self._asking.rename(handle, paths)
        entry.tops = None
        if adopted:
            # What an earlier download left under these names.
            handle.force_recheck()

    # what happens to it

    def changed(self, settings: Settings) -> None:
        """The person turned it on or off: in the background, one torrent after the other."""
        if settings.incomplete_suffix != self._wanted:
            self._wanted = settings.incomplete_suffix
            self._core.spawn(self._conform_all(), "renaming incomplete files")

    async def settled(self, entry: Entry) -> None:
        """Wait until the names are as they should be."""
        while (work := self._works.get(entry)) is not None and work.task is not None:
            work.hurry.set()
            await asyncio.wait([work.task])

    async def close(self) -> None:
        """What is under way ends; nothing new begins."""
        self._closing = True
        for entry in list(self._works):
            await self.settled(entry)

    def _on_completed(self, fact: FileCompleted) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and fact.index in entry.suffixed:
            self._want(entry)

    def _on_finished(self, fact: Finished) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and entry.suffixed:
            self._want(entry)

    def _on_checked(self, fact: Checked) -> None:
        """Now it is known what is complete; and what was in the way may be gone."""
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None:
            return
        self._taken.pop(entry, None)
        if entry.suffixed or entry in self._postponed:
            self._want(entry, conform=entry in self._postponed)
        self._postponed.discard(entry)

    def _on_metadata(self, fact: MetadataReceived) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and self._wanted and not entry.guarded:
            self._core.spawn(self._learn(entry, fact.handle, time.time()), f"names of {entry.id}")

    async def _learn(self, entry: Entry, handle: Handle, since: float) -> None:
        async with entry.membership:
            if entry.handle == handle and not entry.deleting:
                await self.before_writing(entry, handle, since)
                self._saver.request(entry, unconditional=True)
        self._want(entry)

    async def _conform_all(self) -> None:
        for entry in list(self._core.catalog):
            whole = entry.status is not None and entry.status.is_seeding
            if entry.suffixed or (self._wanted and not whole):
                self._want(entry, conform=True)
                await self.settled(entry)

    # the work

    def _want(self, entry: Entry, *, conform: bool = False) -> None:
        if entry.handle is None or entry.guarded or self._closing:
            return
        work = self._works.get(entry)
        if work is None:
            work = self._works[entry] = _Work()
            work.task = self._core.spawn(self._work(entry, work), f"names of {entry.id}")
        work.asked = True
        work.conform = work.conform or conform

    async def _work(self, entry: Entry, work: _Work) -> None:
        try:
            while work.asked and not self._closing:
                work.asked, conform, work.conform = False, work.conform, False
                async with entry.membership:
                    await self._round(entry, conform)
                with suppress(TimeoutError):
                    await asyncio.wait_for(work.hurry.wait(), BREATH)
                work.hurry.clear()
        finally:
            del self._works[entry]

    async def _round(self, entry: Entry, conform: bool) -> None:
        handle = entry.handle
        if handle is None or entry.held or entry.deleting or entry.doubtful:
            return
        if handle.status(0).state in _CHECKING:
            if conform:
                self._postponed.add(entry)
            return
        layout = await self._layouts.of(entry)
        if layout is None:
            return
        if conform:
            self._taken.pop(entry, None)
        done = layout.from_native(handle.file_progress(lt.torrent_handle.piece_granularity))
        whole = [file for file, size in zip(layout.files, done, strict=True) if size >= file.size]
        await self._rename(entry, handle, self._carrying(entry, whole), complete=True)
        if conform:
            partial = [(file, size) for file, size in zip(layout.files, done, strict=True) if size < file.size]
            if self._wanted:
                may = may_carry(layout)
                # What has no byte of the torrent's yet is the person's own if it is there.
                bare = [file for file, size in partial if file.native in may and file.native not in entry.suffixed]
                begun = {file.native for file, size in partial if size}
                free, _ = await self._core.on_disk(
                    unwritten, entry.record.save_path, [file for file in bare if file.native not in begun]
                )
                files = [file for file in bare if file.native in begun or file.native in free]
            else:
                files = self._carrying(entry, [file for file, _ in partial])
            await self._rename(entry, handle, files, complete=False)

    def _carrying(self, entry: Entry, files: Sequence[LayoutFile]) -> list[LayoutFile]:
        taken = self._taken.get(entry, set())
        return [file for file in files if file.native in entry.suffixed and file.native not in taken]

    async def _rename(self, entry: Entry, handle: Handle, files: Sequence[LayoutFile], *, complete: bool) -> None:
        """Turn the names of these: who carries the suffix loses it, who doesn't gets it."""
        if not files:
            return
        # A complete file is known as complete, and wholly on the disk, before its name changes.
        if complete and not (await self._asking.written(handle) and await self._saved(entry)):
            return
        if entry.doubtful:
            return
        root = await self._core.on_disk(os.path.realpath, entry.record.save_path)
        renames = [_turn(file, entry.suffixed) for file in files]
        shared = await self._shared(entry, ["/".join(rename.old) for rename in renames])
        outcomes = await self._core.on_disk(reserve, root, renames)
        linked = [rename for rename, outcome in zip(renames, outcomes, strict=True) if outcome is Outcome.LINKED]
        free = [
            rename
            for rename, outcome in zip(renames, outcomes, strict=True)
            if outcome is Outcome.FREE and "/".join(rename.old) not in shared
        ]
        renamed = await self._asking.rename(
            handle, {rename.native: "/".join(rename.new) for rename in (*linked, *free)}
        )
        entry.suffixed ^= renamed
        if any(len(rename.new) == 1 for rename in renames):
            entry.tops = None
        if not complete and not await self._saved(entry):
            # Both names lead to the file, so whichever the next start believes in is right.
            linked = [rename for rename in linked if rename.native not in renamed]
        over = [
            rename if rename.native in renamed else turned(rename)
            for rename in linked
            if "/".join(rename.old) not in shared
        ]
        await self._core.on_disk(release, root, over)
        self._saver.note_change(entry)
        if complete:
            failed = [
                (file, outcome) for file, outcome in zip(files, outcomes, strict=True) if file.native not in renamed
            ]
            self._keep(entry, failed)

    async def _shared(self, entry: Entry, paths: Sequence[str]) -> set[str]:
        """Names under which other torrents have the same files: those names stay."""
        tops = {path.split("/", 1)[0] for path in paths}
        found: set[str] = set()
        for other in list(self._core.catalog):
            if other is entry or other.deleting or other.record.save_path != entry.record.save_path:
                continue
            if other.tops is not None and tops.isdisjoint(other.tops):
                continue
            layout = await self._layouts.of(other)
            if layout is not None:
                theirs = {on_disk(file, other.suffixed) for file in layout.files}
                found.update(path for path in paths if path in theirs)
        return found

    async def _saved(self, entry: Entry) -> bool:
        try:
            await self._saver.save(entry)
        except (TimeoutError, StorageError):
            log.warning("Resume data of %s could not be saved, so its files keep their names", entry.id)
            return False
        return True

    def _keep(self, entry: Entry, files: Sequence[tuple[LayoutFile, Outcome]]) -> None:
        """These are complete and keep the suffix all the same; say why, once."""
        if not files:
            return
        self._taken.setdefault(entry, set()).update(file.native for file, _ in files)
        file, outcome = files[0]
        name = file.path.rsplit("/", 1)[-1]
        why = (
            f"there is another “{name}” in its folder already, and nothing is ever overwritten. Move that one away"
            if outcome is Outcome.IN_THE_WAY
            else "the disk refused. See that its folder can be changed"
        )
        others = f" The same holds for {len(files) - 1} more." if len(files) > 1 else ""
        message = (
            f"“{name}” is complete but keeps the name “{name}{SUFFIX}”, because {why} "
            f"and check the files of “{entry.record.name}” again.{others}"
        )
        facts = {"name": entry.record.name, "file": name, "kept": name + SUFFIX, "others": len(files) - 1}
        facts["in_the_way"] = outcome is Outcome.IN_THE_WAY
        self._core.feed.tell(
            NoticeEvent(kind=NoticeKind.NAME_TAKEN, level="warning", message=message, id=entry.id, facts=facts)
        )


def _turn(file: LayoutFile, suffixed: frozenset[int]) -> Rename:
    plain, marked = split(file.path) or (), split(file.path + SUFFIX) or ()
    return Rename(file.native, marked, plain) if file.native in suffixed else Rename(file.native, plain, marked)
