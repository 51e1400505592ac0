"""Remembers what each step of the set-up was last done with, so that the next run can leave it out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from paths import CACHE, ROOT


def digest(files: Iterable[Path], *facts: str) -> str:
    """SHA-256 over the names and contents of `files`, and over `facts` about the machine."""
    total = hashlib.sha256(repr(facts).encode())
    for file in sorted(files):
        total.update(f"\0{file.relative_to(ROOT).as_posix()}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_current(step: str, value: str) -> bool:
    stamp = _stamp(step)
    return stamp.is_file() and stamp.read_text() == value


def write(step: str, value: str) -> None:
    stamp = _stamp(step)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)


def _stamp(step: str) -> Path:
    return CACHE / "stamps" / step
