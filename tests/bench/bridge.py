"""What a download at full speed costs a bridge call, beside a no-op bridge under the same load.

Two real windows are open at once: the program, and a scratch program whose bridge does
nothing. Batches of calls alternate between them, first idle and then while the program
downloads from a seeder in another process, so that both see the same machine. Then rows are pushed: from the page's
call until it has read the last of them, beside a bridge that pushes as many characters of rows made beforehand.
"""

import argparse
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from tests.window.conftest import make_scratch
from tests.window.driving import DrivenWindow, drive
from tests.window.processes import wait_for
from tests.window.product_window import Product, open_product
from tests.window.screen import open_screen
from tests.window.swarm import open_seeder

from . import comparing
from .figures import Figures, Table, figures, ratio, show
from .results import finish
from .torrents import make_torrents

BATCH = 20
BATCH_ADDED = 500
AT_REST = "1" * 40
NO_OP = "no-op bridge"
WHAT: dict[str, tuple[str, dict[str, Any]]] = {
    "a question": ("get_settings", {}),
    "a question to the engine": ("get_rates", {"id": AT_REST, "span": "hour"}),
    "a command, saved": ("set_sequential", {"ids": [AT_REST], "sequential": True}),
}
"""What is called of the program."""
ROWS = (1, 200, 10_000)
"""In a push."""
PUSHES = 15
_TCP = ("--set", "enable_outgoing_utp=false")
"""uTP does a tenth of TCP's speed on loopback, which would be no load."""
_TIMED = """
const [requests, done] = arguments;
(async () => {
  const times = [];
  for (const request of requests) {
    const began = performance.now();
    await window.pywebview.api.rpc(JSON.stringify(request));
    times.push(performance.now() - began);
  }
  return times;
})().then(done, error => done(String(error)));
"""
_SUBSCRIBED = """
const [count, done] = arguments;
const usual = window.torrpeddo.receive;
let seen = 0, characters = 0;
const began = performance.now();
window.torrpeddo.receive = text => {
  for (const event of JSON.parse(text)) {
    if (event.type === 'snapshot') seen = 0;
    seen += event.rows?.length ?? 0;
  }
  characters += text.length;
  if (seen < count) return;
  window.torrpeddo.receive = usual;
  done([performance.now() - began, characters]);
};
window.pywebview.api.rpc(JSON.stringify({jsonrpc: '2.0', id: 1, method: 'subscribe', params: {}}));
"""
_PUSHED = """
const [rows, done] = arguments;
const began = performance.now();
window.receive = text => {
  const all = JSON.parse(text);
  done([performance.now() - began, text.length, all.length]);
};
window.pywebview.api.rpc(JSON.stringify(['push', rows]));
"""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
        run(Path(place), options)


