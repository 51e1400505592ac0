"""What happened that no reply tells: a stable kind, the facts, and a sentence for whoever has no words of their own."""

from enum import StrEnum
from typing import Any

from msgspec import field

from .base import Wire


class NoticeKind(StrEnum):
    """Says which sentence it is."""

    # of torrents
    FINISHED = "finished"
    ERROR = "error"
    MISSING_FILES = "missing_files"
    PATH_CONFLICT = "path_conflict"
    SHARED_DIFFERS = "shared_differs"
    SHARED_WAITS = "shared_waits"
    MERGED = "merged"
    PRIVATE = "private"
    NAME_TAKEN = "name_taken"
    MOVE_FAILED = "move_failed"
    MOVE_NOT_UNDONE = "move_not_undone"
    MOVE_LEFT = "move_left"
    DELETE_CHANGED = "delete_changed"
    DELETE_FAILED = "delete_failed"
    DELETE_REFUSED = "delete_refused"
    DELETE_WAITS = "delete_waits"
    DELETE_KEPT = "delete_kept"
    BACKUP_FAILED = "backup_failed"
    # of the program
    NOT_A_TORRENT = "not_a_torrent"
    KEPT_RUNNING = "kept_running"
    SETTING_DROPPED = "setting_dropped"
    ROW_DAMAGED = "row_damaged"
    LIBRARY_LOST = "library_lost"
    LIBRARY_DAMAGED = "library_damaged"
    RESTORED = "restored"
    RESTORE_FAILED = "restore_failed"
    LIBRARY_UNSAVED = "library_unsaved"
    PROGRAM_FAILED = "program_failed"
    WHEN_DONE_FAILED = "when_done_failed"
    CRASHED = "crashed"


class Notice(Wire, frozen=True, kw_only=True):
    """Of the start: a library that was set aside, a setting that was dropped."""

    kind: NoticeKind
    message: str
    """The sentence in English."""
    facts: dict[str, Any] = field(default_factory=dict)
    """Names, paths, counts and times (Unix seconds). A ``reason`` is why, as ``{kind, message}``, perhaps with a
    ``path``."""
