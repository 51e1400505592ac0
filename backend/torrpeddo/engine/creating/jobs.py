"""The torrents that are being made: one is hashed at a time, the others wait. Engine thread only."""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ...contract.creating import CreateTorrent, Creation, CreationState
from ...contract.events import CreationEvent, ProgressEvent
from ...contract.torrents import TorrentError
from ...errors import NotFound, TorrpeddoError, WrongState
from ..adding import Adding
from ..asides import Asides
from ..core import Core
from ..parsing import parse_torrent
from ..torrent_files import write_torrent_file
from .checks import checked
from .messages import Failed, Hashed, Looked, Made, Message, Request, unforeseen_words
from .process import Process

log = logging.getLogger(__name__)

KEPT = 64
"""Ended jobs that can still be asked about."""

_ENDED = (CreationState.DONE, CreationState.FAILED, CreationState.CANCELLED)


class _Failure(Exception):
    """The worker's, told in its words."""

    def __init__(self, error: TorrentError) -> None:
        super().__init__(error.message)
        self.error = error


class Job(Struct, eq=False):
    params: CreateTorrent
    request: Request
    creation: Creation
    task: asyncio.Task[None] | None = None

    @property
    def state(self) -> CreationState:
        return self.creation.state


class Creations:
    def __init__(self, core: Core, adding: Adding, asides: Asides) -> None:
        self._core = core
        self._adding = adding
        self._asides = asides
        self._jobs: dict[str, Job] = {}
        self._turn = asyncio.Lock()

    async def create(self, params: CreateTorrent) -> str:
        """Begin, or wait for its turn. Returns the job. Raises InvalidInput, InvalidPath, StorageError."""
        request = await self._core.on_disk(checked, params)
        id = uuid.uuid4().hex
        creation = Creation(
            job=id,
            state=CreationState.WAITING,
            path=request.path,
            output=request.output,
            started_at=time.time(),
        )
        job = self._jobs[id] = Job(params, request, creation)
        self._forget_old()
        self._show(job)
        job.task = self._core.spawn(self._run(job), f"creating {id}")
        return id

    def get(self, id: str) -> Creation:
        """Raises NotFound."""
        return self._need(id).creation

    async def cancel(self, id: str) -> None:
        """End it and leave nothing. Raises NotFound, and WrongState when the torrent file is written."""
        job = self._need(id)
        if job.state in (CreationState.WRITING, CreationState.DONE):
            raise WrongState(f"The torrent file {job.creation.output} is made already, so it is too late to cancel.")
        if job.task is not None:
            job.task.cancel()
            await asyncio.wait([job.task])
        if job.state not in _ENDED:
            self._show(job, state=CreationState.CANCELLED)

    def close(self) -> None:
        """At the end of the engine: workers are killed at once, and what waits does not begin."""
        for job in self._jobs.values():
            if job.task is not None and job.state not in _ENDED:
                job.task.cancel()

    async def _run(self, job: Job) -> None:
        try:
            async with self._turn:
                made = await self._hash(job)
            self._show(job, state=CreationState.WRITING)
            await self._core.on_disk(self._write, job, made)
        except _Failure as failure:
            self._show(job, state=CreationState.FAILED, error=failure.error)
        except TorrpeddoError as error:
            self._show(job, state=CreationState.FAILED, error=_told(error))
        except Exception:
            log.exception("Creating %s failed", job.creation.job)
            self._show(job, state=CreationState.FAILED, error=_unforeseen(job.creation.path))
        else:
            await self._finish(job, made)

    async def _hash(self, job: Job) -> Made:
        self._show(job, state=CreationState.LOOKING)
        made: asyncio.Future[Made] = self._core.loop.create_future()
        process = Process(job.request, self._from_thread(lambda message: self._hear(job, made, message)))
        try:
            return await made
        finally:
            process.kill()

    def _from_thread(self, hear: Callable[[Message], None]) -> Callable[[Message], None]:
        def call(message: Message) -> None:
            # The loop may have ended before the thread noticed that its worker was killed.
            with suppress(RuntimeError):
                self._core.loop.call_soon_threadsafe(hear, message)

        return call

    def _hear(self, job: Job, made: asyncio.Future[Made], message: Message) -> None:
        if made.done():
            return  # It was cancelled.
        match message:
            case Looked(files=files, size=size, piece_length=length):
                state = CreationState.HASHING
                self._show(job, state=state, files=files, total=size, piece_length=length)
            case Hashed(done=done):
                job.creation = replace(job.creation, done=done)
                self._tell_progress(job)
            case Made():
                made.set_result(message)
            case Failed(kind=kind, message=words, detail=detail):
                if detail:
                    log.error("A torrent could not be made:\n%s", detail)
                made.set_exception(_Failure(TorrentError(kind=kind, message=words, path=job.creation.path)))

    def _write(self, job: Job, made: Made) -> None:
        write_torrent_file(Path(job.request.output), made.content, self._asides, overwrite=job.params.overwrite)

    async def _finish(self, job: Job, made: Made) -> None:
        error = await self._seed(job, made) if job.params.seed else None
        self._show(
            job,
            state=CreationState.DONE,
            id=made.id,
            name=made.name,
            magnet=made.magnet,
            seeding=job.params.seed and error is None,
            error=error,
        )

    async def _seed(self, job: Job, made: Made) -> TorrentError | None:
        """Into the list, without a check: it was hashed a moment ago."""
        try:
            source = await self._core.on_disk(parse_torrent, made.content)
            await self._adding.add_seed(source, str(Path(job.request.path).parent))
        except TorrpeddoError as error:
            return _told(error)
        except Exception:
            log.exception("%s could not be put into the list", made.id)
            return _unforeseen(job.creation.path)
        return None

    def _show(self, job: Job, **changes: Any) -> None:
        job.creation = replace(job.creation, **changes)
        self._core.feed.tell(CreationEvent(creation=job.creation))
        if job.state in _ENDED or job.state is CreationState.HASHING:
            self._tell_progress(job)

    def _tell_progress(self, job: Job) -> None:
        creation = job.creation
        event = ProgressEvent(
            job=creation.job,
            kind="create",
            done=creation.done,
            total=creation.total,
            finished=job.state in _ENDED,
        )
        self._core.feed.tell(event)

    def _need(self, id: str) -> Job:
        job = self._jobs.get(id)
        if job is None:
            raise NotFound("There is no such torrent being made.", job=id)
        return job

    def _forget_old(self) -> None:
        ended = [id for id, job in self._jobs.items() if job.state in _ENDED]
        for id in ended[: max(0, len(ended) - KEPT)]:
            del self._jobs[id]


def _unforeseen(path: str) -> TorrentError:
    return TorrentError(kind="engine", message=unforeseen_words(path), path=path)


def _told(error: TorrpeddoError) -> TorrentError:
    return TorrentError(kind=error.kind, message=error.message, path=error.data.get("path"))
