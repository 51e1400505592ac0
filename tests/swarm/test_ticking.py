"""What fails once stops neither the clock nor the saving of others."""

from collections import Counter
from pathlib import Path

import libtorrent as lt
import pytest

from torrpeddo.engine.backups import Backups
from torrpeddo.engine.facts import Updated
from torrpeddo.engine.vitals import Vitals

from .conftest import NewSample
from .host import Host


def test_a_room_whose_tick_fails_stops_no_other_and_is_logged_once(
    host: Host, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ticks: Counter[str] = Counter()
    tick = Backups.tick

    def fail(_: Vitals) -> None:
        ticks["failed"] += 1
        raise RuntimeError("of the test")

    def count(backups: Backups) -> None:
        ticks["after"] += 1
        tick(backups)

    monkeypatch.setattr(Vitals, "tick", fail)
    monkeypatch.setattr(Backups, "tick", count)
    host.until(lambda: ticks["failed"] > 2 and ticks["after"] > 2)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "The tick of Vitals failed; what comes after it goes on"
    ]


def test_one_that_cannot_be_asked_for_its_resume_data_keeps_no_other_from_being_saved(
    host: Host, samples: NewSample, tmp_path: Path
) -> None:
    first, other = (host.add_file(samples(name, {"a": 20_000}).torrent_file(tmp_path)) for name in ("one", "two"))
    catalog, saver, library = host.engine.core.catalog, host.engine.saver, host.engine.core.library
    host.until(lambda: library.get_resume(other).result() is not None)
    library.save_resume(other, b"old").result()

    def ask() -> None:
        entry = catalog.need(first)
        real, entry.handle = entry.handle, lt.torrent_handle()
        saver.request(entry, unconditional=True)
        saver.request(catalog.need(other), unconditional=True)
        host.engine.core.loop.call_later(0.2, setattr, entry, "handle", real)

    host.on_engine(ask)
    host.until(lambda: library.get_resume(other).result() != b"old")


def test_libtorrent_is_asked_less_often_at_rest_and_each_tick_while_somebody_looks(
    host: Host, samples: NewSample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = host.add_file(samples("still", {"a": 20_000}).torrent_file(tmp_path), paused=True)
    counts: Counter[str] = Counter()
    tick = Backups.tick

    def count(backups: Backups) -> None:
        counts["ticks"] += 1
        tick(backups)

    monkeypatch.setattr(Backups, "tick", count)
    host.on_engine(lambda: host.engine.core.pump.on(Updated, lambda _: counts.update(["answers"])))

    def answers_of(ticks: int) -> int:
        counts.clear()
        host.until(lambda: counts["ticks"] >= ticks)
        return counts["answers"]

    # The first of these may still be about its adding.
    host.until(lambda: answers_of(4) <= 2)
    host.on_engine(lambda: host.engine.details.watch(host.ears, id, ["torrent"]))
    host.until(lambda: answers_of(4) >= 3)
