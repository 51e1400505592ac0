"""What the host tells without being asked: one tagged union, told apart by ``type``.

``snapshot`` starts a client off: it replaces everything the client knew, and the
rows it has no room for follow as ``delta``. Both carry ``seq``, which grows by one
from message to message; a client that finds a gap calls ``subscribe`` for a new
snapshot. The other events carry whole values and need no order.
"""

from typing import Any

from msgspec import field

from .adding import Preview
from .base import TorrentId, Wire
from .creating import Creation
from .details import Details
from .notices import NoticeKind
from .session import SessionInfo
from .settings import Settings, WhenDone
from .torrents import TorrentRow


class SnapshotEvent(Wire, frozen=True, kw_only=True, tag="snapshot", tag_field="type"):
    seq: int
    session: SessionInfo
    rows: list[TorrentRow]
    total: int
    """How many torrents there are; those not in ``rows`` follow."""


class DeltaEvent(Wire, frozen=True, kw_only=True, tag="delta", tag_field="type"):
    seq: int
    session: SessionInfo | None
    """Null when nothing in it changed."""
    rows: list[TorrentRow]
    """Whole rows, of torrents that are new or changed."""
    removed: list[TorrentId]


class DetailsEvent(Wire, frozen=True, kw_only=True, tag="details", tag_field="type"):
    details: Details


class PreviewEvent(Wire, frozen=True, kw_only=True, tag="preview", tag_field="type"):
    preview: Preview


class CreationEvent(Wire, frozen=True, kw_only=True, tag="creation", tag_field="type"):
    """A torrent being made came into another state; ``progress`` events tell its bytes meanwhile."""

    creation: Creation


class SettingsEvent(Wire, frozen=True, kw_only=True, tag="settings", tag_field="type"):
    settings: Settings


class NoticeEvent(Wire, frozen=True, kw_only=True, tag="notice", tag_field="type"):
    """Something happened that no reply tells."""

    kind: NoticeKind
    level: str
    """``info``, ``warning`` or ``error``."""
    message: str
    """The sentence in English, for whoever has no words of their own for this kind."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the sentence is made of, as in ``Notice``."""
    id: TorrentId | None = None


class ProgressEvent(Wire, frozen=True, kw_only=True, tag="progress", tag_field="type"):
    """A job that takes longer than a second."""

    job: str
    kind: str
    """``delete``, ``move`` or ``create``; ``done`` and ``total`` are files for ``delete``, else bytes."""
    done: int
    total: int
    finished: bool
    message: str = ""


class CountdownEvent(Wire, frozen=True, kw_only=True, tag="countdown", tag_field="type"):
    """Everything is done, and ``action`` follows in so many ``seconds`` (told each second; null: not any more)."""

    action: WhenDone
    seconds: int | None


class AddRequestEvent(Wire, frozen=True, kw_only=True, tag="add_request", tag_field="type"):
    """The system handed us something to add: a clicked magnet link, an opened or dropped file."""

    magnets: list[str]
    """Links of any sort: magnets, bare info-hashes, and web addresses of torrent files."""
    paths: list[str]
    others: list[str] = field(default_factory=list)
    """Files and folders that are no .torrent files, for whoever has a use for them."""


Event = (
    SnapshotEvent
    | DeltaEvent
    | DetailsEvent
    | PreviewEvent
    | CreationEvent
    | SettingsEvent
    | NoticeEvent
    | ProgressEvent
    | CountdownEvent
    | AddRequestEvent
)
