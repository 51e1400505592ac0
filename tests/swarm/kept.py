"""A look into a library that belongs to somebody else: a program that runs, or one that was killed."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def copy_of(database: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """A copy in ``folder``: to open the library itself would mend what the next start has to."""
    copy = folder / f"{database.name}.copy"
    for suffix in ("", "-wal"):
        target = copy.with_name(copy.name + suffix)
        target.unlink(missing_ok=True)
        source = database.with_name(database.name + suffix)
        if source.exists():
            shutil.copyfile(source, target)
    with closing(sqlite3.connect(copy)) as library:
        yield library
