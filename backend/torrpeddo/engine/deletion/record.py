"""One deletion under way, and what the journal keeps of it."""

import asyncio

import msgspec
from msgspec import Struct, field

from ...errors import TorrpeddoError
from ...library.records import DeleteJob, StoredTorrent, TorrentRecord
from ..catalog import Entry
from .job import Job, Phase
from .plan import Plan

REQUESTED = "requested"
"""The phase before the disk room's own: acknowledged, and nothing was touched yet."""

LISTED = (REQUESTED, Phase.PLANNED, Phase.UNDOING, Phase.UNDONE)
"""Phases in which its torrents are in the list, on their way out or on their way back. In the others a torrent
of the list that has such an id was added again, and isn't the deletion's."""


class Body(msgspec.Struct, frozen=True, array_like=True):
    ids: tuple[str, ...]
    shown: Plan | None = None
    """The preview that was agreed to, in older journals; now the job names it."""
    job: Job | None = None
    torrents: tuple[StoredTorrent, ...] = ()
    """What the library had of them, in older journals; now it keeps them itself until the end."""
    keep_files: bool = False
    """They leave the list alone."""


class Deletion(Struct, eq=False):
    id: str
    created_at: float
    trash: bool
    body: Body
    until: float
    """Unix seconds: the end of the time in which it can be undone."""
    entries: list[Entry]
    """Its torrents, as long as they are in the list."""
    preview: str | None = None
    taken: list[TorrentRecord] = field(default_factory=list)
    """Its torrents once they are off the list."""
    undo_asked: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    restored: list[str] = field(default_factory=list)
    too_late: bool = False
    taken_back: bool = False
    not_called_off: TorrpeddoError | None = None
    """Why it could not be called off so far, so that it stands: the library refuses even that."""

    @property
    def job(self) -> Job:
        if self.body.job is None:
            raise RuntimeError("a deletion is staged only after it was planned")
        return self.body.job

    def record(self, phase: str) -> DeleteJob:
        """Takes some milliseconds where there are many files."""
        return DeleteJob(
            id=self.id,
            created_at=self.created_at,
            trash=self.trash,
            phase=phase,
            body=msgspec.msgpack.encode(self.body),
            preview=self.preview,
        )


def read_body(job: DeleteJob) -> Body:
    """``msgspec.MsgspecError`` when it is damaged."""
    return msgspec.msgpack.decode(job.body, type=Body)
