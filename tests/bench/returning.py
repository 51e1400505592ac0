"""Until all torrents are listed: when they are added, and when a program starts that had them before.

The engine, a bare loop that is given them anew, and qBittorrent where it is installed, in turns.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from .figures import Figures, Table, figures
from .listed import ListedByQBittorrent, is_here
from .measured import MeasuredBare, MeasuredEngine

TURNS = 3
"""Of each; the median counts."""
OTHER = "qBittorrent"


def add(table: Table, beside: Table, place: Path, torrents: Path, folder: Path) -> None:
    """Each way of adding by a process of its own, in turns: what one does with its newcomers takes others' time."""
    count, theirs, others = len(torrents.read_text("ascii").splitlines()), list[float](), list[float]()
    ways = {"one a call": MeasuredEngine.add, "all in one call": MeasuredEngine.add_many}
    ours: dict[str, list[float]] = {how: [] for how in ways}
    for number in range(TURNS):
        with MeasuredBare() as bare, timed() as took:
            bare.do("add", torrents=str(torrents), folder=str(folder))
        theirs.append(took())
        for how, add_all in ways.items():
            with MeasuredEngine(place / f"{how} {number}") as engine, timed() as took:
                add_all(engine, torrents, folder)
            ours[how].append(took())
        if is_here():
            with ListedByQBittorrent(place / f"{OTHER} {number}") as other:
                with timed() as took:
                    other.add_many(torrents, folder)
                others.append(took())
                other.until_saved(count)
    for how, times in ours.items():
        table.add(f"adding {count}, {how}", "s", median(times), median(theirs))
    if others:
        beside.add(f"adding {count} at once", "s", median(ours["all in one call"]), median(others))


def start_again(
    table: Table, beside: Table, latencies: list[Figures], place: Path, folder: Path, both: Sequence[Path]
) -> None:
    """``both``: files of the torrents that the engine's profile in ``place`` holds; qBittorrent has the first's."""
    first, second = (len(each.read_text("ascii").splitlines()) for each in both)
    listed, entered, theirs, others, commands = (list[float]() for _ in range(5))
    for _ in range(TURNS):
        with MeasuredEngine(place / "profile") as engine:
            until_listed, until_entered, times = _start(engine, first + second)
        listed.append(until_listed)
        entered.append(until_entered)
        commands += times
        began = time.perf_counter()
        with MeasuredBare() as bare:
            for torrents in both:
                bare.do("add", torrents=str(torrents), folder=str(folder))
            theirs.append(time.perf_counter() - began)
        if is_here():
            with ListedByQBittorrent(place / f"{OTHER} 0") as other:
                others.append(other.until_listed(first))
    table.add("start to all listed", "s", median(listed), median(theirs))
    table.add("start to all in the session", "s", median(entered), median(theirs))
    latencies.append(figures("commands meanwhile", commands))
    if others:
        beside.add("start to all listed", "s", median(listed), median(others))


def _start(engine: MeasuredEngine, count: int) -> tuple[float, float, list[float]]:
    """Seconds until all are listed, and until all are in the session; milliseconds of each command meanwhile."""
    listed = engine.until(lambda: len(engine.rows) == count)
    times = engine.meanwhile(lambda: not engine.starting())
    return listed, engine.until_entered(), times


@contextmanager
def timed() -> Iterator[Callable[[], float]]:
    """The seconds its block took, once that has ended."""
    began, took = time.perf_counter(), list[float]()
    yield lambda: took[0]
    took.append(time.perf_counter() - began)
