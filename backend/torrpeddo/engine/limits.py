"""A torrent's own limits, put into what libtorrent is given when it enters and onto what is in the session."""

from typing import Any

import libtorrent as lt

from ..contract.options import TorrentOptions
from .facts import Handle

_UNLIMITED = -1
_FEWEST = 2
"""Of connections and of upload slots: libtorrent wants room for two at least."""
SUPER_SEEDING = lt.torrent_flags.super_seeding


def put_into(params: Any, options: TorrentOptions, usual_connections: int) -> None:
    """``usual_connections``: what holds for torrents without a limit of their own, 0 for none."""
    params.download_limit = options.down_limit or _UNLIMITED
    params.upload_limit = options.up_limit or _UNLIMITED
    params.max_connections = connections(options, usual_connections)
    params.max_uploads = _count(options.upload_slots)
    flags = int(params.flags) & ~int(SUPER_SEEDING)
    params.flags = flags | int(SUPER_SEEDING) if options.super_seeding else flags


def put_onto(handle: Handle, options: TorrentOptions, usual_connections: int) -> None:
    handle.set_download_limit(options.down_limit or _UNLIMITED)
    handle.set_upload_limit(options.up_limit or _UNLIMITED)
    handle.set_max_connections(connections(options, usual_connections))
    handle.set_max_uploads(_count(options.upload_slots))
    handle.set_flags(SUPER_SEEDING) if options.super_seeding else handle.unset_flags(SUPER_SEEDING)


def connections(options: TorrentOptions, usual: int) -> int:
    return _count(options.connections or usual)


def _count(wanted: int) -> int:
    return max(wanted, _FEWEST) if wanted else _UNLIMITED
