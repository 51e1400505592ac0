"""What SQLite says, in a sentence a person understands."""

import sqlite3
from pathlib import Path

DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_PASSING = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
}

_SENTENCES = {
    sqlite3.SQLITE_FULL: "the disk that holds {folder} is full. Free some space there.",
    sqlite3.SQLITE_READONLY: "{folder} can't be written. Check who may write there.",
    sqlite3.SQLITE_IOERR: "the disk that holds {folder} reported an error. Check that it is connected and sound.",
    sqlite3.SQLITE_CANTOPEN: "{file} can't be opened. Check that it is there and who may read and write it.",
    sqlite3.SQLITE_PERM: "{file} can't be opened. Check who may read and write it.",
    sqlite3.SQLITE_AUTH: "{file} can't be opened. Check who may read and write it.",
    sqlite3.SQLITE_BUSY: "another program has {file} open. Close it there.",
    sqlite3.SQLITE_LOCKED: "another program has {file} open. Close it there.",
    sqlite3.SQLITE_NOMEM: "the computer has no memory left. Close some programs.",
    sqlite3.SQLITE_CORRUPT: "{file} is damaged. Quit and start Torrpeddo again: it saves what it can.",
    sqlite3.SQLITE_NOTADB: "{file} is damaged. Quit and start Torrpeddo again: it saves what it can.",
}


READING = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file can raise; see ``is_damage``."""


def code_of(error: BaseException) -> int:
    """SQLite's primary result code; 0 for what isn't SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: BaseException) -> bool:
    """Whether the file itself is broken, so that trying again can't help.

    Python stumbles over SQLite's own messages when they quote what is broken: UnicodeDecodeError.
    """
    return code_of(error) in DAMAGE or isinstance(error, UnicodeDecodeError)


def may_pass(error: BaseException) -> bool:
    """Whether the same write may go through later: when there is room, when the disk is back."""
    return code_of(error) in _PASSING


def kind_of(error: BaseException) -> str:
    """The cause's stable name, where there is one."""
    kinds = {sqlite3.SQLITE_FULL: "disk_full", sqlite3.SQLITE_READONLY: "not_writable", sqlite3.SQLITE_IOERR: "storage"}
    return kinds.get(code_of(error), "library")


def cause(error: BaseException, database: Path) -> str:
    """What follows “because …”: the cause, and a sentence that says what to do."""
    sentence = _SENTENCES.get(code_of(error), "something unforeseen happened ({error}). Please report it.")
    return sentence.format(folder=database.parent, file=database, error=error)
