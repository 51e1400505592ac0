"""Writing torrent files: whole or not at all, and over nothing that a person did not give up. On a disk thread."""

import os
import sys
from pathlib import Path

from ..errors import InvalidPath, StorageError
from .asides import Asides


def ready_target(path: Path, *, overwrite: bool) -> None:
    """Whether a torrent file can be written there. Raises InvalidPath, StorageError."""
    try:
        if path.is_dir():
            raise InvalidPath(f"“{path}” is a folder. Add a file name to it.", path=str(path))
        if not path.parent.is_dir():
            raise InvalidPath(f"There is no folder “{path.parent}”. Choose one that is there.", path=str(path))
        if path.exists() and not path.is_file():
            raise InvalidPath(f"“{path}” is a device or a pipe, not a file. Choose another name.", path=str(path))
        if not overwrite and os.path.lexists(path):
            raise _taken(path)
    except OSError as error:
        raise _refused(path, error) from error
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise StorageError(f"The folder {path.parent} can't be written. Choose another.", path=str(path))


def write_torrent_file(path: Path, content: bytes, asides: Asides, *, overwrite: bool) -> None:
    """All of it is on the disk when this returns. Raises StorageError, and InvalidPath when a file is in the way."""
    try:
        with asides.beside(path) as aside:
            with aside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _put(aside, path, overwrite=overwrite)
            _settle(path.parent)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise _refused(path, error) from error


def _put(aside: Path, path: Path, *, overwrite: bool) -> None:
    """Raises FileExistsError rather than replace what came there meanwhile."""
    if overwrite:
        aside.replace(path)
    elif sys.platform == "win32":
        aside.rename(path)
    else:
        _link(aside, path)


def _link(aside: Path, path: Path) -> None:
    """A rename would replace on POSIX; a link does not."""
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:
        # FAT and some network volumes have no links.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        aside.rename(path)


def _settle(folder: Path) -> None:
    """The folder's own record of the name, where the system lets folders be opened."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _taken(path: Path) -> InvalidPath:
    """``taken`` says that replacing it is all it takes."""
    return InvalidPath(
        f"There is a file at “{path}” already. Choose another name, or let it be replaced.",
        path=str(path),
        taken=True,
    )


def _refused(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"“{path}” can't be written: {error.strerror or error}. Choose another folder, or make room.", path=str(path)
    )
