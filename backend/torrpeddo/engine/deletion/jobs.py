"""Deleting with files, on the engine's thread: who leaves when, what is journalled, and the way back.

One deletion goes through: requested (acknowledged: the journal has it) → out of the
session → planned → staged, and with that off the list → ten seconds in which it
can be undone → erased or trashed. Killed anywhere, the next start carries on from the
journal. The disk's side of each step is in the other modules of this room.

Whatever grows with the number of files is done on the disk pool, whatever grows with the
number of torrents a few at a time, and the journal writes each thing once.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import msgspec

from ...contract.deleting import Delete, Deleted, DeletePreview, PreviewDelete
from ...contract.events import NoticeEvent, ProgressEvent
from ...contract.notices import NoticeKind
from ...errors import NotFound, ShuttingDown, StorageError, TorrpeddoError
from ...library.records import DeleteJob, RemoveJob, SaveJob, SavePreview, SetPhase, TakeOut, TorrentRecord
from ..catalog import Entry
from ..core import Core
from ..membership import Membership
from ..missing import MissingFiles
from ..preferences import Preferences
from ..slices import for_each, in_slices
from . import erase, restore, stage
from . import job as journal
from .bringing_back import BringingBack
from .job import Job, NextStep, Phase
from .manifests import Manifests
from .plan import Plan, confirm, count, plan
from .previews import DeletePreviews, decode
from .record import LISTED, REQUESTED, Body, Deletion, read_body
from .trash import trash
from .undoable import Undoable
from .unlisting import part_files, plan_part_files, untouched

log = logging.getLogger(__name__)

UNDO_SECONDS = 10.0
RETRY_SECONDS = 30.0
_STANDS = "Torrpeddo tries again every half minute, and deletes at the next start if it is closed before."
SLICE = 100
"""Rows drawn or dropped in a millisecond or two."""


class Deletions:
    def __init__(
        self,
        core: Core,
        membership: Membership,
        missing: MissingFiles,
        manifests: Manifests,
        preferences: Preferences,
        undoable: Undoable,
    ) -> None:
        self._core = core
        self._membership = membership
        self._manifests = manifests
        self._preferences = preferences
        self._previews = DeletePreviews(core)
        self._bringing = BringingBack(core, missing)
        self._deletions: dict[str, Deletion] = {}
        self._eraser = ThreadPoolExecutor(1, thread_name_prefix="erase")
        self._stopping = False
        self._undoable = undoable

    async def preview(self, params: PreviewDelete) -> DeletePreview:
        """What would go and stay, a page at a time. Raises NotFound, StorageError."""
        token = params.token
        if token is None:
            token = await self._previews.keep(await self._plan(self._core.catalog.need_all(params.ids)))
        return self._previews.page(token, params.offset, params.limit)

    async def delete(self, params: Delete) -> Deleted:
        """Acknowledged when the journal has it; the rest happens in the background."""
        entries = self._core.catalog.need_all(params.ids)
        shown = self._previews.agreed(params.token, entries)
        wanted = params.trash if params.trash is not None else self._preferences.current.delete_to_trash
        to_trash = wanted and not params.keep_files
        now = time.time()
        body = Body(tuple(entry.id for entry in entries), keep_files=params.keep_files)
        deletion = Deletion(uuid.uuid4().hex, now, to_trash, body, now + UNDO_SECONDS, entries)
        saves: list[SavePreview] = []
        if shown is not None:
            deletion.preview = shown.token
            saves = [] if shown.stored else [SavePreview(shown.token, shown.encoded)]
        for entry in entries:
            entry.leave_list(params.keep_files)
        try:
            await self._core.commit(*saves, SaveJob(deletion.record(REQUESTED)))
        except BaseException:
            for entry in entries:
                entry.stay_in_list()
                self._core.rows.refresh(entry)
            raise
        if shown is not None:
            shown.stored = False  # From now on it is the job's.
        self._deletions[deletion.id] = deletion
        self._begin(deletion, self._carry_out(deletion, shown.plan if shown else None), "deleting")
        return Deleted(undo=deletion.id, undo_until=deletion.until, trash=to_trash)

    async def undo(self, id: str) -> list[str]:
        """Files, torrents and their states come back. Raises NotFound when it is too late."""
        deletion = self._deletions.get(id)
        if deletion is None or deletion.too_late:
            raise NotFound("This can't be undone any more: its ten seconds are over.", undo=id)
        deletion.undo_asked.set()
        await deletion.over.wait()
        if not deletion.taken_back:
            if deletion.not_called_off is not None:
                raise deletion.not_called_off
            if self._stopping:
                raise ShuttingDown("Torrpeddo is closing. Whether this could still be undone shows at the next start.")
            raise StorageError("This could not be undone now; the log says why. The next start carries on with it.")
        return deletion.restored

    def recover(self, jobs: Sequence[DeleteJob], taken: dict[str, list[TorrentRecord]]) -> None:
        """At the start: finish or take back what the last run left."""
        for job in jobs:
            try:
                body = read_body(job)
            except msgspec.MsgspecError:
                log.error("The journal of deletion %s is damaged; it is left alone", job.id)
                continue
            listed = job.phase in LISTED
            found = [self._core.catalog.find(id) for id in body.ids] if listed else []
            entries = [entry for entry in found if entry is not None]
            for entry in entries:
                entry.leave_list(body.keep_files)
                self._core.rows.refresh(entry)
            deletion = Deletion(job.id, job.created_at, job.trash, body, 0.0, entries, job.preview)
            deletion.taken = taken.get(job.id, [])
            self._begin(deletion, self._resume(deletion, job.phase), "finishing deletion")

    def close(self) -> None:
        """Leave what is under way to the next start."""
        self._stopping = True
        self._eraser.shutdown(wait=False, cancel_futures=True)

    def _begin(self, deletion: Deletion, work: Coroutine[Any, Any, None], what: str) -> None:
        self._undoable.ids.add(deletion.id)
        task = self._core.spawn(work, f"{what} {deletion.id}")
        task.add_done_callback(lambda _: self._ended(deletion))

    def _ended(self, deletion: Deletion) -> None:
        self._undoable.ids.discard(deletion.id)
        if not self._stopping:
            self._undoable.over()

    async def _carry_out(self, deletion: Deletion, shown: Plan | None) -> None:
        try:
            if await self._set_aside(deletion, shown):
                await self._finish_or_undo(deletion)
        finally:
            deletion.over.set()
            self._deletions.pop(deletion.id, None)

    async def _set_aside(self, deletion: Deletion, shown: Plan | None) -> bool:
        """Out of the session, planned and staged. False when it failed, and everything is as it was."""
        try:
            async for entry in in_slices(deletion.entries, SLICE):
                self._core.rows.refresh(entry)
            await for_each(deletion.entries, lambda entry: self._membership.leave(entry, save=True))
            fresh = await self._plan(deletion.entries, keep_files=deletion.body.keep_files)
            await self._core.on_disk(_agree, deletion, shown or await self._shown(deletion), fresh)
            await self._core.commit(SaveJob(await self._core.on_disk(deletion.record, Phase.PLANNED)))
        except TorrpeddoError as error:
            await self._call_off(deletion, error)
            return False
        except Exception:
            log.exception("Planning deletion %s failed", deletion.id)
            await self._call_off(deletion, StorageError("Something unexpected happened; the log says what it was."))
            return False
        return await self._staged(deletion)

    async def _staged(self, deletion: Deletion) -> bool:
        try:
            try:
                await self._stage(deletion)
            except TorrpeddoError:
                if not (deletion.body.keep_files and deletion.job.places):
                    raise
                # Not even what is libtorrent's own can be set aside; they leave the list all the same.
                deletion.body = untouched(deletion.body)
                await self._core.commit(SaveJob(deletion.record(Phase.PLANNED)))
                await self._stage(deletion)
        except TorrpeddoError as error:
            await self._call_off(deletion, error)
            return False
        return True

    async def _shown(self, deletion: Deletion) -> Plan | None:
        """What the person agreed to in an earlier run. Raises StorageError."""
        if deletion.preview is None:
            return deletion.body.shown
        blob = await asyncio.wrap_future(self._core.library.get_preview(deletion.preview))
        if blob is None:
            raise StorageError("The library lost what you had agreed to. Look at what goes once more, then delete.")
        return await self._core.on_disk(decode, blob)

    async def _stage(self, deletion: Deletion) -> None:
        staged = await self._core.on_disk(stage.stage, deletion.job, self._journal(deletion))
        entries, deletion.entries = deletion.entries, []
        deletion.taken += [entry.record for entry in entries]
        async for entry in in_slices(entries, SLICE):
            entry.removed = True
            self._core.rows.remove(entry.id)
            self._core.catalog.remove(entry)
        if staged.changed and not deletion.body.keep_files:
            names = ", ".join(file.path for file in staged.changed[:3])
            message = f"{len(staged.changed)} files changed meanwhile, so they stay: {names}."
            self._notice(NoticeKind.DELETE_CHANGED, "warning", message, count=len(staged.changed), names=names)

    async def _finish_or_undo(self, deletion: Deletion) -> None:
        # The clock may have gone back since.
        left = min(UNDO_SECONDS, max(0.0, deletion.until - time.time()))
        with suppress(TimeoutError):
            await asyncio.wait_for(deletion.undo_asked.wait(), left)
        # It may have been asked for in time, while the files were still being set aside.
        if deletion.undo_asked.is_set():
            await self._undo(deletion)
        else:
            deletion.too_late = True
            await self._finish(deletion)

    async def _finish(self, deletion: Deletion) -> None:
        """Erase or trash, and try again later as long as the disk refuses."""
        job = deletion.job
        total = await self._core.on_disk(count, job)
        work = trash if deletion.trash else erase.erase
        while not self._is_stopping():
            try:
                ended = await self._core.loop.run_in_executor(
                    self._eraser, work, job, self._journal(deletion), self._progress(job, total), self._is_stopping
                )
            except TorrpeddoError as error:
                self._notice(NoticeKind.DELETE_FAILED, "error", error.message, reason=error.reason())
                if deletion.trash:
                    # What the trash refused is back in its old place, so the torrents are too.
                    self._tell_progress(job, 0, total, finished=True)
                    await self._bringing.back(deletion)
                    return
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if ended.done:
                await self._core.commit(RemoveJob(deletion.id))
                self._tell_progress(job, total, total, finished=True)
            return

    async def _undo(self, deletion: Deletion) -> None:
        kept = await self._core.on_disk(restore.unstage, deletion.job, self._journal(deletion))
        if kept:
            message = f"Something new is in the old place of {kept[0]}, so it was kept beside it."
            self._notice(NoticeKind.DELETE_KEPT, "warning", message, path=str(kept[0]))
        await self._bringing.back(deletion)

    async def _call_off(self, deletion: Deletion, error: TorrpeddoError) -> None:
        """The disk refused before anything went: the torrents are back as they were.

        As long as the library refuses that too, its journal has the deletion: the torrents stay on their way out,
        and the next start would carry it out. That is said, and tried again.
        """
        while True:
            try:
                await self._bringing.back(deletion)
                break
            except StorageError as refused:
                if deletion.not_called_off is None:
                    message = f"Nothing is deleted yet, and it can't be called off either. {refused.message} {_STANDS}"
                    self._notice(NoticeKind.DELETE_WAITS, "error", message, reason=refused.reason())
                deletion.not_called_off = refused
                deletion.over.set()
            await asyncio.sleep(RETRY_SECONDS)
        self._notice(NoticeKind.DELETE_REFUSED, "error", f"Nothing was deleted. {error.message}", reason=error.reason())

    async def _resume(self, deletion: Deletion, phase: str) -> None:
        if deletion.body.job is None:
            await self._carry_out(deletion, None)
            return
        step = await self._next_step(deletion, Phase(phase))
        if step is NextStep.STAGE:
            try:
                await self._stage(deletion)
            except TorrpeddoError as error:
                self._notice(NoticeKind.DELETE_FAILED, "error", error.message, reason=error.reason())
                await self._bringing.back(deletion)
                return
            await self._finish(deletion)
        elif step is NextStep.FINISH:
            await self._finish(deletion)
        elif step is NextStep.UNDO:
            await self._undo(deletion)
        elif phase in (Phase.UNDOING, Phase.UNDONE):
            await self._bringing.back(deletion)
        else:
            await self._core.commit(RemoveJob(deletion.id))

    async def _next_step(self, deletion: Deletion, phase: Phase) -> NextStep:
        """Waits as long as a drive of it is away."""
        while True:
            step = await self._core.on_disk(journal.recover, deletion.job, phase)
            if step is not NextStep.WAIT:
                return step
            await asyncio.sleep(RETRY_SECONDS)

    async def _plan(self, entries: Sequence[Entry], *, keep_files: bool = False) -> Plan:
        if keep_files:
            return await self._core.on_disk(plan_part_files, part_files(entries))
        targets, others = await self._manifests.around(entries)
        return await self._core.on_disk(plan, targets, others)

    def _journal(self, deletion: Deletion) -> journal.Journal:
        """Called on disk threads; with ``staged`` the torrents leave the list in the same transaction."""

        def write(phase: Phase) -> None:
            ids = tuple(entry.id for entry in deletion.entries) if phase is Phase.STAGED else ()
            self._core.library.commit(TakeOut(ids, deletion.id), SetPhase(deletion.id, phase)).result()

        return write

    def _progress(self, job: Job, total: int) -> erase.Progress:
        def tell(files: int, _bytes: int) -> None:
            self._core.loop.call_soon_threadsafe(self._tell_progress, job, files, total)

        return tell

    def _tell_progress(self, job: Job, done: int, total: int, finished: bool = False) -> None:
        self._core.feed.tell(ProgressEvent(job=job.id, kind="delete", done=done, total=total, finished=finished))

    def _is_stopping(self) -> bool:
        return self._stopping

    def _notice(self, kind: NoticeKind, level: str, message: str, **facts: Any) -> None:
        self._core.feed.tell(NoticeEvent(kind=kind, level=level, message=message, facts=facts))


def _agree(deletion: Deletion, shown: Plan | None, fresh: Plan) -> None:
    """What is to be done to the disk: nothing but what was agreed to."""
    agreed = confirm(shown, fresh) if shown is not None else fresh
    job = agreed.job(deletion.id, deletion.trash)
    deletion.body = msgspec.structs.replace(deletion.body, shown=None, job=job)
