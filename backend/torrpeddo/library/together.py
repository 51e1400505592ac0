"""What is saved of many torrents at the same time, gathered for one statement of each kind."""

import sqlite3
from collections.abc import Sequence

from .records import AddTorrent, Operation, SaveMetadata, SaveResume, SaveTorrent, TorrentRecord
from .saving import add_torrents, save_metadata, save_resume, save_torrents


class Together:
    """Changes that can be made in any order, for there is one of each kind at most of a torrent: the last."""

    def __init__(self) -> None:
        self._added: dict[str, TorrentRecord] = {}
        self._saved: dict[str, TorrentRecord] = {}
        self._metadata: dict[str, bytes] = {}
        self._resume: dict[str, bytes] = {}

    @property
    def ids(self) -> Sequence[str]:
        """Of those whose records are among them."""
        return [*self._added, *self._saved]

    def take(self, operation: Operation) -> bool:
        """Whether it is made with the others; if not, they come first."""
        match operation:
            case AddTorrent(record):
                if any(record.id in known for known in (self._added, self._saved, self._metadata, self._resume)):
                    return False
                self._added[record.id] = record
            case SaveTorrent(record):
                (self._added if record.id in self._added else self._saved)[record.id] = record
            case SaveMetadata(id, blob):
                self._metadata[id] = blob
            case SaveResume(id, blob):
                self._resume[id] = blob
            case _:
                return False
        return True

    def write(self, connection: sqlite3.Connection) -> None:
        """Raises what ``operations.apply`` does."""
        add_torrents(connection, list(self._added.values()))
        save_torrents(connection, list(self._saved.values()))
        save_metadata(connection, list(self._metadata.items()))
        save_resume(connection, list(self._resume.items()))
