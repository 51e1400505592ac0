"""What is saved of many torrents in one statement is what would be saved of one after the other."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from torrpeddo.contract.torrents import Intent
from torrpeddo.library import saving
from torrpeddo.library.asked import PART, Asked
from torrpeddo.library.opening import open_database
from torrpeddo.library.records import (
    AddTorrent,
    Operation,
    RemoveTorrents,
    SaveIntents,
    SaveMetadata,
    SaveResume,
    SaveTorrent,
    TakeOut,
)

from .samples import record, torrent_id

FEW = 7
"""Torrents: the same ones again and again."""
MANY = tuple(map(torrent_id, range(PART + 1)))
"""Enough to be kept as it was asked."""


@pytest.fixture(autouse=True)
def small_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "TOGETHER", 3)
    monkeypatch.setattr(saving, "MUCH", 8)


def some(random: Random) -> Operation:
    number = random.randrange(FEW)
    id, blob = torrent_id(number), random.randbytes(random.randrange(6))
    known = replace(record(number), intent=random.choice(list(Intent)), size=random.randrange(99))
    usual: list[Operation] = [AddTorrent(known), SaveTorrent(known), SaveMetadata(id, blob), SaveResume(id, blob)]
    seldom: list[Operation] = [
        RemoveTorrents((id,)),
        TakeOut((id,), "job"),
        SaveIntents(MANY, Intent.PAUSED, random.random()),
    ]
    return random.choice(usual if random.random() < 0.9 else seldom)


def kept(connection: sqlite3.Connection) -> list[Any]:
    """All but the time of saving."""
    tables = ("SELECT * FROM torrent ORDER BY id", "SELECT id, blob FROM metadata", "SELECT id, blob FROM resume")
    return [sorted(map(tuple, connection.execute(table)), key=repr) for table in tables]


@pytest.mark.parametrize("seed", range(10))
def test_many_at_once_are_saved_as_one_after_the_other(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    operations = [some(random) for _ in range(150)]
    with (
        closing(open_database(tmp_path / "one").connection) as one,
        closing(open_database(tmp_path / "together").connection) as together,
    ):
        apart, at_once = Asked(one), Asked(together)
        for operation in operations:
            apart.apply(operation)
        at_once.apply_all(operations)
        for asked in (apart, at_once):
            asked.bring_in_all()
        assert kept(one) == kept(together)


def test_the_order_of_adding_stays(tmp_path: Path) -> None:
    ids = [torrent_id(number) for number in (5, 2, 9, 1)]
    with closing(open_database(tmp_path / "library").connection) as connection:
        Asked(connection).apply_all([AddTorrent(record(number)) for number in (5, 2, 9, 1)])
        assert [id for (id,) in connection.execute("SELECT id FROM torrent ORDER BY rowid")] == ids
