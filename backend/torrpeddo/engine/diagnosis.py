"""Gathers what keeps the one torrent that somebody looks at from being faster; ``slowness`` draws the conclusions."""

from collections import deque
from collections.abc import Sequence
from typing import Any

from ..contract.causes import Cause
from ..contract.details import TrackerRow
from ..contract.settings import Encryption
from ..contract.torrents import State
from .catalog import Entry
from .core import Core
from .facts import Handle
from .inspect import peer_row
from .limits import connections
from .preferences import Preferences
from .rows import host_of
from .seldom import Seldom
from .slowness import Peers, Situation, Trackers, causes_of
from .tuning import rates

_ASKED = frozenset({State.DOWNLOADING, State.STALLED, State.METADATA})
"""States in which peers and trackers have a say."""
RECENT = 6
"""Looks, one a second. Blocks come in bursts: the highest rate among these says whether a limit is reached."""


class Diagnosis:
    def __init__(self, core: Core, preferences: Preferences, seldom: Seldom) -> None:
        self._core = core
        self._preferences = preferences
        self._seldom = seldom
        self._rates: deque[tuple[str, int, int]] = deque(maxlen=RECENT)
        """Torrent, its rate, and that of all."""

    async def of(self, entry: Entry) -> list[Cause]:
        """The first is what to mend first."""
        row, handle = self._core.feed.rows.get(entry.id), entry.handle
        if row is None:
            return []
        asked = row.state in _ASKED and handle is not None
        peers = await self._core.ask(_peers, handle) if asked else None
        trackers = await self._seldom.trackers(entry) if asked else None
        settings, session = self._preferences.current, self._core.feed.session
        most = connections(entry.record.options, settings.connections_per_torrent)
        status = entry.status
        self._rates.append((entry.id, row.down_rate, session.down_rate))
        return causes_of(
            Situation(
                state=row.state,
                reason=row.reason.kind if row.reason is not None else None,
                held_by=self._core.rows.held_by,
                place=row.place_in_line or 0,
                at_once=row.limit or 0,
                rate=max(rate for id, rate, _ in self._rates if id == entry.id),
                all_rate=max(rate for _, _, rate in self._rates),
                own_limit=entry.record.options.down_limit,
                program_limit=rates(settings)["download_rate_limit"],
                slow_mode=settings.slow_mode,
                disk=self._core.rows.pressure.disk,
                peers=_counted(peers or (), status.known_peers if status is not None else 0),
                trackers=_tried(trackers or ()),
                copies=row.availability,
                private=entry.record.private,
                dht=bool(self._preferences.in_force("enable_dht")),
                encryption_required=settings.encryption is Encryption.REQUIRE,
                connections=max(0, most),
                reachable=session.reachable is True,
                port=session.listen_port,
            )
        )


def _peers(handle: Handle) -> list[Any]:
    return list(handle.get_peer_info())


def _counted(infos: Sequence[Any], known: int) -> Peers:
    rows = [row for row in map(peer_row, infos) if "connecting" not in row.flags]
    useful = [row for row in rows if "interested" in row.flags]
    return Peers(
        connected=len(rows),
        seeds=sum("seed" in row.flags or "web_seed" in row.flags for row in rows),
        useful=len(useful),
        choking=sum("remote_choked" in row.flags for row in useful),
        sending=sum(row.down_rate > 0 for row in rows),
        known=max(known, len(rows)),
    )


def _tried(rows: Sequence[TrackerRow]) -> Trackers:
    failing = [row for row in rows if row.status == "error"]
    first = next(iter(failing or rows), None)
    if first is None:
        return Trackers()
    said = first.message if first.refused else None
    return Trackers(count=len(rows), failing=len(failing), host=host_of(first.url), said=said)
