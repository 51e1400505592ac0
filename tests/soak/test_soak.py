"""A day in a few minutes: what the engine takes at rest stays what it was. `npm run torture -- soak`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.rounds import rounds
from tests.swarm.samples import Sample, make
from tests.swarm.seeder import Seeder

from .day import Day
from .engine import Engine
from .footprint import Footprint, growth

HOURS = rounds(5, 24)
MANY = rounds(20, 250)
"""Torrents that come and go in an hour."""
RECONNECTS = rounds(1, 5)
SHARE = 0.05
SLACK = rounds(16, 2) * 2**20
"""Bytes. Few hours are not enough for what the allocator keeps to be the same in each."""
THREADS = rounds(2, 0)
"""Nor for all pools to be full."""


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return make(tmp_path / "seed", "daily")


@pytest.fixture
def peers(sample: Sample) -> Iterator[tuple[Seeder, Seeder]]:
    """One who has all, and one who takes what he can get."""
    seeder, taker = Seeder(sample), Seeder(sample, only=(), hungry=True)
    yield seeder, taker
    seeder.close()
    taker.close()


def test_a_day_leaves_nothing_behind(tmp_path: Path, sample: Sample, peers: tuple[Seeder, Seeder]) -> None:
    hours: list[Footprint] = []
    with Engine(tmp_path / "profile") as engine:
        day = Day(engine, tmp_path, sample, *peers, many=MANY, reconnects=RECONNECTS)
        for number in range(HOURS):
            day.hour()
            hours.append(engine.at_rest(day.is_over if rounds(0, 1) else lambda: True))
            print(f"hour {number + 1}: {hours[-1]}")
    assert growth(hours, SHARE, SLACK, THREADS) == []
