"""One library in the place of another: the new one is built beside it, the old one set aside, nothing overwritten.

Cut off anywhere, the next start finds the old library where it was, or finishes the replacement.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

from .connecting import PARTS, beside, connect
from .durable import put, sync_folder
from .operations import mark_run

T = TypeVar("T")


def build(database: Path, fill: Callable[[sqlite3.Connection], T], template: sqlite3.Connection | None = None) -> T:
    """A new library beside the old one, ready for ``finish``; marked as cut off, so that nobody trusts it blindly.

    ``fill`` puts in what belongs in it, after what ``template`` has. Raises sqlite3.Error and OSError.
    """
    _clear(database)
    draft = beside(database, ".draft")
    if template is not None:
        with closing(sqlite3.connect(draft)) as copy:
            template.backup(copy)
    with closing(connect(draft)) as fresh:
        filled = fill(fresh)
        mark_run(fresh, clean=False)
    put(draft, beside(database, ".new"))
    return filled


def is_waiting(database: Path) -> bool:
    """Whether a replacement was cut off when the old library was out of the way and the new one not in its place."""
    return beside(database, ".new").exists() and not database.exists()


def finish(database: Path) -> None:
    """The last step of a replacement, and the first of a start after that was cut off just before it.

    What is left of one that failed goes: should the library be lost one day, it would be taken for it.
    """
    if is_waiting(database):
        set_aside(database)  # a log left behind by the old one would be taken for the new one's
        beside(database, ".new").rename(database)
        sync_folder(database.parent)
    _clear(database)


def _clear(database: Path) -> None:
    for leftover in (beside(database, ".draft"), beside(database, ".new")):
        for suffix in PARTS:
            beside(leftover, suffix).unlink(missing_ok=True)


def set_aside(database: Path, why: str = "damaged") -> Path:
    """Rename what there is of the main file, its log and its shared memory, in this order; they belong together."""
    aside = free_name(database, why)
    for suffix in PARTS:
        if beside(database, suffix).exists():
            beside(database, suffix).rename(beside(aside, suffix))
    return aside


def free_name(database: Path, what: str) -> Path:
    """A name beside the database that says what it is and when; never one that is taken."""
    stamp = time.strftime("%Y-%m-%dT%H-%M-%S")
    first = beside(database, f".{what}-{stamp}")
    candidates = chain((first,), (beside(first, f"-{number}") for number in count(2)))
    return next(path for path in candidates if not any(beside(path, part).exists() for part in PARTS))
