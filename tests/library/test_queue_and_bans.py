"""The queue's order and the banned peers."""

from pathlib import Path

from torrpeddo.library.records import Ban, RemoveBan, SaveBan, SaveQueue
from torrpeddo.library.store import Library

from .samples import fill, record, torrent_id
from .whole import whole


def test_new_ranks_change_nothing_else(database: Path) -> None:
    fill(database, 3)
    library = Library.open(database)
    library.commit(SaveQueue({torrent_id(2): 0, torrent_id(0): 7, torrent_id(99): 1})).result()
    library.close(clean=False)
    again = Library.open(database)
    records = [torrent.record for torrent in whole(again).torrents]
    again.close(clean=True)
    assert [each.queue_position for each in records] == [7, 1, 0]
    assert [each.name for each in records] == [record(number).name for number in range(3)]


def test_bans_come_and_go(database: Path) -> None:
    bans = [Ban(address=address, at=float(number)) for number, address in enumerate(["192.0.2.1", "2001:db8::/32"])]
    library = Library.open(database)
    library.commit(*map(SaveBan, bans), SaveBan(Ban(address="192.0.2.1", at=99.0))).result()
    library.close(clean=True)
    again = Library.open(database)
    assert whole(again).bans == bans
    again.commit(RemoveBan("192.0.2.1"), RemoveBan("198.51.100.1")).result()
    again.close(clean=True)
    last = Library.open(database)
    assert whole(last).bans == bans[1:]
    last.close(clean=True)
