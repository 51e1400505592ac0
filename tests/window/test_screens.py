"""A window finds its place again on each set of screens, also when they change while it runs."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.desktop.placement import Area, Placement, fit
from torrpeddo.desktop.places import Places, places_from, signature
from torrpeddo.desktop.windows.window import placement_of

from .conftest import Scratch, StartProgram
from .processes import GUARD_S, wait_for
from .screen import Screen

DESK = [Area(0, 0, 1400, 1000)]
ON_THE_WAY = "1000x700+0+0"
SetMonitor = Callable[[str | None], None]

numbers = st.integers(-3000, 3000)
placements = st.builds(Placement, st.integers(760, 3000), st.integers(520, 3000), numbers, numbers, st.booleans())
sets = st.lists(st.builds(Area, numbers, numbers, st.integers(800, 4000), st.integers(600, 4000)), max_size=3)


@pytest.fixture
def set_monitor(screen: Screen) -> Iterator[SetMonitor]:
    def set_to(place: str | None) -> None:
        command = [sys.executable, str(Path(__file__).with_name("monitors.py")), *([place] if place else [])]
        subprocess.run(command, env=screen.env, check=True, timeout=GUARD_S)

    yield set_to
    set_to(None)


@given(placements, placements, sets, sets)
def test_each_set_of_screens_has_its_own_place(one: Placement, two: Placement, a: list[Area], b: list[Area]) -> None:
    places = places_from(Places().noted(one, a).noted(two, b).to_view())
    if signature(a) != signature(b):
        assert places.on(a) == fit(one, a)
    assert places.on(b) == fit(two, b)


@given(placements, sets)
def test_where_nobody_put_it_all_of_it_can_be_seen(placement: Placement, screens: list[Area]) -> None:
    placed = Places(placement).on(screens)
    assert (placed.x is None) == (fit(placement, screens).x is None)
    if placed.x is not None and placed.y is not None:
        assert any(
            screen.x <= placed.x <= placed.x + placed.width <= screen.x + screen.width
            and screen.y <= placed.y <= placed.y + placed.height <= screen.y + screen.height
            for screen in screens
        )


def test_the_order_in_which_screens_are_told_does_not_matter() -> None:
    left, right = Area(-1280, 0, 1280, 1024), Area(0, 0, 1920, 1080)
    assert signature([left, right]) == signature([right, left]) == "1280x1024-1280+0 1920x1080+0+0"


def test_only_the_sets_that_were_used_last_are_kept() -> None:
    places = Places()
    for width in range(1000, 1020):
        places = places.noted(Placement(800, 600, 1, 2), [Area(0, 0, width, 900)])
    assert list(places.by_screens) == [f"{width}x900+0+0" for width in range(1012, 1020)]


@pytest.mark.parametrize("stored", [None, [], {"screens": []}, {"screens": {"x": None}}, {"width": 9, "screens": 1}])
def test_nonsense_in_the_settings_is_no_place(stored: object) -> None:
    assert places_from(stored).on(DESK) == Places().on(DESK)


def test_under_windows_only_a_normal_window_s_place_is_a_person_s_choice() -> None:
    window: Any = SimpleNamespace(width=900, height=640, x=-8, y=-8)
    before = Placement(1000, 700, 50, 60)
    assert placement_of("Normal", window, before) == Placement(900, 640, -8, -8)
    assert placement_of("Maximized", window, before) == replace(before, maximised=True)
    assert placement_of("Minimized", window, replace(before, maximised=True)) == before


def test_a_window_comes_back_when_its_screen_does(
    screen: Screen, scratch: Scratch, start_program: StartProgram, set_monitor: SetMonitor
) -> None:
    def is_at(x: int, y: int, width: int, height: int) -> bool:
        found = screen.position(window)
        beside_frame = abs(found[0] - x) < 10 and 0 <= found[1] - y < 60
        return beside_frame and found[2:] == (width, height)

    remembered = {"x": 450, "y": 300, "width": 900, "height": 640}
    on_the_way = {signature([Area(0, 0, 1000, 700)]): {"x": 20, "y": 30, "width": 800, "height": 560}}
    scratch.page.with_suffix(".json").write_text(json.dumps(remembered | {"screens": on_the_way}))
    process = start_program()
    window = screen.window("Torrpeddo", process.pid)
    wait_for(lambda: is_at(450, 300, 900, 640), GUARD_S, "the window to be where it was")

    set_monitor(ON_THE_WAY)
    wait_for(lambda: is_at(20, 30, 800, 560), GUARD_S, "its place on the smaller screen")
    set_monitor(None)
    wait_for(lambda: is_at(450, 300, 900, 640), GUARD_S, "its place on the larger one")

    set_monitor("1000x720+0+0")
    wait_for(lambda: is_at(100, 80, 900, 640), GUARD_S, "all of it on a screen where it never was")
    process.terminate()
    assert process.wait(GUARD_S) == 0
    (left,) = scratch.events("closing")
    assert left["placement"] == {"x": 100, "y": 80, "width": 900, "height": 640, "maximised": False}


def test_a_start_on_other_screens_takes_their_place(
    screen: Screen, scratch: Scratch, start_program: StartProgram, set_monitor: SetMonitor
) -> None:
    at_the_desk = {"x": 1000, "y": 20, "width": 1200, "height": 900}
    on_the_way = {signature([Area(0, 0, 1000, 700)]): {"x": 20, "y": 30, "width": 800, "height": 560}}
    scratch.page.with_suffix(".json").write_text(json.dumps(at_the_desk | {"screens": on_the_way}))
    set_monitor(ON_THE_WAY)
    process = start_program()
    window = screen.window("Torrpeddo", process.pid)
    wait_for(lambda: screen.position(window)[2:] == (800, 560), GUARD_S, "its place on this screen")
    process.terminate()
    assert process.wait(GUARD_S) == 0
    assert scratch.events("closing")[0]["placement"] == on_the_way["1000x700+0+0"] | {"maximised": False}
