"""Finding the files a torrent is made of. Links are followed; what is neither file nor folder is passed over.

A torrent carries names and bytes, nothing else: no empty folders, permissions or links.
Following links is what every client can read back, on every system.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ...errors import InvalidInput, InvalidPath, StorageError
from ..text import printable
from .limits import MAX_DEPTH, too_deep
from .names import check_name, refuse_twins
from .order import Key, natural_key

_HIDDEN_ATTRIBUTE = 0x2
"""``FILE_ATTRIBUTE_HIDDEN`` (Windows)."""


class Found(Struct, frozen=True):
    """A file as it was when the folder was read."""

    path: str
    """In the torrent: begins with the torrent's name, with ``/``."""
    place: str
    """On the disk."""
    size: int
    changed_at: int
    """Nanoseconds."""
    device: int
    number: int
    """The inode, or the like."""


def refuse_drive(root: Path) -> None:
    """Raises InvalidPath."""
    if not root.name:
        raise InvalidPath(f"“{root}” is a whole drive. Choose a folder or a file in it.", path=str(root))


def scan(root: Path, *, include_hidden: bool, going: Callable[[], None] = lambda: None) -> list[Found]:
    """All files of it, in natural order. Raises InvalidPath, InvalidInput, StorageError; each names the file.

    ``going`` is called for each file, and ends the scan by raising.
    """
    check_name(root.name, str(root.parent))
    about = _look(root)
    if stat.S_ISREG(about.st_mode):
        return [_found(root.name, str(root), about)]
    if not stat.S_ISDIR(about.st_mode):
        raise InvalidPath(f"“{root}” is neither a file nor a folder.", path=str(root))
    files = []
    for file in _walk(str(root), root.name, include_hidden, ((about.st_dev, about.st_ino),)):
        going()
        files.append(file)
    files.sort(key=_position)
    if not any(file.size for file in files):
        hidden = "" if include_hidden else " that isn't hidden"
        raise InvalidInput(f"There is nothing to share: “{root}” has no file{hidden} with anything in it.")
    refuse_twins([file.path for file in files])
    return files


def changed(files: Sequence[Found]) -> str | None:
    """The place of a file that is not what it was when it was found, or None."""
    for file in files:
        try:
            now = Path(file.place).stat()
        except OSError:
            return file.place
        if (now.st_size, now.st_mtime_ns) != (file.size, file.changed_at):
            return file.place
    return None


def _position(file: Found) -> Key:
    return natural_key(file.path)


def _walk(folder: str, inside: str, include_hidden: bool, above: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    """``above``: the folders that lead here, so that a link back to one of them is seen."""
    if len(above) > MAX_DEPTH:
        raise too_deep(inside)
    for entry in _entries(folder):
        if not include_hidden and _is_hidden(entry):
            continue
        check_name(entry.name, folder)
        path, about = f"{inside}/{entry.name}", _look(Path(entry.path))
        if stat.S_ISDIR(about.st_mode):
            identity = about.st_dev, about.st_ino
            if identity in above:
                raise InvalidInput(f"“{printable(entry.path)}” leads back to a folder it is in. Remove that link.")
            yield from _walk(entry.path, path, include_hidden, (*above, identity))
        elif stat.S_ISREG(about.st_mode):
            yield _found(path, entry.path, about)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise _unreadable(folder, error) from error


def _look(place: Path) -> os.stat_result:
    try:
        return place.stat()
    except FileNotFoundError:
        if place.is_symlink():
            raise StorageError(f"The link “{printable(str(place))}” leads nowhere. Remove or mend it.") from None
        raise StorageError(f"“{printable(str(place))}” is not there any more.", path=str(place)) from None
    except OSError as error:
        raise _unreadable(str(place), error) from error


def _found(path: str, place: str, about: os.stat_result) -> Found:
    if not os.access(place, os.R_OK):
        raise StorageError(f"“{place}” can't be read. Change its permissions, or leave it out.", path=place)
    return Found(path, place, about.st_size, about.st_mtime_ns, about.st_dev, about.st_ino)


def _unreadable(place: str, error: OSError) -> StorageError:
    shown = printable(place)
    return StorageError(f"“{shown}” can't be read ({error.strerror}). Change that, or leave it out.", path=shown)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return True
    if sys.platform == "win32":
        # It was read with the folder.
        return bool(entry.stat(follow_symlinks=False).st_file_attributes & _HIDDEN_ATTRIBUTE)
    return False


def is_among(output: Path, files: Sequence[Found]) -> bool:
    """Whether what is at ``output`` now is one of the files, by whatever name."""
    try:
        there = output.stat()
    except OSError:
        return False
    return any((file.device, file.number) == (there.st_dev, there.st_ino) for file in files)
