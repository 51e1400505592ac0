"""Where a torrent's bytes come from, changed by a person: trackers, web seeds, and peers that are kept out."""

from typing import Annotated

from msgspec import Meta

from .base import Params, TorrentId, Wire
from .commands import Ids

Url = Annotated[str, Meta(min_length=1, max_length=2000)]
PeerText = Annotated[str, Meta(min_length=2, max_length=300)]
"""An IP address, with or without a port, or a range as ``192.0.2.0/24``."""


class TrackerEntry(Params, frozen=True, kw_only=True):
    url: Url
    tier: Annotated[int, Meta(ge=0, le=255)]
    """Tiers are asked one after the other, 0 first; the trackers of one tier stand in for each other (BEP 12)."""


class EditTrackers(Params, frozen=True, kw_only=True):
    id: TorrentId
    trackers: Annotated[list[TrackerEntry], Meta(max_length=1000)]
    """The whole list; what is not in it goes."""


class AddTrackers(Params, frozen=True, kw_only=True):
    """Each gets a tier of its own behind those that are there; known ones are passed over."""

    ids: Ids
    urls: Annotated[list[Url], Meta(min_length=1, max_length=1000)]


class MergeTrackers(Params, frozen=True, kw_only=True):
    """The answer to the ``new_trackers`` that come with the error ``duplicate``."""

    id: TorrentId
    trackers: Annotated[list[Url], Meta(min_length=1, max_length=1000)]


class WebSeedRow(Wire, frozen=True, kw_only=True):
    url: str


class WebSeed(Params, frozen=True, kw_only=True):
    id: TorrentId
    url: Url


class BanPeers(Params, frozen=True, kw_only=True):
    addresses: Annotated[list[PeerText], Meta(min_length=1, max_length=10_000)]


class BannedPeer(Wire, frozen=True, kw_only=True):
    address: str
    at: float
    """Unix seconds."""
