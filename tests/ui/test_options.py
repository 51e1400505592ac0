"""What is set for single torrents: limits and switches; their trackers and web seeds."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import Library
from .hosts import InProcess
from .interface import Interface


@pytest.fixture(autouse=True)
def alpha_seeds(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")


def open_tab(interface: Interface, name: str) -> None:
    interface.row("Alpha").click()
    interface.details.get_by_role("tab", name=name).click()


def test_limits_of_one_and_of_several(interface: Interface, host: InProcess, library: Library) -> None:
    alpha, beta = library["Alpha"].id, library["Beta"].id
    open_tab(interface, "Options")
    down = interface.details.get_by_role("textbox", name="Download limit")
    down.fill("1.5")
    down.press("Enter")
    interface.until(lambda: host.call("get_limits", ids=[alpha])["down_limit"] == 1_500_000, "the limit")
    interface.row("Beta").click(modifiers=["Control"])
    expect(down).to_have_attribute("placeholder", "Different")
    interface.details.get_by_role("button", name="Usual values for Download limit").click()
    interface.page.get_by_role("menuitemradio", name=re.compile(r"^5(\.0+)? MB")).click()
    interface.until(lambda: host.call("get_limits", ids=[alpha, beta])["down_limit"] == 5_000_000, "one limit for both")
    expect(down).to_have_value("5")


def test_a_switch_that_some_have_is_mixed_and_then_on_for_all(interface: Interface, library: Library) -> None:
    open_tab(interface, "Options")
    switch = interface.details.get_by_role("checkbox", name="First and last pieces first")
    switch.click()
    expect(switch).to_be_checked()
    interface.row("Beta").click(modifiers=["Control"])
    expect(switch).to_have_attribute("aria-checked", "mixed")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")


def test_what_several_come_to_is_of_those_that_are_selected_now(interface: Interface) -> None:
    """It is kept while something else is drawn, and then shown again."""
    several = interface.details.get_by_role("heading", name="torrents selected")
    switch = interface.details.get_by_role("checkbox", name="First and last pieces first")
    interface.row("Alpha").click()
    interface.row("Beta").click(modifiers=["Control"])
    expect(several).to_have_text("2 torrents selected")
    expect(switch).not_to_be_checked()
    interface.row("Alpha").click()
    expect(several).to_be_hidden()
    interface.details.get_by_role("tab", name="Options").click()
    switch.click()
    for _ in ("to the list", "nothing selected"):
        interface.press("Escape")
    expect(interface.details.get_by_role("heading", name="All torrents")).to_be_visible()
    expect(interface.details.get_by_role("heading")).to_have_count(1)
    interface.press("Control+a")
    expect(several).to_have_text("5 torrents selected")
    expect(switch).to_have_attribute("aria-checked", "mixed")


def test_the_focus_is_somewhere_when_what_several_come_to_is_put_away(
    interface: Interface, host: InProcess, library: Library
) -> None:
    interface.row("Alpha").click()
    interface.row("Beta").click(modifiers=["Control"])
    interface.details.get_by_role("button", name="Delete").focus()
    host.call("remove", ids=[library["Alpha"].id, library["Beta"].id])
    expect(interface.details.get_by_role("heading", name="All torrents")).to_be_visible()
    expect(interface.page.locator(":focus")).to_be_visible()


def test_trackers_are_added_ordered_removed_and_brought_back(
    interface: Interface, host: InProcess, library: Library
) -> None:
    alpha = library["Alpha"].id

    def urls() -> list[str]:
        return [row["url"] for row in host.call("get_trackers", id=alpha)]

    first, second = "http://127.0.0.1:9/first", "http://127.0.0.1:9/second"
    open_tab(interface, "Trackers")
    interface.button("Add tracker").click()
    field = interface.details.get_by_role("textbox", name="Addresses of trackers")
    expect(field).to_be_focused()
    field.fill("nonsense")
    field.press("Enter")
    expect(interface.details).to_contain_text("is not the address of a tracker")
    field.fill(f"{first} {second}")
    field.press("Enter")
    interface.until(lambda: urls() == [first, second], "both trackers")
    actions = interface.details.get_by_role("button", name="Actions for 127.0.0.1:9")
    expect(actions).to_have_count(2)
    heads = interface.details.get_by_text("Asked first")
    expect(heads).to_have_count(1)
    for tiers in (0, 1):
        actions.last.click()
        interface.page.get_by_role("menuitem", name="Ask earlier").click()
        expect(heads).to_have_count(tiers)
    interface.until(lambda: urls() == [second, first], "the other order")
    actions.first.click()
    interface.page.get_by_role("menuitem", name="Remove").click()
    interface.until(lambda: len(urls()) == 1, "one to go")
    interface.messages.get_by_role("button", name="Undo").click()
    interface.until(lambda: len(urls()) == 2, "it to come back")


def test_web_seeds_are_added_and_removed(interface: Interface, host: InProcess, library: Library) -> None:
    alpha, url = library["Alpha"].id, "http://127.0.0.1:9/files/"
    open_tab(interface, "Trackers")
    interface.button("Add web seed").click()
    field = interface.details.get_by_role("textbox", name="Address of the files on a web server")
    field.fill(url)
    field.press("Enter")
    expect(interface.details.get_by_role("list", name="Web seeds")).to_contain_text(url)
    assert host.call("get_web_seeds", id=alpha) == [{"url": url}]
    interface.details.get_by_role("button", name=f"Remove {url}").click()
    interface.until(lambda: host.call("get_web_seeds", id=alpha) == [], "it to go")
