"""Where the program says what it did: the terminal, and a file in the profile that never grows large."""

import logging
import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from .late import Late

if TYPE_CHECKING:
    from logging import handlers
else:
    handlers = Late("logging.handlers")

MAX_BYTES = 1_000_000
KEPT = 3
_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"


REMEMBERED = 40
"""Warnings that ``recent`` knows."""


class _Memory(logging.Handler):
    """The last warnings, for whoever asks what went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: deque[str] = deque(maxlen=REMEMBERED)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class _File(logging.Handler):
    """Opened with the first line: most runs have nothing to say for a while, some never."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._opened: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._opened is None:
            self._opened = self._open()
        self._opened.emit(record)

    def _open(self) -> logging.Handler:
        try:
            opened: logging.Handler = handlers.RotatingFileHandler(
                self._path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"
            )
        except OSError as error:
            _complain(self._path.parent, error)
            return logging.NullHandler()
        opened.setFormatter(self.formatter)
        return opened


_memory = _Memory()


def recent() -> list[str]:
    """The last warnings and errors of this run, the oldest first, each with its traceback if it has one."""
    return list(_memory.lines)


def write_logs(folder: Path) -> None:
    """Warnings to stderr, everything of note to ``torrpeddo.log``; an unwritable folder is no reason to stop."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.WARNING)
    logs: list[logging.Handler] = [terminal, _memory]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        logs.append(_File(folder / "torrpeddo.log"))
    except OSError as error:
        _complain(folder, error)
    for handler in logs:
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)


def _complain(folder: Path, error: OSError) -> None:
    print(f"torrpeddo: no log is kept, {folder} can't be written: {error.strerror}", file=sys.stderr)
