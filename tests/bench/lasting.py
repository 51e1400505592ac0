"""What half an hour of use leaves in memory, with 10,000 torrents in the list: Chromium's page, and the real window's.

Compressed: what a person does in three minutes is done as fast as the page follows, ten times over. Chromium
is made to collect what nobody holds before each look; what scripts were compiled into is in its heap, which fills with
that for a while (``tests/ui/test_soak.py`` counts without). WebKit can't be made to: its memory is as it lies.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, expect, sync_playwright
from tests.soak.page import Looking
from tests.swarm.samples import make
from tests.ui import conftest as ui
from tests.ui.day import PageDay
from tests.ui.hosts import InProcess
from tests.ui.interface import Interface
from tests.ui.screens import SCREENS
from tests.window.processes import page_of
from tests.window.product_window import Product, open_product
from tests.window.screen import Screen, open_screen
from tests.window.swarm import open_seeder

from . import comparing, plots
from .results import FOLDER, about
from .torrents import make_torrents
from .ui_window import fill_window, use_window

MINUTES = 3
TENTHS = 10
MANY = 50
"""Torrents that come and go in each."""
BATCH = 500
ALL_OF_THEM = {"several", "compact several"}
"""Screens that count on a short list."""
UNITS = {"heap": "MiB", "memory": "MiB", "nodes": "", "listeners": "", "threads": "", "descriptors": ""}
NAME = "ui-memory"
_MIB = 2**20

Marks = dict[str, list[float]]
"""Figures by what they are of, one for each mark: at the beginning and after each tenth."""


def run(place: Path, options: argparse.Namespace) -> None:
    marks: Marks = {}
    if not options.window_only:
        with in_chromium(place, options.torrents) as (interface, day, page):
            looking = Looking(interface.page)
            for tenth in range(TENTHS + 1):
                if tenth:
                    day.hour(interface)
                _mark(marks, "Chromium", _of_chromium(looking, page))
    in_window(place / "window", options.torrents, marks)
    told = _told(marks, options.torrents)
    print("\n".join(["", *_table(told)]))
    if options.compare:
        comparing.show(comparing.read(options.compare), told)
    if options.keep:
        _keep(told, marks)


@contextmanager
def in_chromium(place: Path, torrents: int) -> Iterator[tuple[Interface, PageDay, psutil.Process]]:
    """The interface with so many torrents and a few that can be used, what is done with it, and its page's process."""
    with (
        open_seeder(os.environ, _made(place / "seeder"), ui.FILES, "A film") as seeder,
        InProcess(place / "host") as host,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        expect.set_options(timeout=60_000)
        ui.fill(host, place / "samples")
        make(place, "Zeta", {"film.mkv": 5_000, "sub/en.srt": 100}).torrent_file(host.profile.parent)
        contents = list(make_torrents(torrents))
        for at in range(0, torrents, BATCH):
            some = [{"content": content} for content in contents[at : at + BATCH]]
            host.call("add_torrents", torrents=some, save_path=str(host.downloads), paused=True)
        view = {"welcomed": True, "sort": "name", "direction": "ascending"}
        host.call("update_settings", changes={"view": view})
        interface = Interface(ui.new_context(browser, reduced_motion="no-preference"), host)
        there = torrents + 5
        expect(interface.page.get_by_title(f"All: {there:,}", exact=True)).to_be_visible()
        screens = tuple(name for name in SCREENS if name not in ALL_OF_THEM)
        yield interface, PageDay(seeder, MANY, screens, there), _page_of(browser)
        interface.close()
        browser.close()


def in_window(place: Path, torrents: int, marks: Marks) -> None:
    with open_screen(_made(place)) as screen, open_product(screen, None, place / "profile") as product:
        fill_window(product, place, torrents)
        contents = make_torrents(1_000_000)
        for _ in range(torrents):
            next(contents)
        for tenth in range(TENTHS + 1):
            if tenth:
                some = [{"content": next(contents)} for _ in range(MANY)]
                _use(product, screen, some, str(place / "downloads"))
            _mark(marks, "window, page", _of_process(page_of(product.process.pid)))
            _mark(marks, "window, host", _of_process(product.process))


def _use(product: Product, screen: Screen, some: list[dict[str, str]], folder: str) -> None:
    added = product.call("add_torrents", torrents=some, save_path=folder, paused=True)["torrents"]
    use_window(product, screen)
    product.call("delete", ids=[each["id"] for each in added], trash=False)


def _of_chromium(looking: Looking, page: psutil.Process) -> Mapping[str, float]:
    counts = looking.at_rest()
    return {
        "heap": counts["heap"] / _MIB,
        "memory": page.memory_info().rss / _MIB,
        "nodes": counts["shown nodes"] + counts["loose nodes"],
        "listeners": counts["listeners"],
    }


def _of_process(process: psutil.Process) -> Mapping[str, float]:
    return {
        "memory": process.memory_info().rss / _MIB,
        "threads": process.num_threads(),
        "descriptors": process.num_fds(),
    }


def _page_of(browser: Browser) -> psutil.Process:
    """The process that draws, of the browser that this one has started: that of the largest."""
    assert browser.is_connected()
    family = psutil.Process().children(recursive=True)
    pages = [each for each in family if "--type=renderer" in " ".join(each.cmdline())]
    return max(pages, key=lambda each: each.memory_info().rss)


def _mark(marks: Marks, where: str, figures: Mapping[str, float]) -> None:
    for what, value in figures.items():
        marks.setdefault(f"{where}: {what}", []).append(value)
    print(".", end="", file=sys.stderr, flush=True)


def _told(marks: Marks, torrents: int) -> dict[str, Any]:
    rows = [
        {
            "name": what,
            "unit": UNITS[what.rsplit(": ", 1)[-1]],
            **{f"{tenth * MINUTES} min": round(value, 2) for tenth, value in enumerate(values)},
        }
        for what, values in marks.items()
    ]
    return {"about": {**about(), "torrents": str(torrents)}, "figures": rows}


def _table(told: Mapping[str, Any]) -> list[str]:
    """Of Markdown."""
    columns = [f"{tenth * MINUTES} min" for tenth in range(TENTHS + 1)]
    lines = [f"| | {' | '.join(columns)} | |", f"|---|{'--:|' * len(columns)}---|"]
    for row in told["figures"]:
        values = " | ".join(f"{row[column]:.1f}" if row["unit"] else f"{row[column]:.0f}" for column in columns)
        lines.append(f"| {row['name']} | {values} | {row['unit']} |")
    return lines


def _keep(told: Mapping[str, Any], marks: Marks) -> None:
    FOLDER.mkdir(exist_ok=True)
    said = ", ".join(f"{what} {value}" for what, value in told["about"].items())
    lines = ["# `npm run bench -- ui memory`", "", f"{said}.", "", *_table(told), ""]
    (FOLDER / f"{NAME}.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    (FOLDER / f"{NAME}.md").write_text("\n".join(lines), "utf-8")
    memory = {what.removesuffix(": memory"): values for what, values in marks.items() if what.endswith(": memory")}
    heap = {f"{what}, scripts".replace(": heap", ""): values for what, values in marks.items() if "heap" in what}
    drawn = plots.lines("Memory over half an hour of use, compressed", "MiB", MINUTES, {**memory, **heap})
    (FOLDER / f"{NAME}.svg").write_text(drawn, "utf-8")
    print(f"\nKept in tests/bench/results/{NAME}.json, .md and .svg", file=sys.stderr)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
