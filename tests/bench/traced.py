"""What Chromium's own trace says of a page's thread: how long it computed, whatever else the machine did meanwhile."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

_THREAD = "CrRendererMain"
_TASKS = {"ThreadControllerImpl::RunTask", "RunTask"}


@contextmanager
def traced(browser: Browser, page: Page) -> Iterator[list[float]]:
    """Milliseconds of the processor for each task of the page, there when the trace has ended.

    A task's own length is longer wherever the thread had to wait for a processor in the midst of it.
    """
    tasks: list[float] = []
    browser.start_tracing(page=page, categories=["toplevel"])
    try:
        yield tasks
    finally:
        events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
        named = [each for each in events if each["ph"] == "M" and each["name"] == "thread_name"]
        threads = {(each["pid"], each["tid"]) for each in named if each["args"]["name"] == _THREAD}
        tasks += [
            each["tdur"] / 1000
            for each in events
            if each["name"] in _TASKS and "tdur" in each and (each["pid"], each["tid"]) in threads
        ]
