"""What is measured beside the interface: a page with as many lines that does no more than a list of them must."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

from .acts import SHOWN, Press, middles, open_details, press, scroll, select_all, type_search
from .frames import Seen, often, watched

BARE = Path(__file__).with_suffix(".html")


def open_bare(context: BrowserContext, lines: int) -> Page:
    page = context.new_page()
    page.goto(f"{BARE.as_uri()}#{lines}")
    return page


class BareList:
    """One in a page of Chromium, with the acts that the interface is put to, so far as a bare list knows them."""

    def __init__(self, context: BrowserContext, lines: int, seconds: int) -> None:
        self.page = open_bare(context, lines)
        rows: list[Press] = [
            partial(self.page.mouse.click, *middle) for middle in middles(self.page.locator(SHOWN))[:6]
        ]
        self._acts: dict[str, Callable[[], object]] = {
            "nothing": lambda: self.page.wait_for_timeout(seconds * 1000),
            "scrolling": lambda: scroll(self.page, seconds),
            "typing in search": partial(type_search, self.page, press(self.page.locator("input"))),
            "selecting all": partial(self._select_all, rows[0]),
            "sorting": partial(self._sort, [press(self._button(name)) for name in ("Name", "Size", "Name")]),
            "opening details": partial(open_details, self.page, rows),
        }

    def scrolled(self) -> Seen:
        """What was seen while it scrolled and nothing else went on."""
        return watched(self.page.evaluate, self._acts["scrolling"])

    def watched(self, go_on: Callable[[], None]) -> dict[str, Seen]:
        """What was seen of each act, which is done some times over; ``go_on`` sees to the download before it."""
        return {name: often(self.page.evaluate, act, go_on) for name, act in self._acts.items()}

    def close(self) -> None:
        self.page.context.close()

    def _button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def _select_all(self, row: Press) -> None:
        row()
        select_all(self.page)

    def _sort(self, buttons: list[Press]) -> None:
        for button in buttons:
            button()
            self.page.wait_for_timeout(400)
