"""Deleting with files, on the engine's thread: who leaves when, what is journalled, and the way back.

One deletion goes through: requested (acknowledged: the journal has it) → out of the
session → planned → staged, and with that out of the library → ten seconds in which it
can be undone → erased or trashed. Killed anywhere, the next start carries on from the
journal. The disk's side of each step is in the other modules of this room.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import msgspec

from ...contract.deleting import Delete, Deleted, DeletePreview, PreviewDelete
from ...contract.events import NoticeEvent, ProgressEvent
from ...errors import NotFound, StorageError, TorrpeddoError
from ...library.records import DeleteJob, RemoveJob, RemoveTorrents, SaveJob, StoredTorrent
from ...library.store import saves_of
from ..catalog import Entry
from ..core import Core
from ..membership import Membership
from ..missing import MissingFiles
from ..preferences import Preferences
from . import erase, restore, stage
from . import job as journal
from .job import Job, NextStep, Phase
from .manifests import Manifests
from .plan import Plan, confirm, files_in, plan
from .previews import DeletePreviews
from .trash import trash, trash_available

log = logging.getLogger(__name__)

UNDO_SECONDS = 10.0
RETRY_SECONDS = 30.0
REQUESTED = "requested"
"""The phase before the disk room's own: acknowledged, and nothing was touched yet."""


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the journal keeps of a deletion."""

    ids: tuple[str, ...]
    shown: Plan | None
    """The preview that the person agreed to."""
    job: Job | None = None
    torrents: tuple[StoredTorrent, ...] = ()
    """What the library had of them, for the way back."""


@dataclass(slots=True, eq=False)
class Deletion:
    id: str
    created_at: float
    trash: bool
    body: Body
    until: float
    entries: list[Entry]
    undo_asked: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    restored: list[str] = field(default_factory=list)
    too_late: bool = False

    def record(self, phase: str) -> DeleteJob:
        return DeleteJob(
            id=self.id,
            created_at=self.created_at,
            trash=self.trash,
            phase=phase,
            body=msgspec.msgpack.encode(self.body),
        )


class Deletions:
    def __init__(
        self,
        core: Core,
        membership: Membership,
        missing: MissingFiles,
        manifests: Manifests,
        preferences: Preferences,
    ) -> None:
        self._core = core
        self._membership = membership
        self._missing = missing
        self._manifests = manifests
        self._preferences = preferences
        self._previews = DeletePreviews()
        self._deletions: dict[str, Deletion] = {}
        self._eraser = ThreadPoolExecutor(1, thread_name_prefix="erase")
        self._stopping = False

    async def preview(self, params: PreviewDelete) -> DeletePreview:
        """What would go and stay, a page at a time. Raises NotFound, StorageError."""
        if params.token is None:
            entries = self._core.catalog.need_all(params.ids)
            found = await self._plan(entries)
            places = [place.folder for place in found.places]
            can_trash = await self._core.on_disk(_can_trash, places)
            token = self._previews.keep(found, can_trash)
        else:
            token = params.token
        return self._previews.page(token, params.offset, params.limit)

    async def delete(self, params: Delete) -> Deleted:
        """Acknowledged when the journal has it; the rest happens in the background."""
        entries = self._core.catalog.need_all(params.ids)
        shown = self._previews.agreed(params.token, entries)
        to_trash = params.trash if params.trash is not None else self._preferences.current.delete_to_trash
        now = time.time()
        body = Body(tuple(entry.id for entry in entries), shown)
        deletion = Deletion(uuid.uuid4().hex, now, to_trash, body, now + UNDO_SECONDS, entries)
        self._mark(entries, deleting=True)
        try:
            await self._core.commit(SaveJob(deletion.record(REQUESTED)))
        except BaseException:
            self._mark(entries, deleting=False)
            raise
        self._deletions[deletion.id] = deletion
        self._core.spawn(self._carry_out(deletion), f"deleting {deletion.id}")
        return Deleted(undo=deletion.id, undo_until=deletion.until, trash=to_trash)

    async def undo(self, id: str) -> list[str]:
        """Files, torrents and their states come back. Raises NotFound when it is too late."""
        deletion = self._deletions.get(id)
        if deletion is None or deletion.too_late:
            raise NotFound("This can't be undone any more: its ten seconds are over.", undo=id)
        deletion.undo_asked.set()
        await deletion.over.wait()
        return deletion.restored

    def recover(self, jobs: Sequence[DeleteJob]) -> None:
        """At the start: finish or take back what the last run left."""
        for job in jobs:
            try:
                body = msgspec.msgpack.decode(job.body, type=Body)
            except msgspec.MsgspecError:
                log.error("The journal of deletion %s is damaged; it is left alone", job.id)
                continue
            entries = [entry for id in body.ids if (entry := self._core.catalog.find(id)) is not None]
            deletion = Deletion(job.id, job.created_at, job.trash, body, 0.0, entries)
            if body.job is None or job.phase in (Phase.PLANNED, Phase.UNDOING, Phase.UNDONE):
                self._mark(entries, deleting=True)
            self._core.spawn(self._resume(deletion, job.phase), f"finishing deletion {job.id}")

    def close(self) -> None:
        """Leave what is under way to the next start."""
        self._stopping = True
        self._eraser.shutdown(wait=False, cancel_futures=True)

    async def _carry_out(self, deletion: Deletion) -> None:
        try:
            if await self._set_aside(deletion):
                await self._finish_or_undo(deletion)
        finally:
            deletion.over.set()
            self._deletions.pop(deletion.id, None)

    async def _set_aside(self, deletion: Deletion) -> bool:
        """Out of the session, planned and staged. False when it failed, and everything is as it was."""
        try:
            await self._take_out(deletion)
            shown = deletion.body.shown
            fresh = await self._plan(deletion.entries)
            agreed = await self._core.on_disk(confirm, shown, fresh) if shown is not None else fresh
            deletion.body = msgspec.structs.replace(deletion.body, job=agreed.job(deletion.id, deletion.trash))
            await self._core.commit(SaveJob(deletion.record(Phase.PLANNED)))
        except TorrpeddoError as error:
            await self._call_off(deletion, error)
            return False
        except Exception:
            log.exception("Planning deletion %s failed", deletion.id)
            await self._call_off(deletion, StorageError("Something unexpected happened; the log says what it was."))
            return False
        try:
            await self._stage(deletion)
        except TorrpeddoError as error:
            await self._call_off(deletion, error)
            return False
        return True

    async def _take_out(self, deletion: Deletion) -> None:
        await asyncio.gather(*(self._membership.leave(entry, save=True) for entry in deletion.entries))
        library = self._core.library
        torrents = [
            StoredTorrent(
                record=entry.record,
                metadata=await asyncio.wrap_future(library.get_metadata(entry.id)),
                resume=await asyncio.wrap_future(library.get_resume(entry.id)),
            )
            for entry in deletion.entries
        ]
        deletion.body = msgspec.structs.replace(deletion.body, torrents=tuple(torrents))

    async def _stage(self, deletion: Deletion) -> None:
        staged = await self._core.on_disk(stage.stage, self._job(deletion), self._journal(deletion))
        for entry in deletion.entries:
            self._core.rows.remove(entry.id)
            self._core.catalog.remove(entry)
        if staged.changed:
            names = ", ".join(file.path for file in staged.changed[:3])
            self._notice("warning", f"{len(staged.changed)} files changed meanwhile, so they stay: {names}.")

    async def _finish_or_undo(self, deletion: Deletion) -> None:
        try:
            await asyncio.wait_for(deletion.undo_asked.wait(), max(0.0, deletion.until - time.time()))
        except TimeoutError:
            deletion.too_late = True
            await self._finish(deletion)
        else:
            await self._undo(deletion)

    async def _finish(self, deletion: Deletion) -> None:
        """Erase or trash, and try again later as long as the disk refuses."""
        job = self._job(deletion)
        work = trash if deletion.trash else erase.erase
        while not self._is_stopping():
            try:
                ended = await self._core.loop.run_in_executor(
                    self._eraser, work, job, self._journal(deletion), self._progress(job), self._is_stopping
                )
            except TorrpeddoError as error:
                self._notice("error", error.message)
                if deletion.trash:
                    # What the trash refused is back in its old place, so the torrents are too.
                    await self._bring_back(deletion)
                    return
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if ended.done:
                await self._core.commit(RemoveJob(deletion.id))
            return

    async def _undo(self, deletion: Deletion) -> None:
        kept = await self._core.on_disk(restore.unstage, self._job(deletion), self._journal(deletion))
        if kept:
            self._notice("warning", f"Something new is in the old place of {kept[0]}, so it was kept beside it.")
        await self._bring_back(deletion)

    async def _bring_back(self, deletion: Deletion) -> None:
        # One that was added again meanwhile stays as it is; its files are back all the same.
        torrents = [torrent for torrent in deletion.body.torrents if self._core.catalog.find(torrent.record.id) is None]
        saves = [operation for torrent in torrents for operation in saves_of(torrent)]
        await self._core.commit(*saves, RemoveJob(deletion.id))
        for torrent in torrents:
            entry = Entry(torrent.record, state_since=torrent.record.state_since or time.time())
            self._core.catalog.add(entry)
            self._core.rows.refresh(entry)
            deletion.restored.append(entry.id)
            if not entry.stopped:
                await self._missing.bring_back(entry)

    async def _call_off(self, deletion: Deletion, error: TorrpeddoError) -> None:
        """The disk refused before anything went: the torrents are back as they were."""
        self._notice("error", f"Nothing was deleted. {error.message}")
        await self._core.commit(RemoveJob(deletion.id))
        self._mark(deletion.entries, deleting=False)
        for entry in deletion.entries:
            deletion.restored.append(entry.id)
            if not entry.stopped:
                await self._missing.bring_back(entry)

    async def _resume(self, deletion: Deletion, phase: str) -> None:
        if deletion.body.job is None:
            await self._carry_out(deletion)
            return
        step = await self._next_step(deletion, Phase(phase))
        if step is NextStep.STAGE:
            try:
                await self._stage(deletion)
            except TorrpeddoError as error:
                self._notice("error", error.message)
                await self._bring_back_staged(deletion)
                return
            await self._finish(deletion)
        elif step is NextStep.FINISH:
            await self._finish(deletion)
        elif step is NextStep.UNDO:
            self._drop(deletion)
            await self._undo(deletion)
        elif phase in (Phase.UNDOING, Phase.UNDONE):
            await self._bring_back_staged(deletion)
        else:
            await self._core.commit(RemoveJob(deletion.id))

    async def _bring_back_staged(self, deletion: Deletion) -> None:
        """The files are in their old places; the library may or may not have the torrents still."""
        self._drop(deletion)
        await self._bring_back(deletion)

    def _drop(self, deletion: Deletion) -> None:
        """What the library still had of them; it waited outside the session and is made anew."""
        for entry in deletion.entries:
            self._core.catalog.remove(entry)

    async def _next_step(self, deletion: Deletion, phase: Phase) -> NextStep:
        """Waits as long as a drive of it is away."""
        while True:
            step = await self._core.on_disk(journal.recover, self._job(deletion), phase)
            if step is not NextStep.WAIT:
                return step
            await asyncio.sleep(RETRY_SECONDS)

    async def _plan(self, entries: Sequence[Entry]) -> Plan:
        targets, others = await self._manifests.around(entries)
        return await self._core.on_disk(plan, targets, others)

    def _job(self, deletion: Deletion) -> Job:
        if deletion.body.job is None:
            raise RuntimeError("a deletion is staged only after it was planned")
        return deletion.body.job

    def _journal(self, deletion: Deletion) -> journal.Journal:
        """Called on disk threads; with ``staged`` the torrents leave the library in the same transaction."""

        def write(phase: Phase) -> None:
            removal = (RemoveTorrents(deletion.body.ids),) if phase is Phase.STAGED else ()
            self._core.library.commit(*removal, SaveJob(deletion.record(phase))).result()

        return write

    def _progress(self, job: Job) -> erase.Progress:
        total = sum(1 for place in job.places for _ in files_in(place))

        def tell(files: int, _bytes: int) -> None:
            event = ProgressEvent(job=job.id, kind="delete", done=files, total=total, finished=files >= total)
            self._core.loop.call_soon_threadsafe(self._core.feed.tell, event)

        return tell

    def _is_stopping(self) -> bool:
        return self._stopping

    def _mark(self, entries: Sequence[Entry], *, deleting: bool) -> None:
        for entry in entries:
            entry.deleting = deleting
            self._core.rows.refresh(entry)

    def _notice(self, level: str, message: str) -> None:
        self._core.feed.tell(NoticeEvent(kind="delete", level=level, message=message))


def _can_trash(folders: Sequence[str]) -> bool:
    return all(trash_available(folder) for folder in folders)
