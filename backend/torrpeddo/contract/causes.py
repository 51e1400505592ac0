"""What stands between a download and its next byte, in order."""

from enum import StrEnum

from .base import Wire
from .session import HeldBy


class CauseKind(StrEnum):
    """The first that is true comes first. What holds everything back stands alone."""

    SESSION_PAUSED = "session_paused"
    """By a person; or ``held_by`` says by what."""
    QUEUED = "queued"
    """``count`` start before it; at most ``total`` run at once."""
    METADATA_TURN = "metadata_turn"
    """``total`` magnets look for their metadata at once."""
    OWN_LIMIT = "own_limit"
    SLOW_MODE = "slow_mode"
    PROGRAM_LIMIT = "program_limit"
    """``amount`` is the limit, bytes a second."""
    DISK = "disk"
    TRACKERS_FAIL = "trackers_fail"
    """All ``count`` of them; ``host`` is the first."""
    NOBODY_TO_ASK = "nobody_to_ask"
    """It names no tracker, and the DHT is off."""
    PRIVATE = "private"
    """Its tracker (``host``) alone may name peers, and has named none."""
    NO_ANSWER = "no_answer"
    """``count`` peers are known, and none could be connected to."""
    ENCRYPTION = "encryption"
    """Few of the ``count`` known peers, if any, speak with encryption, which the settings require."""
    NO_PEERS = "no_peers"
    METADATA = "metadata"
    """``count`` peers are connected, none of which has sent the list of files yet."""
    NO_SEEDS = "no_seeds"
    """``share`` of the torrent is with none of the ``count`` connected peers."""
    CHOKED = "choked"
    """All ``count`` peers that have something for us send to others first."""
    BUSY = "busy"
    """``count`` of ``total`` peers that have something for us send to others first."""
    CONNECTIONS = "connections"
    """As many peers as the limit of ``count`` allows are connected, and more are known."""
    SOURCES = "sources"
    """``count`` of ``total`` connected peers send, as much as they can: nothing here holds it back."""
    UNREACHABLE = "unreachable"
    """Peers can't connect to the port ``count``, so that only those can be reached who listen themselves."""


class Cause(Wire, frozen=True, kw_only=True):
    kind: CauseKind
    count: int = 0
    total: int = 0
    amount: int = 0
    share: float = 0.0
    host: str | None = None
    said: str | None = None
    """What the tracker answered, where it refuses."""
    held_by: HeldBy | None = None
