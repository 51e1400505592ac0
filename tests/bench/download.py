"""How fast one large file comes in, and what that takes: Torrpeddo beside others that are installed.

Each side in turn takes the same file from the same peer over loopback: Torrpeddo's engine, the whole program with its
window open on the list, a bare libtorrent loop with default settings, and qBittorrent, Transmission, Deluge and
aria2 where they are found. *Moving* is between the first and the last byte, *wall* from the command to the word that
all is there. The processor's seconds are those of the program and all it has started, but for the processes that
draw its page, which stand beside. The peer's threads take what is left.
"""

from functools import partial

from . import content, running
from .contest import Contest
from .transfers import CPU, MEMORY, SPEED, UNITS, WALL, in_a_place
from .transfers import download as one_download


def main() -> None:
    parser = running.parser("download", __doc__, rounds=5)
    parser.add_argument("--mib", type=int, default=1024, help="size of the file")
    options = parser.parse_args()
    sides = running.sides(options)
    with running.a_room(options.place) as room:
        file = content.large(room / "content", options.mib)
        contest = Contest("Download", UNITS, (SPEED, WALL, CPU, MEMORY), sides)
        contest.hold(options.rounds, partial(in_a_place, one_download, room, file), options.seconds)
    running.finish("download", [contest], f"one file of {options.mib} MiB", options, drawn=(SPEED, CPU))


if __name__ == "__main__":
    main()
