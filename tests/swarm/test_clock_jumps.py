"""The person's clock is set, forwards or back by years: nothing waits for it, and nothing is counted by it."""

import time
from pathlib import Path

import pytest

from torrpeddo.contract.chronicle import Statistics
from torrpeddo.contract.rates import Span
from torrpeddo.contract.torrents import State
from torrpeddo.engine.deletion import jobs

from .conftest import NewSeeder
from .host import Host, row_of
from .samples import Sample, tree
from .seeder import Seeder

DAY = 86_400.0
YEARS = 20 * 365 * DAY


class WrongClock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ahead = 0.0
        self.back_each_time = 0.0
        """Seconds by which it is set back whenever somebody looks at it."""
        self._right = time.time
        monkeypatch.setattr(time, "time", self._look)

    def _look(self) -> float:
        self.ahead -= self.back_each_time
        return self._right() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> WrongClock:
    return WrongClock(monkeypatch)


def statistics(host: Host) -> Statistics:
    return host.call(host.engine.traffic.get())


@pytest.mark.parametrize("jumps", [(YEARS, 0.0), (-YEARS, 0.0), (YEARS, -YEARS)])
def test_a_download_goes_on_and_is_counted_right(
    host: Host, sample: Sample, new_seeder: NewSeeder, clock: WrongClock, tmp_path: Path, jumps: tuple[float, float]
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, only=("a.bin",)))
    host.until_done(id, len(sample.files["a.bin"]))
    for ahead in jumps:
        clock.ahead = ahead
        told = statistics(host)
        assert told.session.seconds <= told.total.seconds < DAY
        host.again()
        assert row_of(host, id).done >= len(sample.files["a.bin"])
    host.until_entered(id)
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    # What came in the last second before an end may not be counted.
    host.until(lambda: statistics(host).total.downloaded >= sample.size - len(sample.files["a.bin"]))
    told = statistics(host)
    assert told.session.seconds <= told.total.seconds < DAY
    host.until(lambda: sum(host.on_engine(lambda: host.engine.rates.get(id, Span.DAY)).down))


def test_a_deletion_is_over_in_its_time_though_the_clock_went_back(
    host: Host,
    sample: Sample,
    seeder: Seeder,
    clock: WrongClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.1)
    clock.back_each_time = DAY
    host.delete(id)
    host.until(lambda: not tree(host.downloads))
