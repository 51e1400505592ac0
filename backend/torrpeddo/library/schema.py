"""The tables, and how a database of an older version becomes one of this version."""

import sqlite3

APPLICATION_ID = 0x546F7272
"""“Torr”, in the file's header: this is a library of Torrpeddo's and not just any SQLite file."""

Migration = tuple[str, ...]
"""Statements that bring a database from one version to the next, in one transaction."""

_VERSION_1: Migration = (
    """
    CREATE TABLE torrent (
        id TEXT NOT NULL UNIQUE,
        v1 TEXT,
        v2 TEXT,
        name TEXT NOT NULL,
        save_path TEXT NOT NULL,
        intent TEXT NOT NULL,
        added_at REAL NOT NULL,
        completed_at REAL,
        last_active_at REAL,
        state_since REAL,
        size INTEGER NOT NULL,
        total_size INTEGER NOT NULL,
        done INTEGER NOT NULL,
        downloaded INTEGER NOT NULL,
        uploaded INTEGER NOT NULL,
        queue_position INTEGER,
        missing INTEGER NOT NULL,
        error_kind TEXT,
        error_message TEXT,
        sequential INTEGER NOT NULL,
        private INTEGER NOT NULL,
        trackers TEXT NOT NULL, -- JSON
        priorities TEXT         -- JSON
    ) STRICT
    """,
    # Apart from the resume data because it is large and written once, that small and written often.
    "CREATE TABLE metadata (id TEXT NOT NULL UNIQUE, blob BLOB NOT NULL) STRICT",
    "CREATE TABLE resume (id TEXT NOT NULL UNIQUE, blob BLOB NOT NULL, saved_at REAL NOT NULL) STRICT",
    """
    CREATE TABLE delete_job (
        id TEXT NOT NULL UNIQUE,
        created_at REAL NOT NULL,
        trash INTEGER NOT NULL,
        phase TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
    "CREATE TABLE setting (key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT",
    # One row: how the last run ended. A run that is under way, or was cut off, has 0.
    "CREATE TABLE run (only INTEGER PRIMARY KEY CHECK (only = 1), clean INTEGER NOT NULL, at REAL NOT NULL) STRICT",
    # What couldn't be understood is kept here, byte for byte, until someone can.
    "CREATE TABLE damaged (at REAL NOT NULL, part TEXT NOT NULL, id TEXT, reason TEXT NOT NULL, blob BLOB) STRICT",
)

_VERSION_2: Migration = (
    "ALTER TABLE torrent ADD COLUMN options TEXT NOT NULL DEFAULT '{}'",  # JSON
    "CREATE TABLE ban (address TEXT NOT NULL UNIQUE, at REAL NOT NULL) STRICT",
)

_VERSION_3: Migration = (
    "ALTER TABLE torrent ADD COLUMN final_path TEXT",
    "ALTER TABLE torrent ADD COLUMN named INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE move_job (
        id TEXT NOT NULL UNIQUE,
        torrent TEXT NOT NULL,
        created_at REAL NOT NULL,
        phase TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
)

_VERSION_4: Migration = (
    # The deletion that took the torrent off the list; it is kept for the way back until that is over.
    "ALTER TABLE torrent ADD COLUMN deletion TEXT",
    "CREATE INDEX torrent_by_deletion ON torrent (deletion) WHERE deletion IS NOT NULL",
    # What a person was shown, written before they agree: a deletion is acknowledged by a small row that names it.
    "CREATE TABLE delete_preview (id TEXT NOT NULL UNIQUE, blob BLOB NOT NULL) STRICT",
    "ALTER TABLE delete_job ADD COLUMN preview TEXT",
)

_VERSION_5: Migration = (
    """
    CREATE TABLE traffic (
        day TEXT NOT NULL UNIQUE,
        downloaded INTEGER NOT NULL,
        uploaded INTEGER NOT NULL,
        seconds INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE happening (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at REAL NOT NULL,
        torrent TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        facts TEXT NOT NULL -- JSON
    ) STRICT
    """,
    "CREATE INDEX happening_by_torrent ON happening (torrent)",
)

_VERSION_6: Migration = ("ALTER TABLE torrent ADD COLUMN merged TEXT",)  # JSON

_VERSION_7: Migration = (
    # What was asked of many torrents and has yet to be brought into their rows (``asked``).
    """
    CREATE TABLE asked (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        intent TEXT NOT NULL,
        since REAL NOT NULL,
        ids TEXT NOT NULL -- with spaces between them
    ) STRICT
    """,
)

_VERSION_8: Migration = (
    # One row, of a library that travels: the folder that its paths were written for (``relocating``).
    "CREATE TABLE home (only INTEGER PRIMARY KEY CHECK (only = 1), path TEXT NOT NULL) STRICT",
)

_VERSION_9: Migration = ("ALTER TABLE torrent ADD COLUMN written TEXT",)  # JSON

MIGRATIONS: tuple[Migration, ...] = (
    _VERSION_1,
    _VERSION_2,
    _VERSION_3,
    _VERSION_4,
    _VERSION_5,
    _VERSION_6,
    _VERSION_7,
    _VERSION_8,
    _VERSION_9,
)
"""The one at index n brings version n to n + 1; an empty file has version 0. Only ever append."""


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Bring the database to the newest version, or leave it exactly as it was (sqlite3.Error)."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for migration in migrations[version_of(connection) :]:
            for statement in migration:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
