"""How fast twenty thousand small files come in: as ``download``, in memory where there is room."""

from functools import partial

from . import content, running
from .contest import Contest
from .transfers import CPU, MEMORY, SPEED, UNITS, WALL, in_a_place
from .transfers import download as one_download


def main() -> None:
    parser = running.parser("download-many", __doc__, rounds=2)
    parser.add_argument("--files", type=int, default=20_000)
    options = parser.parse_args()
    sides = running.sides(options)
    # A disk whose file system has made and forgotten 20,000 files a few times is slower than before.
    place = options.place or (running.IN_MEMORY if running.IN_MEMORY.is_dir() else None)
    with running.a_room(place) as room:
        files = content.small(room / "content", options.files)
        contest = Contest(f"{options.files:,} files", UNITS, (WALL, SPEED, CPU, MEMORY), sides)
        contest.hold(options.rounds, partial(in_a_place, one_download, room, files), options.seconds)
    size = f"{options.files:,} files, {files.size >> 20} MiB"
    running.finish("download-many", [contest], size, options, drawn=(WALL,))


if __name__ == "__main__":
    main()
