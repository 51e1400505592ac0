"""A Torrpeddo on a stick: a folder ``torrpeddo-data`` beside the executable is its profile."""

import sys
from pathlib import Path

from .packaged import is_packaged

FOLDER = "torrpeddo-data"


def portable_profile() -> Path | None:
    """The folder beside the executable, if there is one. A checkout of the source is never portable."""
    if not is_packaged():
        return None
    folder = home_of(Path(sys.executable).resolve()) / FOLDER
    return folder if folder.is_dir() else None


def home_of(executable: Path) -> Path:
    """The folder that holds the program: on macOS that is the one with the bundle."""
    for parent in executable.parents:
        if parent.suffix == ".app":
            return parent.parent
    return executable.parent
