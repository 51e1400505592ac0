"""What the benches of transfers have in common: which sides take part, where, how often, and what becomes of it."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import clients, comparing, contest, plots
from .clients import Side
from .transfers import CPU, SPEED, WALL

IN_MEMORY = Path("/dev/shm")
_TITLES = {SPEED: "speed while bytes move", CPU: "processor, the less the better", WALL: "time, the less the better"}
_LESS = {CPU, WALL}


def parser(name: str, about: str | None, rounds: int) -> argparse.ArgumentParser:
    """Of a bench with sides."""
    made = plain_parser(name, about, rounds)
    made.add_argument("--seconds", type=float, default=200, help="in which the rounds end, be they fewer")
    made.add_argument("--sides", help="some of them, by commas: engine, window, bare loop, qBittorrent …")
    made.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="of libtorrent, for our engine")
    return made


def plain_parser(name: str, about: str | None, rounds: int) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog=f"npm run bench -- {name}", description=about)
    made.add_argument("--rounds", type=int, default=rounds, help="in each of which every side has its turn")
    made.add_argument("--place", type=Path, help="a folder on the disk to measure (the system's temporary one)")
    comparing.add_options(made)
    return made


def sides(options: argparse.Namespace) -> list[Side]:
    """The bare loop always takes part."""
    found = [*clients.own(options.set), *clients.window(), *clients.others()]
    if options.sides:
        wanted = {clients.BARE, *(name.strip() for name in options.sides.split(","))}
        missing = wanted - {side.name for side in found}
        assert not missing, f"Not here: {', '.join(sorted(missing))}"
        found = [side for side in found if side.name in wanted]
    print(", ".join(f"{side.name} {side.version}".strip() for side in found))
    return found


@contextmanager
def a_room(place: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-", dir=place) as room:
        yield Path(room)


def finish(
    name: str, contests: Sequence[contest.Contest], size: str, options: argparse.Namespace, drawn: Sequence[str] = ()
) -> None:
    """``drawn``: of the first contest, what is worth a picture."""
    contest.show(contests)
    if options.compare:
        comparing.show(comparing.read(options.compare), contest.told(contests, size))
    if options.keep:
        kept = contest.keep(name, contests, size)
        for what in drawn:
            picture = kept.with_name(f"{name}-{what.lower().split()[0]}.svg")
            picture.write_text(_drawn(contests[0], what), "utf-8")


def _drawn(of: contest.Contest, what: str) -> str:
    medians = {side.name: of.median(side.name, what) for side in of.sides}
    values = {name: value for name, value in medians.items() if value is not None}
    return plots.bars(f"{of.what}: {_TITLES[what]}", of.units[what], values, less=what in _LESS)
