"""Where Torrpeddo keeps what is its own, and the promise that one process at a time does so."""

import errno
import os
from pathlib import Path

import platformdirs

from ..errors import InvalidPath, StorageError
from ..portable import portable_profile
from .lock import FileLock


class Profile:
    """A folder held by this process until ``close``."""

    def __init__(self, path: Path, lock: FileLock, home: Path | None = None) -> None:
        self.path = path
        self.home = home
        """The folder that it travels with: a portable profile's parent, which holds the executable too."""
        self._lock = lock

    @classmethod
    def open(cls, path: Path | None = None) -> "Profile":
        """Create the folder if need be and hold it; None is the platform's place for user data.

        Raises ``InvalidPath`` for a path that can't be such a folder, ``StorageError`` where nothing can be
        written, and ``ProfileInUse`` while another process holds it.
        """
        place = place_of(path)
        try:
            _create(place)
            home = place.parent if place == portable_profile() else None
            return cls(place, FileLock.acquire(place / "lock"), home)
        except (OSError, ValueError) as error:
            raise _refusal(place, error) from error

    @property
    def database(self) -> Path:
        return self.path / "library.db"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def crashes(self) -> Path:
        """Reports of runs that ended by a fault (``crashes.py``)."""
        return self.path / "crashes"

    @property
    def previews(self) -> Path:
        """The save path of magnet previews, which write nothing: the folder is never created."""
        return self.path / "previews"

    @property
    def unfinished(self) -> Path:
        """Notes of files that are being written elsewhere (``engine.asides``)."""
        return self.path / "unfinished"

    @property
    def default_downloads(self) -> Path:
        return self.home / "Downloads" if self.home is not None else Path(platformdirs.user_downloads_dir())

    def close(self) -> None:
        """Let another process have the profile. Calling it again is harmless."""
        self._lock.release()


def place_of(path: Path | None = None) -> Path:
    """Which folder ``Profile.open`` would take."""
    return (path or default_path()).expanduser().absolute()


def default_path() -> Path:
    return portable_profile() or Path(platformdirs.user_data_dir("torrpeddo", appauthor=False))


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
