"""The bare loop as it downloads, seeds and checks: what is measured, or the peer at the other end.

``python -m tests.bench.bare_transfer SETTINGS``: changes of libtorrent's default settings, as JSON.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import libtorrent as lt

from .bare_loop import BareLoop

EVERY = 0.02
"""Seconds between two looks at what has moved, while it is followed."""


class BareTransfer(BareLoop):
    def __init__(self, **changes: Any) -> None:
        super().__init__(**changes)
        self._taken: Any = None
        self._metric = ""
        self._base: int | None = None
        """Bytes on the counter when following began."""
        self._awaited = 0
        self._moved = (0.0, 0.0, 0)
        self._checks = 0
        self._does |= {
            "take": self._take,
            "connect": self._connect,
            "finished": self._finished,
            "recheck": self._recheck,
            "checks": lambda: self._checks,
            "follow": self._follow,
            "moved": lambda: self._moved,
        }

    def _take(self, torrent: str, folder: str, seed: bool = False) -> None:
        """Into the session; ``seed``: it is whole, and was checked before.

        In libtorrent's seed mode it would check each piece when that is first asked for, and look through all requests
        each time one is: whoever takes it would wait for that.
        """
        params: Any = lt.load_torrent_buffer(Path(torrent).read_bytes())
        params.save_path = folder
        params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
        if seed:
            params.have_pieces = [True] * params.ti.num_pieces()
        self._taken = self._session.add_torrent(params)

    def _connect(self, port: int) -> None:
        self._taken.connect_peer(("127.0.0.1", port))

    def _finished(self) -> bool:
        return bool(self._taken.status(0).is_finished)

    def _recheck(self) -> None:
        self._checks = 0  # whoever enters counts as checked as well
        self._taken.force_recheck()

    def _follow(self, received: bool, size: int) -> None:
        """Until so many bytes are received, or sent; ``moved`` says when the first and the last of them were."""
        self._metric = "net.recv_payload_bytes" if received else "net.sent_payload_bytes"
        self._base, self._moved, self._awaited = None, (0.0, 0.0, 0), size
        self._every, self._due = EVERY, time.monotonic()

    def _tick(self) -> None:
        super()._tick()
        if self._awaited:
            self._session.post_session_stats()

    def _hear(self, alert: Any) -> None:
        if isinstance(alert, lt.session_stats_alert):
            self._count_bytes(alert.values[self._metric])
        elif isinstance(alert, lt.torrent_checked_alert):
            self._checks += 1

    def _count_bytes(self, count: int) -> None:
        if self._base is None:
            self._base = count
        first, _, moved = self._moved
        now, bytes_now = time.monotonic(), count - self._base
        if bytes_now > moved:
            self._moved = (first or now - EVERY, now, bytes_now)
        if bytes_now >= self._awaited:
            self._every, self._awaited = 1.0, 0


if __name__ == "__main__":
    BareTransfer(**json.loads(sys.argv[1])).run()
