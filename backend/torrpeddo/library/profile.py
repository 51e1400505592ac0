"""Where Torrpeddo keeps what is its own, and the promise that one process at a time does so."""

import errno
import os
from pathlib import Path

import platformdirs

from ..errors import InvalidPath, StorageError
from .lock import FileLock


class Profile:
    """A folder held by this process until ``close``."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def open(cls, path: Path | None = None) -> "Profile":
        """Create the folder if need be and hold it; None is the platform's place for user data.

        Raises ``InvalidPath`` for a path that can't be such a folder, ``StorageError`` where nothing can be
        written, and ``ProfileInUse`` while another process holds it.
        """
        place = (path or default_path()).expanduser().absolute()
        try:
            _create(place)
            return cls(place, FileLock.acquire(place / "lock"))
        except (OSError, ValueError) as error:
            raise _refusal(place, error) from error

    @property
    def database(self) -> Path:
        return self.path / "library.db"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def previews(self) -> Path:
        """The save path of magnet previews, which write nothing: the folder is never created."""
        return self.path / "previews"

    @property
    def default_downloads(self) -> Path:
        return Path(platformdirs.user_downloads_dir())

    def close(self) -> None:
        """Let another process have the profile. Calling it again is harmless."""
        self._lock.release()


def default_path() -> Path:
    return Path(platformdirs.user_data_dir("torrpeddo", appauthor=False))


def _create(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    for folder in (place, place / "logs"):
        folder.mkdir(mode=0o700, exist_ok=True)


def _refusal(place: Path, error: OSError | ValueError) -> InvalidPath | StorageError:
    if not isinstance(error, OSError):
        return InvalidPath("The profile folder's name has a character that no folder can have.")
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return InvalidPath(f"The profile can't be in {place}: a file is in the way. Choose another folder.")
    if error.errno == errno.ENOSPC:
        return StorageError(f"The disk is full, so the profile in {place} can't be opened. Free some space first.")
    reason = os.strerror(error.errno) if error.errno else str(error)
    return StorageError(
        f"The profile in {place} can't be written ({reason}). Check who may write there, or choose another folder."
    )
