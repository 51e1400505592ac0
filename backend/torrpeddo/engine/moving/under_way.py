"""A move that is under way: what the journal keeps of it, and what this run knows besides."""

import asyncio
import threading

import msgspec
from msgspec import Struct, field

from ...library.records import MoveJob
from ..catalog import Entry
from .job import Job, Phase


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What the journal keeps of a move."""

    goal: str
    """The folder as the person named it."""
    use_existing: bool
    job: Job | None = None
    finished: bool = False
    """Nobody asked for it: the download has finished and goes to where it belongs."""


class Move(Struct, eq=False):
    id: str
    torrent: str
    created_at: float
    body: Body
    entry: Entry | None
    phase: Phase = Phase.REQUESTED
    begun: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    done: int = 0
    told_at: float = 0.0

    @property
    def switched(self) -> bool:
        return self.phase is Phase.SWITCHED

    @property
    def job(self) -> Job:
        if self.body.job is None:
            raise RuntimeError("a move touches the disk only after it was planned")
        return self.body.job

    def record(self) -> MoveJob:
        body = msgspec.msgpack.encode(self.body)
        return MoveJob(id=self.id, torrent=self.torrent, created_at=self.created_at, phase=self.phase, body=body)
