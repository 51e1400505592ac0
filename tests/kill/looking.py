"""What a killed program has left in its library."""

from dataclasses import dataclass
from pathlib import Path

import libtorrent as lt
from tests.swarm.kept import copy_of


@dataclass(frozen=True)
class Kept:
    """Of one torrent."""

    pieces: frozenset[int]
    """Those that the last save knew as verified."""
    place: tuple[int, float]
    """Sorts it into the queue."""


def kept_in(database: Path, folder: Path) -> dict[str, Kept]:
    """``folder`` is for the copy that is read."""
    if not database.exists():
        return {}
    with copy_of(database, folder) as library:
        rows = library.execute(
            "SELECT torrent.id, queue_position, added_at, blob FROM torrent LEFT JOIN resume ON resume.id = torrent.id"
        ).fetchall()
    return {id: Kept(_pieces(blob), (rank, added_at)) for id, rank, added_at, blob in rows}


def listed_in(database: Path, folder: Path) -> set[str]:
    """The torrents' ids. ``folder`` is for the copy that is read."""
    with copy_of(database, folder) as library:
        return {id for (id,) in library.execute("SELECT id FROM torrent")}


def deletions_in(database: Path, folder: Path) -> int:
    """How many are under way. ``folder`` is for the copy that is read."""
    with copy_of(database, folder) as library:
        (count,) = library.execute("SELECT count(*) FROM delete_job").fetchone()
    return int(count)


def _pieces(blob: bytes | None) -> frozenset[int]:
    if blob is None:
        return frozenset()
    return frozenset(index for index, have in enumerate(lt.read_resume_data(blob).have_pieces) if have)
