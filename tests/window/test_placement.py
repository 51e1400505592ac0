"""Where the window comes back to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.desktop.placement import MIN_HEIGHT, MIN_WIDTH, Area, Placement, fit, from_view

SCREEN = Area(0, 27, 1920, 1053)
LEFT = Area(-1280, 0, 1280, 1024)

numbers = st.integers(-5000, 5000)
sizes = st.integers(1, 5000)
placements = st.builds(Placement, sizes, sizes, st.none() | numbers, st.none() | numbers, st.booleans())
areas = st.lists(st.builds(Area, numbers, numbers, st.integers(800, 4000), st.integers(600, 4000)), max_size=3)


@given(placements, areas)
def test_a_placed_window_can_always_be_dragged(placement: Placement, screens: list[Area]) -> None:
    placed = fit(placement, screens)
    assert placed.maximised == placement.maximised
    if placed.x is not None and placed.y is not None:
        assert any(
            screen.y <= placed.y < screen.y + screen.height
            and placed.x < screen.x + screen.width
            and placed.x + placed.width > screen.x
            for screen in screens
        )


@given(placements, areas)
def test_fitting_twice_changes_nothing_more(placement: Placement, screens: list[Area]) -> None:
    once = fit(placement, screens)
    assert fit(once, screens) == once


@given(placements)
def test_what_is_remembered_comes_back(placement: Placement) -> None:
    seen = from_view(placement.to_view())
    if placement.x is None or placement.y is None:
        assert (seen.x, seen.y) == (None, None)
    else:
        assert seen == placement


def test_a_window_on_the_second_screen_stays_there() -> None:
    placement = Placement(900, 640, -1000, 100)
    assert fit(placement, [SCREEN, LEFT]) == placement


def test_without_that_screen_the_system_places_it() -> None:
    assert fit(Placement(900, 640, -1000, 100), [SCREEN]) == Placement(900, 640)


def test_it_is_neither_larger_than_its_screen_nor_too_small_to_use() -> None:
    assert fit(Placement(4000, 10, 0, 27), [SCREEN]) == Placement(1920, MIN_HEIGHT, 0, 27)
    assert fit(Placement(10, 4000, 0, 27), [SCREEN]) == Placement(MIN_WIDTH, 1053, 0, 27)


@pytest.mark.parametrize("stored", [None, [], "x", {}, {"width": "900", "height": 600}, {"width": True, "height": 9}])
def test_nonsense_in_the_settings_is_no_placement(stored: object) -> None:
    assert from_view(stored) == Placement()
