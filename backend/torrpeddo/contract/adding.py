"""Adding torrents, and looking at them before they are added."""

from typing import Annotated, Any, Literal

from msgspec import Meta, field

from .base import Params, PathText, Priority, TorrentId, Wire
from .torrents import TorrentError

MagnetText = Annotated[str, Meta(min_length=1, max_length=65536)]
LinkText = Annotated[str, Meta(min_length=1, max_length=4096)]
Base64Text = Annotated[str, Meta(min_length=1, max_length=64 * 2**20)]
FilePriorities = Annotated[list[Priority], Meta(max_length=1_000_000)]
"""One for each file, in the torrent's order; files beyond the end of the list are normal."""

OnConflict = Literal["rename", "share"]
"""What to do where another torrent has files that this one would write: take a free name, or use the other's
files if a check finds in them what is wanted. Without it, the answer is the error ``path_conflict``; a magnet whose
files become known later is kept out of the session then, and says so."""


class AddMagnet(Params, frozen=True, kw_only=True):
    uri: MagnetText
    """A magnet link (BEP 9), or a bare info-hash of 40, 32 (base32) or 64 characters."""
    save_path: PathText | None = None
    paused: bool = False
    files: FilePriorities | None = None
    sequential: bool = False
    top: bool = False
    """Before all others in the queue, rather than behind them."""
    on_conflict: OnConflict | None = None


class AddTorrentFile(Params, frozen=True, kw_only=True):
    """Exactly one of ``path`` and ``content``."""

    path: PathText | None = None
    content: Base64Text | None = None
    """The .torrent's bytes, base64."""
    save_path: PathText | None = None
    paused: bool = False
    files: FilePriorities | None = None
    sequential: bool = False
    top: bool = False
    """Before all others in the queue, rather than behind them."""
    on_conflict: OnConflict | None = None
    seed_mode: bool = False
    """The files are here and whole: seed at once, checking pieces as they are asked for."""


class Added(Wire, frozen=True, kw_only=True):
    id: TorrentId


class NewTorrent(Params, frozen=True, kw_only=True):
    """Exactly one of ``preview``, ``path``, ``content`` and ``uri``."""

    preview: str | None = None
    path: PathText | None = None
    content: Base64Text | None = None
    """The .torrent's bytes, base64."""
    uri: MagnetText | None = None
    files: FilePriorities | None = None
    on_conflict: OnConflict | None = None


class AddTorrents(Params, frozen=True, kw_only=True):
    """Many at once, in the time that a few take one by one."""

    torrents: Annotated[list[NewTorrent], Meta(min_length=1, max_length=100_000)]
    save_path: PathText | None = None
    paused: bool = False
    sequential: bool = False
    top: bool = False
    """Before all others in the queue, in the order given."""
    seed_mode: bool = False
    """The files of all are here and whole; magnets are not among them."""


class Refused(Wire, frozen=True, kw_only=True):
    """The error that the same torrent would have had for an answer by itself."""

    kind: str
    message: str
    data: dict[str, Any]


class AddOutcome(Wire, frozen=True, kw_only=True):
    """Either of the two."""

    id: TorrentId | None = None
    refused: Refused | None = None


class AddedTorrents(Wire, frozen=True, kw_only=True):
    torrents: list[AddOutcome]
    """One for each that was given, in that order. One that is refused keeps no other from being added."""


class PreviewMagnet(Params, frozen=True, kw_only=True):
    uri: MagnetText


class PreviewLink(Params, frozen=True, kw_only=True):
    url: LinkText
    """Where a torrent file lies (http or https). It may also lead on to a magnet link."""


class PreviewTorrentFile(Params, frozen=True, kw_only=True):
    """Exactly one of ``path`` and ``content``."""

    path: PathText | None = None
    content: Base64Text | None = None


class PreviewFile(Wire, frozen=True, kw_only=True):
    path: str
    """Relative, with ``/``."""
    size: int


class Preview(Wire, frozen=True, kw_only=True):
    """A torrent that is being looked at. Nothing of it is in the list or on the disk."""

    preview: str
    """Its handle in ``accept_preview`` and ``cancel_preview``."""
    id: TorrentId | None
    """Null while a link is being fetched."""
    name: str
    source: str
    """``magnet``, ``file`` or ``link``."""
    started_at: float
    ready: bool
    """Whether the files are known."""
    files: list[PreviewFile] | None = None
    size: int | None = None
    trackers: int = 0
    peers: int = 0
    fetched: int = 0
    """Bytes of a link's torrent file that are here, of ``fetch_size`` where the server says how many there are."""
    fetch_size: int | None = None
    private: bool = False
    comment: str = ""
    selected: list[int] | None = None
    """Indices the link itself asks for (``so=``, BEP 53), or null for all."""
    duplicate_of: str | None = None
    """Name of the torrent in the list that is this very one."""
    duplicate_id: TorrentId | None = None
    """Its id, which may be another hash than this ``id``."""
    new_trackers: list[str] = field(default_factory=list)
    """Those it lacks, for ``merge_trackers``; none where either is private."""
    error: TorrentError | None = None


class AcceptPreview(Params, frozen=True, kw_only=True):
    """Adding before ``ready`` is allowed: the files are then chosen later."""

    preview: str
    save_path: PathText | None = None
    paused: bool = False
    files: FilePriorities | None = None
    sequential: bool = False
    top: bool = False
    """Before all others in the queue, rather than behind them."""
    on_conflict: OnConflict | None = None


class CancelPreview(Params, frozen=True, kw_only=True):
    preview: str


class SettleConflict(Params, frozen=True, kw_only=True):
    """What to do with a torrent that is kept out (``path_conflict``, ``shared_differs``, ``shared_waits``)."""

    id: TorrentId
    how: OnConflict


class CheckCollisions(Params, frozen=True, kw_only=True):
    """Of a preview whose files are known, in a folder."""

    preview: str
    save_path: PathText | None = None
    files: FilePriorities | None = None


class Collision(Wire, frozen=True, kw_only=True):
    """A torrent in the list that has files where the new one would write its own."""

    id: TorrentId
    name: str
    paths: list[str]
    """The first few of ``count``, as the new torrent has them."""
    count: int
    shareable: bool
    """All have the same size, so that both may use them."""


class Collisions(Wire, frozen=True, kw_only=True):
    torrents: list[Collision]
    existing: int
    """Of the wanted files, those that are there already: they are checked, and what is missing is downloaded."""
