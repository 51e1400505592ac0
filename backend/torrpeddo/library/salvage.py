"""What can still be read from a damaged database, row by row, and where rows are lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from math import inf
from pathlib import Path

from msgspec import Struct, field

from .connecting import look
from .failures import READING, code_of
from .operations import apply
from .records import (
    AddHappenings,
    AddTorrent,
    AddTraffic,
    Operation,
    SaveBan,
    SaveJob,
    SaveMetadata,
    SaveMove,
    SavePreview,
    SaveResume,
    SaveSettings,
    TakeOut,
)
from .rows import (
    Row,
    ban_from_row,
    from_json,
    happening_from_row,
    intents_from_row,
    job_from_row,
    move_from_row,
    torrent_from_row,
    traffic_from_row,
)

_PATIENCE = 4_000
"""Row numbers to try in a stretch that can't be read before giving up on the rest of the table."""

SAVES: dict[str, Callable[[Row], Operation]] = {
    "torrent": lambda row: AddTorrent(torrent_from_row(row)),
    "asked": intents_from_row,
    "metadata": lambda row: SaveMetadata(row["id"], row["blob"]),
    "resume": lambda row: SaveResume(row["id"], row["blob"]),
    "delete_preview": lambda row: SavePreview(row["id"], row["blob"]),
    "delete_job": lambda row: SaveJob(job_from_row(row)),
    "move_job": lambda row: SaveMove(move_from_row(row)),
    "ban": lambda row: SaveBan(ban_from_row(row)),
    "setting": lambda row: SaveSettings({row["key"]: from_json(row["value"])}),
    "traffic": lambda row: AddTraffic(traffic_from_row(row)),
    "happening": lambda row: AddHappenings((happening_from_row(row),)),
}
"""Each table, and the operation that makes a row of it anew."""


class Gaps(Struct):
    """Stretches of row numbers that couldn't be read, both ends excluded."""

    stretches: list[tuple[float, float]] = field(default_factory=list)

    def __contains__(self, rowid: int) -> bool:
        return any(low < rowid < high for low, high in self.stretches)

    def __bool__(self) -> bool:
        return bool(self.stretches)


class Lost(Struct, frozen=True):
    """What a damaged library doesn't yield any more."""

    gaps: dict[str, Gaps]
    """By table."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The row numbers of the torrents that it did yield."""


def everything() -> Lost:
    return Lost({table: Gaps([(-inf, inf)]) for table in SAVES})


def salvage(damaged: Path, fresh: sqlite3.Connection) -> Lost:
    """Copy every row that still makes sense into the fresh library.

    Raises sqlite3.Error when the fresh one can't be written. The damaged file is only read.
    """
    with closing(look(damaged)) as source:
        return _copy(source, fresh) if legible(source) else everything()


def legible(source: sqlite3.Connection) -> bool:
    """Whether at least the list of tables can be read; without it there is no way to any row."""
    try:
        source.execute("PRAGMA writable_schema = 1")  # or else SQLite reads nothing of a file that was cut short
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except READING:
        return False
    return True


def _copy(source: sqlite3.Connection, fresh: sqlite3.Connection) -> Lost:
    lost = Lost({table: Gaps() for table in SAVES})
    with fresh:
        fresh.execute("BEGIN IMMEDIATE")
        for table, operation in SAVES.items():
            for row in readable(source, table, lost.gaps[table]):
                if not keep(fresh, operation, row):
                    lost.gaps[table].stretches.append((row["rowid"] - 1, row["rowid"] + 1))
                elif table == "torrent":
                    lost.numbers[row["id"]] = row["rowid"]
        take_out(source, fresh)
    return lost


def take_out(source: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    """Off the list again, now that all that belongs to them is there: torrents that a deletion took."""
    for row in readable(source, "torrent", Gaps()):
        if row.get("deletion"):
            keep(fresh, lambda taken: TakeOut((taken["id"],), taken["deletion"]), row)


def keep(fresh: sqlite3.Connection, operation: Callable[[Row], Operation], row: Row) -> bool:
    """Whether it could be. A row that makes no sense is left out: it stays in the file that is kept."""
    try:
        apply(operation(row), fresh)
    except (ValueError, TypeError, KeyError, OverflowError, sqlite3.IntegrityError):
        return False
    return True


def readable(source: sqlite3.Connection, table: str, gaps: Gaps) -> Iterator[Row]:
    """The rows in order, stepping over row numbers whose pages can't be read: those are added to ``gaps``."""
    after, failures, last = 0, 0, 0
    while failures < _PATIENCE:
        try:
            for row in _rows_after(source, table, after):
                if row["rowid"] > after:
                    if failures:
                        gaps.stretches.append((last, row["rowid"]))
                    after = last = row["rowid"]
                    failures = 0
                    yield row
                elif (failures := failures + 1) >= _PATIENCE:  # damage can lead pages in a circle
                    break
            else:
                break
        except READING as error:
            failures = _PATIENCE if code_of(error) == sqlite3.SQLITE_ERROR else failures + 1  # at once: no such table
            after += 1
    if failures:
        gaps.stretches.append((last, inf))


def _rows_after(source: sqlite3.Connection, table: str, after: int) -> Iterator[Row]:
    cursor = source.execute(f"SELECT rowid AS rowid, * FROM {table} WHERE rowid > ? ORDER BY rowid", (after,))
    names = [column[0] for column in cursor.description]
    for values in cursor:
        yield dict(zip(names, values, strict=True))
