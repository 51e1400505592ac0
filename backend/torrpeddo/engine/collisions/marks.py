"""What the library keeps of a torrent that may not write yet: marks in its record (``error_kind``). Pure."""

from ...contract.torrents import TorrentError
from ...library.records import TorrentRecord

UNEXAMINED = "unexamined"
"""A magnet whose files nobody has compared with those of others. ``error_message``: what to do then, if anything."""
SHARING = "sharing"
"""It shall use files of another torrent, if a check says that they are what it wants."""
COLLIDES = "path_conflict"
"""Its files would lie where another torrent has its own."""
DIFFERS = "shared_differs"
"""It was to share, and the check found something else in the files."""

WAITS = "shared_waits"
"""It was to share, and the other has not got all of the files yet."""

_KEPT_OUT = frozenset((COLLIDES, DIFFERS, WAITS))
_GUARDED = frozenset((UNEXAMINED, SHARING))


def is_kept_out(record: TorrentRecord) -> bool:
    """It stays out of the session, so that it writes nothing."""
    return record.error_kind in _KEPT_OUT


def is_guarded(record: TorrentRecord) -> bool:
    """It may be in the session, but not write."""
    return record.error_kind in _GUARDED


def has_written_nothing(record: TorrentRecord) -> bool:
    """What lies where its files belong is another's, or a person's own."""
    return record.error_kind in _KEPT_OUT or record.error_kind == UNEXAMINED


def trouble_of(record: TorrentRecord) -> TorrentError | None:
    """Why it is kept out, for the list."""
    if not is_kept_out(record):
        return None
    return TorrentError(kind=str(record.error_kind), message=record.error_message or "", path=record.save_path)
