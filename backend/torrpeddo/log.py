"""Where the program says what it did: the terminal, and a file in the profile that never grows large."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

MAX_BYTES = 1_000_000
KEPT = 3
_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"


def write_logs(folder: Path) -> None:
    """Warnings to stderr, everything of note to ``torrpeddo.log``; an unwritable folder is no reason to stop."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.WARNING)
    handlers: list[logging.Handler] = [terminal]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "torrpeddo.log"
        handlers.append(RotatingFileHandler(file, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"))
    except OSError as error:
        print(f"torrpeddo: no log is kept, {folder} can't be written: {error.strerror}", file=sys.stderr)
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
