"""What a snapshot still has of the rows that a damaged library lost."""

import sqlite3
from collections.abc import Container
from contextlib import closing
from pathlib import Path

from .connecting import look
from .rows import Row
from .salvage import SAVES, Gaps, Lost, everything, keep, readable


def fill_gaps(snapshot: Path, fresh: sqlite3.Connection, lost: Lost) -> int:
    """Add those rows; returns how many torrents came back that way.

    A torrent whose row is in no gap was removed since, and must not come back. Deletions and moves are never taken
    from a snapshot: what they were about to do then may be wrong by now.
    Raises sqlite3.Error when the fresh library can't be written.
    """
    if not any(lost.gaps.values()):
        return 0
    with closing(look(snapshot)) as source, fresh:
        fresh.execute("BEGIN IMMEDIATE")
        back = _torrents(source, fresh, lost)
        for part in ("metadata", "resume"):
            _fill(source, fresh, part, "id", {*lost.numbers, *back} if lost.gaps[part] else back)
        for table, key in (("setting", "key"), ("ban", "address")):
            if lost.gaps[table]:
                _fill(source, fresh, table, key)
        return len(back)


def _torrents(source: sqlite3.Connection, fresh: sqlite3.Connection, lost: Lost) -> set[str]:
    rows = list(readable(source, "torrent", Gaps()))
    gaps = lost.gaps["torrent"]
    if gaps and not _numbered_alike(rows, lost):
        gaps = everything().gaps["torrent"]
    wanted = [row for row in rows if not row.get("deletion")]  # what was being deleted then is gone by now
    missing = [row for row in wanted if row["rowid"] in gaps and row["id"] not in lost.numbers]
    return {row["id"] for row in missing if keep(fresh, SAVES["torrent"], row)}


def _numbered_alike(rows: list[Row], lost: Lost) -> bool:
    """Or else the library was itself built anew since, and row numbers say nothing of what was lost."""
    return all(lost.numbers.get(row["id"], row["rowid"]) == row["rowid"] for row in rows)


def _fill(
    source: sqlite3.Connection, fresh: sqlite3.Connection, table: str, key: str, wanted: Container[str] | None = None
) -> None:
    """Rows with those keys (None: any), where the fresh library has none."""
    there = {present for (present,) in fresh.execute(f"SELECT {key} FROM {table}")}
    for row in readable(source, table, Gaps()):
        if row[key] not in there and (wanted is None or row[key] in wanted):
            keep(fresh, SAVES[table], row)
