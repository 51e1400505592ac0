"""What deleting many files costs, beside bare loops that unlink the same tree, and whether anybody else notices.

Rounds alternate between the program (``torrpeddo engine``, over its pipes), a loop of
``os.unlink`` and ``shutil.rmtree``, each on a tree of its own with the same names and bytes.
While the program works, a call that its engine answers and one that never reaches the
engine are made every 20 ms.

*Gone* is the time the program works: from ``delete`` until nothing is in its place any
more, and from the end of the ten seconds in which it can be undone until the last file is unlinked.
"""

import argparse
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.swarm.program import Program

from . import comparing
from .figures import Figures, Table, figures, ratio, show
from .results import finish
from .torrents import Tree, grow_tree, make_torrents, torrent_of

OURS, BARE = "engine", "os.unlink"
EVERY = 0.02
"""Seconds between two pings."""


def main() -> None:
    options = _options()
    table, times = Table(), list[Figures]()
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-", dir=options.place) as place:
        for files in options.files:
            times += run(Path(place) / str(files), files, options.rounds, table)
        if options.torrents:
            times += run_many(Path(place) / "many", options.torrents)
    if options.files:
        table.show(OURS, BARE)
    finish("delete", table, times, OURS, BARE, options)


def run(place: Path, files: int, rounds: int, table: Table) -> list[Figures]:
    tree = Tree(f"Tree of {files}", files)
    took: dict[str, list[float]] = {}
    pings: dict[str, list[float]] = {}
    for number in range(rounds):
        for name, bare in ((BARE, unlink_all), ("shutil.rmtree", shutil.rmtree)):
            grow_tree(tree, place / name)
            _take(took, name, timed(partial(bare, place / name)))
        one_round(place / f"round-{number}", tree, took, pings)
    rows = {name: figures(name, times) for name, times in took.items()}
    print(f"\n{files} files, {rounds} rounds\n")
    show(list(rows.values()))
    print()
    ratio("gone ÷ os.unlink    ", rows["gone"], rows[BARE])
    ratio("gone ÷ shutil.rmtree", rows["gone"], rows["shutil.rmtree"])
    table.add(f"{files} files, answered", "ms", rows["delete, acknowledged"].p50)
    table.add(f"{files} files, gone", "ms", rows["gone"].p50, rows[BARE].p50)
    return [*_named(files, took), *_shown(files, pings)]


def one_round(place: Path, tree: Tree, took: dict[str, list[float]], pings: dict[str, list[float]]) -> None:
    downloads = place / "downloads"
    grow_tree(tree, downloads)
    with Program(place / "profile") as program:
        added = {"content": torrent_of(tree), "save_path": str(downloads), "seed_mode": True}
        id = program.call("add_torrent_file", seconds=60, **added)["id"]
        program.until(lambda: program.rows.get(id, {}).get("state") == "seeding", 60)
        with pinging(program, pings, "idle"):
            time.sleep(1)
        with pinging(program, pings, "planning the preview"):
            began = time.perf_counter()
            preview = program.call("preview_delete", ids=[id], seconds=60)
            _take(took, "preview_delete, first page", time.perf_counter() - began)
        assert preview["goes_count"] == tree.files
        began = time.perf_counter()
        program.call("preview_delete", ids=[id], token=preview["token"], offset=preview["next_offset"])
        _take(took, "preview_delete, next page", time.perf_counter() - began)
        began = time.perf_counter()
        deleted = program.call("delete", ids=[id], trash=False, token=preview["token"])
        _take(took, "delete, acknowledged", time.perf_counter() - began)
        with pinging(program, pings, "setting aside"):
            wait(lambda: not (downloads / tree.name).exists())
            aside = time.perf_counter() - began
        _take(took, "out of its place", aside)
        program.until(lambda: id not in program.rows, 60)
        time.sleep(max(0.0, deleted["undo_until"] - time.time() - 0.1))
        with pinging(program, pings, "erasing"):
            time.sleep(max(0.0, deleted["undo_until"] - time.time()))
            erasing = timed(lambda: wait(lambda: not any(downloads.iterdir())))
        _take(took, "gone", aside + erasing)
        program.end()


