"""The interface's own controls by pointer and by keys: tooltips, lists of choices, and choices side by side."""

import re

from playwright.sync_api import Locator, expect

from .conftest import Open
from .hosts import InProcess
from .interface import Interface
from .test_settings import open_section, settled


def tooltip(interface: Interface) -> Locator:
    return interface.page.get_by_role("tooltip")


def test_a_tooltip_comes_while_something_is_pointed_at(interface: Interface) -> None:
    button = interface.button("Command palette")
    button.hover()
    expect(tooltip(interface)).to_contain_text("Command palette")
    described = button.get_attribute("aria-describedby")
    assert described == tooltip(interface).get_attribute("id")
    above, below = button.bounding_box(), tooltip(interface).bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] >= above["y"] + above["height"]
    interface.page.mouse.move(600, 400)
    expect(tooltip(interface)).to_have_count(0)
    expect(button).not_to_have_attribute("aria-describedby", re.compile("."))


def test_a_press_takes_a_tooltip_away(interface: Interface) -> None:
    interface.button("Statistics").hover()
    expect(tooltip(interface)).to_be_visible()
    interface.page.mouse.down()
    expect(tooltip(interface)).to_have_count(0)
    interface.page.mouse.up()
    expect(interface.dialog).to_be_visible()
    expect(tooltip(interface)).to_have_count(0)


def test_a_tooltip_comes_at_once_to_what_keys_lead_to_and_goes_with_escape(interface: Interface) -> None:
    button = interface.button("Command palette")
    interface.search.focus()
    interface.press("Tab")
    expect(button).to_be_focused()
    expect(tooltip(interface)).to_contain_text("Command palette")
    interface.press("Escape")
    expect(tooltip(interface)).to_have_count(0)
    expect(button).to_be_focused()
    interface.press("Tab")
    interface.press("Shift+Tab")
    expect(tooltip(interface)).to_be_visible()
    interface.press("Tab")
    expect(tooltip(interface)).to_have_count(0)


def test_a_choice_is_made_from_a_list_by_keys(interface: Interface, host: InProcess) -> None:
    open_section(interface, "General")
    select = interface.dialog.get_by_role("combobox", name="Language")
    options = interface.page.get_by_role("listbox", name="Language").get_by_role("option")
    select.press("ArrowDown")
    expect(options.first).to_be_focused()
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert select.get_attribute("aria-controls") == interface.page.get_by_role("listbox").get_attribute("id")
    interface.press("ArrowDown")
    expect(options.nth(1)).to_be_focused()
    interface.press("Escape")
    expect(options).to_have_count(0)
    expect(select).to_be_focused()
    expect(interface.dialog).to_be_visible()
    assert host.call("get_settings")["language"] == "system"
    interface.press("Enter")
    interface.page.keyboard.type("es")
    expect(options.filter(has_text="Español")).to_be_focused()
    interface.press("Enter")
    settled(interface, host, "language", "es")


def test_letters_choose_without_the_list(interface: Interface, host: InProcess) -> None:
    open_section(interface, "General")
    interface.dialog.get_by_role("combobox", name="Language").press("d")
    settled(interface, host, "language", "de")


def test_a_choice_is_made_from_a_list_by_dragging_to_it(interface: Interface, host: InProcess) -> None:
    open_section(interface, "General")
    interface.dialog.get_by_role("combobox", name="Language").hover()
    interface.page.mouse.down()
    interface.page.get_by_role("option", name="Français").hover()
    interface.page.mouse.up()
    settled(interface, host, "language", "fr")
    expect(interface.page.get_by_role("option")).to_have_count(0)


def test_arrows_choose_among_what_is_side_by_side(interface: Interface, host: InProcess) -> None:
    open_section(interface, "General")
    themes = interface.dialog.get_by_role("radiogroup", name="Colours").get_by_role("radio")
    expect(themes.and_(interface.page.locator("[tabindex='0']"))).to_have_count(1)
    themes.first.press("ArrowRight")
    expect(themes.nth(1)).to_be_focused()
    expect(themes.nth(1)).to_be_checked()
    settled(interface, host, "theme", "dark")
    interface.press("ArrowLeft")
    interface.press("ArrowLeft")
    expect(themes.last).to_be_focused()
    settled(interface, host, "theme", "light")


def test_arrows_go_along_the_line(host: InProcess, open_on: Open) -> None:
    host.call("update_settings", changes={"language": "ar"})
    interface = open_on(host)
    expect(interface.page.locator("html")).to_have_attribute("dir", "rtl")
    interface.press("Control+,")
    themes = interface.dialog.get_by_role("radiogroup").first.get_by_role("radio")
    themes.first.press("ArrowLeft")
    expect(themes.nth(1)).to_be_checked()
