"""Where the keyboard is: it comes everywhere, is seen there, is caught nowhere, and goes back where it came from."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import Library
from .hosts import InProcess
from .interface import Interface
from .test_list import sort_by

DIALOGS = {
    "adding a link": "Control+u",
    "creating": "Control+n",
    "deleting": "Shift+Delete",
    "log": "Control+j",
    "moving": "Control+Shift+m",
    "palette": "Control+k",
    "renaming": "F2",
    "settings": "Control+,",
    "shortcuts": "F1",
    "statistics": "Control+Shift+I",
}
_WHERE = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    // The ring may be drawn around the field that an input stands in.
    const rings = [element, element.parentElement, element.parentElement.parentElement];
    const shown = rings.some(each => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow.includes('inset');
    });
    window.stops ??= [];
    if (!window.stops.includes(element)) window.stops.push(element);
    const words = [element.ariaLabel, element.title, element.textContent].filter(Boolean).join(' ').trim();
    return { what: `${window.stops.indexOf(element)}: ${element.tagName} ${words.slice(0, 60)}`,
        shown, inside: element.closest('[role=dialog], [role=alertdialog]') !== null };
}"""
MOST_STOPS = 120
"""More than any screen has."""


@pytest.fixture(autouse=True)
def everyone_is_there(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")
    interface.sees("Gamma", "Paused by you")


def stops(interface: Interface) -> Iterator[Any]:
    """What Tab comes to, until it begins again; an AssertionError if it never does."""
    first, seen = None, list[str]()
    for _ in range(MOST_STOPS):
        interface.press("Tab")
        stop = interface.page.evaluate(_WHERE)
        if stop is None:
            continue
        if first is not None and stop["what"] == first:
            return
        first = first or stop["what"]
        seen.append(stop["what"])
        yield stop
    raise AssertionError(f"Tab does not come round: {seen[-20:]}")


@pytest.mark.parametrize("density", ["Comfortable", "Compact"])
def test_tab_comes_round_and_is_seen_wherever_it_is(interface: Interface, density: str) -> None:
    interface.page.get_by_role("radio", name=density).click()
    interface.row("Alpha").click()
    found = list(stops(interface))
    assert [stop["what"] for stop in found if not stop["shown"]] == []
    labels = " ".join(stop["what"] for stop in found)
    for part in ("Search", "Sort by", "Alpha", "Overview", "Seeding", "Settings"):
        assert part in labels


def test_f6_goes_through_the_parts_of_the_window(interface: Interface) -> None:
    row = interface.row("Alpha")
    row.click()
    interface.details.get_by_role("tab", name="Files").click()
    places = [
        interface.button("Slow mode").or_(interface.page.get_by_role("switch", name="Slow mode")),
        interface.filter("All"),
        interface.search,
        row,
        interface.details.get_by_role("tab", name="Files"),
    ]
    for place in places:
        interface.press("F6")
        expect(place).to_be_focused()
    for place in reversed(places[:-1]):
        interface.press("Shift+F6")
        expect(place).to_be_focused()
    interface.press("F1")
    expect(interface.dialog.get_by_text("Next part of the window")).to_be_visible()


def test_dialogs_keep_the_focus_and_give_it_back(interface: Interface) -> None:
    row = interface.row("Alpha")
    row.click()
    for name, keys in DIALOGS.items():
        interface.press(keys)
        expect(interface.dialog, name).to_be_visible()
        found = list(stops(interface))
        assert [stop["what"] for stop in found if not stop["inside"]] == [], name
        assert [stop["what"] for stop in found if not stop["shown"]] == [], name
        interface.press("Escape")
        expect(interface.dialog, name).to_have_count(0)
        expect(row, f"after {name}").to_be_focused()


def test_escape_closes_what_was_opened_last(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press("Control+f")
    interface.page.keyboard.type("al")
    interface.press("ArrowDown")
    expect(interface.row("Alpha")).to_be_focused()
    interface.press("Shift+F10")
    menu = interface.page.get_by_role("menu")
    expect(menu).to_be_visible()
    interface.press("Escape")
    expect(menu).to_have_count(0)
    expect(interface.row("Alpha")).to_be_focused()
    assert interface.selected() == ["Alpha"]
    interface.press("Escape")
    assert interface.selected() == []
    interface.press("Control+f")
    interface.press("Escape")
    expect(interface.search).to_have_value("")
    expect(interface.search).to_be_focused()
    interface.press("Escape")
    expect(interface.row("Alpha")).to_be_focused()


def test_a_row_keeps_the_focus_as_the_list_moves(host: InProcess, library: Library, interface: Interface) -> None:
    gamma = interface.row("Gamma")
    interface.row("Alpha").click()
    gamma.click()
    expect(gamma).to_be_focused()
    for change in ("resume", "stop"):
        host.call(change, ids=[library["Gamma"].id])
        interface.sees("Gamma", {"resume": "Ready", "stop": "Cancelled"}[change])
        expect(gamma).to_be_focused()
    sort_by(interface, "Size")
    interface.press("Control+f")
    interface.press("ArrowDown")
    expect(gamma).to_be_focused()
    host.call("remove", ids=[library["Alpha"].id])
    expect(interface.row("Alpha")).to_have_count(0)
    expect(gamma).to_be_focused()
    expect(interface.grid.locator("[role=row][tabindex='0']")).to_have_count(1)


def test_a_form_gives_the_focus_back_and_so_does_what_goes_away(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.details.get_by_role("tab", name="Trackers").click()
    add = interface.details.get_by_role("button", name="Add tracker")
    add.click()
    interface.press("Escape")
    expect(add).to_be_focused()
    add.click()
    interface.page.keyboard.type("http://127.0.0.1:9/announce")
    interface.press("Enter")
    menu = interface.details.get_by_role("button", name="Actions for 127.0.0.1:9")
    expect(menu).to_be_visible()
    expect(add).to_be_focused()
    menu.click()
    interface.page.get_by_role("menuitem", name="Change address…").click()
    expect(interface.details.get_by_role("textbox", name="Address of the tracker")).to_be_focused()
    interface.press("Escape")
    expect(menu).to_be_focused()
    interface.details.get_by_text("127.0.0.1:9", exact=True).click(button="right")
    interface.page.get_by_role("menuitem", name="Remove").click()
    expect(menu).to_have_count(0)
    expect(interface.details.get_by_role("region", name="Trackers")).to_be_focused()


def test_the_next_has_the_focus_when_one_leaves_the_list(interface: Interface) -> None:
    sort_by(interface, "Name")
    interface.row("Beta").click()
    interface.press("Delete")
    expect(interface.row("Beta")).to_have_count(0)
    expect(interface.row("Delta")).to_be_focused()
    assert interface.selected() == []
    interface.press("Control+z")
    interface.sees("Beta", "Ready")
    expect(interface.row("Delta")).to_be_focused()


def test_what_is_pressed_in_the_details_keeps_the_focus_though_it_is_another_then(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.details.get_by_role("button", name="Pause").press("Enter")
    expect(interface.details.get_by_role("button", name="Resume")).to_be_focused()
    interface.press("Enter")
    expect(interface.details.get_by_role("button", name="Pause")).to_be_focused()


def test_escape_leads_from_the_details_to_the_list_before_it_selects_nothing(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.details.get_by_role("tab", name="Overview").focus()
    interface.press("Escape")
    expect(interface.row("Alpha")).to_be_focused()
    assert interface.selected() == ["Alpha"]
    interface.press("Escape")
    assert interface.selected() == []


def test_arrows_lead_through_the_sidebar(interface: Interface) -> None:
    interface.filter("All").focus()
    for keys, name in {"ArrowDown": "Downloading", "End": "What happened", "Home": "All"}.items():
        interface.press(keys)
        expect(interface.page.get_by_role("navigation").locator(":focus")).to_have_accessible_name(re.compile(name))
    interface.press("ArrowDown")
    interface.press("ArrowDown")
    interface.press("Enter")
    expect(interface.page.get_by_role("heading", level=1, name="Seeding")).to_be_visible()


def test_a_button_that_goes_when_it_is_pressed_leaves_the_focus_in_the_list(interface: Interface) -> None:
    interface.button("Pause all").press("Enter")
    expect(interface.page.get_by_text("Everything is paused").first).to_be_visible()
    expect(interface.grid.locator("[role=row]:focus")).to_have_count(1)


def test_a_message_that_is_closed_gives_the_focus_to_the_list(interface: Interface) -> None:
    for name, torrent in {"Dismiss": "Beta", "Undo": "Gamma"}.items():
        interface.row(torrent).click()
        interface.press("Delete")
        interface.messages.get_by_role("button", name=name).press("Enter")
        expect(interface.messages.get_by_role("button", name=name)).to_have_count(0)
        expect(interface.grid.locator("[role=row]:focus")).to_have_count(1)


def test_the_first_arrow_key_leads_into_the_list(interface: Interface) -> None:
    expect(interface.page.locator("body")).to_be_focused()
    interface.press("ArrowDown")
    expect(interface.rows.first).to_be_focused()
    interface.press("ArrowDown")
    expect(interface.rows.nth(1)).to_be_focused()


def test_where_nothing_had_the_focus_the_list_has_it_after_a_dialog(interface: Interface) -> None:
    interface.page.evaluate("document.activeElement.blur()")
    interface.press("Control+,")
    expect(interface.dialog).to_be_visible()
    interface.press("Escape")
    expect(interface.rows.first).to_be_focused()
    interface.press("ArrowDown")
    expect(interface.rows.nth(1)).to_be_focused()
