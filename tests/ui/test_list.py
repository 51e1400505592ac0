"""The list: what it shows, how it is sorted and searched, and what is selected in it."""

import pytest
from playwright.sync_api import expect

from .conftest import Library
from .interface import Interface


@pytest.fixture(autouse=True)
def everyone_is_there(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")
    interface.sees("Beta", "Ready")
    interface.sees("Gamma", "Paused by you")
    interface.sees("Delta", "Cancelled")
    expect(interface.row("Epsilon").get_by_role("button", name="Look again")).to_be_visible()


@pytest.fixture
def by_name(interface: Interface) -> None:
    """Alpha, Beta, Delta, Epsilon, Gamma."""
    sort_by(interface, "Name")
    interface.sees_order("Alpha", "Beta", "Delta", "Epsilon", "Gamma")


def sort_by(interface: Interface, key: str) -> None:
    interface.page.get_by_title("Sort by").click()
    interface.page.get_by_role("menu").get_by_text(key, exact=True).click()


def sees_alone(interface: Interface, names: set[str]) -> None:
    interface.until(lambda: set(interface.names()) == names, f"{names} alone")


def sees_selected(interface: Interface, names: list[str]) -> None:
    interface.until(lambda: interface.selected() == names, f"{names} to be selected")


def test_the_sidebar_counts_and_filters(interface: Interface) -> None:
    counts = {"All": 5, "Downloading": 0, "Seeding": 2, "Finished": 0, "Paused": 1, "Needs you": 1, "Cancelled": 1}
    for word, count in counts.items():
        expect(interface.page.get_by_title(f"{word}: {count}", exact=True)).to_be_visible()
    for word, size in {"All": "660 kB", "Seeding": "390 kB", "Paused": "20 kB", "Needs you": "200 kB"}.items():
        expect(interface.filter(word)).to_contain_text(size)
    for word, names in {"Seeding": {"Alpha", "Beta"}, "Paused": {"Gamma"}, "Cancelled": {"Delta"}}.items():
        interface.filter(word).click()
        expect(interface.page.get_by_role("heading", level=1, name=word)).to_be_visible()
        sees_alone(interface, names)
    interface.filter("Finished").click()
    expect(interface.page.get_by_text("Nothing here at the moment")).to_be_visible()
    interface.button("Show all torrents").click()
    expect(interface.rows).to_have_count(5)


def test_what_needs_a_person_stands_first_and_groups_can_be_closed(interface: Interface) -> None:
    heads = interface.grid.get_by_role("button", expanded=True)
    expect(heads).to_contain_text(["Needs you 1", "At rest 4"])
    interface.grid.get_by_role("button", name="At rest").click()
    expect(interface.row("Gamma")).to_have_count(0)
    interface.grid.get_by_role("button", name="At rest").click()
    interface.sees("Gamma", "Paused")


def test_search_finds_by_name_and_says_when_nothing_is_found(interface: Interface) -> None:
    interface.press("Control+f")
    field = interface.page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    field.press_sequentially("gAm")
    expect(interface.rows).to_have_count(1)
    interface.sees("Gamma", "Paused")
    field.fill("nobody")
    expect(interface.page.get_by_text("Nothing here matches “nobody”")).to_be_visible()
    field.press("Escape")
    expect(field).to_have_value("")
    expect(interface.rows).to_have_count(5)
    field.fill("lta")
    expect(interface.rows).to_have_count(1)
    interface.button("Clear the search").click()
    expect(interface.rows).to_have_count(5)


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("Name", ("Alpha", "Beta", "Delta", "Epsilon", "Gamma")),
        ("Size", ("Beta", "Epsilon", "Alpha", "Delta", "Gamma")),
    ],
)
def test_sorting_goes_both_ways(interface: Interface, key: str, order: tuple[str, ...]) -> None:
    sort_by(interface, key)
    interface.sees_order(*order)
    sort_by(interface, "The other way round")
    interface.sees_order(*reversed(order))


def test_the_compact_list_sorts_by_its_heads(interface: Interface) -> None:
    interface.page.get_by_role("radio", name="Compact").click()
    head = interface.grid.get_by_role("columnheader", name="Size")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    interface.sees_order("Beta", "Epsilon", "Alpha", "Delta", "Gamma")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    interface.sees_order("Gamma", "Delta", "Alpha", "Epsilon", "Beta")


