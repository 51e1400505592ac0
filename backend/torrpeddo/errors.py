"""What can go wrong, as one tree. Every leaf has a stable ``kind`` the interface turns into words.

::

    TorrpeddoError
    ├── InvalidInput          invalid_input     what was given can't be used
    │   ├── InvalidMagnet     invalid_magnet
    │   ├── InvalidTorrent    invalid_torrent
    │   ├── InvalidPath       invalid_path
    │   └── InvalidSetting    invalid_setting
    ├── NotFound              not_found         no torrent, preview or undo by that id
    ├── Conflict
    │   ├── Duplicate         duplicate         the torrent is in the list already
    │   ├── PathConflict      path_conflict     another torrent has files where this one would write its own
    │   └── WrongState        wrong_state       it can't be done to a torrent in this state
    ├── FetchError            fetch             a torrent file can't be fetched from its link
    ├── StorageError          storage           a folder can't be read or written
    ├── LibraryError          library           the database can't be opened
    │   └── LibraryTooNew     library_too_new   it was written by a newer Torrpeddo
    ├── ProfileInUse          profile_in_use    another process holds the profile
    ├── Unavailable           unavailable       this host can't do that (no window, no tray …)
    └── ShuttingDown          shutting_down     the engine accepts nothing more
"""

import re
from typing import Any, ClassVar

_ENDLESS = re.compile(r"\S{300,}")
"""What no window has room for: a path or name of somebody who tries how far that goes."""


def shown(message: str) -> str:
    """For a person's eyes. Names and paths in it may have no end, or characters that turn the others around."""
    message = _ENDLESS.sub(lambda found: f"{found[0][:200]}…{found[0][-50:]}", message)
    if message.isprintable():
        return message
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in message)


class TorrpeddoError(Exception):
    """An expected failure, told in a sentence a person understands.

    ``data`` carries facts the interface may use in its own wording; it must be
    JSON-serialisable and must hold nothing private beyond what the caller gave.
    """

    kind: ClassVar[str] = "error"

    def __init__(self, message: str, **data: Any) -> None:
        self.message = shown(message)
        super().__init__(self.message)
        self.data: dict[str, Any] = data

    def reason(self) -> dict[str, Any]:
        """As the reason that a notice gives."""
        return {"kind": self.kind, "message": self.message}


class InvalidInput(TorrpeddoError):
    kind = "invalid_input"


class InvalidMagnet(InvalidInput):
    kind = "invalid_magnet"


class InvalidTorrent(InvalidInput):
    kind = "invalid_torrent"


class InvalidPath(InvalidInput):
    kind = "invalid_path"


class InvalidSetting(InvalidInput):
    kind = "invalid_setting"


class NotFound(TorrpeddoError):
    kind = "not_found"


class Conflict(TorrpeddoError):
    kind = "conflict"


class Duplicate(Conflict):
    """``data`` has ``id`` and ``name`` of the torrent that is there already, and ``new_trackers``: those it lacks."""

    kind = "duplicate"


class PathConflict(Conflict):
    """``data`` has ``id`` and ``name`` of the torrent whose files they are, ``others``: how many more there are,
    ``paths``: the first few of ``count``, and ``shareable``: whether all have the same size, so that both may use them.
    """

    kind = "path_conflict"


class WrongState(Conflict):
    kind = "wrong_state"


class FetchError(TorrpeddoError):
    """``data`` has ``reason`` (a word, see ``engine/fetching/words.py``), ``host`` and ``detail``."""

    kind = "fetch"


class StorageError(TorrpeddoError):
    kind = "storage"


class LibraryError(TorrpeddoError):
    kind = "library"


class LibraryTooNew(LibraryError):
    kind = "library_too_new"


class ProfileInUse(TorrpeddoError):
    kind = "profile_in_use"


class Unavailable(TorrpeddoError):
    kind = "unavailable"


class ShuttingDown(TorrpeddoError):
    kind = "shutting_down"
