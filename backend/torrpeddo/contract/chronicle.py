"""The past: how much was moved, day by day, and what happened to torrents."""

from typing import Annotated, Any

from msgspec import Meta

from .base import Params, TorrentId, Wire


class Period(Wire, frozen=True, kw_only=True):
    """Payload bytes, and for how many seconds the program ran."""

    since: float
    """Unix seconds."""
    downloaded: int
    uploaded: int
    seconds: int


class Day(Wire, frozen=True, kw_only=True):
    day: str
    """Local date, ``2026-01-31``."""
    downloaded: int
    uploaded: int


class Statistics(Wire, frozen=True, kw_only=True):
    session: Period
    """Since the program started."""
    total: Period
    """Since the library began; torrents that left it count on."""
    days: list[Day]
    """Oldest first; days on which nothing was moved are left out."""


class GetLog(Params, frozen=True, kw_only=True):
    id: TorrentId | None = None
    """Null for all torrents, those that have gone too."""
    before: Annotated[int, Meta(ge=1, le=2**53)] | None = None
    """Continue behind the entry of this number."""
    limit: Annotated[int, Meta(ge=1, le=500)] = 100


class LogEntry(Wire, frozen=True, kw_only=True):
    number: int
    at: float
    id: TorrentId
    name: str
    """As the torrent was called then."""
    kind: str
    """``added``, ``metadata``, ``intent``, ``finished``, ``checking``, ``checked``, ``moved``, ``renamed``,
    ``error``, ``mended``, ``missing``, ``back`` or ``removed``."""
    facts: dict[str, Any]
    """By kind: ``intent``; ``from`` and ``to``; ``message``; ``size``."""


class Log(Wire, frozen=True, kw_only=True):
    """Newest first."""

    entries: list[LogEntry]
    next: int | None
    """What to give as ``before`` for older ones, or null."""
