"""When a full volume has room again, when a try is due, and in what words it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.waiting import LONGEST_WAIT, WORTH_A_TRY, Backoff, Fullness, full_words, size, worth_a_try

GB = 10**9
SIZES = st.integers(0, 2**50)


def full(free: int, total: int) -> Fullness:
    return Fullness(free=free, total=total, low=free)


@pytest.mark.parametrize(
    ("total", "needed", "gain"),
    [
        (1000 * GB, 60 * GB, WORTH_A_TRY),
        (1000 * GB, 5_000_000, 5_000_000),
        (1_000_000, 60 * GB, 50_000),
        (1000 * GB, 0, 1),
    ],
)
def test_how_much_is_worth_a_try(total: int, needed: int, gain: int) -> None:
    assert worth_a_try(total, needed) == gain
    volume = full(7, total)
    volume.note(7 + gain - 1, total)
    assert not volume.has_room(needed)
    volume.note(7 + gain, total)
    assert volume.has_room(needed)


def test_what_others_took_meanwhile_has_to_come_back_first_from_the_lowest() -> None:
    volume = full(100_000, 1_000_000)
    volume.note(10_000, 1_000_000)
    volume.note(59_999, 1_000_000)
    assert not volume.has_room(GB)
    volume.note(60_000, 1_000_000)
    assert volume.has_room(GB)


@given(SIZES, SIZES, SIZES)
def test_nothing_goes_on_where_nothing_changed(free: int, total: int, needed: int) -> None:
    assert not full(free, total).has_room(needed)


def test_a_quota_is_no_full_disk() -> None:
    assert full(50 * GB, 100 * GB).unexplained(GB)
    assert "perhaps by a quota" in full_words("Home", full(50 * GB, 100 * GB), GB)
    assert not full(GB, 100 * GB).unexplained(50 * GB)


def test_it_says_what_is_free_and_what_is_needed() -> None:
    assert full_words("Home", full(312_000, 100 * GB), 61_200_000_000) == (
        "The disk is full. 312 kB are free on Home and 61.2 GB are needed; it goes on by itself when there is room."
    )


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (999_499, "999 kB"), (999_600, "1.0 MB"), (61_240_000_000, "61.2 GB")],
)
def test_sizes(count: int, told: str) -> None:
    assert size(count) == told


def test_each_failure_waits_longer_up_to_an_end() -> None:
    backoff, waits = Backoff(), []
    for _ in range(100):
        backoff.failed(50.0)
        waits.append(backoff.due - 50.0)
    assert waits[:3] == [15.0, 30.0, 60.0]
    assert waits[-1] == LONGEST_WAIT
