"""How smoothly a list of 1,000 torrents scrolls in the real window, beside a page that has nothing to draw.

Each page scrolls a fixed distance a frame for some seconds while the times between
frames are taken. The bare page is a plain list of as many lines, without styles or
scripts of ours, in a window of the same program.
"""

import argparse
import tempfile
from pathlib import Path

from tests.window.driving import DrivenWindow, drive
from tests.window.processes import wait_for
from tests.window.product_window import Product, open_product
from tests.window.screen import open_screen

from . import comparing
from .figures import Table, figures, ratio, show
from .results import finish
from .torrents import make_torrents

_SCROLL = """
const [selector, seconds, done] = arguments;
const box = document.querySelector(selector);
const times = [];
let last = 0, began = 0, way = 12;
const frame = now => {
  if (last) times.push(now - last); else began = now;
  last = now;
  box.scrollTop += way;
  if (box.scrollTop <= 0 || box.scrollTop + box.clientHeight >= box.scrollHeight - 1) way = -way;
  if (now - began < seconds * 1000) requestAnimationFrame(frame); else done(times);
};
requestAnimationFrame(frame);
"""
_LIST = "[role=grid] [role=rowgroup]"
_COUNT = "return Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0)"
"""Of torrents and of the heads between them."""
_BARE = """<!doctype html><meta charset="utf-8"><title>Bare</title>
<div id="list" style="height:90vh;overflow:auto">{lines}</div>"""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
        run(Path(place), options)


def run(place: Path, options: argparse.Namespace) -> None:
    torrents, seconds = options.torrents, options.seconds
    page = place / "bare.html"
    page.write_text(_BARE.format(lines="".join(f"<p>Torrent number {n}</p>" for n in range(torrents))))
    with open_screen(place) as screen:
        with drive(DrivenWindow, screen, "scratch", page, place / "report.jsonl") as bare:
            plain = scroll(bare, "#list", seconds)
        with open_product(screen, None, place / "profile") as product:
            _fill(product, place, torrents)
            ours = scroll(product, _LIST, seconds)
        rows = [figures(f"program, {torrents} torrents", ours), figures(f"bare list, {torrents} lines", plain)]
        show(rows, "ms between frames")
        print()
        ratio("program ÷ bare list", *rows)
        on_time: list[float] = []
        for row, times in zip(rows, (ours, plain), strict=True):
            late = sum(1 for time in times if time > 1.5 * rows[1].p50)
            on_time.append(100 - 100 * late / len(times))
            print(f"{row.name}: {on_time[-1]:.1f} % of frames on time")
        table = Table()
        table.add("frames on time", "%", *on_time)
        finish("scroll", table, rows, "program", "bare list", options)


def scroll(window: DrivenWindow, selector: str, seconds: int) -> list[float]:
    """Milliseconds between frames."""
    window.page.set_script_timeout(seconds + 20)
    times: list[float] = window.page.execute_async_script(_SCROLL, selector, seconds)
    return times


def _fill(product: Product, place: Path, count: int) -> None:
    for content in make_torrents(count):
        product.call("add_torrent_file", content=content, save_path=str(place / "downloads"), paused=True)
    wait_for(lambda: product.run(_COUNT) >= count, 30, f"{count} torrents in the list")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run bench -- scroll", description=__doc__)
    parser.add_argument("--torrents", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=10, help="of scrolling, each")
    comparing.add_options(parser)
    return parser.parse_args()


if __name__ == "__main__":
    main()
