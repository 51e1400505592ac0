"""What is told of the one download that is looked at."""

import random

from torrpeddo.contract.causes import Cause, CauseKind
from torrpeddo.contract.details import Details, FileRow, PeerRow, Pieces, TorrentDetails, TrackerRow
from torrpeddo.contract.options import TorrentOptions
from torrpeddo.contract.torrents import TorrentRow
from torrpeddo.engine.piecemap import piece_map

from .library import HOUR, KB, LOOKED_BACK, MB, MINUTE, NOW

PIECE = 4 << 20
FILES: tuple[tuple[str, float], ...] = (
    ("Sintel.4K.master.prores.mov", 0.61),
    ("Sintel.2160p.x265.mkv", 0.19),
    ("Sintel.2160p.x264.mp4", 0.1),
    ("Audio/Sintel.5.1.flac", 0.04),
    ("Audio/Sintel.stereo.opus", 0.02),
    ("Extras/The making of Sintel.mkv", 0.03),
    ("Extras/Storyboards.pdf", 0.006),
    ("Extras/Production diary.epub", 0.001),
    ("Subtitles/Sintel.ar.srt", 0.0005),
    ("Subtitles/Sintel.de.srt", 0.0005),
    ("Subtitles/Sintel.en.srt", 0.0005),
    ("Subtitles/Sintel.zh-Hans.srt", 0.0005),
)
"""Paths and shares of the whole."""
SKIPPED = "Extras/The making of Sintel.mkv"
CLIENTS = (
    "qBittorrent/5.1.2",
    "Transmission 4.0.6",
    "libtorrent/2.0.11",
    "Deluge 2.2.0",
    "µTorrent 3.6",
    "BiglyBT 3.8",
)
FLAGS = (
    ["seed", "utp", "encrypted"],
    ["interested", "remote_interested", "utp"],
    ["choked"],
    ["incoming", "optimistic"],
)
SOURCES = (["tracker"], ["dht"], ["pex"], ["incoming"], ["tracker", "dht"])


def details(row: TorrentRow, moment: int) -> Details:
    """``moment`` counts seconds: between two of them, some pieces came."""
    files = _files(row)
    return Details(
        id=row.id,
        torrent=TorrentDetails(
            id=row.id,
            comment="Blender Foundation, durian.blender.org. Creative Commons Attribution 3.0.",
            created_by="libtorrent/2.0.11",
            created_at=NOW - 400 * 24 * HOUR,
            v1=row.id,
            v2=None,
            piece_length=PIECE,
            piece_count=max(1, row.size // PIECE),
            file_count=len(files),
            magnet=f"magnet:?xt=urn:btih:{row.id}",
            files_exist=True,
            down_limit=0,
            up_limit=0,
            options=TorrentOptions(),
            active_seconds=int(2 * HOUR),
            seeding_seconds=0,
            wasted=4 * MB,
            next_announce_at=NOW + 18 * MINUTE,
        ),
        files=files,
        peers=_peers(row),
        trackers=_trackers(row),
        pieces=_pieces(row, moment),
        causes=[Cause(kind=CauseKind.SOURCES, count=row.seeds, total=row.peers)],
    )


def _files(row: TorrentRow) -> list[FileRow]:
    rows, offset = [], 0
    for index, (path, share) in enumerate(FILES):
        size = int(row.size * share)
        skipped = path == SKIPPED
        done = 0 if skipped else int(size * min(1.0, row.progress * (1.5 - index % 3 * 0.4)))
        priority = 0 if skipped else 7 if path.endswith("x265.mkv") else 4
        rows.append(FileRow(index=index, path=f"Sintel/{path}", size=size, done=done, priority=priority, offset=offset))
        offset += size
    return rows


def _peers(row: TorrentRow) -> list[PeerRow]:
    dice = random.Random(row.id)
    rows = []
    for number in range(row.peers):
        seed = number < row.seeds
        fast = row.down_rate / 4 * 0.8**number
        rows.append(
            PeerRow(
                address=f"203.0.113.{number + 7}:{dice.randrange(20_000, 60_000)}",
                client=dice.choice(CLIENTS),
                progress=1.0 if seed else dice.random(),
                down_rate=int(fast) if fast > 20 * KB else 0,
                up_rate=dice.randrange(0, 90 * KB) if not seed and number % 3 == 0 else 0,
                downloaded=int(fast * 400),
                uploaded=dice.randrange(0, 40 * MB),
                flags=FLAGS[0] if seed else dice.choice(FLAGS[1:]),
                source=dice.choice(SOURCES),
            )
        )
    return rows


def _trackers(row: TorrentRow) -> list[TrackerRow]:
    def tracker(url: str, tier: int, status: str, message: str = "", swarm: int | None = None) -> TrackerRow:
        return TrackerRow(
            url=url,
            tier=tier,
            status=status,
            message=message,
            next_announce_at=NOW + 18 * MINUTE,
            swarm_peers=swarm,
            swarm_seeds=row.swarm_seeds if swarm else None,
            downloads=None,
            fails=3 if status == "error" else 0,
        )

    return [
        tracker("udp://tracker.opentrackr.org:1337/announce", 0, "working", swarm=row.swarm_peers),
        tracker("udp://open.stealth.si:80/announce", 1, "working", swarm=22),
        tracker("https://tracker.example.org/announce", 2, "error", "The tracker did not answer in time."),
    ]


def _pieces(row: TorrentRow, moment: int) -> Pieces:
    total = max(1, row.size // PIECE)
    dice = random.Random(row.id)
    order = sorted(range(total), key=lambda piece: dice.random() + (0.35 if piece % 97 > 60 else 0.0))
    here = int(total * row.progress) + 4 * (moment - LOOKED_BACK)
    have = [False] * total
    for piece in order[:here]:
        have[piece] = True
    availability = [3 + dice.randrange(6) if piece % 211 else 1 for piece in range(total)]
    return piece_map(have, availability, order[here : here + 22], PIECE)
