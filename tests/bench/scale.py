"""What thousands of torrents cost the engine, beside a bare libtorrent loop with the same torrents at the same time.

The engine runs as ``torrpeddo engine`` in its own process and is driven over its pipes,
as any client would be; the bare loop (``bare_loop``) is another process. Both seed the
same files. Idle means that nobody is connected. Where rows change, one peer takes
2 KiB a second from each of 200 torrents of either process. qBittorrent, where it is installed, adds and starts
beside them.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from . import comparing
from .figures import Figures, Table, figures, show
from .measured import RATE, MeasuredBare, MeasuredEngine, Taker
from .results import finish
from .returning import OTHER, add, start_again, timed
from .torrents import make_seeds

USUAL = 10_000
CHANGING = 200
PIECES = 128
"""Of a torrent whose row changes: 2 MiB, more than is taken of it."""
RESTLESS = 120
"""Seconds after which a measurement no longer waits for what was before it."""
BEGUN = 75
"""Seconds. For a minute after it began, libtorrent looks at each torrent each second; and at its queue every half
minute, so what is measured at rest takes a multiple of that."""
RESTING, CALM = 0.2, 10
"""Per cent of a core beyond the bare loop's, and seconds of no more than that, after which the engine is at rest."""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
        run(Path(place), options)


def run(place: Path, options: argparse.Namespace) -> None:
    count, seconds, commands = options.torrents, options.seconds, options.commands
    table, beside, latencies = Table(), Table(), list[Figures]()
    folder, small, large = place / "files", place / "small.txt", place / "large.txt"
    small.write_text("\n".join(make_seeds(folder, count - CHANGING)), "ascii")
    large.write_text("\n".join(make_seeds(folder, CHANGING, PIECES)), "ascii")

    add(table, beside, place, small, folder)
    with MeasuredBare() as bare, MeasuredEngine(place / "profile") as engine:
        empty = engine.memory()
        empty_bare = bare.memory()
        engine.call("update_settings", changes={"upload_slots": 1000})

        def idle(what: str, rounds: int = 1) -> None:
            table.add(f"CPU, {what}", "% of a core", *_shares(engine, bare, rounds * seconds))

        def polling(what: str) -> None:
            """The engine tells what changed; the bare loop meanwhile reads all of it each second."""
            bare.do("poll", on=True)
            time.sleep(2)
            idle(f"{what} ÷ a poll each second")
            bare.do("poll", on=False)

        def for_all(method: str, doing: str, state: str) -> None:
            answered, told, times = engine.during(method, state, ids=list(engine.rows))
            with timed() as theirs:
                bare.do("all", paused=method == "pause")
            table.add(f"{doing} all in one call, acknowledged", "s", answered, theirs())
            table.add(f"{doing} all in one call, all rows told", "s", told)
            latencies.append(figures(f"commands until then, {doing}", times))

        for torrents in (small, large):
            engine.add(torrents, folder)
            bare.do("add", torrents=str(torrents), folder=str(folder))
        engine.until_entered()
        _rest(engine, bare)
        table.add(
            "memory a torrent", "KiB", _each(engine.memory() - empty, count), _each(bare.memory() - empty_bare, count)
        )
        table.add("memory, all of it", "MiB", engine.memory() / 2**20, bare.memory() / 2**20)
        idle("all running, just begun")
        time.sleep(BEGUN)
        _rest(engine, bare)
        idle("all running, nobody connected", 6)
        polling("watched live, nobody connected")
        latencies.append(figures(f"commands, {count} idle", engine.commands(commands)))

        taker = _connect(place, large, engine, bare)
        _rest(engine, bare)
        told, began = engine.told, time.monotonic()
        bare.do("changed")
        idle(f"{CHANGING} rows changing each second")
        elapsed = time.monotonic() - began
        table.add("rows told", "a second", (engine.told - told) / elapsed, bare.do("changed") / elapsed)
        polling(f"watched live, {CHANGING} rows changing")
        latencies.append(figures(f"commands, {CHANGING} rows changing", engine.commands(commands)))
        taker.close()

        for_all("pause", "pausing", "paused")
        _rest(engine, bare)
        idle("all paused", 6)
        for_all("resume", "resuming", "seeding")
        _rest(engine, bare)
        with timed() as ours:
            engine.end()
        with timed() as theirs:
            bare.end()
        table.add("ending", "s", ours(), theirs())

    start_again(table, beside, latencies, place, folder, (small, large))
    with MeasuredEngine(place / "profile") as engine:
        engine.until_entered()
        time.sleep(3)
        table.add("memory a torrent, restarted", "KiB", _each(engine.memory() - empty, count))

    latencies.append(figures("the disk: 4 KiB written and synced", _syncs(place / "sync", commands)))
    table.show("engine", "bare loop")
    others = {OTHER: beside} if beside.rows else {}
    for name, other in others.items():
        other.show("engine", name)
    print()
    show(latencies)
    size = "" if count == USUAL else str(count)
    finish("scale", table, latencies, "engine", "bare loop", options, size, others)


def _connect(place: Path, large: Path, engine: MeasuredEngine, bare: MeasuredBare) -> Taker:
    ids = list(engine.rows)[-CHANGING:]
    engine.call("set_limits", ids=ids, up_limit=RATE)
    bare.do("limit", last=CHANGING, rate=RATE)
    taker = Taker(large, place / "taken")
    taker.connect(engine.port(), bare.do("port"))
    engine.until(lambda: sum(engine.rows[id]["peers"] for id in ids) >= len(ids))
    return taker


def _rest(engine: MeasuredEngine, bare: MeasuredBare) -> None:
    """Until what the engine does little by little is done: for a while it has computed no more than the bare loop."""
    for _ in range(RESTLESS // CALM):
        ours, theirs = _shares(engine, bare, CALM)
        if ours < theirs + RESTING:
            return
    print(f"\nstill at work after {RESTLESS} s")


def _shares(engine: MeasuredEngine, bare: MeasuredBare, seconds: float) -> tuple[float, float]:
    """Per cent of a core that each took over the same interval."""
    began, before = time.perf_counter(), (engine.cpu(), bare.cpu())
    time.sleep(seconds)
    elapsed, after = time.perf_counter() - began, (engine.cpu(), bare.cpu())
    return 100 * (after[0] - before[0]) / elapsed, 100 * (after[1] - before[1]) / elapsed


def _each(size: int, count: int) -> float:
    return size / count / 1024


def _syncs(path: Path, count: int) -> list[float]:
    """Milliseconds: what each acknowledged change has to wait for at least."""
    times = []
    with path.open("wb", buffering=0) as file:
        for _ in range(count):
            began = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    return times


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run bench -- scale", description=__doc__)
    parser.add_argument("torrents", type=int, nargs="?", default=USUAL, help="kept apart for each number")
    parser.add_argument("--seconds", type=float, default=10, help="of each measurement of the processor")
    parser.add_argument("--commands", type=int, default=1000, help="of each measurement of commands")
    comparing.add_options(parser)
    return parser.parse_args()


if __name__ == "__main__":
    main()
