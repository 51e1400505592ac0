"""What the library's thread is asked for, each with the future of its answer."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from .records import Operation

Part = Literal["metadata", "resume", "delete_preview"]


def _begun() -> Future[Any]:
    """A future that can't be cancelled: whoever stops waiting for a write doesn't undo it."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


@dataclass(frozen=True, slots=True)
class Write:
    operations: Sequence[Operation]
    done: Future[None] = field(default_factory=_begun)
    hurried: bool = True
    """Somebody waits for it, or for what comes after it."""


@dataclass(frozen=True, slots=True)
class Read:
    part: Part
    torrent: str
    done: Future[bytes | None] = field(default_factory=_begun)


@dataclass(frozen=True, slots=True)
class Question:
    ask: Callable[[sqlite3.Connection], Any]
    done: Future[Any] = field(default_factory=_begun)


@dataclass(frozen=True, slots=True)
class Close:
    clean: bool
    done: Future[bool] = field(default_factory=_begun)


@dataclass(frozen=True, slots=True)
class Copy:
    target: Path
    done: Future[int] = field(default_factory=_begun)


Request = Write | Read | Question | Copy | Close
