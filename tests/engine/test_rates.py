"""Rates of the past, by a clock that the test holds."""

import random

from torrpeddo.contract.rates import Span
from torrpeddo.engine.rates import SCALES, History

NOW = 1_700_000_003.0


def test_bytes_stand_in_the_step_they_moved_in() -> None:
    history = History()
    history.add(NOW - 25, 1000, 10)
    history.add(NOW - 24, 500, 0)
    history.add(NOW, 60, 0)
    rates = history.rates(Span.HOUR, NOW)
    assert (len(rates.down), rates.step, rates.start) == (360, 10.0, NOW // 10 * 10 - 3590)
    assert rates.down[-4:] == [150, 0, 0, 20]
    assert rates.up[-4:] == [1, 0, 0, 0]
    assert sum(rates.down[:-4]) == 0


def test_each_span_tells_the_same_bytes() -> None:
    history, chance = History(), random.Random(1)
    total = 0
    for second in range(3000):
        moved = chance.randrange(5000)
        history.add(NOW - 3000 + second, moved, 0)
        total += moved
    for span, scale in SCALES.items():
        *whole, last = history.rates(span, NOW - 1).down
        told = sum(whole) * scale.step + last * ((NOW - 1) % scale.step)
        assert abs(told - total) < total * 0.05


def test_what_is_too_old_is_forgotten() -> None:
    history = History()
    for step in range(2000):
        history.add(NOW + 10 * step, 1, 1)
    assert all(len(bins) <= SCALES[span].count for span, bins in history._bins.items())  # noqa: SLF001
    assert set(history.rates(Span.HOUR, NOW + 10 * 2000 + 3600).down) == {0}


def test_what_a_clock_ahead_of_time_left_is_forgotten() -> None:
    history = History()
    history.add(NOW + 1e9, 1, 1)
    for step in range(2000):
        history.add(NOW + 10 * step, 10, 0)
    assert all(len(bins) <= SCALES[span].count for span, bins in history._bins.items())  # noqa: SLF001
    assert history.rates(Span.HOUR, NOW + 10 * 1999).down[:-1] == [1] * 359
