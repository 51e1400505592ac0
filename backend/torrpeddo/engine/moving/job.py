"""A move as the journal keeps it, and what its phases mean.

The record never changes; only the phase does, and it is committed *before* the disk is
touched in that way::

    requested ──► copying ──► placing ──► switched ──► (gone)
                     │           │
                     ▼           ▼
                 discarding  returning ──► (gone)

    requested   acknowledged; nothing was planned or touched
    copying     what lies on another volume is being copied into the staging folder
    placing     copies and files of the same volume are being renamed to where they belong
    switched    the torrent has its new folder, in the same transaction; the old files may go
    discarding  given up: the staging folder goes, and nothing else was touched
    returning   given up: what was placed goes back, or goes if it was a copy

Every step can be begun again in its phase and finishes what is left.
"""

import os
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from ..disk.folder import Entry
from ..disk.walker import Parts

STAGING_PREFIX = ".torrpeddo-move-"

_COARSE_NS = 2_000_000_000
"""File systems round a file's time by up to this much."""


class Phase(StrEnum):
    REQUESTED = "requested"
    COPYING = "copying"
    PLACING = "placing"
    SWITCHED = "switched"
    DISCARDING = "discarding"
    RETURNING = "returning"
    RENAMING = "renaming"
    """Not of a move: see ``renaming``."""


class Interrupted(Exception):
    """Somebody asked for it to end; what was done so far is as the phase says."""


Progress = Callable[[int], None]
"""Told how many more bytes are where they belong."""

Cancelled = Callable[[], bool]
"""Asked several times a second."""


class MovedFile(Struct, frozen=True, array_like=True):
    parts: Parts
    size: int
    mtime_ns: int
    inode: int
    """0 where inode numbers tell nothing."""
    link: bool
    """A symbolic link that the torrent itself makes (BEP 47)."""
    copied: bool
    """A rename would not do: another volume, or another torrent has it too."""
    kept: bool
    """It stays in the old place as well: another torrent has it too."""

    @property
    def folder(self) -> Parts:
        return self.parts[:-1]

    @property
    def name(self) -> str:
        return self.parts[-1]

    def is_still(self, found: Entry | None) -> bool:
        """It is the very file that was planned."""
        if found is None or (self.inode and found.inode and self.inode != found.inode):
            return False
        return self._fits(found, 0)

    def is_moved(self, found: Entry | None) -> bool:
        """It is that file in its new place, renamed or copied."""
        return found is not None and self._fits(found, _COARSE_NS)

    def _fits(self, found: Entry, tolerance: int) -> bool:
        if self.link and self.copied:
            return found.size == self.size
        return found.size == self.size and abs(found.mtime_ns - self.mtime_ns) <= tolerance


class Job(Struct, frozen=True, array_like=True):
    id: str
    """Letters and digits; it names the staging folder."""
    raw_source: bytes
    raw_goal: bytes
    """Absolute, links resolved; bytes because file names need not be text."""
    files: tuple[MovedFile, ...]
    """Sorted, so that a folder's files follow each other."""
    made: tuple[bytes, ...]
    """Folders that had to be made for there to be a new place, outermost first."""
    new_folders: tuple[Parts, ...]
    """Folders of the torrent's that the new place did not have, each before those in it."""

    @property
    def source(self) -> str:
        return os.fsdecode(self.raw_source)

    @property
    def goal(self) -> str:
        return os.fsdecode(self.raw_goal)

    @property
    def staging(self) -> str:
        return STAGING_PREFIX + self.id

    @property
    def size(self) -> int:
        """Bytes that change place."""
        return sum(file.size for file in self.files)
