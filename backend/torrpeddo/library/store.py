"""The library: what the engine asks to be kept, and what it finds again after a restart."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from ..contract.notices import Notice
from . import chronicle
from .reading import Blobs
from .records import (
    AddTorrent,
    DeleteJob,
    Happening,
    Loaded,
    Operation,
    RemoveJob,
    RemoveTorrents,
    SaveJob,
    SaveMetadata,
    SaveResume,
    SaveSettings,
    SaveTorrent,
    StoredTorrent,
    TorrentRecord,
    Traffic,
)
from .writer import RETRY_SECONDS, Writer


class Library:
    """Everything that survives a restart, behind the one thread that owns the database.

    Every method may be called from any thread. A write's future resolves once the change is committed to the
    disk (``synchronous=FULL``) and fails with ``StorageError`` otherwise; writes of one thread are applied in
    the order they were asked for.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._loaded: Loaded | None = writer.loaded
        self.notices: list[Notice] = writer.notices
        """Sentences for the person: what was damaged and where it was put, what couldn't be read."""

    @classmethod
    def open(cls, database: Path, *, home: Path | None = None, retry_seconds: float = RETRY_SECONDS) -> "Library":
        """Open the database, creating, migrating or replacing it as needed (see ``opening``).

        ``home``: the folder that it travels with (see ``relocating``).
        ``retry_seconds``: how long a change that couldn't be saved waits for the next try.
        Raises ``LibraryTooNew`` and ``LibraryError``; in both cases the file is as it was.
        """
        return cls(Writer(database, retry_seconds, home))

    @property
    def unsaved(self) -> int:
        """How many changes wait in memory because the disk didn't take them."""
        return self._writer.unsaved

    def load(self) -> Loaded:
        """What the last run left. It is read while opening and handed over once, so that no copy stays behind."""
        loaded, self._loaded = self._loaded, None
        if loaded is None:
            raise RuntimeError("the library was loaded already")
        return loaded

    def commit(self, *operations: Operation) -> Future[None]:
        """Apply the operations in this order in one transaction: all of them or none.

        When the disk refuses, the future fails at once. If nothing but ``SaveTorrent``, ``SaveMetadata`` and
        ``SaveResume`` was asked for torrents that the library has already, the latest of each is kept in
        memory and tried again later. A new torrent is not (its add was refused), nor is anything else.
        """
        return self._writer.commit(operations)

    def note(self, *operations: Operation) -> None:
        """As ``commit``, for what nobody waits for: whatever else is asked goes first."""
        self._writer.commit(operations, hurried=False)

    def add_torrent(self, record: TorrentRecord) -> Future[None]:
        return self.commit(AddTorrent(record))

    def add_torrents(self, records: Iterable[TorrentRecord]) -> Future[None]:
        return self.commit(*map(AddTorrent, records))

    def save_torrent(self, record: TorrentRecord) -> Future[None]:
        return self.commit(SaveTorrent(record))

    def save_torrents(self, records: Iterable[TorrentRecord]) -> Future[None]:
        return self.commit(*map(SaveTorrent, records))

    def save_metadata(self, torrent: str, blob: bytes) -> Future[None]:
        return self.commit(SaveMetadata(torrent, blob))

    def save_resume(self, torrent: str, blob: bytes) -> Future[None]:
        return self.commit(SaveResume(torrent, blob))

    def save_resumes(self, blobs: dict[str, bytes]) -> Future[None]:
        """Torrent id to resume data, in one transaction."""
        return self.commit(*(SaveResume(torrent, blob) for torrent, blob in blobs.items()))

    def remove_torrents(self, ids: Iterable[str], job: DeleteJob | None = None) -> Future[None]:
        """Forget the torrents and, at the same instant, write down what remains to be done with their files."""
        journal = () if job is None else (SaveJob(job),)
        return self.commit(RemoveTorrents(tuple(ids)), *journal)

    def restore(self, torrents: Iterable[StoredTorrent], remove_job: str) -> Future[None]:
        """Undo ``remove_torrents``: bring them back and forget the job, at the same instant."""
        saves = (operation for torrent in torrents for operation in saves_of(torrent))
        return self.commit(*saves, RemoveJob(remove_job))

    def save_job(self, job: DeleteJob) -> Future[None]:
        return self.commit(SaveJob(job))

    def remove_job(self, job: str) -> Future[None]:
        return self.commit(RemoveJob(job))

    def save_settings(self, changes: dict[str, Any]) -> Future[None]:
        return self.commit(SaveSettings(changes))

    def get_traffic(self) -> Future[list[Traffic]]:
        """Of each day there is, oldest first."""
        return self._writer.ask(chronicle.days)

    def get_happenings(
        self, torrent: str | None, before: int | None, limit: int
    ) -> Future[list[tuple[int, Happening]]]:
        """Of one torrent or of all, newest first, each with its number; those older than number ``before``."""
        return self._writer.ask(lambda connection: chronicle.happenings(connection, torrent, before, limit))

    def get_blobs(self, torrents: Sequence[str]) -> Future[dict[str, Blobs]]:
        """Metadata and resume data of each of these."""
        return self._writer.read_blobs(torrents)

    def get_metadata(self, torrent: str) -> Future[bytes | None]:
        return self._writer.read_blob("metadata", torrent)

    def get_resume(self, torrent: str) -> Future[bytes | None]:
        return self._writer.read_blob("resume", torrent)

    def get_preview(self, preview: str) -> Future[bytes | None]:
        """What ``SavePreview`` wrote."""
        return self._writer.read_blob("delete_preview", preview)

    def copy(self, target: Path) -> Future[int]:
        """A consistent copy of all that is committed, into a file that isn't there yet; others are served meanwhile.

        Resolves to the number of torrents; an empty library isn't copied (0). Fails with ``StorageError``, and with
        ``ShuttingDown`` when the library is closed meanwhile; what the target then holds is no library.
        """
        return self._writer.copy(target)

    def close(self, clean: bool, seconds: float | None = None) -> bool:
        """Save what is waiting, mark how the run ended, and let the database go. Calling it again is harmless.

        Returns whether everything was saved; only then, and if ``clean`` is true, does the next start count
        this run as clean. With a disk that hangs it isn't waited for longer than ``seconds``.
        """
        return self._writer.close(clean, seconds)


def saves_of(torrent: StoredTorrent) -> list[Operation]:
    """The operations that add a torrent with all that belongs to it."""
    record = torrent.record
    operations: list[Operation] = [AddTorrent(record)]
    if torrent.metadata is not None:
        operations.append(SaveMetadata(record.id, torrent.metadata))
    if torrent.resume is not None:
        operations.append(SaveResume(record.id, torrent.resume))
    return operations
