"""What a page of Chromium takes when everything that nobody holds any more is collected."""

from typing import Any

from playwright.sync_api import CDPSession, Page

COLD = "--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode --no-lazy-feedback-allocation"
"""A switch of Chromium's. Scripts are run and not made faster: code that is made faster fills the heap for hours."""
LOOKS = 25
BETWEEN_MS = 100
_IN_DOCUMENT = """() => {
  const walker = document.createTreeWalker(document);
  let count = 1;
  while (walker.nextNode()) count += 1;
  return count;
}"""

Counts = dict[str, int]


class Looking:
    """At one page, again and again."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable")

    def at_rest(self) -> Counts:
        """What was closed is let go of in a few turns of the page: it is looked at until three looks are the same."""
        looks: list[Counts] = []
        for _ in range(LOOKS):
            looks = [*looks[-2:], self.look()]
            if len(looks) == 3 and len({(each["loose nodes"], each["listeners"]) for each in looks}) == 1:
                break
            self._page.wait_for_timeout(BETWEEN_MS)
        return looks[-1]

    def look(self) -> Counts:
        # What a collection lets go of may hold what only the next one then finds.
        for _ in range(2):
            self._session.send("HeapProfiler.collectGarbage")
        counted = self._session.send("Memory.getDOMCounters")
        metrics: list[dict[str, Any]] = self._session.send("Performance.getMetrics")["metrics"]
        heap = next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize")
        shown: int = self._page.evaluate(_IN_DOCUMENT)
        return {
            "heap": int(heap),
            "shown nodes": shown,
            "loose nodes": counted["nodes"] - shown,
            "listeners": counted["jsEventListeners"],
            "documents": counted["documents"],
        }
