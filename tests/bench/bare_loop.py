"""The least that any client must do with libtorrent, in a process of its own: what the engine is measured against.

One session, one selector on its alerts and on standard input, ``post_torrent_updates``
each second, every alert popped. Requests are JSON lines ``{"do": …}``; each has one
line for an answer.
"""

import base64
import json
import select
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import libtorrent as lt

LOOPBACK: dict[str, Any] = {
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "enable_outgoing_utp": False,
    "enable_incoming_utp": False,
    "allow_multiple_connections_per_ip": True,
}
"""What engine, bare loop and peers have in common: nobody is sought, nothing leaves the machine."""
_MINE: dict[str, Any] = {
    **LOOPBACK,
    "alert_mask": int(lt.alert.category_t.error_notification | lt.alert.category_t.status_notification),
    "alert_queue_size": 1_000_000,
    "active_downloads": -1,
    "active_seeds": -1,
    "active_limit": -1,
}


_ACCURATE = 2
"""``query_accurate_download_counters``: of a status, what is exact within a piece."""


class BareLoop:
    def __init__(self, **changes: Any) -> None:
        """``changes``: of libtorrent's default settings."""
        settings: Any = {**lt.default_settings(), **_MINE, **changes}
        self._session = lt.session(settings)
        self._alerts, self._writer = socket.socketpair()
        self._alerts.setblocking(False)
        self._session.set_alert_fd(self._writer.fileno())
        self._handles: list[Any] = []
        self._changed = 0
        self._polled: list[Any] | None = None
        """The status of each torrent at the last tick, while it polls."""
        self._rows: list[Any] = []
        self._every = 1.0
        """Seconds between two ticks."""
        self._due = time.monotonic()
        self._does: dict[str, Callable[..., Any]] = {
            "port": self._session.listen_port,
            "add": self._add,
            "all": self._all,
            "limit": self._limit,
            "changed": self._count,
            "poll": self._poll,
        }

    def run(self) -> None:
        """Until standard input ends."""
        while True:
            ready, _, _ = select.select([sys.stdin, self._alerts], [], [], max(0.0, self._due - time.monotonic()))
            if self._alerts in ready:
                self._pop()
            if sys.stdin in ready:
                line = sys.stdin.readline()
                if not line:
                    return
                self._answer(json.loads(line))
            if time.monotonic() >= self._due:
                self._due = max(self._due + self._every, time.monotonic())
                self._tick()

    def _tick(self) -> None:
        self._session.post_torrent_updates(_ACCURATE)
        if self._polled is not None:
            self._polled = self._session.refresh_torrent_status(self._polled, _ACCURATE)
            self._rows = [_row(status) for status in self._polled]

    def _answer(self, request: dict[str, Any]) -> None:
        print(json.dumps(self._does[request.pop("do")](**request)), flush=True)

    def _pop(self) -> None:
        self._alerts.recv(4096)
        for alert in self._session.pop_alerts():
            if isinstance(alert, lt.state_update_alert):
                self._changed += len(alert.status)
            elif isinstance(alert, lt.add_torrent_alert):
                self._handles.append(alert.handle)
            else:
                self._hear(alert)

    def _hear(self, alert: Any) -> None:
        """Whatever else comes."""

    def _add(self, torrents: str, folder: str) -> int:
        """Each line of the file ``torrents`` is one, base64. Returns how many are in the session."""
        wanted = len(self._handles)
        with Path(torrents).open(encoding="ascii") as lines:
            for line in lines:
                params = lt.load_torrent_buffer(base64.b64decode(line))
                params.save_path = folder
                params.flags |= lt.torrent_flags.seed_mode
                self._session.async_add_torrent(params)
                wanted += 1
        while len(self._handles) < wanted:
            select.select([self._alerts], [], [])
            self._pop()
        return wanted

    def _all(self, paused: bool) -> None:
        for handle in self._handles:
            if paused:
                handle.unset_flags(lt.torrent_flags.auto_managed)
                handle.pause()
            else:
                handle.set_flags(lt.torrent_flags.auto_managed)
                handle.resume()

    def _limit(self, last: int, rate: int) -> None:
        """Bytes a second that each of the last torrents may send."""
        for handle in self._handles[-last:]:
            handle.set_upload_limit(rate)

    def _poll(self, on: bool) -> None:
        """Whether to read a list of all torrents each second, as a client does that is not told what changed."""
        self._polled = [handle.status(_ACCURATE) for handle in self._handles] if on else None

    def _count(self) -> int:
        """Statuses that came since it was last asked."""
        changed, self._changed = self._changed, 0
        return changed


def _row(status: Any) -> tuple[Any, ...]:
    """The least that a line of a list shows."""
    return (
        status.handle,
        status.name,
        status.state,
        status.flags,
        status.progress,
        status.download_rate,
        status.upload_rate,
        status.num_peers,
        status.num_seeds,
    )


if __name__ == "__main__":
    BareLoop().run()
