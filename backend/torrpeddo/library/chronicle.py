"""Questions about the past: what was moved each day, and what happened to torrents. Asked on the library's thread."""

import sqlite3

from .records import Happening, Traffic
from .rows import checked, from_json


def days(connection: sqlite3.Connection) -> list[Traffic]:
    """Every day there is, oldest first. A row that makes no sense is passed over."""
    found = []
    for day, downloaded, uploaded, seconds in connection.execute(
        "SELECT day, downloaded, uploaded, seconds FROM traffic ORDER BY day"
    ):
        try:
            found.append(Traffic(day=checked(day), downloaded=downloaded, uploaded=uploaded, seconds=seconds))
        except ValueError:
            continue
    return found


def happenings(
    connection: sqlite3.Connection, torrent: str | None, before: int | None, limit: int
) -> list[tuple[int, Happening]]:
    """Of one torrent or of all, the newest first, each with its number; those older than number ``before``."""
    query = (
        "SELECT number, at, torrent, name, kind, facts FROM happening "
        "WHERE (:torrent IS NULL OR torrent = :torrent) AND (:before IS NULL OR number < :before) "
        "ORDER BY number DESC LIMIT :limit"
    )
    found = []
    for number, at, of, name, kind, facts in connection.execute(
        query, {"torrent": torrent, "before": before, "limit": limit}
    ):
        try:
            told = Happening(at=at, torrent=checked(of), name=checked(name), kind=checked(kind), facts=from_json(facts))
        except ValueError:
            continue
        found.append((number, told))
    return found
