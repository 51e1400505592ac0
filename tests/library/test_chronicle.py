"""Traffic by the day and what happened to torrents: added up, and kept within bounds."""

from pathlib import Path

import pytest

from torrpeddo.library import operations
from torrpeddo.library.records import AddHappenings, AddTraffic, Happening, Traffic
from torrpeddo.library.store import Library

from .samples import torrent_id


def traffic(day: str, downloaded: int, uploaded: int = 0) -> AddTraffic:
    return AddTraffic(Traffic(day=day, downloaded=downloaded, uploaded=uploaded, seconds=60))


def happening(number: int, kind: str = "added") -> Happening:
    return Happening(at=float(number), torrent=torrent_id(number), name=f"Torrent {number}", kind=kind)


def test_what_a_day_moved_adds_up(database: Path) -> None:
    library = Library.open(database)
    library.commit(traffic("2026-02-01", 5, 1), traffic("2026-01-31", 2), traffic("2026-02-01", 7, 3)).result()
    assert library.get_traffic().result() == [
        Traffic(day="2026-01-31", downloaded=2, uploaded=0, seconds=60),
        Traffic(day="2026-02-01", downloaded=12, uploaded=4, seconds=120),
    ]
    library.close(clean=True)


def test_only_the_newest_happenings_are_kept(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library.open(database)
    monkeypatch.setattr(operations, "MOST_HAPPENINGS", 3)
    for number in range(1, 6):
        library.commit(AddHappenings((happening(number),))).result()
    kept = library.get_happenings(None, None, 10).result()
    assert [each.at for _, each in kept] == [5.0, 4.0, 3.0]
    [(number, _)] = library.get_happenings(torrent_id(4), None, 10).result()
    assert [each.at for _, each in library.get_happenings(None, number, 10).result()] == [3.0]
    library.close(clean=True)
