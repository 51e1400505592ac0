"""A page that crashes again and again is not loaded for ever."""

from torrpeddo.desktop.crashing import MOST, WITHIN_S, Crashes


def test_a_page_comes_back_a_few_times_a_minute_and_no_more() -> None:
    crashes = Crashes()
    assert [crashes.another(second) for second in range(MOST + 2)] == [True] * MOST + [False, False]
    assert crashes.another(WITHIN_S * 2), "it is long ago"


def test_one_that_crashes_now_and_then_always_comes_back() -> None:
    crashes = Crashes()
    assert all(crashes.another(number * WITHIN_S / MOST) for number in range(20))


def test_who_tries_again_begins_anew() -> None:
    crashes = Crashes()
    for second in range(MOST + 1):
        crashes.another(second)
    crashes.forgive()
    assert [crashes.another(MOST + 1 + second) for second in range(MOST + 1)] == [True] * MOST + [False]
