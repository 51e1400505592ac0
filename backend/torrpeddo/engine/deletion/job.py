"""A deletion as the journal keeps it, and what its phases mean.

The record never changes; only the phase does, and it is committed *before* the disk is
touched in that direction (and, for ``staged``, ``done`` and ``undone``, after)::

    planned ──stage──► staged ──┬─erase──► erasing ───┬──► done
       │                        ├─trash──► trashing ──┤
       │ a rename failed        └─unstage► undoing ───┴──► undone
       └──────────────────────────────────────────────────► undone

    planned    renames may have begun; each file is either in its old place or in the staging folder
    staged     all that goes is in the staging folders: the undo window
    erasing    the staged files are being unlinked; no way back
    trashing   the staged files are being moved to the system's trash
    undoing    the staged files are being moved back to their old places
    done, undone   no staging folder is left, but for what could not go back and was said so

Every step can be begun again in its phase and finishes what is left (``recover``).
"""

import os
from collections.abc import Callable
from enum import StrEnum

import msgspec
from msgspec import Struct

from ..disk.folder import Entry

STAGING_PREFIX = ".torrpeddo-trash-"


class Phase(StrEnum):
    PLANNED = "planned"
    STAGED = "staged"
    ERASING = "erasing"
    TRASHING = "trashing"
    UNDOING = "undoing"
    DONE = "done"
    UNDONE = "undone"


Journal = Callable[[Phase], None]
"""Returns when the phase is committed. Called on the disk pool's thread."""


class NextStep(StrEnum):
    """What a start must do about a deletion the last run left."""

    STAGE = "stage"
    """``stage`` it (again), then erase or trash: what a power cut took back is staged once more."""
    FINISH = "finish"
    """``erase`` or ``trash``, as the job says."""
    UNDO = "undo"
    WAIT = "wait"
    """A drive of it isn't there: keep the job and ask again later."""
    NOTHING = "nothing"
    """All is done: drop the job."""


class PlannedFile(Struct, frozen=True, array_like=True, gc=False):
    """A file that goes, with what tells it from another that took its place."""

    name: str
    size: int
    mtime_ns: int
    inode: int
    """0 where inode numbers tell nothing."""
    active: bool
    """The torrent was still writing it: its size and time may have moved on."""

    def is_still(self, found: Entry) -> bool:
        if self.active and self.inode and found.inode:
            return self.inode == found.inode
        same_inode = self.inode == found.inode or not (self.inode and found.inode)
        return same_inode and self.size == found.size and self.mtime_ns == found.mtime_ns


class PlannedFolder(Struct, frozen=True, array_like=True):
    name: str
    """As on the disk; empty for the root of a place."""
    own: bool
    """The torrent's paths make it, so it goes once empty."""
    whole: bool
    """Nothing in it stays, so that one rename takes it all."""
    files: tuple[PlannedFile, ...] = ()
    folders: tuple["PlannedFolder", ...] = ()

    def is_empty(self) -> bool:
        """Nothing of it goes."""
        return not (self.files or self.folders or self.whole)


class Place(Struct, frozen=True, array_like=True):
    """A folder on one volume, in which one staging folder is made: a save path, or a mount below one."""

    raw: bytes
    """Absolute, links resolved; bytes because file names need not be text."""
    shown: str
    """The same as the person named it."""
    mount: bytes
    """The mount point it lies on."""
    root: PlannedFolder

    @property
    def folder(self) -> str:
        return os.fsdecode(self.raw)


class Job(Struct, frozen=True, array_like=True):
    id: str
    """Letters and digits; it names the staging folders."""
    torrents: tuple[str, ...]
    trash: bool
    places: tuple[Place, ...]

    @property
    def staging(self) -> str:
        """The name of its staging folder in each place."""
        return STAGING_PREFIX + self.id


def encode(job: Job) -> bytes:
    return msgspec.msgpack.encode(job)


def decode(body: bytes) -> Job:
    """``msgspec.MsgspecError`` when the bytes aren't a job."""
    return msgspec.msgpack.decode(body, type=Job)


def recover(job: Job, phase: Phase) -> NextStep:
    """What is left to do, from the journal and the disk; nothing is changed."""
    if phase in (Phase.DONE, Phase.UNDONE):
        return NextStep.NOTHING
    if not all(_is_there(place) for place in job.places):
        return NextStep.WAIT
    if phase in (Phase.PLANNED, Phase.STAGED):
        return NextStep.STAGE
    if not any(os.path.lexists(os.path.join(place.folder, job.staging)) for place in job.places):
        return NextStep.NOTHING
    return NextStep.UNDO if phase is Phase.UNDOING else NextStep.FINISH


def _is_there(place: Place) -> bool:
    """The folder of an unmounted drive is often there still, and empty."""
    return os.path.isdir(place.folder) and os.path.ismount(os.fsdecode(place.mount))
