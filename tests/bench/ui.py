"""How the interface feels with 10,000 torrents while one downloads at full speed: in Chromium, then in the real window.

The file that ships, on the real engine in another process. Each thing a person does is done for a few seconds while
frames are counted; a page that only counts frames (in the window: a bare list of as many lines) is measured beside the
same download. ``--keep`` writes the figures to ``results``.
"""

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright
from tests.ui.conftest import new_context
from tests.ui.hosts import OverStdio
from tests.ui.interface import Interface

from . import results
from .download import open_download
from .figures import Figures, Table, figures, show
from .frames import SCROLL, Seen, watched
from .resting import delta_script, hidden, resting
from .torrents import make_torrents
from .ui_window import in_window

BATCH = 500
SPEED = 40
"""Pixels a frame."""


def main() -> None:
    options = _options()
    table, times = Table(), list[Figures]()
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
        if not options.window_only:
            in_chromium(Path(place), options.torrents, options.seconds, table, times)
        with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as other:
            in_window(Path(other), options.torrents, options.seconds, table, times)
    table.show("program", "bare")
    print()
    show(times, "ms between frames")
    if options.keep:
        results.keep("ui", table, times, "program", "bare page")


def in_chromium(place: Path, torrents: int, seconds: int, table: Table, times: list[Figures]) -> None:
    with OverStdio(place / "host") as host, sync_playwright() as playwright:
        fill(host, torrents)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        motion = {"reduced_motion": "no-preference"}
        interface = Interface(new_context(browser, **motion), host)
        page = interface.page
        expect(page.get_by_title(f"All: {torrents:,}")).to_be_visible(timeout=60_000)
        table.add("Chromium: first paint of the shell, from the start of loading", "ms", first_paint(page))
        resting(page, table)
        with open_download(place / "seed", host.call) as download:
            download.go_on()
            bare_page = new_context(browser, **motion).new_page()
            bare = watched(bare_page.evaluate, lambda: bare_page.wait_for_timeout(seconds * 1000))
            bare_page.close()
            page.bring_to_front()
            times.append(figures("Chromium: an empty page", bare.frames))
            for name, doing in doings(interface, seconds).items():
                download.go_on()
                seen = watched(page.evaluate, doing)
                _tell(table, name, seen, bare)
                times.append(figures(f"Chromium: {name}", seen.frames))
        table.add("Chromium: script for a delta of 200 rows", "ms", delta_script(page))
        interface.close()
        hidden(new_context(browser, **motion), host, table)
        browser.close()


def _tell(table: Table, name: str, seen: Seen, bare: Seen) -> None:
    table.add(f"Chromium, {name}: frames on time", "%", seen.on_time, bare.on_time)
    table.add(f"Chromium, {name}: longest task (0: none of 50)", "ms", seen.longest_task)
    table.add(f"Chromium, {name}: slowest input to paint (0: none of 16)", "ms", seen.slowest_input)


def first_paint(page: Page) -> float:
    paint: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    return paint


def doings(interface: Interface, seconds: int) -> dict[str, Callable[[], object]]:
    page = interface.page
    return {
        "nothing": lambda: page.wait_for_timeout(seconds * 1000),
        "scrolling": lambda: scroll(page, seconds),
        "typing in search": partial(type_search, interface),
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


def type_search(interface: Interface) -> None:
    interface.search.click()
    for text in ("volume 01", "volume 017", "size>8kB", "volume"):
        interface.search.fill("")
        interface.page.keyboard.type(text, delay=100)
    interface.search.fill("")


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
    for column in page.get_by_role("menuitemcheckbox", checked=False).all_text_contents():
        if not page.get_by_role("menu").count():
            page.get_by_role("button", name="Choose columns").click()
        page.get_by_role("menuitemcheckbox", name=column.strip(), exact=True).click()
    page.keyboard.press("Escape")
    scroll(page, seconds)


def fill(host: OverStdio, count: int) -> None:
    contents = list(make_torrents(count))
    for at in range(0, count, BATCH):
        host.call(
            "add_torrents",
            torrents=[{"content": content} for content in contents[at : at + BATCH]],
            save_path=str(host.downloads),
            paused=True,
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run bench -- ui", description=__doc__)
    parser.add_argument("--torrents", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=5, help="of each thing that lasts as long as one likes")
    parser.add_argument("--window-only", action="store_true", help="not in Chromium")
    parser.add_argument("--keep", action="store_true", help="write the figures to tests/bench/results")
    return parser.parse_args()


if __name__ == "__main__":
    main()
