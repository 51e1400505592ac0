"""qBittorrent with thousands of torrents: how long until its web API lists those that it was given, or had before."""

import base64
import http.cookiejar
import json
import shutil
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.window.processes import wait_for

from .clients.over_http import form
from .clients.qbittorrent import PROGRAM, QBittorrent
from .measured import Measured

STARTING = 60.0
"""Seconds."""
ENDING = 60.0
PATIENCE = 180.0
BETWEEN = 0.02


def is_here() -> bool:
    return shutil.which(PROGRAM) is not None


class ListedByQBittorrent(Measured):
    """Leaving it ends it in order, so that the next one on the same folder finds its torrents.

    It is asked as its own page asks: what is new since the last answer. A full list of 5,000 takes it a second, in
    which it does nothing else.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._began = time.perf_counter()
        self._program = QBittorrent(place)
        self.pid = self._program.pid
        self._listed: set[str] = set()
        self._answer = 0
        jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar)
        )

    def __enter__(self) -> Self:
        wait_for(self._answers, STARTING, "qBittorrent to answer")
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._post("app/shutdown")
        wait_for(self._program.has_ended, ENDING, "qBittorrent to end")

    def add_many(self, torrents: Path, folder: Path) -> None:
        """All in one request, without a check of their files; until they are listed."""
        files = [base64.b64decode(line) for line in torrents.read_text("ascii").splitlines()]
        wanted = len(self._listed) + len(files)
        fields: list[tuple[str, str | bytes]] = [("savepath", str(folder)), ("skip_checking", "true")]
        self._post("torrents/add", *form([*fields, *(("torrents", each) for each in files)]))
        self.until_listed(wanted)

    def until_saved(self, count: int) -> None:
        """What it has not written down when it ends, it has lost."""
        wait_for(lambda: len([*self._place.rglob("*.fastresume")]) >= count, PATIENCE, "qBittorrent to save them")

    def until_listed(self, count: int) -> float:
        """Returns the seconds since the process was started."""
        deadline = time.monotonic() + PATIENCE
        while self._look() < count:
            assert time.monotonic() < deadline, f"qBittorrent lists {len(self._listed)} of {count}"
            time.sleep(BETWEEN)
        return time.perf_counter() - self._began

    def _look(self) -> int:
        told = json.loads(self._get(f"sync/maindata?rid={self._answer}"))
        self._answer = told["rid"]
        if told.get("full_update"):
            self._listed.clear()
        self._listed.update(told.get("torrents", ()))
        self._listed.difference_update(told.get("torrents_removed", ()))
        return len(self._listed)

    def _answers(self) -> bool:
        try:
            return bool(self._get("app/version"))
        except (urllib.error.URLError, ConnectionError):
            return False

    def _get(self, what: str) -> bytes:
        with self._opener.open(f"{self._program.api}/{what}", timeout=PATIENCE) as answer:
            return bytes(answer.read())

    def _post(self, what: str, body: bytes = b"", headers: dict[str, Any] | None = None) -> None:
        request = urllib.request.Request(f"{self._program.api}/{what}", body, headers or {})
        with self._opener.open(request, timeout=PATIENCE):
            pass
