"""Statuses, records and torrents to feed to the pure rooms."""

from typing import Any

import libtorrent as lt
from msgspec.structs import replace

from torrpeddo.contract.torrents import Intent
from torrpeddo.engine import state
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.facts import Status
from torrpeddo.library.records import TorrentRecord

ID = "a" * 40

DOWNLOADING = Status(
    handle=None,
    flags=state.AUTO_MANAGED_FLAG,
    state=state.DOWNLOADING,
    error_code=0,
    error_category="",
    error_message="",
    error_file=-1,
    progress=0.5,
    wanted=1000,
    wanted_done=500,
    total=1000,
    downloaded=500,
    uploaded=0,
    down_rate=100,
    up_rate=0,
    peers=1,
    seeds=1,
    swarm_peers=-1,
    swarm_seeds=-1,
    copies=1.5,
    queue_position=0,
    moving=False,
    has_metadata=True,
    is_finished=False,
    is_seeding=False,
    tracker="",
    need_save=False,
)
"""A download at its half, with a seed."""


def status(**changes: Any) -> Status:
    return replace(DOWNLOADING, **changes)


def record(**changes: Any) -> TorrentRecord:
    return TorrentRecord(**{"id": ID, "v1": ID, "name": "Film", "save_path": "/data", "added_at": 1.0, **changes})


def entry(found: Status | None, intent: Intent = Intent.RUN, **changes: Any) -> Entry:
    made = Entry(record(intent=intent, **changes), state_since=1.0)
    made.status = found
    return made


def info_dict(**changes: Any) -> dict[bytes, Any]:
    """A v1 info dictionary of one piece (BEP 3)."""
    info: dict[bytes, Any] = {b"name": b"Film", b"piece length": 16384, b"pieces": bytes(20), b"length": 100}
    info.update({name.encode(): value for name, value in changes.items()})
    return {name: value for name, value in info.items() if value is not None}


def torrent_bytes(info: dict[bytes, Any], **around: Any) -> bytes:
    return lt.bencode({b"info": info, **{name.encode(): value for name, value in around.items()}})


def many_files(*files: tuple[int, bytes] | dict[bytes, Any], name: bytes = b"Film") -> dict[bytes, Any]:
    """An info dictionary of several files; each is a size and a path, or the dictionary itself."""
    listed: list[dict[bytes, Any]] = [
        file if isinstance(file, dict) else {b"length": file[0], b"path": file[1].split(b"/")} for file in files
    ]
    total = sum(int(file[b"length"]) for file in listed)
    return info_dict(name=name, length=None, files=listed, pieces=bytes(20 * max(1, -(-total // 16384))))


PAD = {b"attr": b"p", b"length": 16284, b"path": [b".pad", b"16284"]}