def run(place: Path, options: argparse.Namespace) -> None:
    megabytes, batches = options.megabytes, options.batches
    scratch = make_scratch(place)
    with (
        open_screen(place) as screen,
        open_seeder(screen, place, {f"{n}.bin": 100_000_000 for n in range(megabytes // 100)}) as seeder,
        drive(DrivenWindow, screen, "scratch", scratch.page, scratch.report) as bare,
        open_product(screen, scratch.page, place / "profile", *_TCP) as product,
    ):
        # Of a torrent that is at rest, so that a command about it changes nothing but the library.
        product.call("add_magnet", uri=f"magnet:?xt=urn:btih:{AT_REST}", save_path=str(place / "none"), paused=True)
        idle = alternate(product, bare, batches)
        product.call("add_magnet", uri=seeder.magnet, save_path=str(place / "downloads"))
        wait_for(lambda: (product.row(seeder.id) or {}).get("done", 0) > 0, 30, "the first bytes")
        # As when somebody looks at it.
        product.call("watch", id=seeder.id)
        began = (product.row(seeder.id) or {})["done"]
        busy = alternate(product, bare, batches, until_seeding=seeder.id)
        row = product.row(seeder.id) or {}
        print(f"\nWhile {(row['done'] - began) / 1e6:.0f} MB came in ({row['state']} at the end):\n")
        quiet, loud = _named("idle", idle), _named("downloading", busy)
        show([*quiet.values(), *loud.values()])
        print()
        for what in WHAT:
            ratio(f"{what} ÷ no-op bridge, idle       ", quiet[what], quiet[NO_OP])
            ratio(f"{what} ÷ no-op bridge, downloading", loud[what], loud[NO_OP])
        for what in (*WHAT, NO_OP):
            ratio(f"downloading ÷ idle, {what}", loud[what], quiet[what])
        table = _table(quiet, loud)
        product.call("delete", ids=[seeder.id], trash=False)
        pushes = push(product, bare, table, place / "none")
        print()
        show(pushes)
        times = [*quiet.values(), *loud.values(), *pushes]
        finish("bridge", table, times, "program", NO_OP, options)


def _table(quiet: dict[str, Figures], loud: dict[str, Figures]) -> Table:
    table = Table()
    for when, found in (("idle", quiet), ("downloading", loud)):
        for what in WHAT:
            table.add(f"{what}, {when}, p50", "ms", found[what].p50, found[NO_OP].p50)
            table.add(f"{what}, {when}, p99", "ms", found[what].p99, found[NO_OP].p99)
    return table


def push(product: Product, bare: DrivenWindow, table: Table, place: Path) -> list[Figures]:
    """Rows to a page, from the program's list as it grows and from the no-op bridge; in turns."""
    contents = make_torrents(max(ROWS))
    there, pushed = 1, []
    _, of_some, _ = bare.page.execute_async_script(_PUSHED, 100)
    for rows in ROWS:
        while there < rows:
            some = [{"content": next(contents)} for _ in range(min(BATCH_ADDED, rows - there))]
            product.call("add_torrents", torrents=some, save_path=str(place), paused=True)
            there += len(some)
        wait_for(partial(_lists, product, rows), 60, "all in the list")
        ours, theirs = list[float](), list[float]()
        for number in range(PUSHES + 1):
            took, characters = product.page.execute_async_script(_SUBSCRIBED, rows)
            other, *_ = bare.page.execute_async_script(_PUSHED, max(1, round(characters * 100 / of_some)))
            if number:
                ours.append(took)
                theirs.append(other)
        what = f"a push of {rows:,} {'row' if rows == 1 else 'rows'}"
        mine, no_op = figures(what, ours), figures(f"{NO_OP}, as many characters", theirs)
        table.add(f"{what}, p50", "ms", mine.p50, no_op.p50)
        table.add(f"{what}, p99", "ms", mine.p99, no_op.p99)
        pushed += [mine, no_op]
    return pushed


def _lists(product: Product, rows: int) -> bool:
    return len(product.call("get_status")["torrents"]) == rows


def alternate(
    product: Product, bare: DrivenWindow, batches: int, until_seeding: str | None = None
) -> dict[str, list[float]]:
    """Milliseconds of each call, by what was called."""
    times: dict[str, list[float]] = {what: [] for what in (*WHAT, NO_OP)}
    for _ in range(batches):
        for what, (method, params) in WHAT.items():
            request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            times[what] += product.page.execute_async_script(_TIMED, [request] * BATCH)
        request = {"jsonrpc": "2.0", "id": 1, "method": "get_settings", "params": {}}
        times[NO_OP] += bare.page.execute_async_script(_TIMED, [["echo", request]] * BATCH)
        if until_seeding is not None and (product.row(until_seeding) or {}).get("state") == "seeding":
            break
    return times


def _named(when: str, times: dict[str, list[float]]) -> dict[str, Figures]:
    return {what: figures(f"{what}, {when}", samples) for what, samples in times.items()}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run bench -- bridge", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=3000, help="size of the download")
    parser.add_argument("--batches", type=int, default=60, help=f"batches of {BATCH} calls, idle; at most, downloading")
    comparing.add_options(parser)
    return parser.parse_args()


if __name__ == "__main__":
    main()
