"""Why a download is no faster: from facts to causes, the first of them in front. Pure.

Some causes hold everything back, so that nothing else would matter even if it were true; they stand alone. The others
are told in the order in which mending them helps.
"""

from collections.abc import Iterator

from msgspec import Struct

from ..contract.causes import Cause, CauseKind
from ..contract.session import HeldBy
from ..contract.torrents import ReasonKind, State
from .pressure import TOO_LITTLE

_AT_LIMIT = 0.85
"""Of a limit: libtorrent hovers about it."""
FEW = 5
"""Connected peers below which it would help to be reached by others."""
_BUSY = 0.5
"""Share of the useful peers that send to others first from which it is worth a word."""

_LIVE = frozenset({State.DOWNLOADING, State.STALLED, State.METADATA})


class Peers(Struct, frozen=True, kw_only=True, gc=False):
    """How many of the connected peers; ``useful`` have something for us."""

    connected: int = 0
    seeds: int = 0
    useful: int = 0
    choking: int = 0
    """Of the useful ones, those that send to others first."""
    sending: int = 0
    known: int = 0
    """Heard of, connected or not."""


class Trackers(Struct, frozen=True, kw_only=True, gc=False):
    count: int = 0
    failing: int = 0
    host: str | None = None
    """Of the first one that fails, or else of the first."""
    said: str | None = None
    """Its answer, where it refuses."""


class Situation(Struct, frozen=True, kw_only=True, gc=False):
    """All that the causes depend on. Rates and limits are bytes a second; a limit of 0 is none."""

    state: State
    reason: ReasonKind | None = None
    held_by: HeldBy | None = None
    """What holds everything, where no person did."""
    place: int = 0
    at_once: int = 0
    """How many may run, or look for their metadata, at once."""
    rate: int = 0
    all_rate: int = 0
    """Of this torrent, and of all together."""
    own_limit: int = 0
    program_limit: int = 0
    slow_mode: bool = False
    disk: bool = False
    peers: Peers = Peers()
    trackers: Trackers = Trackers()
    copies: float = 0.0
    """Whole copies among the connected peers and ourselves."""
    private: bool = False
    dht: bool = True
    encryption_required: bool = False
    connections: int = 0
    """Most peers this torrent may have, 0 for no limit."""
    reachable: bool = True
    port: int = 0


def causes_of(now: Situation) -> list[Cause]:
    """Empty for what does not download, or is not kept from it by anything we know of."""
    alone = _alone(now)
    if alone is not None:
        return [alone]
    if now.state not in _LIVE:
        return []
    return [*_here(now), *(_without_peers(now) if now.peers.connected == 0 else _with_peers(now)), *_besides(now)]


def _alone(now: Situation) -> Cause | None:
    if now.reason is ReasonKind.SESSION_PAUSED:
        return Cause(kind=CauseKind.SESSION_PAUSED, held_by=now.held_by)
    if now.state is State.QUEUED and now.reason is ReasonKind.QUEUE_LIMIT:
        return Cause(kind=CauseKind.QUEUED, count=now.place, total=now.at_once)
    if now.state is State.QUEUED and now.reason is ReasonKind.METADATA_TURN:
        return Cause(kind=CauseKind.METADATA_TURN, total=now.at_once)
    if now.state in _LIVE and now.peers.connected > 0:
        return _limit(now)
    return None


def _limit(now: Situation) -> Cause | None:
    if _holds(now.own_limit, now.rate):
        return Cause(kind=CauseKind.OWN_LIMIT, amount=now.own_limit)
    if _holds(now.program_limit, now.all_rate):
        kind = CauseKind.SLOW_MODE if now.slow_mode else CauseKind.PROGRAM_LIMIT
        return Cause(kind=kind, amount=now.program_limit)
    return None


def _holds(limit: int, rate: int) -> bool:
    return limit > 0 and (rate >= _AT_LIMIT * limit or limit < TOO_LITTLE)


def _here(now: Situation) -> Iterator[Cause]:
    if now.disk and now.state is not State.METADATA:
        yield Cause(kind=CauseKind.DISK)


def _without_peers(now: Situation) -> Iterator[Cause]:
    trackers, known = now.trackers, now.peers.known
    all_fail = 0 < trackers.count == trackers.failing
    if trackers.count == 0 and (now.private or not now.dht):
        yield Cause(kind=CauseKind.NOBODY_TO_ASK)
        return
    if all_fail:
        yield Cause(kind=CauseKind.TRACKERS_FAIL, count=trackers.count, host=trackers.host, said=trackers.said)
    if known > 0:
        kind = CauseKind.ENCRYPTION if now.encryption_required else CauseKind.NO_ANSWER
        yield Cause(kind=kind, count=known)
    elif now.private:
        yield Cause(kind=CauseKind.PRIVATE, host=trackers.host)
    elif not all_fail:
        yield Cause(kind=CauseKind.NO_PEERS)


def _with_peers(now: Situation) -> Iterator[Cause]:
    peers = now.peers
    if now.state is State.METADATA:
        yield Cause(kind=CauseKind.METADATA, count=peers.connected)
        return
    if peers.seeds == 0 and now.copies < 1:
        yield Cause(kind=CauseKind.NO_SEEDS, count=peers.connected, share=round(1 - max(0.0, now.copies), 4))
    if peers.useful > 0 and peers.choking >= peers.useful and peers.sending == 0:
        yield Cause(kind=CauseKind.CHOKED, count=peers.useful)
    elif peers.useful > 0 and peers.choking >= _BUSY * peers.useful:
        yield Cause(kind=CauseKind.BUSY, count=min(peers.choking, peers.useful), total=peers.useful)
    elif peers.seeds > 0 or now.copies >= 1:
        yield Cause(kind=CauseKind.SOURCES, count=peers.sending, total=peers.connected)
    if now.connections and peers.connected >= now.connections and peers.known > peers.connected:
        yield Cause(kind=CauseKind.CONNECTIONS, count=now.connections)


def _besides(now: Situation) -> Iterator[Cause]:
    """What would bring more peers."""
    if now.peers.connected >= FEW:
        return
    trackers = now.trackers
    if now.peers.connected > 0:
        if 0 < trackers.count == trackers.failing:
            yield Cause(kind=CauseKind.TRACKERS_FAIL, count=trackers.count, host=trackers.host, said=trackers.said)
        if now.encryption_required and now.peers.known > now.peers.connected:
            yield Cause(kind=CauseKind.ENCRYPTION, count=now.peers.known)
    if not now.reachable and now.port:
        yield Cause(kind=CauseKind.UNREACHABLE, count=now.port)
