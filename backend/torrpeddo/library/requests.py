"""What the library's thread is asked for, each with the future of its answer."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from .records import Operation

Part = Literal["metadata", "resume", "delete_preview"]


def _begun() -> Future[Any]:
    """A future that can't be cancelled: whoever stops waiting for a write doesn't undo it."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


class Write(Struct, frozen=True):
    operations: Sequence[Operation]
    done: Future[None] = field(default_factory=_begun)
    hurried: bool = True
    """Somebody waits for it, or for what comes after it."""


class Read(Struct, frozen=True):
    part: Part
    torrent: str
    done: Future[bytes | None] = field(default_factory=_begun)


class Question(Struct, frozen=True):
    ask: Callable[[sqlite3.Connection], Any]
    done: Future[Any] = field(default_factory=_begun)


class Close(Struct, frozen=True):
    clean: bool
    done: Future[bool] = field(default_factory=_begun)


class Copy(Struct, frozen=True):
    target: Path
    done: Future[int] = field(default_factory=_begun)


Request = Write | Read | Question | Copy | Close
