"""Which downloads run from the moment they enter."""

import sys

import pytest

from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.places import ARRIVES_S, AT_ONCE, Places
from torrpeddo.engine.state import AUTO_MANAGED_FLAG, CHECKING_FILES, PAUSED_FLAG

from .samples import entry, status

HELD = AUTO_MANAGED_FLAG | PAUSED_FLAG


def places(limit: int = 2) -> Places:
    return Places({"active_downloads": limit}.__getitem__)


def new() -> Entry:
    return entry(None)


def arrived(found: Entry) -> Entry:
    found.handle = object()
    return found


def test_as_many_as_may_run_take_a_place() -> None:
    room = places(limit=2)
    assert [room.take(new()) for _ in range(4)] == [True, True, False, False]


def test_nothing_is_kept_of_one_that_left() -> None:
    room = places(limit=1)
    first, second = arrived(new()), arrived(new())
    for each in (first, second):
        room.take(each)
    kept = [sys.getrefcount(each) for each in (first, second)]
    for each in (first, second):
        room.leave(each)
    assert [sys.getrefcount(each) for each in (first, second)] == [count - 1 for count in kept]
    assert room.take(new())


def test_without_a_limit_a_few_do() -> None:
    room = places(limit=-1)
    assert [room.take(new()) for _ in range(AT_ONCE + 2)].count(True) == AT_ONCE


def test_nobody_overtakes_who_waits() -> None:
    room, first = places(limit=2), arrived(new())
    room.told(first, status(flags=HELD))
    assert not room.take(new())


@pytest.mark.parametrize(
    "changes",
    [{"is_finished": True}, {"flags": PAUSED_FLAG}, {"flags": 0}],
    ids=["it has finished", "it is paused", "it is forced to run"],
)
def test_a_place_is_free_again_when_its_holder_needs_none(changes: dict[str, object]) -> None:
    room, first = places(limit=1), arrived(new())
    assert room.take(first)
    room.told(first, status())
    assert not room.take(new())
    room = places(limit=1)
    assert room.take(first)
    room.told(first, status(**changes))
    assert room.take(new())


def test_nobody_is_checked_beside_another() -> None:
    room, checked = places(limit=5), arrived(new())
    checked.status = status(state=CHECKING_FILES)
    room.told(checked, checked.status)
    assert not room.take(new())


@pytest.mark.parametrize("limit", [1, 2])
def test_whoever_never_came_holds_nothing_for_ever(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """With one place the second that waited is gone as well."""
    now = 100.0
    monkeypatch.setattr("torrpeddo.engine.places.time.monotonic", lambda: now)
    room = places(limit)
    assert [room.take(new()) for _ in range(2)] == [True, limit == 2]
    now += ARRIVES_S
    assert room.take(new())


def test_many_that_have_left_hold_nothing_either(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("torrpeddo.engine.places.time.monotonic", lambda: now)
    room, many = places(limit=-1), [arrived(new()) for _ in range(2 * AT_ONCE)]
    for each in many:
        room.told(each, status())
    assert not room.take(new())
    for each in many:
        each.handle = None
    now += ARRIVES_S
    assert room.take(new())
