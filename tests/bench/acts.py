"""What a person does to the interface while it is watched, in Chromium. Each takes a few seconds.

Only what a person does is done while somebody watches, at places that were looked up before: to look for an element
by its role or its words takes a script of the driver's tens of milliseconds in the page, more than most answers take.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Locator, Page, expect
from tests.ui.conftest import VIEWPORT
from tests.ui.interface import Interface

from .frames import SCROLL

SPEED = 40
"""Pixels a frame."""
MENU = "[role=menu]"
SHOWN = "[data-id]"
"""The rows that are drawn."""
Press = Callable[[], object]


@dataclass(frozen=True)
class Doing:
    act: Callable[[], object]
    prepare: Callable[[], object] = lambda: None
    """What is not looked at."""


def doings(interface: Interface, seconds: int) -> dict[str, Doing]:
    page = interface.page
    filters = {name: press(interface.filter(name)) for name in ("Downloading", "Paused", "All")}
    densities = {name: press(page.get_by_role("radio", name=name)) for name in ("Compact", "Comfortable")}
    sort_menu = press(page.get_by_title("Sort by"))
    search = press(interface.search)
    rows = [partial(page.mouse.click, *middle) for middle in middles(page.locator(SHOWN))[:6]]
    return {
        "nothing": Doing(lambda: page.wait_for_timeout(seconds * 1000)),
        "scrolling": Doing(partial(scroll, page, seconds)),
        "typing in search": Doing(partial(type_search, page, search)),
        "switching filters": Doing(partial(switch_filters, page, filters)),
        "selecting all": Doing(partial(select_all, page), rows[0]),
        "the menu of all": Doing(
            partial(menu_of_all, page, [partial(row, button="right") for row in rows[2:6]]), partial(choose_all, page)
        ),
        "sorting": Doing(partial(sort, page, sort_menu)),
        "opening details": Doing(partial(open_details, page, rows)),
        "switching density": Doing(partial(switch_density, page, densities)),
        "scrolling a table with every column": Doing(
            partial(scroll, page, seconds), partial(show_every_column, interface)
        ),
    }


def press(where: Locator) -> Press:
    """A press of the mouse in the middle of where something is now."""
    return partial(where.page.mouse.click, *middles(where)[0])


def middles(where: Locator) -> list[tuple[float, float]]:
    """All at one time: the rows that come and go while a list fills are others a moment later."""
    expect(where.first).to_be_visible()
    found: list[tuple[float, float]] = where.evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(({ x, y, width, height }) => "
        "[x + width / 2, y + height / 2])"
    )
    return found


def scroll(page: Page, seconds: int) -> None:
    page.evaluate(f"({SCROLL})({seconds}, {SPEED})")


def type_search(page: Page, field: Press) -> None:
    field()
    for text in ("volume 01", "volume 017", "size>8kB", "volume"):
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.type(text, delay=100)
    page.keyboard.press("Escape")


def switch_filters(page: Page, filters: dict[str, Press]) -> None:
    for name in ("Downloading", "Paused", "All") * 2:
        filters[name]()
        page.wait_for_timeout(250)


def select_all(page: Page) -> None:
    for _ in range(4):
        for keys in ("Control+a", "Escape"):
            page.keyboard.press(keys)
            page.wait_for_timeout(250)


def choose_all(page: Page) -> None:
    page.locator(SHOWN).first.click()
    page.keyboard.press("Control+a")


def menu_of_all(page: Page, rows: Sequence[Press]) -> None:
    for row in rows:
        row()
        expect(page.locator(MENU)).to_be_visible()
        page.wait_for_timeout(250)
        page.keyboard.press("Escape")
        expect(page.locator(MENU)).to_have_count(0)
    page.keyboard.press("Escape")


def sort(page: Page, menu: Press) -> None:
    for key in ("Name", "Size", "Activity"):
        menu()
        page.locator(MENU).get_by_text(key, exact=True).click()
        page.wait_for_timeout(400)


def open_details(page: Page, rows: Sequence[Press]) -> None:
    for row in rows:
        row()
        page.wait_for_timeout(300)
    page.keyboard.press("Escape")


def switch_density(page: Page, densities: dict[str, Press]) -> None:
    for name in ("Compact", "Comfortable") * 2:
        densities[name]()
        page.wait_for_timeout(400)


def as_at_first(interface: Interface) -> None:
    """After ``show_every_column``."""
    interface.page.get_by_role("radio", name="Comfortable").click()
    interface.page.set_viewport_size(VIEWPORT)


def show_every_column(interface: Interface) -> None:
    page = interface.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.get_by_role("radio", name="Compact").click()
    page.get_by_role("button", name="Choose columns").click()
    missing = page.get_by_role("menuitemcheckbox", checked=False)
    while missing.count():
        missing.first.click()
    page.keyboard.press("Escape")
    expect(page.locator(MENU)).to_have_count(0)
