"""Moving on the engine's thread: who leaves the session when, what is journalled, and what is told.

A move is requested (acknowledged: the journal has it) and waits for its turn, the
torrent running meanwhile. Then the torrent leaves the session, its files are brought
over, and it goes on from the new folder while the old one is cleaned. Its intent is
never touched.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from ...contract.events import NoticeEvent, ProgressEvent
from ...contract.moving import Move as MoveParams
from ...contract.notices import NoticeKind
from ...errors import StorageError, TorrpeddoError, WrongState
from ...library.records import MoveJob, Operation, RemoveMove, SaveMove, SaveResume, SaveTorrent
from ..catalog import Entry
from ..core import Core
from ..deletion.manifests import Manifests
from ..membership import Membership
from ..missing import MissingFiles
from ..storage import absolute
from ..stored import pieces_forgotten
from . import copying, placing
from .job import Interrupted, Job, Phase
from .placing import OtherVolume
from .plan import plan
from .under_way import Body, Move

log = logging.getLogger(__name__)

T = TypeVar("T")

TELL_EVERY = 0.25
"""Seconds between two words of progress."""


class Moves:
    def __init__(self, core: Core, membership: Membership, missing: MissingFiles, manifests: Manifests) -> None:
        self._core = core
        self._membership = membership
        self._missing = missing
        self._manifests = manifests
        self._moves: dict[str, Move] = {}
        self._refused: dict[Entry, str] = {}
        """Folders that finished downloads could not be brought to. Whatever comes back into the session says that it
        has finished, so that they are tried once in a run."""
        self._turn = asyncio.Lock()
        self._mover = ThreadPoolExecutor(1, thread_name_prefix="move")
        self._stopping = False
        membership.let_go = self._let_go

    @property
    def busy(self) -> bool:
        """Something is being moved, waits for that, or is cleaned up after."""
        return bool(self._moves)

    async def move(self, params: MoveParams) -> list[str]:
        """Returns the jobs, journalled. Raises NotFound, InvalidPath, WrongState."""
        entries = self._core.catalog.need_all(params.ids)
        goal = str(absolute(params.path))
        for entry in entries:
            if entry.moving is not None:
                raise WrongState(f"“{entry.record.name}” is being moved already. Cancel that first.", id=entry.id)
        moving = [entry for entry in entries if entry.record.save_path != goal]
        return [move.id for move in await self.begin(moving, goal, use_existing=params.use_existing)]

    async def begin(
        self, entries: Sequence[Entry], goal: str, *, use_existing: bool = False, finished: bool = False
    ) -> list[Move]:
        """As soon as it is journalled, in the background. ``goal`` is an absolute path. ``finished``: see ``Body``."""
        body = Body(goal, use_existing, finished=finished)
        if finished:
            entries = [entry for entry in entries if self._refused.get(entry) != goal]
        moves = [Move(uuid.uuid4().hex, entry.id, time.time(), body, entry) for entry in entries]
        self._show_all(entries, goal)
        try:
            await self._core.commit(*(SaveMove(move.record()) for move in moves))
        except BaseException:
            self._show_all(entries, None)
            raise
        for move in moves:
            self._start(move, self._carry_out(move))
        return moves

    async def cancel(self, ids: Sequence[str]) -> None:
        """Everything is in its old place when this returns. Harmless for what isn't moving, or has moved."""
        entries = set(self._core.catalog.need_all(ids))
        moves = [move for move in self._moves.values() if move.entry in entries and not move.switched]
        for move in moves:
            self._cancel(move)
        for move in moves:
            await move.over.wait()
        for move in moves:
            entry = move.entry
            if entry is not None and move.body.finished and not move.switched and not entry.deleting:
                # Or else it would be moved again at the next start.
                entry.record = replace(entry.record, final_path=None)
                await self._core.commit(SaveTorrent(entry.record))

    def recover(self, jobs: Sequence[MoveJob]) -> None:
        """At the start, before torrents enter the session: finish or take back what the last run left."""
        for job in jobs:
            if job.phase == Phase.RENAMING:
                continue
            try:
                body = msgspec.msgpack.decode(job.body, type=Body)
                move = Move(job.id, job.torrent, job.created_at, body, self._core.catalog.find(job.torrent))
                move.phase = Phase(job.phase)
            except (msgspec.MsgspecError, ValueError):
                log.error("The journal of move %s is damaged; it is left alone", job.id)
                continue
            if move.entry is not None and not move.switched:
                move.entry.holders |= {move.id}
                self._show_all([move.entry], move.body.goal)
            self._start(move, self._carry_out(move))

    def close(self) -> None:
        """Leave what is under way to the next start."""
        self._stopping = True
        for move in self._moves.values():
            move.stop.set()
        self._mover.shutdown(wait=False, cancel_futures=True)

    def _start(self, move: Move, work: Any) -> None:
        self._moves[move.id] = move
        self._core.spawn(work, f"moving {move.torrent}")

    async def _carry_out(self, move: Move) -> None:
        try:
            async with self._turn:
                if not move.over.is_set():
                    move.begun = True
                    await self._in_turn(move)
        finally:
            self._moves.pop(move.id, None)
            move.over.set()

    async def _in_turn(self, move: Move) -> None:
        if not move.switched:
            try:
                await self._bring_over(move)
            except (Interrupted, TorrpeddoError) as problem:
                if not self._stopping:
                    with suppress(Interrupted):  # The end came meanwhile.
                        await self._take_back(move, problem)
                return
            self._release(move)
        await self._clean(move)

    async def _bring_over(self, move: Move) -> None:
        if move.entry is None or move.phase in (Phase.DISCARDING, Phase.RETURNING):
            raise Interrupted
        move.entry.holders |= {move.id}
        await self._membership.leave(move.entry, save=True, holding=True)
        if move.body.job is None:
            await self._plan(move, move.entry)
        try:
            await self._carry_over(move)
        except OtherVolume:
            await self._undo(move)
            await self._plan(move, move.entry, copy_all=True)
            await self._carry_over(move)
        await self._switch(move, move.entry)

    async def _plan(self, move: Move, entry: Entry, *, copy_all: bool = False) -> None:
        self._check(move)
        targets, others = await self._manifests.around([entry])
        body = move.body

        def make_plan() -> Job:
            return plan(move.id, targets[0], others, body.goal, use_existing=body.use_existing, copy_all=copy_all)

        job = await self._on_disk(make_plan)
        if not job.files and job.source != job.goal and entry.record.done and not body.use_existing:
            raise StorageError(
                f"Its files are not in {entry.record.save_path}. If they are in {body.goal} already, "
                "use the files that are there.",
                path=entry.record.save_path,
            )
        move.body = msgspec.structs.replace(body, job=job)
        await self._enter(move, Phase.COPYING)

    async def _carry_over(self, move: Move) -> None:
        job = move.job
        move.done = 0
        if move.phase is Phase.COPYING:
            await self._on_disk(copying.copy, job, self._progress(move), move.stop.is_set)
            self._check(move)
            await self._enter(move, Phase.PLACING)
        move.done = sum(file.size for file in job.files if file.copied)
        await self._on_disk(placing.place, job, self._progress(move), move.stop.is_set)

    async def _switch(self, move: Move, entry: Entry) -> None:
        """The torrent has its new folder, and the journal says so, in one transaction."""
        saves: list[Operation] = []
        checked = move.body.use_existing
        if checked:
            resume = await asyncio.wrap_future(self._core.library.get_resume(entry.id))
            emptied = pieces_forgotten(resume) if resume is not None else None
            saves = [SaveResume(entry.id, emptied)] if emptied is not None else []
        self._check(move)
        before = entry.record
        done = 0 if checked else before.done
        entry.record = replace(before, save_path=move.body.goal, final_path=None, missing=False, done=done)
        move.phase = Phase.SWITCHED
        try:
            await self._core.commit(*saves, SaveTorrent(entry.record), SaveMove(move.record()))
        except StorageError:
            move.phase = Phase.PLACING
            entry.record = replace(entry.record, save_path=before.save_path, done=before.done, missing=before.missing)
            raise
        self._core.catalog.placed(entry)
        self._missing.forget(entry)

    async def _take_back(self, move: Move, problem: Exception) -> None:
        """The old place is as it was, and the torrent goes on there."""
        try:
            await self._undo(move)
            await self._core.commit(RemoveMove(move.id))
        except StorageError as refused:
            self._notice(NoticeKind.MOVE_NOT_UNDONE, "error", refused.message, move, reason=refused.reason())
        if isinstance(problem, TorrpeddoError) and move.entry is not None and move.body.finished:
            self._refused = {entry: goal for entry, goal in self._refused.items() if not entry.removed}
            self._refused[move.entry] = move.body.goal
        self._release(move)
        if isinstance(problem, TorrpeddoError) and move.entry is not None:
            message = f"“{move.entry.record.name}” was not moved. {problem.message}"
            self._notice(NoticeKind.MOVE_FAILED, "error", message, move, reason=problem.reason())

    async def _undo(self, move: Move) -> None:
        if move.phase is Phase.REQUESTED:
            return
        placed = move.phase in (Phase.PLACING, Phase.RETURNING)
        await self._enter(move, Phase.RETURNING if placed else Phase.DISCARDING)
        await self._on_disk(placing.give_back if placed else placing.discard, move.job)

    async def _clean(self, move: Move) -> None:
        try:
            left = await self._on_disk(placing.clean, move.job)
        except OSError as problem:
            log.warning("The old place of %s could not be cleaned: %s", move.torrent, problem)
            left = [move.job.source]
        except Interrupted:
            return
        if left:
            message = f"It was moved, but {left[0]} could not be removed from the old place."
            self._notice(NoticeKind.MOVE_LEFT, "warning", message, move, path=left[0])
        await self._core.commit(RemoveMove(move.id))

    def _release(self, move: Move) -> None:
        self._tell(move, finished=True)
        entry = move.entry
        if entry is None:
            return
        entry.holders -= {move.id}
        entry.moving = entry.moving_to = None
        if entry.deleting:
            return
        if move.switched:
            entry.missing = False
        self._core.rows.refresh(entry)
        if not entry.stopped and entry.handle is None:
            self._core.spawn(self._missing.bring_back(entry), f"bringing back {entry.id}")

    def _cancel(self, move: Move) -> None:
        move.stop.set()
        if not move.begun:
            self._core.library.commit(RemoveMove(move.id))
            self._release(move)
            move.over.set()

    async def _let_go(self, entry: Entry) -> None:
        """It leaves the session for good: whatever moves its files ends first."""
        for move in [move for move in self._moves.values() if move.entry is entry]:
            if move.switched and not entry.deleting:
                continue
            self._cancel(move)
            await move.over.wait()
            if self._stopping and move.id in entry.holders:
                # Its files are on their way still. The next start brings them back, and then does what was asked.
                raise asyncio.CancelledError

    async def _enter(self, move: Move, phase: Phase) -> None:
        move.phase = phase
        await self._core.commit(SaveMove(move.record()))

    async def _on_disk(self, work: Callable[..., T], *arguments: Any) -> T:
        if self._stopping:
            raise Interrupted
        return await self._core.loop.run_in_executor(self._mover, work, *arguments)

    def _check(self, move: Move) -> None:
        if move.stop.is_set() or move.entry is None or move.entry.deleting:
            raise Interrupted

    def _progress(self, move: Move) -> Callable[[int], None]:
        def count(size: int) -> None:
            move.done += size
            now = time.monotonic()
            if now - move.told_at >= TELL_EVERY:
                move.told_at = now
                self._core.loop.call_soon_threadsafe(self._show, move)

        return count

    def _show(self, move: Move) -> None:
        entry = move.entry
        if entry is not None and entry.moving is not None and not move.over.is_set():
            entry.moving = min(1.0, round(move.done / move.job.size, 4)) if move.job.size else 1.0
            self._core.rows.refresh(entry)
            self._tell(move, finished=False)

    def _show_all(self, entries: Sequence[Entry], goal: str | None) -> None:
        """On their way to this folder, or, with None, not moving."""
        for entry in entries:
            entry.moving = None if goal is None else 0.0
            entry.moving_to = goal
            self._core.rows.refresh(entry)

    def _tell(self, move: Move, *, finished: bool) -> None:
        total = move.body.job.size if move.body.job is not None else 0
        done = total if move.switched else move.done
        name = move.entry.record.name if move.entry is not None else ""
        event = ProgressEvent(job=move.id, kind="move", done=done, total=total, finished=finished, message=name)
        self._core.feed.tell(event)

    def _notice(self, kind: NoticeKind, level: str, message: str, move: Move, **facts: Any) -> None:
        if move.entry is not None:
            facts["name"] = move.entry.record.name
        self._core.feed.tell(NoticeEvent(kind=kind, level=level, message=message, id=move.torrent, facts=facts))
