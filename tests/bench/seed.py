"""How fast one large file goes out, and how fast it is checked: as ``download``, the other way round.

Here it is the peer that is a bare libtorrent loop. Checking is our engine's and the bare loop's alone.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.window.processes import wait_for

from . import clients, content, running
from .clients import Side
from .clients.bare import Bare
from .clients.ours import Engine
from .content import MIB, Content
from .contest import Contest
from .transfers import CPU, MEMORY, PATIENCE_S, SETTLED_S, SPEED, UNITS, WALL, in_a_place
from .transfers import seed as one_seed
from .weighing import Scales


def main() -> None:
    parser = running.parser("seed", __doc__, rounds=5)
    parser.add_argument("--mib", type=int, default=1024, help="size of the file")
    options = parser.parse_args()
    sides = running.sides(options)
    with running.a_room(options.place) as room:
        file = content.large(room / "content", options.mib)
        seeding = Contest("Seed", UNITS, (SPEED, CPU, MEMORY), sides)
        seeding.hold(options.rounds, partial(in_a_place, one_seed, room, file), options.seconds)
        both = [
            side for side in clients.own(options.set) if side in sides or side.name in (clients.BARE, clients.ENGINE)
        ]
        checking = Contest("Check", {WALL: "s", CPU: "s/GiB"}, (WALL, CPU), both)
        checking.hold(options.rounds, partial(in_a_place, check, room, file), options.seconds)
    running.finish("seed", [seeding, checking], f"one file of {options.mib} MiB", options, drawn=(SPEED,))


def check(side: Side, place: Path, file: Content) -> dict[str, float]:
    """From the command to the word that a piece is broken, which it was not before."""
    with side.open(place / "client") as client:
        assert isinstance(client, Engine | Bare)
        client.seed(file)
        wait_for(client.finished, PATIENCE_S, "the seed to be there")
        time.sleep(SETTLED_S)
        with _broken(file):
            scales = Scales(client.pid)
            before, began = scales.weigh(), time.monotonic()
            client.recheck()
            wait_for(client.checked, PATIENCE_S, "the check to end")
            took, after = time.monotonic() - began, scales.weigh()
    return {WALL: took, CPU: (after.cpu - before.cpu) / (file.size / (1 << 30))}


@contextmanager
def _broken(file: Content) -> Iterator[None]:
    _flip(file)
    try:
        yield
    finally:
        _flip(file)


def _flip(file: Content) -> None:
    """A byte of the last piece but one; twice is none."""
    with (file.folder / file.name).open("r+b") as opened:
        opened.seek(file.size - MIB - 1)
        byte = opened.read(1)[0]
        opened.seek(file.size - MIB - 1)
        opened.write(bytes([byte ^ 255]))


if __name__ == "__main__":
    main()
