"""Files that are written beside their name until they are whole. Blocking; any thread.

A run that is killed leaves such a file behind, wherever that may be. So each is noted in the profile before it is
there, under the random name that it alone has: the next start clears away what was noted, and touches nothing else.
"""

import logging
import os
import stat
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..library.durable import write_whole

log = logging.getLogger(__name__)

_PATIENCE = 30 * 86_400
"""Seconds for which a folder that is away, on a drive perhaps, is waited for."""


class Asides:
    def __init__(self, notes: Path) -> None:
        """``notes``: a folder in the profile, made when it is needed. What is in it now is an earlier run's."""
        self._notes = notes
        self._left = _listed(notes)

    @contextmanager
    def beside(self, path: Path) -> Iterator[Path]:
        """A path in the same folder that nobody has. What is there at the end goes. Raises OSError."""
        id = uuid.uuid4().hex
        aside, note = path.with_name(_name(id)), self._notes / id
        self._write(note, aside)
        try:
            yield aside
        finally:
            aside.unlink(missing_ok=True)
            with suppress(OSError):  # Then the next start finds nothing to it, and lets go of it.
                note.unlink()

    def clear(self) -> None:
        """Take away what earlier runs left. What can't be reached now is tried again at the next start."""
        for note in self._left:
            try:
                if _is_cleared(note):
                    note.unlink()
            except OSError as error:
                log.warning("What an earlier run left can't be cleared away: %s", error)

    def _write(self, note: Path, aside: Path) -> None:
        """A profile without room is no reason not to write elsewhere."""
        try:
            self._notes.mkdir(mode=0o700, exist_ok=True)
            write_whole(note, os.fsencode(aside))
        except OSError as error:
            log.warning("%s is written without a note of it: %s", aside, error)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []  # Most often it isn't there.


def _name(id: str) -> str:
    return f".{id}.torrent.part"


def _is_cleared(note: Path) -> bool:
    """Whether nothing of it is left, as far as it was ours. Raises OSError."""
    aside = Path(os.fsdecode(note.read_bytes()))
    if aside.name != _name(note.name):
        return True  # The note itself was cut off, and the file comes after it.
    try:
        if stat.S_ISREG(aside.lstat().st_mode):
            aside.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return aside.parent.is_dir() or time.time() - note.stat().st_mtime > _PATIENCE
    return True
