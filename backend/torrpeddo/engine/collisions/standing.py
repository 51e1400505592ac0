"""Torrents in the list that may not write yet: late magnets, those that share, those that are kept out.

Those that are kept out are looked at again by themselves when something changes with who is in their way
(``retrying``), and whenever a person asks for them.
"""

import time
from collections.abc import Callable
from typing import Any

import libtorrent as lt
from msgspec.structs import replace

from ...contract.adding import OnConflict
from ...contract.events import NoticeEvent
from ...contract.notices import NoticeKind
from ...errors import NotFound, WrongState
from ...library.records import SaveResume, SaveTorrent
from ..catalog import Entry
from ..core import Core
from ..deletion.manifest import Target
from ..facts import Checked
from ..layout import NORMAL, Layout
from ..layouts import Layouts
from ..membership import Membership
from ..missing import MissingFiles
from ..state import CHECKING_FILES, CHECKING_RESUME_DATA
from ..stored import pieces_forgotten, stored_of, with_names
from . import words
from .common import Common, existing
from .finder import Finder, target_of
from .marks import COLLIDES, DIFFERS, SHARING, UNEXAMINED, WAITS, is_kept_out
from .settling import Names, Settling, refuse_unlike


class Standing:
    def __init__(
        self,
        core: Core,
        membership: Membership,
        missing: MissingFiles,
        layouts: Layouts,
        finder: Finder,
        settling: Settling,
    ) -> None:
        self._core = core
        self._membership = membership
        self._missing = missing
        self._layouts = layouts
        self._finder = finder
        self._settling = settling
        self.kept_out: Callable[[Entry, list[Common]], None] | None = None
        """Told of each torrent that is kept out, and for whose sake."""
        membership.guarded_entered = self.files_known
        missing.settled = self._look_again
        core.pump.on(Checked, self._on_checked)

    def files_known(self, entry: Entry) -> None:
        """It is in the session without leave to write, and has its metadata."""
        if entry.record.error_kind == UNEXAMINED:
            self._core.spawn(self._examine(entry), f"looking whose files {entry.id} would write")

    async def settle(self, id: str, how: OnConflict) -> None:
        """The answer of a person for a torrent that is kept out. Raises NotFound, WrongState, PathConflict."""
        entry = self._core.catalog.need(id)
        if not is_kept_out(entry.record):
            raise WrongState(f"“{entry.record.name}” is in nobody's way.", id=entry.id)
        layout = await self._layouts.of(entry)
        if layout is None:
            raise WrongState("Its files are not known yet.", id=entry.id)
        async with self._settling.turn:
            found = await self._find(entry, layout)
            if entry.deleting or not is_kept_out(entry.record):
                return
            if found and how == "rename":
                await self._rename(entry, await self._settling.names(entry.record, layout))
            elif found:
                refuse_unlike(entry.record, found)
                await self._share(entry)
            else:
                await self._mark(entry, None, None)
        if not entry.stopped:
            await self._missing.bring_back(entry)

    async def _examine(self, entry: Entry) -> None:
        layout = await self._layouts.of(entry)
        if layout is None:
            return
        back = False
        async with self._settling.turn:
            found = await self._find(entry, layout)
            how = entry.record.error_message
            if entry.deleting or entry.record.error_kind != UNEXAMINED:
                return
            if not found:
                await self._release(entry)
            elif how == "rename":
                await self._membership.leave(entry, save=True)
                await self._rename(entry, await self._settling.names(entry.record, layout))
                back = True
            elif how == "share" and all(each.shareable for each in found):
                await self._membership.leave(entry, save=True)
                await self._share(entry)
                back = True
            else:
                await self._keep_out(entry, found, COLLIDES, words.kept_out(entry.record.name, found))
        if back and not entry.stopped:
            await self._missing.bring_back(entry)

    async def _look_again(self, entry: Entry) -> None:
        """Somebody wants it back: the other may be gone, or have other files by now."""
        layout = await self._layouts.of(entry)
        if layout is None or not is_kept_out(entry.record):
            return
        async with self._settling.turn:
            found = await self._find(entry, layout)
            if entry.deleting:
                return
            if not found:
                await self._mark(entry, None, None)
            elif not is_kept_out(entry.record):
                pass  # It was let in meanwhile, since the other finished.
            elif entry.record.error_kind in (DIFFERS, WAITS) and all(each.shareable for each in found):
                await self._share(entry)
            else:
                self._tell_kept_out(entry, found)
                await self._mark(entry, COLLIDES, words.kept_out(entry.record.name, found))

    async def try_again(self, entry: Entry) -> None:
        """Nobody asks: it goes on if that harms nothing, and is kept out for the reason that holds now otherwise."""
        layout = await self._layouts.of(entry)
        if layout is None:
            return
        async with self._settling.turn:
            found = await self._find(entry, layout)
            if entry.deleting or not is_kept_out(entry.record):
                return
            self._tell_kept_out(entry, found)
            if not found:
                there = await self._core.on_disk(existing, self._target(entry, layout))
                # What the other left belongs to a person: it is used if it is right, and not written over.
                await (self._share(entry) if there else self._mark(entry, None, None))
            elif entry.record.error_kind == WAITS and not self._any_incomplete(found):
                await self._share(entry)
            elif entry.record.error_kind == COLLIDES:
                await self._mark(entry, COLLIDES, words.kept_out(entry.record.name, found))
        if not entry.stopped and not is_kept_out(entry.record):
            await self._missing.bring_back(entry)

    def _on_checked(self, fact: Checked) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and entry.record.error_kind == SHARING:
            self._core.spawn(self._judge(entry), f"judging what {entry.id} shares")

    async def _judge(self, entry: Entry) -> None:
        """Its files were checked: it may go on if they hold what it wants."""
        layout = await self._layouts.of(entry)
        if layout is None:
            return
        async with self._settling.turn:
            found = await self._find(entry, layout)
            handle = entry.handle
            if entry.record.error_kind != SHARING or entry.deleting or handle is None:
                return
            status = handle.status(lt.torrent_handle.query_pieces)
            if int(status.state) in (CHECKING_FILES, CHECKING_RESUME_DATA):
                return  # Asked for once more meanwhile: until that is done it seems to hold nothing.
            pieces = status.pieces
            name = entry.record.name
            left = await self._core.on_disk(existing, self._target(entry, layout)) if not found else ()
            if not _holds(layout, left, pieces):
                await self._keep_out(entry, found, COLLIDES, words.left_over(name, left))
            elif all(_holds(layout, each.paths, pieces) for each in found):
                await self._release(entry)
            elif self._any_incomplete(found):
                await self._keep_out(entry, found, WAITS, words.waits(found))
            else:
                await self._keep_out(entry, found, DIFFERS, words.differs(found))

    def _any_incomplete(self, found: list[Common]) -> bool:
        """Also while the last bytes are on their way to the disk."""
        rows = [self._core.feed.rows.get(each.id) for each in found]
        return any(row is not None and (row.done < row.size or row.completed_at is None) for row in rows)

    async def _find(self, entry: Entry, layout: Layout) -> list[Common]:
        return await self._finder.find(self._target(entry, layout))

    def _target(self, entry: Entry, layout: Layout) -> Target:
        chosen = entry.record.priorities
        if chosen is None and entry.handle is not None:
            chosen = layout.from_native(entry.handle.get_file_priorities(), missing=NORMAL)
        return target_of(entry.id, entry.record.name, entry.record.save_path, layout, chosen)

    async def _release(self, entry: Entry) -> None:
        await self._mark(entry, None, None)
        await self._membership.give_leave(entry)

    def _tell_kept_out(self, entry: Entry, found: list[Common]) -> None:
        if self.kept_out is not None:
            self.kept_out(entry, found)

    async def _keep_out(self, entry: Entry, found: list[Common], kind: str, message: str) -> None:
        self._tell_kept_out(entry, found)
        await self._mark(entry, kind, message)
        facts: dict[str, Any] = {"name": entry.record.name}
        if found:
            facts |= {"other": found[0].name, "others": len(found) - 1}
        self._core.feed.tell(
            NoticeEvent(kind=NoticeKind(kind), level="warning", message=message, id=entry.id, facts=facts)
        )
        await self._membership.leave(entry, save=True)

    async def _mark(self, entry: Entry, kind: str | None, message: str | None) -> None:
        entry.unguarded_at = time.monotonic()
        entry.record = replace(entry.record, error_kind=kind, error_message=message)
        self._core.rows.refresh(entry)
        if not entry.deleting:
            await self._core.commit(SaveTorrent(entry.record))

    async def _rename(self, entry: Entry, names: Names) -> None:
        """In the transaction that lets it in: from then on it has nothing in common with anyone."""
        record = replace(entry.record, error_kind=None, error_message=None)
        stored = await stored_of(self._core, entry)
        if entry.deleting:
            raise NotFound("This torrent is not in the list any more.", id=entry.id)
        await self._core.commit(SaveResume(entry.id, with_names(stored, names)), SaveTorrent(record))
        entry.record = replace(entry.record, error_kind=None, error_message=None)
        self._core.catalog.placed(entry)
        self._core.rows.refresh(entry)

    async def _share(self, entry: Entry) -> None:
        """It forgets what it has, so that libtorrent checks the files, and gets no leave to write until then."""
        stored = await stored_of(self._core, entry)
        record = replace(entry.record, error_kind=SHARING, error_message=None)
        if entry.deleting:
            raise NotFound("This torrent is not in the list any more.", id=entry.id)
        resume = pieces_forgotten(stored.resume) if stored.resume is not None else None
        saves = [SaveResume(entry.id, resume)] if resume is not None else []
        await self._core.commit(*saves, SaveTorrent(record))
        entry.record = replace(entry.record, error_kind=SHARING, error_message=None)
        self._core.rows.refresh(entry)


def _holds(layout: Layout, paths: tuple[str, ...], pieces: list[bool]) -> bool:
    """Whether all pieces that lie wholly in these files are here; of smaller files, those that touch them."""
    shared = set(paths)
    for file in layout.files:
        if file.path not in shared or not file.size:
            continue
        end = file.offset + file.size
        first, last = -(-file.offset // layout.piece_length), end // layout.piece_length
        if end == layout.total_size:
            last = layout.pieces
        if first >= last:
            first, last = file.offset // layout.piece_length, -(-end // layout.piece_length)
        if not all(pieces[first:last]):
            return False
    return True
