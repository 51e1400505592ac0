"""Rows and figures to tell clients about."""

from msgspec.structs import replace

from torrpeddo.contract.session import SessionInfo
from torrpeddo.contract.torrents import Intent, State, TorrentRow

QUIET = SessionInfo(
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


def busy(down_rate: int) -> SessionInfo:
    return replace(QUIET, down_rate=down_rate)


def torrent_id(number: int) -> str:
    return f"{number:040x}"


def row(number: int, done: int = 0) -> TorrentRow:
    return TorrentRow(
        id=torrent_id(number),
        name=f"Übung {number} 日本 🌊",
        state=State.DOWNLOADING,
        intent=Intent.RUN,
        state_since=1.0,
        progress=0.5,
        size=100,
        total_size=100,
        done=done,
        downloaded=done,
        uploaded=0,
        down_rate=0,
        up_rate=0,
        peers=0,
        seeds=0,
        swarm_peers=None,
        swarm_seeds=None,
        availability=0.0,
        eta=None,
        ratio=0.0,
        queue_position=None,
        save_path="/data/downloads",
        added_at=1.0,
        completed_at=None,
        last_active_at=None,
        has_metadata=True,
        private=False,
        sequential=False,
        tracker=None,
        trackers=0,
    )
