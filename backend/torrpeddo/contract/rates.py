"""How fast it went: rates of the past, of one torrent or of all together."""

from enum import StrEnum

from .base import Params, TorrentId, Wire


class Span(StrEnum):
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


class GetRates(Params, frozen=True, kw_only=True):
    id: TorrentId | None = None
    """Null for all torrents together."""
    span: Span


class Rates(Wire, frozen=True, kw_only=True):
    """Payload in equal steps of time, oldest first, up to now. Of this run alone: before it, nothing moved."""

    start: float
    """Unix seconds: where the first step begins."""
    step: float
    """Seconds."""
    down: list[int]
    up: list[int]
    """Bytes a second, the mean over each step."""
