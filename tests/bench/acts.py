"""What a person does to the interface while it is watched, in Chromium. Each takes a few seconds."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Locator, Page, expect
from tests.ui.interface import Interface

from .frames import SCROLL

SPEED = 40
"""Pixels a frame."""


def doings(interface: Interface, seconds: int) -> dict[str, Callable[[], object]]:
    page = interface.page
    return {
        "nothing": lambda: page.wait_for_timeout(seconds * 1000),
        "scrolling": lambda: scroll(page, seconds),
        "typing in search": partial(type_search, interface.search),
        "switching filters": partial(switch_filters, interface),
        "selecting all": partial(select_all, page),
        "the menu of all": partial(menu_of_all, interface),
        "sorting": partial(sort, page),
        "opening details": partial(open_details, page),
        "switching density": partial(switch_density, page),
        "scrolling a table with every column": partial(scroll_table, interface, seconds),
    }


def scroll(page: Page, seconds: int) -> None:
    page.evaluate(f"({SCROLL})({seconds}, {SPEED})")


def type_search(field: Locator) -> None:
    field.click()
    for text in ("volume 01", "volume 017", "size>8kB", "volume"):
        field.fill("")
        field.page.keyboard.type(text, delay=100)
    field.fill("")


def switch_filters(interface: Interface) -> None:
    for name in ("Downloading", "Paused", "All") * 2:
        interface.filter(name).click()
        interface.page.wait_for_timeout(250)


def select_all(page: Page) -> None:
    page.locator("[data-id]").first.click()
    for _ in range(4):
        for keys in ("Control+a", "Escape"):
            page.keyboard.press(keys)
            page.wait_for_timeout(250)


def menu_of_all(interface: Interface) -> None:
    page = interface.page
    page.locator("[data-id]").first.click()
    page.keyboard.press("Control+a")
    for row in page.locator("[data-id]").all()[2:6]:
        row.click(button="right")
        expect(page.get_by_role("menu")).to_be_visible()
        page.wait_for_timeout(250)
        page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def sort(page: Page) -> None:
    for key in ("Name", "Size", "Activity"):
        page.get_by_title("Sort by").click()
        page.get_by_role("menu").get_by_text(key, exact=True).click()
        page.wait_for_timeout(400)


def open_details(page: Page) -> None:
    for row in page.locator("[data-id]").all()[:6]:
        row.click()
        page.wait_for_timeout(300)
    page.keyboard.press("Escape")


def switch_density(page: Page) -> None:
    for name in ("Compact", "Comfortable") * 2:
        page.get_by_role("radio", name=name).click()
        page.wait_for_timeout(400)


def scroll_table(interface: Interface, seconds: int) -> None:
    page = interface.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.get_by_role("radio", name="Compact").click()
    page.get_by_role("button", name="Choose columns").click()
    missing = page.get_by_role("menuitemcheckbox", checked=False)
    while missing.count():
        missing.first.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    scroll(page, seconds)
