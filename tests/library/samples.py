"""Torrents to store, and a hand on the connection that the library opens."""

import sqlite3
import threading
from pathlib import Path

import pytest

from torrpeddo.contract.options import TorrentOptions
from torrpeddo.contract.torrents import Intent
from torrpeddo.library import connecting, opening
from torrpeddo.library.records import DeleteJob, StoredTorrent, TorrentRecord
from torrpeddo.library.store import Library, saves_of


def torrent_id(number: int) -> str:
    return f"{number:040x}"


def record(number: int, name: str | None = None) -> TorrentRecord:
    """A record with something in every column."""
    return TorrentRecord(
        id=torrent_id(number),
        v1=torrent_id(number),
        v2=f"{number:064x}",
        name=name or f"Übung {number} 日本 🌊",
        save_path="/data/downloads",
        intent=list(Intent)[number % 4],
        added_at=1_700_000_000.25 + number,
        completed_at=None if number % 2 else 1_700_000_100.5,
        last_active_at=1_700_000_200.0,
        state_since=1_700_000_300.0,
        size=2**40 + number,
        total_size=2**41,
        done=2**39,
        downloaded=2**42,
        uploaded=number,
        queue_position=number,
        missing=number % 3 == 0,
        error_kind="disk_full",
        error_message="The disk is full.",
        sequential=number % 2 == 0,
        private=number % 5 == 0,
        trackers=["udp://tracker.example:1337/announce", "https://tracker.example/announce?k=ü"],
        priorities=[0, 4, 7] if number % 2 else None,
        merged=["https://elsewhere.example/announce"] if number % 3 == 0 else None,
        written=[0, 2] if number % 2 else None,
        options=TorrentOptions(down_limit=number, first_last=number % 2 == 0),
    )


def stored(number: int, size: int = 300) -> StoredTorrent:
    """``size``: bytes of metadata, different for each number."""
    seed = number.to_bytes(8, "big")
    return StoredTorrent(record=record(number), metadata=(seed * (size // 8 + 1))[:size], resume=b"d" + seed + b"e")


def job(name: str = "undo-1") -> DeleteJob:
    return DeleteJob(id=name, created_at=1_700_000_000.0, trash=True, phase="planned", body=b"\x00\xff plan")


def fill(database: Path, torrents: int, *, size: int = 300, clean: bool = True) -> None:
    """A library with that many torrents, closed."""
    library = Library.open(database)
    library.commit(*(save for number in range(torrents) for save in saves_of(stored(number, size)))).result()
    library.close(clean)


def add_pragma(monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    """Let the library's connections have one more setting."""
    monkeypatch.setattr(connecting, "PRAGMAS", (*connecting.PRAGMAS, pragma))


class Gate:
    """Holds the library thread at its next transaction and counts commits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.commits = 0
        self._closed = threading.Event()
        self._open = threading.Event()
        self._open.set()

        def watched(database: Path) -> sqlite3.Connection:
            connection = connecting.connect(database)
            connection.set_trace_callback(self._statement)
            return connection

        monkeypatch.setattr(opening, "connect", watched)

    def hold(self) -> None:
        self._closed.clear()
        self._open.clear()

    def wait_until_held(self) -> None:
        assert self._closed.wait(60)

    def release(self) -> None:
        self._open.set()

    def _statement(self, sql: str) -> None:
        if sql.startswith("BEGIN"):
            self._closed.set()
            self._open.wait(60)
        self.commits += sql == "COMMIT"
