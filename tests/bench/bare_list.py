"""What is measured beside the interface: a page with as many lines that does no more than a list of them must."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from .acts import open_details, scroll, select_all, type_search
from .frames import Seen, watched

BARE = Path(__file__).with_suffix(".html")


class BareList:
    """One in a page of Chromium, with the acts that the interface is put to, so far as a bare list knows them."""

    def __init__(self, context: BrowserContext, lines: int, seconds: int) -> None:
        self.page: Page = context.new_page()
        self.page.goto(f"{BARE.as_uri()}#{lines}")
        self._acts: dict[str, Callable[[], object]] = {
            "nothing": lambda: self.page.wait_for_timeout(seconds * 1000),
            "scrolling": lambda: scroll(self.page, seconds),
            "typing in search": lambda: type_search(self.page.locator("input")),
            "selecting all": partial(select_all, self.page),
            "sorting": self._sort,
            "opening details": partial(open_details, self.page),
        }

    def watched(self, go_on: Callable[[], None]) -> dict[str, Seen]:
        """What was seen of each act; ``go_on`` sees to the download before it."""
        seen = {}
        for name, act in self._acts.items():
            go_on()
            seen[name] = watched(self.page.evaluate, act)
        return seen

    def close(self) -> None:
        self.page.context.close()

    def _sort(self) -> None:
        for name in ("Name", "Size", "Name"):
            self.page.get_by_role("button", name=name).click()
            self.page.wait_for_timeout(400)
