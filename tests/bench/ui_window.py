"""The same in the real WebKitGTK window, beside a bare list of as many lines in a window of the same program."""

import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from tests.ui.hosts import OverStdio
from tests.window.driving import DrivenWindow, drive
from tests.window.processes import wait_for
from tests.window.product_window import Product, open_product
from tests.window.screen import Screen, open_screen

from .bare_list import BARE
from .figures import Figures, Table, figures
from .frames import SCROLL, Seen, add_taken, often, watched
from .full_speed import GIGABIT, Download, open_download
from .resting import CHANGE_EACH_SECOND, share
from .torrents import make_torrents

SPEED = 20
"""Pixels a frame."""
BATCH = 250
_PAUSES = """
const wait = ms => new Promise(done => setTimeout(done, ms));
const all = selector => [...document.querySelectorAll(selector)];
const painted = async act => {
  const began = performance.now();
  act();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  window.answers.push(performance.now() - began);
};
window.answers ??= [];
"""
_COUNT = "return Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0)"
"""Of torrents and of the heads between them."""
_KEY = "new KeyboardEvent('keydown', { key, ctrlKey: key === 'a', bubbles: true, cancelable: true })"
_OPEN = (
    ("k", "ctrlKey"),
    (",", "ctrlKey"),
    ("n", "ctrlKey"),
    ("u", "ctrlKey"),
    ("j", "ctrlKey"),
    ("F1", "shiftKey"),
)
"""Keys that open something, and what is held with them."""
_PRESS = """
    const press = (key, held) => document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, [held]: key !== 'F1', bubbles: true, cancelable: true }));
"""
ALONE = "scrolling, no download"
DOINGS = {
    "scrolling": "await scroll(seconds)",
    "typing in search": """
        const field = document.querySelector('[role=search] input');
        const type = text => painted(() => {
          field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        });
        for (const letter of 'volume 017') { await type(field.value + letter); await wait(100); }
        await type('');
        await wait(300);""",
    "selecting all": f"""
        for (const key of ['a', 'Escape', 'a', 'Escape', 'a', 'Escape']) {{
          await painted(() => (document.querySelector('[data-id]') ?? document.body).dispatchEvent({_KEY}));
          await wait(250);
        }}""",
    "sorting": """
        for (const name of ['Name', 'Size', 'Name', 'Size']) {
          const button = all('[role=columnheader] button').find(each => each.textContent.trim().startsWith(name));
          await painted(() => button.click());
          await wait(400);
        }""",
    "opening details": """
        for (const row of all('[data-id]').slice(0, 6)) {
          const press = new PointerEvent('pointerdown', { bubbles: true, button: 0, pointerType: 'mouse' });
          await painted(() => row.dispatchEvent(press));
          dispatchEvent(new PointerEvent('pointerup'));
          await wait(300);
        }""",
}


def in_window(place: Path, torrents: int, seconds: int, table: Table, times: list[Figures]) -> None:
    with open_screen(place) as screen:
        plain, bare_rest = _bare(screen, place, seconds)
        with open_product(screen, None, place / "profile") as product:
            fill_window(product, place, torrents)
            table.add("window at rest: CPU of the page's process", "% of a core", rest(product, seconds), bare_rest)
            _look_away(product, screen, table, seconds)
            product.run("document.querySelector('[role=radio][aria-label=Compact]').click()")
            product.wait_until("return document.querySelectorAll('[role=columnheader] button').length > 1")
            all_seen = [walked(product, "scrolling", seconds)]
            _tell(table, times, ALONE, all_seen[0], plain[ALONE])
            with open_download(place / "seed", product.call) as download:
                for name in DOINGS:
                    all_seen.append(_walked_often(product, name, seconds, download))
                    _tell(table, times, name, all_seen[-1], plain[name])
            with open_download(place / "line", product.call, GIGABIT) as download:
                for name in DOINGS:
                    all_seen.append(_walked_often(product, name, seconds, download))
                    label = _on_a_line(name)
                    table.add(f"window, {label}: frames on time", "%", all_seen[-1].on_time, plain[label].on_time)
            add_taken(table, "window", all_seen, list(plain.values()))
            product.run("document.querySelector('[role=radio][aria-label=Comfortable]').click()")
            _async(product, CHANGE_EACH_SECOND)
            busy = rest(product, seconds)
            table.add("window, 20 rows downloading: CPU of the page's process", "% of a core", busy)


