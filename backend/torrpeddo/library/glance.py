"""What the window needs of the library before that is open: how to look, and where it was.

Imports next to nothing, for the first thing that a start does waits for it.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from ..contract.language import Language
from ..contract.theme import Theme
from .connecting import beside, look
from .schema import APPLICATION_ID, MIGRATIONS, version_of


class Glance(NamedTuple):
    theme: Theme = Theme.SYSTEM
    view: Mapping[str, Any] = {}
    """As the setting of that name."""
    language: Language = Language.SYSTEM


def glance(database: Path) -> Glance | None:
    """None where the library is not as this version leaves one: to open it may fail then, or take its time.

    Nothing is written. What is there but can't be used counts as not chosen.
    """
    if not database.exists():
        return None if beside(database, "-wal").exists() else Glance()
    try:
        with closing(look(database)) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            if version_of(connection) != len(MIGRATIONS):
                return None
            rows = connection.execute("SELECT key, value FROM setting WHERE key IN ('theme', 'view', 'language')")
            stored = {key: json.loads(value) for key, value in rows}
    except (sqlite3.Error, OSError, ValueError):
        return None
    theme, view, language = (stored.get(key) for key in ("theme", "view", "language"))
    return Glance(
        next((known for known in Theme if known == theme), Theme.SYSTEM),
        view if isinstance(view, dict) else {},
        next((known for known in Language if known == language), Language.SYSTEM),
    )
