"""The bare loop as a client, and as the peer at the other end."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import libtorrent as lt

from ..asking import ask
from ..content import Content
from .client import ENDING_S, Client

PEER: dict[str, Any] = {
    "out_enc_policy": int(lt.enc_policy.pe_disabled),
    "in_enc_policy": int(lt.enc_policy.pe_disabled),
    "min_reconnect_time": 1,
    "send_buffer_watermark": 4 << 20,
    "send_buffer_watermark_factor": 150,
    "max_out_request_queue": 2000,
    "max_allowed_in_request_queue": 4000,
    "unchoke_slots_limit": -1,
}
"""So that it is not the peer who is waited for."""


class Bare(Client):
    """``python -m tests.bench.bare_transfer``."""

    def __init__(self, settings: Mapping[str, Any] | None = None, nice: int = 0) -> None:
        command = [sys.executable, "-m", "tests.bench.bare_transfer", json.dumps(settings or {})]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pid = self._process.pid
        if nice and hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, self.pid, nice)  # before it has any other thread

    def begin(self) -> None:
        self.port()

    def port(self) -> int:
        return int(self.do("port"))

    def add(self, content: Content, folder: Path) -> None:
        self.do("take", torrent=str(content.torrent), folder=str(folder))

    def seed(self, content: Content) -> None:
        self.do("take", torrent=str(content.torrent), folder=str(content.folder), seed=True)

    def connect(self, port: int) -> None:
        """To a client that has what was added here last."""
        self.do("connect", port=port)

    def follow(self, size: int, *, received: bool) -> None:
        self.do("follow", received=received, size=size)

    def moved(self) -> tuple[float, float, int]:
        """When the first and the last of what is followed moved (seconds), and how many bytes did."""
        first, last, size = self.do("moved")
        return first, last, size

    def recheck(self) -> None:
        self.do("recheck")

    def checked(self) -> bool:
        """Whether a check has ended."""
        return bool(self.do("checks"))

    def finished(self) -> bool:
        return bool(self.do("finished"))

    def end(self) -> None:
        self._process.communicate(timeout=ENDING_S)

    def do(self, what: str, **params: Any) -> Any:
        return ask(self._process, what, **params)


def peer() -> Bare:
    """It is on no machine of its own, so it takes what is left."""
    return Bare(PEER, nice=19)