def run_many(place: Path, count: int) -> list[Figures]:
    """As many torrents of one small file each, deleted by one command."""
    downloads = place / "downloads"
    downloads.mkdir(parents=True)
    took: dict[str, list[float]] = {}
    pings: dict[str, list[float]] = {}
    with Program(place / "profile") as program:
        ids = []
        for number, content in enumerate(make_torrents(count)):
            (downloads / f"Open archive, volume {number:05}").write_bytes(b"x" * (1 + number % 16384))
            ids.append(program.call("add_torrent_file", content=content, save_path=str(downloads), paused=True)["id"])
        with pinging(program, pings, "idle"):
            time.sleep(1)
        with pinging(program, pings, "planning the preview"):
            began = time.perf_counter()
            token = program.call("preview_delete", ids=ids, seconds=120)["token"]
            _take(took, "preview_delete, first page", time.perf_counter() - began)
        began = time.perf_counter()
        deleted = program.call("delete", ids=ids, trash=False, token=token)
        _take(took, "delete, acknowledged", time.perf_counter() - began)
        with pinging(program, pings, "setting aside"):
            program.until(lambda: not program.rows, 120)
            _take(took, "out of the list", time.perf_counter() - began)
        with pinging(program, pings, "waiting and erasing"):
            time.sleep(max(0.0, deleted["undo_until"] - time.time()))
            _take(took, "erased after that", timed(lambda: wait(lambda: not any(downloads.iterdir()), 120)))
        program.end()
    print(f"\n{count} torrents of one file, by one command\n")
    show([figures(name, times) for name, times in took.items()])
    what = f"{count} torrents"
    return [*_named(what, took), *_shown(what, pings)]


def _shown(what: object, pings: dict[str, list[float]]) -> list[Figures]:
    print(f"\nA call every {EVERY * 1000:.0f} ms, meanwhile:\n")
    show([figures(name, times) for name, times in pings.items()])
    return _named(what, pings)


def _named(what: object, samples: dict[str, list[float]]) -> list[Figures]:
    return [figures(f"{what}: {name}", times) for name, times in samples.items()]


@contextmanager
def pinging(program: Program, pings: dict[str, list[float]], when: str) -> Iterator[None]:
    """Ask something small of the engine's thread, and of the thread that reads the pipe, again and again."""
    over = threading.Event()

    def ping() -> None:
        due = time.perf_counter()
        while not over.is_set():
            began = time.perf_counter()
            program.call("watch", id=None)
            answered = time.perf_counter()
            program.call("get_settings")
            _take(pings, f"engine, {when}", answered - began)
            _take(pings, f"bridge, {when}", time.perf_counter() - answered)
            due = max(due + EVERY, time.perf_counter())
            over.wait(due - time.perf_counter())

    thread = threading.Thread(target=ping)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def unlink_all(folder: Path) -> None:
    """The least a program can do: every file, then every folder."""
    for parent, folders, files in os.walk(folder, topdown=False):
        for name in files:
            os.unlink(f"{parent}/{name}")  # noqa: PTH108
        for name in folders:
            os.rmdir(f"{parent}/{name}")  # noqa: PTH106
    folder.rmdir()


def timed(work: Callable[[], Any]) -> float:
    """Seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def wait(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.perf_counter() + seconds
    while not condition():
        assert time.perf_counter() < deadline, "it did not come about"
        time.sleep(0.002)


def _take(into: dict[str, list[float]], name: str, seconds: float) -> None:
    into.setdefault(name, []).append(seconds * 1000)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run bench -- delete", description=__doc__)
    parser.add_argument("--files", type=int, nargs="*", default=[20_000, 50_000], help="of the one torrent deleted")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--torrents", type=int, default=2000, help="deleted by one command; 0 leaves this out")
    parser.add_argument("--place", help="a folder on the disk to measure (the system's temporary one by default)")
    comparing.add_options(parser)
    return parser.parse_args()


if __name__ == "__main__":
    main()
