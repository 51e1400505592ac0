"""The session's own figures: rates, port, DHT, free space."""

from msgspec.structs import replace

from ..contract.session import SessionInfo
from .core import Core
from .facts import Listening, SessionStats, StatusUpdate
from .preferences import Preferences
from .storage import measure

FREE_SPACE_EVERY = 10
"""Ticks between looks at the disk."""
QUIET_EVERY = 5
"""Ticks between looks at the session's figures while nobody is connected and nothing moves."""

EMPTY = SessionInfo(
    down_rate=0,
    up_rate=0,
    downloaded=0,
    uploaded=0,
    paused=False,
    listen_port=0,
    reachable=None,
    dht_nodes=None,
    peers=0,
    free_space=None,
)


class Vitals:
    def __init__(self, core: Core, preferences: Preferences) -> None:
        self._core = core
        self._preferences = preferences
        self._ticks = 0
        self._moved: tuple[int, int] | None = None
        self._at = 0.0
        self._stirs = True
        """Something moved, or somebody was there, since the last tick."""
        core.pump.on(SessionStats, self._on_stats)
        core.pump.on(StatusUpdate, self._on_status)
        core.pump.on(Listening, self._on_listening)

    def tick(self) -> None:
        """Once a second."""
        if self._stirs or self._ticks % QUIET_EVERY == 0:
            self._stirs = False
            self._core.session.post_session_stats()
        if self._ticks % FREE_SPACE_EVERY == 0:
            self._core.spawn(self.look_at_disk(), "looking at the free space")
        self._ticks += 1

    async def look_at_disk(self) -> None:
        try:
            space = await self._core.on_disk(measure, self._preferences.current.save_path, ())
        except Exception:
            free = None
        else:
            free = space.free
        self._set(replace(self._core.feed.session, free_space=free))

    def _on_status(self, fact: StatusUpdate) -> None:
        self._stirs = self._stirs or any(status.peers for status in fact.statuses)

    def _on_stats(self, fact: SessionStats) -> None:
        values = fact.values
        settings = self._preferences.current
        down, up = self._rates(values["net.recv_payload_bytes"], values["net.sent_payload_bytes"])
        before = self._core.feed.session
        self._stirs = bool(self._stirs or down or up or values["peer.num_peers_connected"])
        self._set(
            replace(
                before,
                down_rate=down,
                up_rate=up,
                downloaded=values["net.recv_payload_bytes"],
                uploaded=values["net.sent_payload_bytes"],
                paused=settings.all_paused,
                reachable=bool(values["net.has_incoming_connections"]) or before.reachable,
                dht_nodes=values["dht.dht_nodes"] if self._preferences.in_force("enable_dht") else None,
                peers=values["peer.num_peers_connected"],
            )
        )

    def _rates(self, received: int, sent: int) -> tuple[int, int]:
        now = self._core.loop.time()
        before, elapsed = self._moved, now - self._at
        self._moved, self._at = (received, sent), now
        if before is None or elapsed <= 0:
            return 0, 0
        return max(0, int((received - before[0]) / elapsed)), max(0, int((sent - before[1]) / elapsed))

    def _on_listening(self, fact: Listening) -> None:
        if fact.tcp:
            self._set(replace(self._core.feed.session, listen_port=fact.port))

    def _set(self, info: SessionInfo) -> None:
        if info != self._core.feed.session:
            self._core.feed.session = info
            self._core.feed.changed((), ())
