"""Which torrents are worth keeping the computer awake for."""

from ...contract.settings import Settings
from ...contract.torrents import State, TorrentRow

STALLED_S = 900.0
"""Seconds for which a download that gets nothing still counts: peers come back, but not for a whole night."""

_UNFINISHED = frozenset({State.METADATA, State.CHECKING, State.DOWNLOADING, State.MOVING})


def may_matter(row: TorrentRow) -> bool:
    """Whether it could keep the computer awake under some settings and at some time."""
    return row.state in _UNFINISHED or row.state in (State.STALLED, State.SEEDING)


def keeps_awake(row: TorrentRow, settings: Settings, now: float) -> bool:
    """Whether it does, at ``now`` (Unix seconds). What is queued waits behind one that does."""
    if row.state is State.SEEDING:
        return settings.awake_for_seeding and row.up_rate > 0
    if row.state in (State.STALLED, State.METADATA):
        return now - row.state_since < STALLED_S
    return row.state in _UNFINISHED
