"""Whose turn it is to look for metadata."""

import math

from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.looking import FIRST_WAIT, LONGEST_WAIT, TURN, Search, next_turns


def waiting(until: float = -math.inf, ended: int = 0) -> Search:
    return Search(since=0.0, until=until, ended=ended)


def running(until: float) -> Search:
    return Search(since=0.0, running=True, until=until)


def test_free_places_are_taken_by_those_that_wait_longest() -> None:
    late, early, new = waiting(20.0), waiting(10.0), waiting()
    assert next_turns([late, early, new], 2, now=30.0) == ([new, early], [])


def test_a_free_place_does_not_stay_empty_for_the_sake_of_a_wait() -> None:
    alone = waiting(until=1000.0, ended=5)
    assert next_turns([alone], 1, now=0.0) == ([alone], [])


def test_a_turn_ends_when_it_is_over_and_somebody_wants_the_place() -> None:
    over, fresh, due = running(until=60.0), running(until=90.0), waiting(50.0)
    assert next_turns([over, fresh, due], 2, now=59.0) == ([], [])
    assert next_turns([over, fresh, due], 2, now=60.0) == ([due], [over])


def test_who_has_to_wait_pushes_nobody_out() -> None:
    assert next_turns([running(until=60.0), waiting(until=120.0)], 1, now=100.0) == ([], [])


def test_fewer_places_stop_those_whose_turn_ends_first() -> None:
    first, second = running(until=10.0), running(until=20.0)
    assert next_turns([second, first], 1, now=0.0) == ([], [first])


def test_the_wait_doubles_up_to_a_limit() -> None:
    search, now, waits = waiting(), 0.0, []
    for _ in range(8):
        search.start(now)
        now += TURN
        search.end(now, unix=5000.0)
        waits.append(search.until - now)
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits[-1] == LONGEST_WAIT
    assert (search.ended, search.next_at) == (8, 5000.0 + LONGEST_WAIT)


def test_a_turn_that_was_cut_short_costs_nothing() -> None:
    search = waiting()
    search.start(0.0)
    search.end(1.0, unix=0.0)
    assert (search.until, search.ended) == (1.0, 0)


SEARCHES = st.lists(
    st.builds(Search, since=st.just(0.0), running=st.booleans(), until=st.floats(-100, 100), ended=st.integers(0, 9)),
    max_size=12,
)


@given(SEARCHES, st.integers(1, 8), st.floats(-100, 100))
def test_never_more_than_allowed_and_no_place_left_empty(searches: list[Search], places: int, now: float) -> None:
    starts, stops = next_turns(searches, places, now)
    assert not any(search.running for search in starts)
    assert all(search.running for search in stops)
    after = sum(search.running for search in searches) + len(starts) - len(stops)
    assert after == min(places, len(searches))


@given(st.integers(1, 5), st.integers(1, 12))
def test_everybody_gets_a_turn(places: int, count: int) -> None:
    searches, now = [waiting() for _ in range(count)], 0.0
    had: set[int] = set()
    for _ in range(count * 3):
        starts, stops = next_turns(searches, places, now)
        for search in stops:
            search.end(now, 0.0)
        for search in starts:
            search.start(now)
        had |= {index for index, search in enumerate(searches) if search.running}
        now += TURN
    assert had == set(range(count))
