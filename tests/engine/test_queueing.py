"""The order a person asks for, and the moves to either end that make it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.queueing import To, among, rearranged, steps, waits
from torrpeddo.engine.state import AUTO_MANAGED_FLAG, CHECKING_FILES, PAUSED_FLAG, SEEDING
from torrpeddo.engine.strays import to_order

from .samples import status


@pytest.mark.parametrize(
    ("chosen", "to", "after"),
    [
        ("d", "top", "dabce"),
        ("db", "top", "bdace"),
        ("a", "bottom", "bcdea"),
        ("ca", "bottom", "bdeac"),
        ("c", "up", "acbde"),
        ("a", "up", "abcde"),
        ("cd", "up", "acdbe"),
        ("ab", "up", "abcde"),
        ("ac", "up", "acbde"),
        ("c", "down", "abdce"),
        ("de", "down", "abcde"),
        ("bc", "down", "adbce"),
        ("e", 0, "eabcd"),
        ("ae", 2, "bcaed"),
        ("b", 99, "acdeb"),
    ],
)
def test_moves(chosen: str, to: To, after: str) -> None:
    assert "".join(rearranged("abcde", set(chosen), to)) == after


@pytest.mark.parametrize(
    ("everybody", "line", "chosen", "to", "after"),
    [
        ("aBcDe", "ace", "e", "up", "aBecD"),
        ("aBcDe", "ace", "a", "down", "BcDae"),
        ("aBcDe", "ace", "c", "down", "aBDec"),
        ("aBcDeF", "ace", "a", 99, "BcDeaF"),
        ("AbcD", "bc", "c", 0, "AcbD"),
    ],
)
def test_those_without_a_place_stay_beside_their_neighbours(
    everybody: str, line: str, chosen: str, to: To, after: str
) -> None:
    assert "".join(among(everybody, rearranged(line, set(chosen), to), set(chosen))) == after


@given(st.integers(0, 12), st.data())
def test_the_steps_lead_from_one_order_to_the_other(count: int, data: st.DataObject) -> None:
    before = [str(number) for number in range(count)]
    after = data.draw(st.permutations(before))
    order = list(before)
    for entry, end in steps(before, after):
        order.remove(entry)
        order.insert(0, entry) if end == "top" else order.append(entry)
    assert order == after


def test_moving_one_near_an_end_moves_few() -> None:
    before = [str(number) for number in range(1000)]
    assert len(steps(before, rearranged(before, {"3"}, "up"))) <= 4
    assert len(steps(before, rearranged(before, {"500"}, "top"))) <= 501
    assert steps(before, before) == []


@given(st.lists(st.integers(0, 12), unique=True, max_size=10))
def test_the_moves_put_everyone_in_order(positions: list[int]) -> None:
    order = sorted(range(len(positions)), key=positions.__getitem__)
    for index, end in to_order(positions):
        order.remove(index)
        order.insert(0, index) if end == "top" else order.append(index)
    assert order == list(range(len(positions)))


@pytest.mark.parametrize(
    ("positions", "moves"),
    [
        ([3, 0, 1, 2], [(0, "top")]),
        ([0, 3, 1, 2], [(1, "top"), (0, "top")]),
        ([0, 1, 3, 2], [(3, "bottom")]),
        ([0, 2, 3, 4], []),
    ],
)
def test_one_that_was_put_last_is_put_back_with_few_moves(positions: list[int], moves: list[object]) -> None:
    assert to_order(positions) == moves


def test_two_at_one_position_are_told_apart() -> None:
    """One of the two was told of before the other took its place."""
    assert to_order([0, 1, 3, 3]) == [(3, "bottom")]


def test_who_waits_in_line() -> None:
    queued = PAUSED_FLAG | AUTO_MANAGED_FLAG
    assert waits(status(flags=queued))
    assert not waits(status(flags=PAUSED_FLAG))
    assert not waits(status(flags=AUTO_MANAGED_FLAG))
    assert not waits(status(flags=queued, state=CHECKING_FILES))
    assert not waits(status(flags=queued, state=SEEDING, queue_position=-1))
