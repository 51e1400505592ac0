"""A library that travels: what lies below its home is found again wherever that is mounted now.

A portable profile's home is the folder that holds the executable. Within a run paths are whole, as everywhere else;
the library remembers the home they were written for, and when it is opened at another one, every path below the old
home is written anew in one transaction: torrents, settings and the journals of deletions and moves. Resume data needs
nothing: its folder is taken from the torrent.
"""

import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

_TEXTS = (("torrent", "save_path"), ("torrent", "final_path"))
_JSON = (("setting", "value"), ("happening", "facts"))
_BODIES = (("delete_job", "body"), ("move_job", "body"), ("delete_preview", "blob"))
_SEPARATORS = re.compile(r"[\\/]")


def relocate(connection: sqlite3.Connection, home: Path) -> None:
    """Bring the library to ``home`` and remember that. Raises sqlite3.Error, and then nothing was changed."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        known = connection.execute("SELECT path FROM home").fetchone()
        if known is not None and known[0] != str(home):
            _rewrite(connection, Relocation(known[0], str(home)))
        connection.execute("INSERT OR REPLACE INTO home (only, path) VALUES (1, ?)", (str(home),))


class Relocation:
    """From one home to another, perhaps of another system."""

    def __init__(self, before: str, now: str) -> None:
        self._before = before.rstrip("\\/")
        self._now = now.rstrip("\\/")
        self._separator = "\\" if re.match(r"[A-Za-z]:|\\\\", now) else "/"

    def path(self, text: str) -> str:
        """The path as it is now, or the text as it was where it is none below the old home."""
        if not text.startswith(self._before):
            return text
        rest = text[len(self._before) :]
        if rest and rest[0] not in "\\/":
            return text  # a neighbour whose name begins alike
        return (self._now + _SEPARATORS.sub(lambda _: self._separator, rest)) or self._separator

    def everything(self, value: Any) -> Any:
        """The same for whatever JSON or MessagePack can hold; names of fields stay."""
        if isinstance(value, str):
            return self.path(value)
        if isinstance(value, bytes):
            return os.fsencode(self.path(os.fsdecode(value)))
        if isinstance(value, list):
            return self._list(value)
        if isinstance(value, dict):
            return {key: self.everything(each) for key, each in value.items()}
        return value

    def _list(self, values: list[Any]) -> list[Any]:
        moved = [self.everything(each) for each in values]
        match values:
            # A place of a deletion's journal (``engine.deletion.job.Place``) says on which mount it lies.
            case [bytes() as raw, str(), bytes(), *_] if moved[0] != raw:
                moved[2] = os.fsencode(_mount_of(self._now))
        return moved


def _mount_of(folder: str) -> str:
    path = Path(folder)
    return str(next((above for above in (path, *path.parents) if above.is_mount()), path.anchor))


def _rewrite(connection: sqlite3.Connection, relocation: Relocation) -> None:
    for table, column in _TEXTS:
        _change(connection, table, column, relocation.path)
    for table, column in _JSON:
        _change(connection, table, column, lambda text: _in_json(relocation, text))
    for table, column in _BODIES:
        _change(connection, table, column, lambda body: _in_body(relocation, body))


def _change(connection: sqlite3.Connection, table: str, column: str, change: Callable[[Any], Any]) -> None:
    found = connection.execute(f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL")
    changed = [(new, row) for row, old in found if (new := change(old)) != old]
    connection.executemany(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed)


def _in_json(relocation: Relocation, text: str) -> str:
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text  # whoever reads it will say so
    new = relocation.everything(value)
    return text if new == value else msgspec.json.encode(new).decode()


def _in_body(relocation: Relocation, body: bytes) -> bytes:
    try:
        value = msgspec.msgpack.decode(body)
    except msgspec.DecodeError:
        return body
    new = relocation.everything(value)
    return body if new == value else msgspec.msgpack.encode(new)
