"""A list with something in every state, as a person might have it after a year."""

import hashlib
import time
from typing import Any

from torrpeddo.contract.session import SessionInfo
from torrpeddo.contract.torrents import Intent, MetadataSearch, Reason, ReasonKind, State, TorrentError, TorrentRow

NOW = time.time()
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
KB, MB, GB = 10**3, 10**6, 10**9
TANK, HOME = "/mnt/Tank", "/home/you/Downloads"
TRACKERS = ("tracker.opentrackr.org", "open.stealth.si", "tracker.example.org")
HERO = "Sintel — 4K open movie master (Blender Foundation)"
LOOKED_BACK = 290
"""Seconds for which somebody has watched before a picture is taken: those of rates in the graph."""


def id_of(name: str) -> str:
    return hashlib.sha1(name.encode()).hexdigest()


def torrent(name: str, state: State, size: float, done: float = 1.0, **changes: Any) -> TorrentRow:
    """``size`` in bytes, ``done`` as a share of it. ``age`` (seconds) is how long ago it was added."""
    bytes_, age = int(size), float(changes.pop("age", 3 * DAY))
    whole = done >= 1.0
    given = float(changes.pop("ratio", 0.0))
    usual: dict[str, Any] = {
        "intent": Intent.RUN,
        "state_since": NOW - min(age, 2 * HOUR),
        "progress": done,
        "size": bytes_,
        "total_size": bytes_,
        "done": int(bytes_ * done),
        "downloaded": int(bytes_ * done),
        "uploaded": int(bytes_ * done * given),
        "down_rate": 0,
        "up_rate": 0,
        "peers": 0,
        "seeds": 0,
        "swarm_peers": None,
        "swarm_seeds": None,
        "availability": 0.0,
        "eta": None,
        "ratio": given,
        "queue_position": None,
        "save_path": f"{TANK}/Archive",
        "added_at": NOW - age,
        "completed_at": NOW - age / 2 if whole else None,
        "last_active_at": NOW - min(age, HOUR),
        "has_metadata": True,
        "private": False,
        "sequential": False,
        "tracker": TRACKERS[len(name) % len(TRACKERS)],
        "trackers": 3,
    }
    return TorrentRow(id=id_of(name), name=name, state=state, **{**usual, **changes})


def _needing() -> list[TorrentRow]:
    full = TorrentError(kind="disk_full", message="The disk is full. Free 61.2 GB on Home, then try again.", path=HOME)
    gone = TorrentError(kind="missing_files", message=f"The files are not in {TANK}/Speech.", path=f"{TANK}/Speech")
    return [
        torrent("planet-251103.osm.pbf", State.ERROR, 80.6 * GB, 0.241, error=full, save_path=HOME),
        torrent("Common Voice corpus 22.0 — English", State.MISSING_FILES, 84.7 * GB, error=gone),
        torrent(
            "NASA — Earth at Night, black marble mosaics 2024",
            State.STALLED,
            42 * GB,
            0.968,
            peers=11,
            reason=Reason(kind=ReasonKind.NO_SEEDS),
            availability=0.97,
        ),
    ]


