"""The one thread that owns the database: it groups what is asked for meanwhile into one commit.

A copy of the whole is made between other requests, in steps, and holds nobody up.
"""

import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from ..contract.notices import Notice, NoticeKind
from ..errors import ShuttingDown, StorageError
from .asked import Asked
from .copying import copy_in_steps
from .failures import READING, cause, is_damage, kind_of, may_pass
from .opening import Opened, open_database
from .operations import mark_run, tidy
from .reading import Blobs, blobs_of
from .records import Loaded, Operation
from .requests import Close, Copy, Part, Question, Read, Request, Write
from .unsaved import Unsaved

RETRY_SECONDS = 5.0

log = logging.getLogger(__name__)

T = TypeVar("T")


class _Ending(Exception):
    """A copy is given up because the library is closing."""


class Writer:
    """Opens the database on its own thread and closes it there. ``commit``, ``read_blob``, ``close``: any thread."""

    loaded: Loaded
    notices: list[Notice]

    def __init__(self, database: Path, retry_seconds: float, home: Path | None = None) -> None:
        """Returns once the database is open; raises what ``open_database`` does."""
        self._home = home
        self._database = database
        self._retry_seconds = retry_seconds
        self._inbox: SimpleQueue[Request] = SimpleQueue()
        self._gate = threading.Lock()
        self._closing: Close | None = None
        opened: Future[None] = Future()
        # A daemon, so that a host that dies without closing isn't held up: what was acknowledged is on the disk.
        self._thread = threading.Thread(target=self._run, args=(opened,), name="library", daemon=True)
        self._thread.start()
        opened.result()

    @property
    def unsaved(self) -> int:
        return len(self._unsaved)

    def commit(self, operations: Sequence[Operation], *, hurried: bool = True) -> Future[None]:
        request = Write(operations, hurried=hurried)
        self._ask(request, request.done)
        return request.done

    def read_blob(self, part: Part, torrent: str) -> Future[bytes | None]:
        request = Read(part, torrent)
        self._ask(request, request.done)
        return request.done

    def read_blobs(self, torrents: Sequence[str]) -> Future[dict[str, Blobs]]:
        return self.ask(lambda connection: self._waiting_or(blobs_of(connection, torrents)))

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> Future[T]:
        request = Question(question)
        self._ask(request, request.done)
        return request.done

    def copy(self, target: Path) -> Future[int]:
        request = Copy(target)
        self._ask(request, request.done)
        return request.done

    def close(self, clean: bool, seconds: float | None) -> bool:
        with self._gate:
            if self._closing is None:
                self._closing = Close(clean)
                self._inbox.put(self._closing)
        self._thread.join(seconds)
        return self._closing.done.done() and self._closing.done.result()

    def _ask(self, request: Request, done: Future[Any]) -> None:
        with self._gate:  # nothing may come behind the closing, where nobody would answer it
            if self._closing is None:
                self._inbox.put(request)
                return
        done.set_exception(ShuttingDown("Torrpeddo is quitting, so nothing more is saved."))

    # From here on: the library thread.

    def _run(self, opened: Future[None]) -> None:
        try:
            self._begin(open_database(self._database, home=self._home))
        except Exception as error:  # whatever it is, it is the opener's to see
            opened.set_exception(error)
            return
        opened.set_result(None)
        while self._last is None:
            self._serve(self._gather(self._patience()))
            if self._asked and time.monotonic() >= self._retry_at:
                self._bring_in()
            self._commit_unhurried(1)
            while self._copies and self._last is None:
                self._copy(self._copies.popleft())
        self._finish(self._last)

    def _begin(self, opened: Opened) -> None:
        self._connection = opened.connection
        self.loaded, self.notices = opened.loaded, opened.notices
        self._unsaved = Unsaved(record.id for record in self.loaded.torrents)
        self._asked = Asked(self._connection)
        self._unhurried: deque[Write] = deque()
        self._copies: deque[Copy] = deque()
        self._last: Close | None = None
        self._begun = False
        self._begin_marked = False
        self._damaged = False
        self._retry_at = 0.0
        self._retry()
        self._begun = True
        if self._mark_error is not None:
            why = cause(self._mark_error, self._database)
            message = f"Nothing can be saved at the moment because {why}"
            facts = {"reason": {"kind": kind_of(self._mark_error), "message": why, "path": str(self._database.parent)}}
            self.notices.append(Notice(kind=NoticeKind.LIBRARY_UNSAVED, message=message, facts=facts))

    def _gather(self, seconds: float | None) -> list[Request]:
        """Wait for a request, at most so long; then take all that are there."""
        requests: list[Request] = []
        with suppress(Empty):
            requests.append(self._inbox.get(timeout=seconds) if seconds != 0.0 else self._inbox.get_nowait())
            while True:
                requests.append(self._inbox.get_nowait())
        return requests

    def _patience(self) -> float | None:
        """Seconds until something that failed is tried again, or more is brought in; None when nothing waits."""
        if self._unhurried:
            return 0.0
        waits = self._something_waits() or self._asked
        return max(0.0, self._retry_at - time.monotonic()) if waits else None

    def _something_waits(self) -> bool:
        return bool(self._unsaved) or not self._begin_marked

    def _serve(self, requests: Iterable[Request]) -> None:
        if self._something_waits() and time.monotonic() >= self._retry_at:
            self._retry()
        requests = list(requests)
        self._write([request for request in requests if isinstance(request, Write)])
        others = [request for request in requests if not isinstance(request, Write)]
        if not all(isinstance(request, Read) for request in others):
            # Who asks finds all that was told before.
            self._commit_unhurried(len(self._unhurried))
        for request in others:
            self._take(request)

    def _write(self, writes: Sequence[Write]) -> None:
        if hurried := [write for write in writes if write.hurried]:
            self._commit(hurried)
        self._unhurried.extend(write for write in writes if not write.hurried)

    def _take(self, request: Request) -> None:
        if isinstance(request, Read):
            self._answer(request, partial(self._blob, request.part, request.torrent))
        elif isinstance(request, Question):
            self._answer(request, partial(request.ask, self._connection))
        elif isinstance(request, Copy):
            self._copies.append(request)
        elif isinstance(request, Close):
            self._last = request

    def _retry(self) -> None:
        """Each change by itself, so that what fits is saved even if not everything does."""
        self._retry_at = time.monotonic() + self._retry_seconds
        if not self._begin_marked:
            self._begin_marked = self._mark(clean=False)
        if self._unsaved:
            self._commit([Write((operation,)) for operation in self._unsaved.operations()])

    def _commit(self, writes: list[Write]) -> None:
        """All in one transaction; if that fails, by halves, until what fails is alone with its error."""
        try:
            self._transact([operation for write in writes for operation in write.operations])
        except Exception as error:  # also what SQLite can't hold: one bad value must not end the thread
            self._commit_by_halves(writes, error)
        else:
            for write in writes:
                self._acknowledge(write)

    def _commit_unhurried(self, count: int) -> None:
        if some := [self._unhurried.popleft() for _ in range(min(count, len(self._unhurried)))]:
            with self._unsynced():
                self._commit(some)

    @contextmanager
    def _unsynced(self) -> Iterator[None]:
        """What nobody waits for is on the disk with the next that somebody does, and holds that up for no sync."""
        self._connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self._connection.execute("PRAGMA synchronous = FULL")

    def _commit_by_halves(self, writes: list[Write], error: Exception) -> None:
        if len(writes) == 1:
            self._refuse(writes[0], error)
            return
        middle = len(writes) // 2
        self._commit(writes[:middle])
        self._commit(writes[middle:])

    def _transact(self, operations: Iterable[Operation]) -> None:
        with self._in_order():
            self._asked.apply_all(operations)

    @contextmanager
    def _in_order(self) -> Iterator[None]:
        """A transaction; after one that failed, ``asked`` is as before it."""
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
        except Exception:
            with suppress(sqlite3.Error):
                self._asked.look()
            raise

    def _bring_in(self) -> None:
        """A part of what was asked of many. What the disk does not take stays as it was asked."""
        try:
            with self._unsynced(), self._in_order():
                self._asked.bring_in_some()
        except READING as error:
            log.warning("what was asked of many torrents wasn't brought in: %s", error)
            self._damaged = self._damaged or is_damage(error)
            self._retry_at = time.monotonic() + self._retry_seconds

    def _acknowledge(self, write: Write) -> None:
        for operation in write.operations:
            self._unsaved.committed(operation)
        write.done.set_result(None)

    def _refuse(self, write: Write, error: Exception) -> None:
        kept = may_pass(error) and self._unsaved.keep(write.operations)
        if not kept:
            for operation in write.operations:
                self._unsaved.give_up(operation)
        self._damaged = self._damaged or is_damage(error)
        self._retry_at = time.monotonic() + self._retry_seconds
        log.warning("not saved%s: %s", ", will be tried again" if kept else "", error)
        write.done.set_exception(StorageError(f"This couldn't be saved because {cause(error, self._database)}"))

    def _answer(self, request: Read | Question, read: Callable[[], Any]) -> None:
        try:
            request.done.set_result(read())
        except READING as error:
            self._damaged = self._damaged or is_damage(error)
            request.done.set_exception(
                StorageError(f"The library couldn't be read because {cause(error, self._database)}")
            )
        except Exception as error:  # the asker's own; one bad question must not end the thread
            request.done.set_exception(error)

    def _blob(self, part: Part, torrent: str) -> bytes | None:
        waiting = self._unsaved.blob(part, torrent)
        if waiting is not None:
            return waiting
        row = self._connection.execute(f"SELECT blob FROM {part} WHERE id = ?", (torrent,)).fetchone()
        return None if row is None else bytes(row[0])

    def _waiting_or(self, blobs: dict[str, Blobs]) -> dict[str, Blobs]:
        """With what the disk has not taken yet in the place of what it has."""
        if not self._unsaved:
            return blobs
        waiting = self._unsaved.blob
        return {
            id: (waiting("metadata", id) or metadata, waiting("resume", id) or resume)
            for id, (metadata, resume) in blobs.items()
        }

    def _copy(self, request: Copy) -> None:
        """What is asked for meanwhile goes first; a close ends the copy."""
        try:
            if self._damaged:
                raise StorageError(
                    "A damaged library isn't copied. Quit and start Torrpeddo again: it saves what it can."
                )
            torrents = self._connection.execute("SELECT count(*) FROM torrent WHERE deletion IS NULL").fetchone()[0]
            if torrents:
                copy_in_steps(self._connection, request.target, self._meanwhile)
            request.done.set_result(torrents)
        except _Ending:
            request.done.set_exception(ShuttingDown("Torrpeddo is quitting, so the library isn't copied now."))
        except READING as error:
            log.warning("the library wasn't copied: %s", error)
            why = cause(error, request.target)
            request.done.set_exception(StorageError(f"The library couldn't be copied because {why}"))
        except StorageError as error:
            request.done.set_exception(error)

    def _meanwhile(self) -> None:
        self._serve(self._gather(0.0))
        if self._last is not None:
            raise _Ending

    def _mark(self, clean: bool) -> bool:
        """Write down how the run ended; False, and why in ``_mark_error``, when that can't be."""
        self._mark_error: Exception | None = None
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                mark_run(self._connection, clean)
                if not clean:
                    tidy(self._connection, previews=not self._begun)
        except READING as error:
            log.warning("the run couldn't be marked: %s", error)
            self._damaged = self._damaged or is_damage(error)
            self._mark_error = error
        return self._mark_error is None

    def _finish(self, closing: Close) -> None:
        for request in self._copies:
            request.done.set_exception(ShuttingDown("Torrpeddo is quitting, so the library isn't copied now."))
        self._retry()
        saved = not self._something_waits() and not self._damaged
        if saved and closing.clean:
            saved = self._mark(clean=True)
        with suppress(sqlite3.Error):
            self._connection.close()
        closing.done.set_result(saved)
