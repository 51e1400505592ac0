"""What holds all torrents back at once: limits of the whole program, and a disk that can't keep up."""

from msgspec import Struct

from ..contract.settings import Settings
from .tuning import rates

_NEARLY = 0.9
"""Of a limit: the session never uses one to the last byte."""

TOO_LITTLE = 2048
"""Bytes a second: under such a limit a block of 16 KiB takes so long that a torrent seems to stand still."""


class Pressure(Struct, frozen=True):
    down_limit: int | None = None
    """Bytes a second: the program's limit, while others use all of it or a torrent can't move under it."""
    disk: bool = False
    """Peers wait until the disk has written what they sent."""
    downloads: int = 0
    seeds: int = 0
    searches: int = 0
    """How many may run at once; 0 is no limit."""


def measured(settings: Settings, down_rate: int, blocked_by_disk: int) -> Pressure:
    """``down_rate``: payload of all torrents, bytes a second; ``blocked_by_disk``: peers."""
    limit = rates(settings)["download_rate_limit"]
    held = limit > 0 and (down_rate >= _NEARLY * limit or limit < TOO_LITTLE)
    return Pressure(
        down_limit=limit if held else None,
        disk=blocked_by_disk > 0,
        downloads=settings.active_downloads,
        seeds=settings.active_seeds,
        searches=settings.metadata_at_once,
    )
