"""What a person sets for single torrents: limits, order of pieces, super-seeding."""

from typing import Annotated

from msgspec import Meta, Struct

from .base import Params, Wire
from .commands import Ids
from .settings import Rate

ConnectionLimit = Annotated[int, Meta(ge=0, le=65535)]
"""0 takes the setting for all torrents; libtorrent needs two at least, so 1 counts as 2."""
SlotLimit = Annotated[int, Meta(ge=0, le=65535)]
"""How many peers may be sent to at once; 0 is no limit, and 1 counts as 2 as for connections."""


class TorrentOptions(Struct, frozen=True, kw_only=True):
    """Of one torrent, beside what holds for all."""

    down_limit: Rate = 0
    up_limit: Rate = 0
    connections: ConnectionLimit = 0
    upload_slots: SlotLimit = 0
    super_seeding: bool = False
    """Shows each peer few pieces, so that the first seed of a torrent sends as little as can be twice (BEP 16)."""
    first_last: bool = False
    """The first and last pieces of each file come first, so that players can tell what it is."""


class SetLimits(Params, frozen=True, kw_only=True):
    """Null leaves a limit as it is, 0 takes it away."""

    ids: Ids
    down_limit: Rate | None = None
    up_limit: Rate | None = None
    connections: ConnectionLimit | None = None
    upload_slots: SlotLimit | None = None


class SetFirstLast(Params, frozen=True, kw_only=True):
    ids: Ids
    on: bool


class SetSuperSeeding(Params, frozen=True, kw_only=True):
    ids: Ids
    on: bool


class SharedLimits(Wire, frozen=True, kw_only=True):
    """What several torrents have in common; null where they differ."""

    down_limit: Rate | None
    up_limit: Rate | None
    connections: ConnectionLimit | None
    upload_slots: SlotLimit | None
