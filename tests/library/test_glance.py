"""What is read of a library before it is open, and what is not believed."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from torrpeddo.contract.language import Language
from torrpeddo.contract.theme import Theme
from torrpeddo.library.glance import Glance, glance
from torrpeddo.library.store import Library

WINDOW = {"window": {"width": 900, "height": 700}}


def execute(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def chosen(database: Path) -> Path:
    """A library in which a person chose."""
    library = Library.open(database)
    library.save_settings({"theme": "light", "view": WINDOW, "language": "ar"}).result()
    library.close(clean=True)
    return database


def test_before_the_first_start_nothing_was_chosen(database: Path) -> None:
    assert glance(database) == Glance(Theme.SYSTEM, {})


def test_what_was_chosen_is_seen_and_nothing_is_left_behind(chosen: Path) -> None:
    before = sorted(chosen.parent.iterdir())
    assert glance(chosen) == Glance(Theme.LIGHT, WINDOW, Language.ARABIC)
    assert sorted(chosen.parent.iterdir()) == before


@pytest.mark.parametrize("value", ["'\"plaid\"'", "'3'", "'[]'"])
def test_what_can_not_be_used_was_not_chosen(chosen: Path, value: str) -> None:
    execute(chosen, f"UPDATE setting SET value = {value}")
    assert glance(chosen) == Glance(Theme.SYSTEM, {})


@pytest.mark.parametrize(
    "damage",
    ["PRAGMA user_version = 99", "PRAGMA application_id = 7", "DROP TABLE setting", "UPDATE setting SET value = '{'"],
)
def test_of_a_library_that_is_not_as_it_should_be_nothing_is_said(chosen: Path, damage: str) -> None:
    execute(chosen, damage)
    assert glance(chosen) is None


def test_of_a_file_that_is_no_library_nothing_is_said(database: Path) -> None:
    database.write_bytes(b"something else" * 100)
    assert glance(database) is None
    database.unlink()
    database.with_name(f"{database.name}-wal").touch()
    assert glance(database) is None


def test_it_waits_for_no_other_part_of_the_program() -> None:
    code = "import sys, torrpeddo.library.glance, torrpeddo.transports.facade; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    )
    assert loaded.isdisjoint({"msgspec", "libtorrent", "asyncio", "ssl", "torrpeddo.rpc", "torrpeddo.engine"})
