"""A peer of the test's own: another libtorrent session on 127.0.0.1 that has a sample, whole or in part."""

import select
import socket
import time
from collections.abc import Callable
from typing import Any

import libtorrent as lt

from .samples import Sample

LOOPBACK: dict[str, Any] = {
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "allow_multiple_connections_per_ip": True,
    "min_reconnect_time": 1,
    "tick_interval": 100,
    "stop_tracker_timeout": 1,
    # A session that ends waits seconds for its uTP peers to say goodbye.
    "enable_outgoing_utp": False,
    "enable_incoming_utp": False,
    "allowed_fast_set_size": 0,
    "alert_mask": int(lt.alert.category_t.status_notification),
}
_WHOLE_CLASS = 1 << 0
"""The class of peers that the session's rate limits hold for."""


class Seeder:
    def __init__(
        self,
        sample: Sample,
        *,
        only: tuple[str, ...] | None = None,
        hungry: bool = False,
        rate: int = 0,
        slots: int = 8,
        client: str = "",
        calls: bool = True,
        checked: bool = False,
    ) -> None:
        """``only``: the files it has, all by default; ``hungry``: it still wants the others.
        ``rate``: bytes a second it gives at most, 0 for no limit. ``slots``: how many peers it gives to at once.
        ``client``: what it calls itself. ``calls``: it calls whoever has called it, once they have parted.
        ``checked``: it knows that its pieces are right, and need not hash each as it is first asked for.
        """
        settings: Any = {**lt.default_settings(), **LOOPBACK, "upload_rate_limit": rate, "unchoke_slots_limit": slots}
        settings["seeding_outgoing_connections"] = calls
        if client:
            settings["user_agent"] = settings["handshake_client_version"] = client
        self._session = lt.session(settings)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._session.set_alert_fd(self._writer.fileno())
        # Peers at home have no limits, and are always given to, unless they are told not to be special.
        if rate or not slots:
            rules = lt.ip_filter()
            rules.add_rule("0.0.0.0", "255.255.255.255", _WHOLE_CLASS)
            self._session.set_peer_class_filter(rules)
        params: Any = lt.load_torrent_buffer(sample.content)
        params.save_path = str(sample.folder)
        params.trackers = []
        if only is not None:
            priorities = _priorities(params.ti, sample.name, only)
            params.have_pieces = _pieces(params.ti, priorities)
            params.file_priorities = [] if hungry else priorities
        elif checked:
            params.have_pieces = [True] * params.ti.num_pieces()
        else:
            params.flags |= lt.torrent_flags.seed_mode
        params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
        self._handle = self._session.add_torrent(params)
        self.until(lambda: self._handle.status().state >= lt.torrent_status.downloading)
        self.until(lambda: self._session.listen_port() != 0)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._session.listen_port()}"

    @property
    def uploaded(self) -> int:
        return self._handle.status().total_payload_upload

    def connect(self, port: int) -> None:
        """Call the peer that listens there."""
        self._handle.connect_peer(("127.0.0.1", port))

    def rest(self, resting: bool) -> None:
        """Speak to nobody while it rests."""
        if resting:
            self._session.pause()
        else:
            self._session.resume()

    def give(self, rate: int) -> None:
        """Change the rate; only for one that was made with a limit."""
        changes: Any = {"upload_rate_limit": rate}
        self._session.apply_settings(changes)

    def close(self) -> None:
        del self._handle
        del self._session
        self._reader.close()
        self._writer.close()

    def until(self, condition: Callable[[], bool], timeout: float = 60) -> None:
        """Looks again whenever the session reports something."""
        deadline = time.monotonic() + timeout
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, "it did not come about"
            select.select([self._reader], [], [], min(left, 0.1))
            self._session.pop_alerts()


def _priorities(info: Any, name: str, only: tuple[str, ...]) -> list[int]:
    layout, wanted = info.layout(), {f"{name}/{path}" for path in only}
    return [4 if layout.file_path(index) in wanted else 0 for index in range(layout.num_files())]


def _pieces(info: Any, priorities: list[int]) -> list[bool]:
    """Pieces that lie wholly in the files it has."""
    layout, length = info.layout(), info.piece_length()
    have = [True] * info.num_pieces()
    for index, priority in enumerate(priorities):
        first, end = layout.file_offset(index), layout.file_offset(index) + layout.file_size(index)
        if not priority:
            for piece in range(first // length, -(-end // length)):
                have[piece] = False
    return have
