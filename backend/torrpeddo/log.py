"""Where the program says what it did: the terminal, and a file in the profile that never grows large."""

import logging
import sys
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

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
    handlers: list[logging.Handler] = [terminal, _memory]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "torrpeddo.log"
        handlers.append(RotatingFileHandler(file, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"))
    except OSError as error:
        print(f"torrpeddo: no log is kept, {folder} can't be written: {error.strerror}", file=sys.stderr)
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
