"""Files that are on the disk whole, or not at all, when the power goes away."""

import os
import sys
from pathlib import Path


def sync_file(path: Path) -> None:
    """Its content is on the disk when this returns. Raises OSError."""
    with path.open("r+b") as file:  # Windows syncs nothing that is open for reading only
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """The names in it are on the disk when this returns, where the system lets folders be opened. Raises OSError."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(draft: Path, path: Path) -> None:
    """Give the finished draft its name, in the place of what has it. Raises OSError."""
    sync_file(draft)
    draft.replace(path)
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Raises OSError; the file then has its old content, or still isn't there."""
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_bytes(content)
        put(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