def _moving_bytes() -> list[TorrentRow]:
    fetching: dict[str, Any] = {"state": State.DOWNLOADING, "save_path": f"{TANK}/Movies/Open"}
    return [
        torrent(
            HERO,
            size=13.6 * GB,
            done=0.634,
            ratio=0.12,
            age=2 * HOUR,
            down_rate=int(21.4 * MB),
            up_rate=int(1.8 * MB),
            peers=44,
            seeds=3,
            swarm_peers=51,
            swarm_seeds=4,
            availability=3.61,
            eta=233,
            queue_position=0,
            **fetching,
        ),
        torrent(
            "Fedora-Workstation-Live-43-1.6.x86_64.iso",
            size=2.63 * GB,
            done=0.872,
            ratio=0.09,
            age=5 * MINUTE,
            down_rate=int(12.8 * MB),
            up_rate=940 * KB,
            peers=112,
            seeds=61,
            swarm_peers=130,
            swarm_seeds=900,
            availability=38.2,
            eta=27,
            queue_position=1,
            **{**fetching, "save_path": f"{TANK}/Linux"},
        ),
        torrent(
            "enwiki-20251101-pages-articles-multistream.xml.bz2",
            size=24.1 * GB,
            done=0.34,
            ratio=0.03,
            age=HOUR,
            down_rate=int(6.31 * MB),
            up_rate=212 * KB,
            peers=14,
            seeds=6,
            availability=9.1,
            eta=2_520,
            queue_position=2,
            **{**fetching, "save_path": f"{TANK}/Datasets"},
        ),
        torrent(
            "Apollo 11 — 16 mm onboard film, 4K scans",
            State.METADATA,
            0,
            0.0,
            age=41,
            has_metadata=False,
            peers=2,
            search=MetadataSearch(
                since=NOW - 41, trackers_asked=3, dht=True, peers_found=2, turns=0, next_turn_at=None
            ),
        ),
        torrent("Prelinger Archives — Home Movies, volume 4", State.CHECKING, 39.4 * GB, 0.46),
        torrent(
            "openlibrary-dump-works-2025-10.txt.gz",
            State.MOVING,
            3.3 * GB,
            0.61,
            reason=Reason(kind=ReasonKind.MOVING_TO, detail=f"{TANK}/Archive"),
        ),
        torrent(
            "debian-13.2.0-amd64-DVD-1.iso",
            State.SEEDING,
            3.99 * GB,
            ratio=4.18,
            age=30 * DAY,
            up_rate=int(3.12 * MB),
            peers=31,
            seeds=0,
            swarm_seeds=88,
            save_path=f"{TANK}/Linux",
        ),
        torrent(
            "Big Buck Bunny — 2160p 60 fps",
            State.SEEDING,
            672 * MB,
            ratio=2.41,
            age=90 * DAY,
            up_rate=840 * KB,
            peers=9,
            save_path=f"{TANK}/Movies/Open",
        ),
        torrent(
            "Ubuntu 24.04.3 LTS desktop amd64",
            State.SEEDING,
            6.34 * GB,
            ratio=6.33,
            age=60 * DAY,
            up_rate=int(1.94 * MB),
            peers=64,
            intent=Intent.FORCED,
            save_path=f"{TANK}/Linux",
        ),
    ]


def _resting() -> list[TorrentRow]:
    return [
        torrent(
            "Cosmos Laundromat — ProRes 4444 masters",
            State.QUEUED,
            96.2 * GB,
            0.0,
            reason=Reason(kind=ReasonKind.QUEUE_LIMIT),
            queue_position=5,
            place_in_line=0,
            limit=3,
        ),
        torrent(
            "LibriVox — Moby Dick, read by Stewart Wills",
            State.PAUSED,
            654 * MB,
            0.41,
            intent=Intent.PAUSED,
            age=6 * DAY,
            state_since=NOW - 2 * DAY,
            save_path=f"{TANK}/Audio",
        ),
        torrent("Tears of Steel — 4K DCP", State.FINISHED, 71.3 * GB, ratio=2.0, age=2 * DAY),
        torrent("raspios-trixie-arm64-2025-10-01.img.xz", State.CANCELLED, 1.13 * GB, 0.38, intent=Intent.STOPPED),
        torrent("Spring — 4K (Blender Open Movie)", State.SEEDING, 2.8 * GB, ratio=3.02, age=80 * DAY),
        torrent("Sprite Fright — production files", State.FINISHED, 38.8 * GB, ratio=1.5, age=50 * DAY),
        torrent("archlinux-2025.11.01-x86_64.iso", State.SEEDING, 1.31 * GB, ratio=9.7, save_path=f"{TANK}/Linux"),
        torrent(
            "HathiTrust — public-domain full-text index",
            State.PAUSED,
            118 * GB,
            0.12,
            intent=Intent.PAUSED,
            age=40 * DAY,
        ),
        torrent("مكتبة الصور التاريخية — القاهرة", State.SEEDING, 5.2 * GB, ratio=1.1, age=20 * DAY),
        torrent("青空文庫 全作品 2025年10月版", State.SEEDING, 1.9 * GB, ratio=0.7, age=25 * DAY),
    ]


ROWS = [*_needing(), *_moving_bytes(), *_resting()]


def session(down: int, up: int) -> SessionInfo:
    """Rates in bytes a second."""
    return SessionInfo(
        down_rate=down,
        up_rate=up,
        downloaded=int(61.2 * GB),
        uploaded=int(18.4 * GB),
        paused=False,
        listen_port=51820,
        reachable=True,
        dht_nodes=412,
        peers=287,
        free_space=int(1.21e12),
    )
