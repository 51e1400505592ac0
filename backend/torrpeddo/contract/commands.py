"""Parameters of the commands that name torrents, and other small ones."""

from typing import Annotated

from msgspec import Meta

from .base import Params, PathText, TorrentId, Wire
from .session import SessionInfo
from .torrents import TorrentRow

Ids = Annotated[list[TorrentId], Meta(min_length=1, max_length=100_000)]
"""All are checked before any is touched."""


class NoParams(Params, frozen=True, kw_only=True):
    pass


class Torrents(Params, frozen=True, kw_only=True):
    ids: Ids


class OneTorrent(Params, frozen=True, kw_only=True):
    id: TorrentId


class Status(Wire, frozen=True, kw_only=True):
    session: SessionInfo
    torrents: list[TorrentRow]


class Watch(Params, frozen=True, kw_only=True):
    """Whose details this client wants pushed each second; null for none."""

    id: TorrentId | None
    parts: list[str] | None = None
    """Of ``torrent``, ``files``, ``peers``, ``trackers``, ``pieces``; null for all."""


class SetFilePriorities(Params, frozen=True, kw_only=True):
    id: TorrentId
    priorities: Annotated[list[Annotated[int, Meta(ge=0, le=7)]], Meta(min_length=1, max_length=1_000_000)]
    """One for each file, in the torrent's order; the length must match."""


class SetSequential(Params, frozen=True, kw_only=True):
    """Download in order from the start, so that a film can be watched early."""

    ids: Ids
    sequential: bool


class ConnectPeer(Params, frozen=True, kw_only=True):
    id: TorrentId
    address: Annotated[str, Meta(min_length=3, max_length=300)]
    """``host:port``; IPv6 in brackets."""


class OfPath(Params, frozen=True, kw_only=True):
    path: PathText


class ChooseFolder(Params, frozen=True, kw_only=True):
    start: PathText | None = None


class Chosen(Wire, frozen=True, kw_only=True):
    paths: list[str]
    """Empty when the person cancelled."""


class OpenFile(Params, frozen=True, kw_only=True):
    id: TorrentId
    index: Annotated[int, Meta(ge=0)] | None = None
    """A file of the torrent, or null for its folder."""


class OpenLink(Params, frozen=True, kw_only=True):
    url: Annotated[str, Meta(min_length=1, max_length=4096)]


class Text(Wire, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: str


class SetVisible(Params, frozen=True, kw_only=True):
    visible: bool
    """False while nobody can see the window: pushes stop until it is true again."""
