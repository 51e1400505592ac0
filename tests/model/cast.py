"""The torrents that come and go, and what is so of each whatever is asked."""

from dataclasses import dataclass
from pathlib import Path

from tests.swarm.samples import Sample, make
from tests.swarm.seeder import Seeder

WHOLE = (0, 1)
"""Their files are on the disk already."""
LONELY = (2, 3, 4)
"""Nobody has anything of them."""
MAGNET = 5
"""Nobody answers it."""
FED = 6
"""A peer has it, and gives some of it each time it is called."""
LINE = (*LONELY, MAGNET)
"""They never finish, so they have a place in the queue for as long as they are not cancelled."""
FILES = {"a.bin": 50_000, "b.bin": 20_000}
MINE = {"mine.txt": b"mine", "a.bin.txt": b"mine too"}
"""A person's own, which lie in the folder of each torrent."""


@dataclass(frozen=True)
class Cast:
    samples: list[Sample]
    seeder: Seeder
    folder: Path
    """For what examples need, each in a folder of its own."""


def gather(folder: Path) -> list[Sample]:
    return [make(folder, f"model-{number}", FILES) for number in range(FED + 1)]
