"""How the interface feels with 10,000 torrents while one downloads at full speed: in Chromium, then in the real window.

The file that ships, on the real engine in another process, to which it speaks without anything in between. Each thing a
person does is done for a few seconds, three times, while frames are counted; a bare list of as many lines
is put to the same beside such a download. Both ends of it are on this machine; beside what a line of 1 Gbit/s brings,
what matters most is done once more. ``--keep`` writes the figures to ``results``. ``memory`` instead of that says what
half an hour of use leaves in memory (``lasting``).
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from tests.ui.conftest import new_context
from tests.ui.hosts import Host
from tests.ui.interface import Interface

from . import comparing, lasting, results
from .acts import Doing, as_at_first, doings
from .bare_list import BareList, open_bare
from .figures import Figures, Table, figures, show
from .frames import Seen, add_taken, often, watched
from .full_speed import GIGABIT, Download, open_download
from .over_websocket import DirectTab, OverWebSocket
from .resting import delta_script, hidden, resting
from .torrents import make_torrents
from .traced import traced
from .ui_window import in_window

BATCH = 500
PAINTS = 7
"""Pages whose first paint is looked at."""
_TO_THE_TOP = "document.querySelector('[role=grid] [role=rowgroup]').scrollTop = 0"
_AT_THE_TOP = "document.querySelector('[data-id]').ariaRowIndex === '2'"
"""Behind the head of their group."""


def main() -> None:
    options = _options()
    if options.part == "memory":
        with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
            lasting.run(Path(place), options)
        return
    table, times = Table(), list[Figures]()
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
        if not options.window_only:
            in_chromium(Path(place), options.torrents, options.seconds, table, times)
        with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as other:
            in_window(Path(other), options.torrents, options.seconds, table, times)
    table.show("program", "bare list")
    print()
    show(times, "ms between frames")
    results.finish("ui", table, times, "program", "bare list", options, drawn="%")


def in_chromium(place: Path, torrents: int, seconds: int, table: Table, times: list[Figures]) -> None:
    with OverWebSocket(place / "host") as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        own = {"reduced_motion": "no-preference", "bypass_csp": True}
        bare_list = BareList(new_context(browser, **own), torrents, seconds)
        bare_paint = first_paint(lambda: new_context(browser, **own), partial(open_bare, lines=torrents))
        bare_alone = bare_list.scrolled()
        with OverWebSocket(place / "bare host") as other:
            with open_download(place / "bare seed", other.call) as download:
                bare = bare_list.watched(download.go_on)
            with open_download(place / "bare line", other.call, GIGABIT) as download:
                bare_line = bare_list.watched(download.go_on)
        bare_list.close()
        fill(host, torrents)
        interface = Interface(DirectTab(new_context(browser, **own), host), host)
        page = interface.page
        expect(page.get_by_title(f"All: {torrents:,}")).to_be_visible(timeout=60_000)
        paint = first_paint(lambda: new_context(browser, **own), lambda context: _opened(context, host))
        table.add("Chromium: first paint of the shell, from the start of loading", "ms", paint, bare_paint)
        resting(page, table)
        alone = watched(page.evaluate, doings(interface, seconds)["scrolling"].act)
        all_seen = [alone]
        page.evaluate(_TO_THE_TOP)
        page.wait_for_function(_AT_THE_TOP)
        table.add("Chromium, scrolling, no download: frames on time", "%", alone.on_time, bare_alone.on_time)
        with open_download(place / "seed", host.call) as download:
            _seen(page, download)
            for name, doing in doings(interface, seconds).items():
                seen = _watched(page, doing, download.go_on)
                all_seen.append(seen)
                # Once more, since a trace takes of the processors what a frame may have needed.
                download.go_on()
                doing.prepare()
                with traced(browser, page) as computed:
                    doing.act()
                _tell(table, name, seen, bare.get(name), max(computed))
                times.append(figures(f"Chromium: {name}", seen.frames))
                if name in bare:
                    times.append(figures(f"Chromium: {name}, bare list", bare[name].frames))
        as_at_first(interface)
        with open_download(place / "line", host.call, GIGABIT) as download:
            _seen(page, download)
            for name, doing in doings(interface, seconds).items():
                if name in bare_line:
                    seen = _watched(page, doing, download.go_on)
                    all_seen.append(seen)
                    label = f"Chromium, {name}, beside 1 Gbit/s: frames on time"
                    table.add(label, "%", seen.on_time, bare_line[name].on_time)
        add_taken(table, "Chromium", all_seen, [bare_alone, *bare.values(), *bare_line.values()])
        table.add("Chromium: script for a delta of 200 rows", "ms", delta_script(page))
        interface.close()
        page.context.close()
        hidden(new_context(browser, **own), host, table)
        browser.close()


def _seen(page: Page, download: Download) -> None:
    """It moves all other rows down, and the head of their group to where one of them was."""
    page.evaluate(_TO_THE_TOP)
    download.go_on()
    expect(page.locator(f"[data-id='{download.id}']")).to_be_visible()


def _watched(page: Page, doing: Doing, go_on: Callable[[], None]) -> Seen:
    """As often as the bare list does it."""

    def prepare() -> None:
        go_on()
        doing.prepare()

    return often(page.evaluate, doing.act, prepare)


def _tell(table: Table, name: str, seen: Seen, bare: Seen | None, computed: float) -> None:
    """``bare`` is None where a bare list has nothing of the kind. ``computed``: most that a task did, milliseconds."""
    on_time = f"Chromium, {name}: frames on time"
    table.add(on_time, "%", seen.on_time, bare.on_time if bare else None)
    task = f"Chromium, {name}: longest task (0: none of 50)"
    table.add(task, "ms", seen.longest_task, bare.longest_task if bare else None)
    table.add(f"Chromium, {name}: longest task, of a processor", "ms", computed)
    answer = f"Chromium, {name}: slowest input to paint (0: none of 16)"
    table.add(answer, "ms", seen.slowest_input, bare.slowest_input if bare else None)


def first_paint(new: Callable[[], BrowserContext], show: Callable[[BrowserContext], Page]) -> float:
    """Milliseconds, median of some: each in a browser's context of its own, where nothing of it was compiled before."""
    paints: list[float] = []
    for _ in range(PAINTS):
        context = new()
        page = show(context)
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        page.close()
        context.close()
    return statistics.median(paints)


def _opened(context: BrowserContext, host: OverWebSocket) -> Page:
    return Interface(DirectTab(context, host), host).page


def fill(host: Host, count: int) -> None:
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
    parts = "frames: what is seen of them; memory: what half an hour of use leaves in it"
    parser.add_argument("part", nargs="?", choices=("frames", "memory"), default="frames", help=parts)
    parser.add_argument("--torrents", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=5, help="of each thing that lasts as long as one likes")
    parser.add_argument("--window-only", action="store_true", help="not in Chromium")
    comparing.add_options(parser)
    return parser.parse_args()


if __name__ == "__main__":
    main()
