"""A consistent copy of the library while it is in use, made in steps between which it serves as ever."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

STEP = 256
"""Pages, of 4 KiB, between two looks at what else is to be done: one or two milliseconds."""


def copy_in_steps(source: sqlite3.Connection, target: Path, meanwhile: Callable[[], None]) -> None:
    """Call ``meanwhile`` between steps; what it commits on ``source`` is in the copy too.

    Raises sqlite3.Error when the target can't be written, and whatever ``meanwhile`` raises.
    """

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status != sqlite3.SQLITE_DONE:
            meanwhile()

    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # Whoever asked for it syncs the finished file once and throws away an unfinished one.
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):
            copy.execute(f"PRAGMA {pragma}").fetchall()
        source.backup(copy, pages=STEP, progress=progress)
