"""Copies of the library, and the way back to one of them."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from .base import Params, Wire


class SnapshotKind(StrEnum):
    DAILY = "daily"
    """Made once a day, or asked for."""
    UPDATE = "update"
    """Made before a newer Torrpeddo changed the library's format."""
    REPLACED = "replaced"
    """The library that a restore put away."""


class Snapshot(Wire, frozen=True, kw_only=True):
    id: str
    """Its file's name in the folder."""
    taken_at: float
    """Unix seconds."""
    kind: SnapshotKind
    torrents: int | None
    """How many are in it; null when it can't be read."""
    bytes: int


class SnapshotList(Wire, frozen=True, kw_only=True):
    snapshots: list[Snapshot]
    """Newest first."""
    restoring: str | None
    """The one that the next start goes back to, if that was asked for."""
    folder: str


class OfSnapshot(Params, frozen=True, kw_only=True):
    snapshot: Annotated[str, Meta(min_length=1, max_length=200)]
    """An ``id``, or ``latest``."""


class RestoreRequested(Wire, frozen=True, kw_only=True):
    """Nothing has changed yet: the next start of the program carries it out."""

    snapshot: str
    restart_needed: bool = True
