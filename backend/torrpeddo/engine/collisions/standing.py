"""Torrents in the list that may not write yet: late magnets, those that share, those that are kept out."""

import time

import libtorrent as lt
from msgspec.structs import replace

from ...contract.adding import OnConflict
from ...contract.events import NoticeEvent
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
from ..resume import without_pieces
from ..stored import stored_of, with_names
from . import words
from .common import Common
from .finder import Finder, target_of
from .marks import COLLIDES, DIFFERS, SHARING, UNEXAMINED, is_kept_out
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
                await self._keep_out(entry, COLLIDES, words.collides(entry.record.name, found))
        if back and not entry.stopped:
            await self._missing.bring_back(entry)

    async def _look_again(self, entry: Entry) -> None:
        """Somebody wants it back: the other may be gone, or have other files by now."""
        layout = await self._layouts.of(entry)
        if layout is None or not is_kept_out(entry.record):
            return
        async with self._settling.turn:
            found = await self._find(entry, layout)
            if not found:
                await self._mark(entry, None, None)
            elif entry.record.error_kind == DIFFERS and all(each.shareable for each in found):
                await self._share(entry)
            else:
                await self._mark(entry, COLLIDES, words.collides(entry.record.name, found))

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
            pieces = handle.status(lt.torrent_handle.query_pieces).pieces
            if all(_holds(layout, each, pieces) for each in found):
                await self._release(entry)
                return
            rows = [self._core.feed.rows.get(each.id) for each in found]
            incomplete = any(row is not None and row.done < row.size for row in rows)
            await self._keep_out(entry, DIFFERS, words.differs(found, incomplete=incomplete))

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

    async def _keep_out(self, entry: Entry, kind: str, message: str) -> None:
        await self._mark(entry, kind, message)
        self._core.feed.tell(NoticeEvent(kind=kind, level="warning", message=message, id=entry.id))
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
        saves = [SaveResume(entry.id, without_pieces(stored.resume))] if stored.resume is not None else []
        await self._core.commit(*saves, SaveTorrent(record))
        entry.record = replace(entry.record, error_kind=SHARING, error_message=None)
        self._core.rows.refresh(entry)


def _holds(layout: Layout, shared: Common, pieces: list[bool]) -> bool:
    """Whether all pieces that lie wholly in the shared files are here; of smaller files, those that touch them."""
    paths = set(shared.paths)
    for file in layout.files:
        if file.path not in paths or not file.size:
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
