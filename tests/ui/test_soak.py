"""A day in front of the window, in minutes: page, bridge and host take no more after it. `npm run torture -- soak`."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import psutil
import pytest
from playwright.sync_api import Browser, BrowserType
from tests.rounds import rounds
from tests.soak.growing import grown
from tests.soak.page import COLD, Counts, Looking
from tests.swarm.samples import make
from tests.window.swarm import Seeder

from torrpeddo.engine import Engine
from torrpeddo.engine.deletion import jobs as deletions
from torrpeddo.rpc.outbox import Outbox

from .conftest import new_context
from .day import PageDay
from .hosts import InProcess
from .interface import Interface, Tab
from .screens import SCREENS

HOURS = rounds(3, 24)
MANY = rounds(6, 100)
"""Torrents that come and go in an hour."""
LOOKED_AT = ("several", "menu", "adding", "deleting", "settings", "palette", "log")
"""In the short form."""
PAGES = rounds(3, 40)
"""Each loaded anew a few times, on an engine that ends after it."""
LOADS = 3
SLACK: Counts = {"heap": 256 << 10, "shown nodes": 100, "loose nodes": 150, "threads": 4}
"""Code that runs for the first time is in the heap for good, and what is shown for the first time is copied from what
the page keeps. Pools, the engine's own and libtorrent's, grow and shrink by a thread or two each."""


@pytest.fixture(autouse=True)
def quick_undo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deletion is at its end soon after."""
    monkeypatch.setattr(deletions, "UNDO_SECONDS", 1.0)


@pytest.fixture(scope="module")
def cold_browser(browser_type: BrowserType) -> Iterator[Browser]:
    browser = browser_type.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu", COLD])
    yield browser
    browser.close()


@pytest.fixture
def cold_tab(cold_browser: Browser) -> Iterator[Tab]:
    with new_context(cold_browser) as context:
        yield Tab(context)


@pytest.mark.usefixtures("library")
def test_a_day_on_one_page_leaves_nothing_behind(
    host: InProcess, cold_tab: Tab, seeder: Seeder, tmp_path: Path
) -> None:
    make(tmp_path, "Zeta", {"film.mkv": 5_000, "sub/en.srt": 100}).torrent_file(host.profile.parent)
    interface = Interface(cold_tab, host)
    interface.sees("Alpha", "Ready")
    day = PageDay(seeder, MANY, LOOKED_AT if rounds(1, 0) else tuple(SCREENS))
    looking, remains, hours = Looking(interface.page), Remains(), list[Counts]()
    for number in range(HOURS):
        day.hour(interface)
        hours.append({**looking.at_rest(), **remains.look(interface, host)})
        print(f"hour {number + 1}: {hours[-1]}")
    interface.close()
    assert grown(hours, SLACK) == []


@pytest.mark.usefixtures("library")
def test_pages_and_engines_that_come_and_go_leave_nothing_behind(host: InProcess, cold_tab: Tab) -> None:
    remains, times = Remains(), list[Counts]()
    for number in range(PAGES):
        interface = Interface(cold_tab, host)
        interface.sees("Alpha", "Ready")
        for _ in range(LOADS):
            interface.row("Alpha").click()
            interface.page.reload()
            interface.page.wait_for_function("document.querySelector('#app main')")
            interface.sees("Alpha", "Ready")
        times.append({**Looking(interface.page).at_rest(), **remains.look(interface, host)})
        print(f"{number + 1}: {times[-1]}")
        interface.close()
        host.end()
        host.begin()
    assert grown(times, SLACK) == []


class Remains:
    """Of hosts, their bridges and engines: what of them is there yet."""

    def __init__(self) -> None:
        self._engines: WeakSet[Engine] = WeakSet()
        self._outboxes: WeakSet[Outbox] = WeakSet()

    def look(self, interface: Interface, host: InProcess) -> Counts:
        """Once the page was told all there was to tell."""
        self._engines.add(host.engine)
        self._outboxes.add(host.outbox)
        interface.until(lambda: not host.outbox.pending, "the bridge to have told everything")
        gc.collect()
        process = psutil.Process()
        # The test's own end of the bridge has as many as were ever busy at a time.
        helpers = sum(1 for each in threading.enumerate() if each.name.startswith("asyncio_"))
        return {
            "threads": process.num_threads() - helpers,
            "descriptors": process.num_fds(),
            "engines": len(self._engines),
            "outboxes": len(self._outboxes),
        }
