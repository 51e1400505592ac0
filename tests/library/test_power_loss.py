"""The power goes away at any moment: every acknowledged change is there, and none by half.

What a disk may hold then is made from the files before and after each commit. Until a sync returned, any of the
sectors written since the last one may be on the disk, old or new, in any order, and the file may have any length
between; what was synced is there. SQLite syncs the log before a commit returns, syncs it again before it touches the
database, and the database before it begins the log anew.
"""

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.rounds import rounds

from torrpeddo.contract.torrents import Intent
from torrpeddo.library.asked import PART
from torrpeddo.library.connecting import connect
from torrpeddo.library.records import (
    AddHappenings,
    AddTorrent,
    Happening,
    Operation,
    RemoveTorrents,
    SaveIntents,
    SaveMetadata,
    SaveResume,
    SaveSettings,
    SaveTorrent,
    StoredTorrent,
)
from torrpeddo.library.store import Library, saves_of
from torrpeddo.library.writer import RETRY_SECONDS, Writer

from .samples import add_pragma, record, stored, torrent_id
from .whole import whole

FULL = 2
"""SQLite's number for it."""
SECTOR = 512
HEADER = 32
"""Bytes of a log's head. When the log begins anew it is synced before a frame is written: a frame of the new log
behind the old head would otherwise end the old log early, and take the database back."""
SEEDS = rounds(2, 60)
COMMITS = 40
CUTS = rounds(3, 12)
"""Ways to lose the power in each commit."""
SMALL_LOG = "wal_autocheckpoint = 24"
"""Pages: the log is written back and begun anew every few commits, as it is after thousands in the program."""


@dataclass
class Known:
    """What a person was told is saved."""

    torrents: dict[str, StoredTorrent] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)

    def after(self, operations: list[Operation]) -> "Known":
        torrents, settings = dict(self.torrents), dict(self.settings)
        for operation in operations:
            match operation:
                case AddTorrent(record):
                    there = torrents.get(record.id, StoredTorrent(record=record))
                    torrents[record.id] = replace(there, record=record)
                case SaveTorrent(record) if record.id in torrents:
                    torrents[record.id] = replace(torrents[record.id], record=record)
                case SaveMetadata(id, blob) if id in torrents:
                    torrents[id] = replace(torrents[id], metadata=blob)
                case SaveResume(id, blob) if id in torrents:
                    torrents[id] = replace(torrents[id], resume=blob)
                case RemoveTorrents(ids):
                    torrents = {id: torrent for id, torrent in torrents.items() if id not in ids}
                case SaveSettings(changes):
                    settings |= changes
        return Known(torrents, settings)


@dataclass(frozen=True)
class Files:
    """The database and its log."""

    main: bytes
    log: bytes

    @classmethod
    def of(cls, database: Path) -> "Files":
        log = database.with_name(database.name + "-wal")
        return cls(database.read_bytes(), log.read_bytes() if log.exists() else b"")

    def write(self, database: Path) -> None:
        database.write_bytes(self.main)
        database.with_name(database.name + "-wal").write_bytes(self.log)


def some_operations(chance: random.Random, number: int) -> list[Operation]:
    torrent = stored(number, size=chance.choice([100, 3_000, 20_000]))
    earlier = torrent_id(chance.randrange(number + 1))
    match chance.randrange(4):
        case 0:
            return [SaveSettings({"dht": number, "view": {"n": "x" * chance.randrange(3000)}}), *saves_of(torrent)]
        case 1:
            return [RemoveTorrents((earlier,)), *saves_of(torrent)]
        case 2:
            return [SaveResume(earlier, chance.randbytes(chance.randrange(1, 9000))), *saves_of(torrent)]
    return [*saves_of(torrent), SaveTorrent(replace(torrent.record, name="renamed"))]


def torn(chance: random.Random, before: bytes, after: bytes) -> bytes:
    """A file that was being written when the power went away."""
    length = chance.choice([len(before), len(after), chance.randint(*sorted((len(before), len(after))))])
    likely = chance.choice([0.1, 0.5, 0.9])
    sectors = (
        (after if chance.random() < likely else before.ljust(len(after), b"\0"))[at : at + SECTOR]
        for at in range(0, max(len(before), len(after)), SECTOR)
    )
    return b"".join(sectors)[:length]


def cuts(chance: random.Random, before: Files, after: Files) -> Iterator[tuple[Files, bool]]:
    """What the disk may hold, and whether the commit must be in it."""
    begun = after.log[:HEADER] + before.log[HEADER:]
    yield Files(before.main, begun), False
    for _ in range(CUTS):
        yield Files(before.main, torn(chance, begun, after.log)), False
        if after.main != before.main:
            yield Files(torn(chance, before.main, after.main), after.log), True
    yield after, True


def found(database: Path) -> Known:
    library = Library.open(database)
    loaded = whole(library)
    assert library.notices == []
    library.save_settings({"alive": True}).result()
    library.close(clean=True)
    return Known({torrent.record.id: torrent for torrent in loaded.torrents}, loaded.settings)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_was_acknowledged_is_there_and_nothing_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    database, left = tmp_path / "library.db", tmp_path / "left" / "library.db"
    left.parent.mkdir()
    with monkeypatch.context() as patch:
        add_pragma(patch, SMALL_LOG)
        library = Library.open(database)
    add_pragma(monkeypatch, "synchronous = OFF")  # for what is opened and thrown away
    known, written_back = Known(), 0
    before = Files.of(database)
    for number in range(COMMITS):
        operations = some_operations(chance, number)
        library.commit(*operations).result()
        after, then = Files.of(database), known.after(operations)
        written_back += after.main != before.main
        for files, committed in cuts(chance, before, after):
            files.write(left)
            assert found(left) in ([then] if committed else [known, then]), f"commit {number}"
        known, before = then, after
    library.close(clean=True)
    assert written_back > 2, "the log was never written back"
    assert found(database) == known


def test_a_commit_returns_when_the_disk_has_it(database: Path) -> None:
    """The model above stands on this."""
    connection = connect(database)
    assert connection.execute("PRAGMA synchronous").fetchone() == (FULL,), "the log is synced with each commit"
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_after_what_nobody_waits_for_a_commit_is_synced_again(database: Path) -> None:
    writer = Writer(database, RETRY_SECONDS)
    many = [record(number) for number in range(2 * PART)]
    asked = SaveIntents(tuple(each.id for each in many), Intent.PAUSED, 5.0)
    writer.commit([*map(AddTorrent, many), asked]).result()
    writer.commit([AddHappenings((Happening(at=1.0, torrent=many[0].id, name="a", kind="added"),))], hurried=False)

    def state(connection: sqlite3.Connection) -> tuple[int, int, int]:
        left = connection.execute("SELECT count(*) FROM asked").fetchone()[0]
        told = connection.execute("SELECT count(*) FROM happening").fetchone()[0]
        return left, told, connection.execute("PRAGMA synchronous").fetchone()[0]

    while (found := writer.ask(state).result())[0]:
        assert found[2] == FULL
    assert found == (0, 1, FULL)
    assert writer.close(clean=True, seconds=None)


def test_an_unsynced_log_would_be_noticed(tmp_path: Path) -> None:
    """The test itself can fail: a commit that never came to the disk is missed."""
    database, left = tmp_path / "library.db", tmp_path / "left.db"
    library = Library.open(database)
    before = Files.of(database)
    library.commit(*saves_of(stored(1))).result()
    library.close(clean=False)
    Files(before.main, before.log).write(left)
    assert found(left) == Known()
    assert found(database) == Known({torrent_id(1): stored(1)})
