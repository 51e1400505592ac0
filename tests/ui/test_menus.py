"""Menus by pointer and by keys: what they open, how they are walked through, and where one is afterwards."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from tests.swarm.samples import make

from torrpeddo.contract.events import AddRequestEvent

from .conftest import Library
from .hosts import InProcess
from .interface import Interface


@pytest.fixture(autouse=True)
def everyone_is_there(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")
    interface.sees("Gamma", "Paused by you")


@pytest.fixture
def menus(interface: Interface) -> Locator:
    """Those of a torrent, opened by the other button."""
    interface.row("Alpha").click(button="right", position={"x": 200, "y": 10})
    menus = interface.page.get_by_role("menu")
    expect(menus).to_be_visible()
    return menus


def item(menu: Locator, name: str) -> Locator:
    """Its shortcut is part of its name."""
    return menu.get_by_role("menuitem", name=re.compile(f"^{name}"))


def middle(where: Locator) -> tuple[float, float]:
    box = where.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_keys_walk_through_a_menu_and_round(interface: Interface, menus: Locator) -> None:
    expect(menus).to_be_focused()
    can = menus.locator("[role^=menuitem]:not([aria-disabled=true])")
    for keys, entry in {"ArrowDown": can.first, "ArrowUp": can.last, "Home": can.first, "End": can.last}.items():
        interface.press(keys)
        expect(entry).to_be_focused()
    interface.press("ArrowDown")
    expect(can.first).to_be_focused()


def test_letters_lead_to_the_entry_that_begins_with_them(interface: Interface, menus: Locator) -> None:
    interface.page.keyboard.type("cop")
    expect(item(menus, "Copy")).to_be_focused()


def test_escape_closes_one_menu_after_another(interface: Interface, menus: Locator) -> None:
    item(menus, "Copy").focus()
    interface.press("Enter")
    expect(menus).to_have_count(2)
    expect(menus.last.get_by_role("menuitem").first).to_be_focused()
    interface.press("Escape")
    expect(menus).to_have_count(1)
    expect(item(menus, "Copy")).to_be_focused()
    interface.press("Escape")
    expect(menus).to_have_count(0)
    expect(interface.row("Alpha")).to_be_focused()


def test_tab_leaves_a_menu_and_goes_on_from_its_button(interface: Interface) -> None:
    button = interface.page.get_by_title("Sort by", exact=True)
    button.press("ArrowDown")
    menu = interface.page.get_by_role("menu", name=re.compile("Sort"))
    expect(menu.get_by_role("menuitemradio").first).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    interface.press("Tab")
    expect(menu).to_have_count(0)
    expect(button).not_to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    interface.press("Shift+Tab")
    expect(button).to_be_focused()


def test_a_pointer_opens_sub_menus_and_finds_its_way_there(interface: Interface, menus: Locator) -> None:
    """Slantwise over other entries, which does not close it; to go straight to another does."""
    mouse = interface.page.mouse
    x, y = middle(item(menus, "Copy"))
    mouse.move(x, y)
    expect(menus).to_have_count(2)
    to_x, to_y = middle(menus.last.get_by_role("menuitem").last)
    mouse.move(to_x, to_y, steps=12)
    expect(menus.last.get_by_role("menuitem").last).to_be_focused()
    expect(menus).to_have_count(2)
    mouse.move(*middle(item(menus.first, "Remove from list")), steps=4)
    expect(menus).to_have_count(1)


def test_a_press_that_is_dragged_to_an_entry_chooses_it(interface: Interface) -> None:
    mouse = interface.page.mouse
    mouse.move(*middle(interface.page.get_by_title("Sort by", exact=True)))
    mouse.down()
    entry = interface.page.get_by_role("menuitemradio", name="Size")
    mouse.move(*middle(entry), steps=4)
    mouse.up()
    expect(interface.page.get_by_role("menu")).to_have_count(0)
    expect(interface.page.get_by_title("Sort by", exact=True)).to_contain_text("Size")


def test_the_other_button_elsewhere_opens_the_menu_of_what_is_there(interface: Interface, menus: Locator) -> None:
    before = menus.bounding_box()
    beside = interface.row("Gamma").bounding_box()
    assert beside
    interface.page.mouse.click(beside["x"] + 60, beside["y"] + 10, button="right")
    expect(menus).to_have_count(1)
    expect(menus).to_be_focused()
    assert menus.bounding_box() != before
    assert interface.selected() == ["Gamma"]
    interface.press("Escape")
    expect(interface.row("Gamma")).to_be_focused()


def test_a_menu_in_a_dialog_leaves_the_dialog_open(interface: Interface, host: InProcess, tmp_path: Path) -> None:
    mixed = make(tmp_path, "Mixed", {"film.mkv": 7_000, "theme.mp3": 500, "en.srt": 300})
    host.tell(AddRequestEvent(magnets=[], paths=[str(mixed.torrent_file(tmp_path))]))
    button = interface.button("Choose by kind")
    button.click()
    menu = interface.page.get_by_role("menu")
    expect(menu).to_be_focused()
    interface.press("ArrowDown")
    expect(menu.locator(":focus")).to_have_count(1)
    interface.press("Escape")
    expect(menu).to_have_count(0)
    expect(button).to_be_focused()
    button.press("Enter")
    expect(menu.locator(":focus")).to_have_count(1)
    interface.page.mouse.click(4, 4)
    expect(menu).to_have_count(0)
    expect(interface.dialog).to_be_visible()
    expect(button).to_be_focused()