@pytest.mark.usefixtures("by_name")
def test_selection_with_the_mouse(interface: Interface) -> None:
    interface.row("Beta").click()
    assert interface.selected() == ["Beta"]
    interface.row("Gamma").click(modifiers=["Control"])
    assert interface.selected() == ["Beta", "Gamma"]
    interface.row("Beta").click(modifiers=["Control"])
    assert interface.selected() == ["Gamma"]
    interface.row("Beta").click()
    interface.row("Epsilon").click(modifiers=["Shift"])
    assert interface.selected() == ["Beta", "Delta", "Epsilon"]
    expect(interface.details).to_contain_text("3 torrents selected")
    interface.row("Alpha").click(modifiers=["Shift", "Control"])
    assert interface.selected() == ["Alpha", "Beta", "Delta", "Epsilon"]
    interface.row("Gamma").click()
    assert interface.selected() == ["Gamma"]
    expect(interface.details.get_by_role("heading", name="Gamma")).to_be_visible()


@pytest.mark.usefixtures("by_name")
def test_selection_with_the_keyboard(interface: Interface) -> None:
    interface.row("Alpha").click()
    for keys, names in {
        "ArrowDown": ["Beta"],
        "Shift+ArrowDown": ["Beta", "Delta"],
        "Shift+End": ["Beta", "Delta", "Epsilon", "Gamma"],
        "Home": ["Alpha"],
        "End": ["Gamma"],
        "ArrowUp": ["Epsilon"],
        "PageUp": ["Alpha"],
        "PageDown": ["Gamma"],
        "d": ["Delta"],
        "e": ["Delta"],
        "x": ["Delta"],
        "Control+a": ["Alpha", "Beta", "Delta", "Epsilon", "Gamma"],
        "Escape": [],
    }.items():
        interface.press(keys)
        sees_selected(interface, names)


@pytest.mark.usefixtures("by_name")
def test_single_ones_are_picked_with_the_keyboard(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press("Control+ArrowDown")
    interface.press("Control+ArrowDown")
    interface.press("Control+Space")
    assert interface.selected() == ["Alpha", "Delta"]
    interface.press("Control+Space")
    assert interface.selected() == ["Alpha"]


def test_where_no_torrent_is_meant_none_is_selected(interface: Interface) -> None:
    interface.row("Alpha").click()
    box = interface.grid.bounding_box()
    assert box is not None
    below = (box["x"] + 200, box["y"] + box["height"] - 20)
    interface.page.mouse.click(*below)
    assert interface.selected() == []
    interface.row("Alpha").click()
    interface.page.mouse.click(*below, button="right")
    items = interface.page.get_by_role("menu").get_by_role("menuitem")
    expect(items.first).to_contain_text("Add link…")
    expect(items.filter(has_text="Remove from list")).to_have_count(0)
    items.filter(has_text="Select all").click()
    interface.until(lambda: len(interface.selected()) == 5, "all to be selected")


@pytest.mark.usefixtures("by_name")
def test_a_right_click_keeps_a_selection_it_falls_in(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.row("Beta").click(modifiers=["Control"])
    interface.row("Beta").click(button="right")
    expect(interface.page.get_by_role("menu")).to_be_visible()
    assert interface.selected() == ["Alpha", "Beta"]
    interface.press("Escape")
    interface.row("Gamma").click(button="right")
    assert interface.selected() == ["Gamma"]


@pytest.mark.usefixtures("by_name")
@pytest.mark.parametrize("opened", ["by a right click", "by a button"])
def test_a_press_beside_an_open_menu_closes_it_and_does_no_more(interface: Interface, opened: str) -> None:
    interface.row("Epsilon").click()
    if opened == "by a button":
        interface.page.get_by_title("Sort by").click()
    else:
        interface.row("Epsilon").click(button="right", position={"x": 200, "y": 10})
    expect(interface.page.get_by_role("menu")).to_be_visible()
    beside = interface.row("Alpha").bounding_box()
    assert beside
    interface.page.mouse.click(beside["x"] + 100, beside["y"] + 10)
    expect(interface.page.get_by_role("menu")).to_have_count(0)
    assert interface.selected() == ["Epsilon"]
    interface.row("Alpha").click()
    assert interface.selected() == ["Alpha"]


def test_what_a_short_list_leaves_free_says_how_more_come(interface: Interface) -> None:
    """Where all there is stands above, and nothing is hidden by a filter."""
    invitation = interface.page.get_by_text("Drop a torrent file anywhere in this window,")
    expect(invitation).to_be_visible()
    last = interface.page.locator("[role=row][data-id]").last.bounding_box()
    words = invitation.bounding_box()
    assert last
    assert words
    assert last["y"] + last["height"] < words["y"]
    interface.filter("Paused").click()
    expect(invitation).to_have_count(0)
    interface.filter("All").click()
    expect(invitation).to_be_visible()
    interface.page.set_viewport_size({"width": 1280, "height": 520})
    expect(invitation).to_have_count(0)