def _bare(screen: Screen, place: Path, seconds: int) -> tuple[dict[str, Seen], float]:
    """What was seen of the bare list beside a download, and percent of a core that it takes at rest."""
    with (
        drive(DrivenWindow, screen, "scratch", BARE, place / "report.jsonl") as bare,
        OverStdio(place / "host") as host,
    ):
        bare.wait_until("return document.querySelectorAll('[data-id]').length > 0")
        at_rest = rest(bare, seconds)
        plain = {ALONE: walked(bare, "scrolling", seconds)}
        with open_download(place / "bare seed", host.call) as download:
            for name in DOINGS:
                plain[name] = _walked_often(bare, name, seconds, download)
        with open_download(place / "bare line", host.call, GIGABIT) as download:
            for name in DOINGS:
                plain[_on_a_line(name)] = _walked_often(bare, name, seconds, download)
    return plain, at_rest


def _on_a_line(name: str) -> str:
    return f"{name}, beside 1 Gbit/s"


def walked(window: DrivenWindow, name: str, seconds: int) -> Seen:
    return watched(*_walk(window, name, seconds))


def _walked_often(window: DrivenWindow, name: str, seconds: int, download: Download) -> Seen:
    return often(*_walk(window, name, seconds), download.go_on)


def _walk(window: DrivenWindow, name: str, seconds: int) -> tuple[Callable[[str], Any], Callable[[], object]]:
    """How to ask the page, and the act."""
    scroll = f"const scroll = seconds => ({SCROLL})(seconds, {SPEED});"
    body = f"{_PAUSES}{scroll}const seconds = {seconds};{DOINGS[name]}"
    return lambda script: window.run(f"return {script.strip()}"), lambda: _async(window, body)


def use_window(product: Product, screen: Screen) -> None:
    """As a person does in a few minutes: through the list, its order and details, the dialogs, and away for a while."""
    scroll = f"const scroll = seconds => ({SCROLL})(seconds, {SPEED});"
    for density in ("Compact", "Comfortable"):
        product.run(f"document.querySelector('[role=radio][aria-label={density}]').click()")
        for name in DOINGS if density == "Compact" else ("opening details",):
            _async(product, f"{_PAUSES}{scroll}const seconds = 2;{DOINGS[name]}")
    for key, held in _OPEN:
        product.run(f"{_PRESS} press({key!r}, {held!r})")
        product.wait_until("return document.querySelector('[role=dialog]') !== null")
        product.run(f"{_PRESS} press('Escape', 'shiftKey')")
        product.wait_until("return document.querySelector('[role=dialog]') === null")
    window = product.native()
    screen.xdotool("windowminimize", "--sync", window)
    screen.xdotool("windowmap", "--sync", window, "windowactivate", "--sync", window)


def _async(window: DrivenWindow, body: str) -> Any:
    window.page.set_script_timeout(60)
    script = (
        f"const done = arguments[0]; (async () => {{ {body} }})().then(() => done(null), error => done(`${{error}}`))"
    )
    failed = window.page.execute_async_script(script)
    assert failed is None, failed
    return failed


def _tell(table: Table, times: list[Figures], name: str, seen: Seen, bare: Seen) -> None:
    table.add(f"window, {name}: frames on time", "%", seen.on_time, bare.on_time)
    if seen.answers:
        answers, bare_answers = statistics.median(seen.answers), statistics.median(bare.answers)
        table.add(f"window, {name}: input to paint", "ms", answers, bare_answers)
    times.append(figures(f"window: {name}", seen.frames))
    times.append(figures(f"window: {name}, bare list", bare.frames))


def rest(window: DrivenWindow, seconds: int) -> float:
    """Percent of a core that the page's process computes."""
    pages = [each for each in window.process.children(recursive=True) if "WebProcess" in each.name()]
    assert pages, "the page has no process of its own"
    return share(pages, seconds, lambda: _wait(pages[0], seconds))


def _wait(process: psutil.Process, seconds: float) -> None:
    """While it lives, which it does."""
    try:
        process.wait(seconds)
    except psutil.TimeoutExpired:
        return
    raise AssertionError("The page's process has ended.")


def _look_away(product: Product, screen: Screen, table: Table, seconds: int) -> None:
    """The window to the task bar, and back."""
    window = product.native()
    screen.xdotool("windowminimize", "--sync", window)
    table.add("window, minimised: CPU of the page's process", "% of a core", rest(product, seconds))
    screen.xdotool("windowmap", "--sync", window, "windowactivate", "--sync", window)


def fill_window(product: Product, place: Path, count: int) -> None:
    contents = list(make_torrents(count))
    folder = str(place / "downloads")
    for at in range(0, count, BATCH):
        torrents = [{"content": content} for content in contents[at : at + BATCH]]
        product.call("add_torrents", torrents=torrents, save_path=folder, paused=True)
    wait_for(
        lambda: product.run(f"return document.querySelector('[title=\"All: {count:,}\"]') !== null"),
        60,
        "all in the list",
    )
