"""What is true of the whole program rather than of one torrent."""

from enum import StrEnum

from .base import Wire
from .notices import Notice


class HeldBy(StrEnum):
    """What holds everything, though no person has paused it."""

    BATTERY = "battery"
    METERED = "metered"


class SessionInfo(Wire, frozen=True, kw_only=True):
    """Rates are bytes a second, totals bytes since the program started."""

    down_rate: int
    up_rate: int
    downloaded: int
    uploaded: int
    paused: bool
    """Everything is held by ``pause_all``; each torrent's own intent is untouched."""
    listen_port: int
    """The TCP port, 0 while not listening."""
    reachable: bool | None
    """Whether a peer has connected to us from outside; null while nothing tells."""
    dht_nodes: int | None
    """Null while the DHT is off."""
    peers: int
    free_space: int | None
    """Bytes free in the download folder's volume, or null if it can't be read."""
    held_by: HeldBy | None = None
    """``resume_all`` goes on all the same, until the cause has gone and come again."""


class AppInfo(Wire, frozen=True, kw_only=True):
    version: str
    platform: str
    """``linux``, ``windows`` or ``macos``."""
    profile: str
    capabilities: list[str]
    """What this host offers: ``choose_folder``, ``choose_file``, ``choose_torrents``, ``open``, ``show_in_folder``,
    ``clipboard``, ``trash``, ``keep_awake``, ``battery``, ``metered``, ``notifications``, ``quit``,
    ``when_done``, ``run_on_completion``, ``sleep``, ``shut_down``; ``tray`` for as long as there is one."""
    notices: list[Notice]
    """About the start."""


class Space(Wire, frozen=True, kw_only=True):
    """What a volume has left, for the folder ``path`` (which need not exist yet)."""

    path: str
    volume: str
    free: int
    total: int
    promised: int
    """Bytes that torrents in the list still want on the same volume."""
    writable: bool
