"""What happened to torrents and how much was moved is written down, and found again after a restart."""

from datetime import datetime
from pathlib import Path

from torrpeddo.contract.chronicle import GetLog, LogEntry, Statistics
from torrpeddo.contract.torrents import State

from .host import Host, row_of
from .samples import Sample, place
from .seeder import Seeder


def log(host: Host, **params: object) -> list[LogEntry]:
    return host.call(host.engine.chronicler.log(GetLog(**params))).entries  # type: ignore[arg-type]


def kinds(host: Host, id: str) -> list[str]:
    """Oldest first."""
    return [entry.kind for entry in reversed(log(host, id=id))]


def statistics(host: Host) -> Statistics:
    return host.call(host.engine.traffic.get())


def test_a_torrents_life_is_told(host: Host, sample: Sample, seeder: Seeder) -> None:
    id = host.add_magnet(f"{sample.magnet}&x.pe={seeder.address}")
    host.until_shown(id, State.SEEDING)
    host.until(lambda: row_of(host, id).completed_at is not None)
    host.pause(id)
    host.stop(id)
    host.until(lambda: kinds(host, id)[-1] == "intent")
    told = kinds(host, id)
    # What comes within a moment of the adding is told with it.
    assert [kind for kind in told if kind not in ("metadata", "checking", "checked")] == [
        "added",
        "finished",
        "intent",
        "intent",
    ]
    last = log(host, id=id)[0]
    assert (last.name, last.facts) == (sample.name, {"intent": "stopped", "before": "paused"})
    host.again()
    assert kinds(host, id) == told
    host.remove(id)
    host.until(lambda: kinds(host, id)[-1] == "removed")


def test_a_start_is_not_told_as_a_check(host: Host, sample: Sample, tmp_path: Path) -> None:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: row_of(host, id).completed_at is not None)
    told = kinds(host, id)
    host.again()
    host.until_shown(id, State.SEEDING)
    assert kinds(host, id) == told


def test_failures_and_their_end_are_told(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    (host.downloads / sample.name).write_text("in the way")
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until_shown(id, State.ERROR)
    (host.downloads / sample.name).unlink()
    host.resume(id)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: kinds(host, id)[-1] == "finished")
    told = {entry.kind: entry.facts for entry in log(host, id=id)}
    assert str(host.downloads) in told["error"]["message"]
    assert "mended" in told


def test_the_log_is_read_a_page_at_a_time(host: Host) -> None:
    ids = [host.add_magnet(f"magnet:?xt=urn:btih:{number:040x}", paused=True) for number in range(1, 8)]
    host.until(lambda: len(log(host)) == 7)
    first = host.call(host.engine.chronicler.log(GetLog(limit=3)))
    rest = host.call(host.engine.chronicler.log(GetLog(limit=5, before=first.next)))
    assert [entry.id for entry in (*first.entries, *rest.entries)] == ids[::-1]
    assert rest.next is None


def test_what_was_moved_is_counted_by_the_day(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    assert statistics(host).days == []
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: statistics(host).session.downloaded >= sample.size)
    host.remove(id)
    moved = statistics(host).total.downloaded
    host.again()
    told = statistics(host)
    assert told.session.downloaded == 0
    assert told.total.downloaded == moved >= sample.size
    assert sum(day.downloaded for day in told.days) == moved
    assert all(datetime.fromisoformat(day.day) for day in told.days)
