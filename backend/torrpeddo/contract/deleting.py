"""Deleting a torrent with its files: what goes, what stays and why, and the way back."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from .base import Params, TorrentId, Wire
from .commands import Ids


class StayReason(StrEnum):
    FOREIGN = "foreign"
    """In the torrent's folder, but not one of its files."""
    SHARED = "shared"
    """Another torrent in the list has it too; ``by`` names that one."""
    LINK = "link"
    """A symbolic link, or something behind one."""
    SPECIAL = "special"
    """Not a regular file."""
    OUTSIDE = "outside"
    """Its path leaves the save path."""
    SKIPPED = "skipped"
    """The torrent never wrote it: it was skipped, so what is there is the person's."""
    CHANGED = "changed"
    """It changed after the preview was shown."""


class LeavingFile(Wire, frozen=True, kw_only=True, gc=False):
    path: str
    size: int


class StayingFile(Wire, frozen=True, kw_only=True, gc=False):
    path: str
    size: int
    reason: StayReason
    by: str | None = None


class PreviewDelete(Params, frozen=True, kw_only=True):
    ids: Ids
    offset: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=5000)] = 200
    token: str | None = None
    """Continue this preview rather than make a new one."""


class DeletePreview(Wire, frozen=True, kw_only=True):
    """A page of what will happen. Counts and bytes are of the whole, lists of this page, by path."""

    token: str
    torrents: int
    goes: list[LeavingFile]
    goes_count: int
    goes_bytes: int
    stays: list[StayingFile]
    stays_count: int
    stays_bytes: int
    folders: list[str]
    """Folders that go too, once empty."""
    folders_count: int
    trash_available: bool
    next_offset: int | None
    """Where the next page starts, or null."""


class Delete(Params, frozen=True, kw_only=True):
    ids: Ids
    trash: bool | None = None
    """To the system's trash, or erased; null takes the setting ``delete_to_trash``."""
    token: str | None = None
    """The preview that was shown: what has changed since then stays."""
    keep_files: bool = False
    """Off the list alone, like ``remove``, but with the way back; there is no preview of that."""


class Deleted(Wire, frozen=True, kw_only=True):
    undo: str
    """Good for ten seconds in ``undo_delete``."""
    undo_until: float
    trash: bool


class UndoDelete(Params, frozen=True, kw_only=True):
    undo: str


class DeletedTorrents(Wire, frozen=True, kw_only=True):
    ids: list[TorrentId]
