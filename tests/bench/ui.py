"""How the interface feels with 10,000 torrents while one downloads: frames, tasks and script, in Chromium.

The file that ships, on the real engine in another process. Each thing a person does is done for a few
seconds while frames are counted; a page that only counts frames is measured beside it in the same run.
Script and tasks come from Chromium's own performance metrics.
"""

import argparse
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, expect, sync_playwright
from tests.swarm.samples import make
from tests.swarm.seeder import Seeder
from tests.ui.conftest import new_context
from tests.ui.hosts import OverStdio
from tests.ui.interface import Interface

from .figures import Figures, figures, show
from .torrents import make_torrents

_WATCH = """
() => {
  const frames = [], tasks = [];
  const observer = new PerformanceObserver(list => list.getEntries().forEach(e => tasks.push(e.duration)));
  observer.observe({ entryTypes: ['longtask'] });
  let last = 0, going = true;
  const frame = now => {
    if (last) frames.push(now - last);
    last = now;
    if (going) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.endWatch = () => { going = false; observer.disconnect(); return { frames, tasks }; };
}
"""
_SCROLL = """
seconds => new Promise(done => {
  const box = document.querySelector('[role=grid] [role=rowgroup]');
  let began = 0, way = 40;
  const frame = now => {
    began ||= now;
    box.scrollTop += way;
    if (box.scrollTop <= 0 || box.scrollTop + box.clientHeight >= box.scrollHeight - 1) way = -way;
    if (now - began < seconds * 1000) requestAnimationFrame(frame); else done();
  };
  requestAnimationFrame(frame);
})
"""
_INPUT = """
() => new Promise(done => {
  const field = document.querySelector('[role=search] input');
  const began = performance.now();
  field.value += '1';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})
"""
ON_TIME = 1.5
"""Of the usual time between two frames: later than that, one was missed."""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
        run(Path(place), options.torrents, options.seconds)


def run(place: Path, torrents: int, seconds: int) -> None:
    sample = make(place / "seed", "A film", {"film.bin": 2_000_000_000 // 16})
    seeder = Seeder(sample)
    with OverStdio(place / "host") as host, sync_playwright() as playwright:
        _fill(host, torrents)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        bare_page = new_context(browser).new_page()
        bare = watched(bare_page, lambda: bare_page.wait_for_timeout(seconds * 1000))
        bare_page.close()
        interface = Interface(new_context(browser), host)
        page = interface.page
        expect(page.get_by_title(f"All: {torrents:,}")).to_be_visible(timeout=60_000)
        host.call("add_magnet", uri=f"{sample.magnet}&x.pe={seeder.address}")
        rows = [figures("nothing, on an empty page", bare["frames"])]
        tasks: dict[str, list[float]] = {}
        usual = rows[0].p50
        for name, doing in doings(interface, seconds).items():
            seen = watched(page, doing)
            rows.append(figures(name, seen["frames"]))
            tasks[name] = seen["tasks"]
            print(".", end="", flush=True)
        print()
        show(rows, "ms between frames")
        print()
        for row in rows[1:]:
            longest = max(tasks[row.name], default=0.0)
            print(f"{row.name}: {_on_time(row, usual)}; longest task {longest:.0f} ms")
        print(f"input to paint: {figures('', [page.evaluate(_INPUT) for _ in range(10)]).p50:.1f} ms")
        page.evaluate("() => { document.querySelector('[role=search] input').value = '' }")
        print(f"script for a delta of 200 rows: {delta(page):.2f} ms")
        interface.close()
        browser.close()
    seeder.close()


def watched(page: Page, doing: Callable[[], object]) -> dict[str, Any]:
    """Milliseconds between frames, and of tasks over 50 ms, while something is done."""
    page.evaluate(_WATCH)
    doing()
    seen: dict[str, Any] = page.evaluate("() => window.endWatch()")
    return seen


def doings(interface: Interface, seconds: int) -> dict[str, Callable[[], object]]:
    page = interface.page
    return {
        "nothing, while it downloads": lambda: page.wait_for_timeout(seconds * 1000),
        "scrolling": lambda: page.evaluate(_SCROLL, seconds),
        "typing in search": partial(type_search, interface),
        "selecting all": partial(select_all, page),
        "sorting": partial(sort, page),
        "opening details": partial(open_details, page),
    }


def type_search(interface: Interface) -> None:
    interface.search.click()
    for text in ("volume 01", "volume 017", "size>8kB", "volume"):
        interface.search.fill("")
        interface.page.keyboard.type(text, delay=60)
    interface.search.fill("")


def select_all(page: Page) -> None:
    page.locator("[data-id]").first.click()
    for _ in range(4):
        for keys in ("Control+a", "Escape"):
            page.keyboard.press(keys)
            page.wait_for_timeout(250)


def sort(page: Page) -> None:
    for key in ("Name", "Size", "Activity"):
        page.get_by_title("Sort by").click()
        page.get_by_role("menu").get_by_text(key, exact=True).click()
        page.wait_for_timeout(400)


def open_details(page: Page) -> None:
    for row in page.locator("[data-id]").all()[:6]:
        row.click()
        page.wait_for_timeout(300)


def delta(page: Page) -> float:
    """Milliseconds of script for each of many pushes of 200 changed rows."""
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    pushes = 20
    before = _script(session)
    page.evaluate(_PUSH, pushes)
    return (_script(session) - before) * 1000 / pushes


_PUSH = """
async pushes => {
  const said = JSON.parse(await window.hostRpc(JSON.stringify(
    { jsonrpc: '2.0', id: 'bench', method: 'get_status', params: {} })));
  const rows = said.result.torrents.slice(0, 200);
  const { session } = said.result;
  // As a host of its own would push them: what comes from the real one meanwhile is numbered otherwise.
  window.torrpeddo.receive(JSON.stringify([{ type: 'snapshot', seq: 1, session, rows: said.result.torrents,
    total: said.result.torrents.length }]));
  for (let n = 0; n < pushes; n += 1) {
    const changed = rows.map(row => ({ ...row, up_rate: 1000 + n, down_rate: 0 }));
    const text = JSON.stringify([{ type: 'delta', seq: n + 2, session, rows: changed, removed: [] }]);
    window.torrpeddo.receive(text);
    await new Promise(done => requestAnimationFrame(done));
  }
}
"""


def _script(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "ScriptDuration"))


def _on_time(row: Figures, usual: float) -> str:
    """From the p99: whether at least 99 of 100 frames came when they were due."""
    return "at least 99 % of frames on time" if row.p99 <= ON_TIME * usual else f"p99 {row.p99 / usual:.1f} × a frame"


def _fill(host: OverStdio, count: int) -> None:
    with ThreadPoolExecutor(64) as callers:
        adding = (
            partial(host.call, "add_torrent_file", content=content, paused=True) for content in make_torrents(count)
        )
        list(callers.map(lambda add: add(), adding))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run bench -- ui", description=__doc__)
    parser.add_argument("--torrents", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=5, help="of each thing that lasts as long as one likes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
