"""Torrents of every kind, peers that have some of them, two volumes to put them on, and files of the person's own."""

import random
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.swarm.samples import PIECE, Kind, Sample, make, tree
from tests.swarm.seeder import Seeder

SIZES = {"a.bin": 12 * PIECE, "readme.txt": 3000, "sub/b.bin": 9 * PIECE + 777, "sub/deep/c.bin": 1500}
KINDS: tuple[Kind, ...] = ("v1", "v2", "hybrid")
RATE = 400_000
"""Bytes a second that a peer gives: a download takes about a second."""


@dataclass(eq=False)
class One:
    """A torrent that comes and goes."""

    sample: Sample
    torrent: Path
    seeder: Seeder | None
    whole: set[int] = field(default_factory=set)
    """Files that were seen whole: they stay so."""

    @property
    def id(self) -> str:
        return self.sample.id

    @property
    def paths(self) -> list[str]:
        """Of its files as the torrent has them, relative to the save path."""
        return [f"{self.sample.name}/{path}" for path in self.sample.files]

    @property
    def contents(self) -> list[bytes]:
        return list(self.sample.files.values())


class World:
    def __init__(self, near: Path, far: Path, stack: ExitStack) -> None:
        """``far`` is on another volume than ``near``."""
        self.near = near
        self.folders = [near / "one", near / "two", far / "three"]
        self.far = self.folders[2]
        self.profile = near / "profile"
        self.trash = near / "data"
        self.torrents = [self._make(number, stack) for number in range(9)]
        self.by_id = {one.id: one for one in self.torrents}
        self.own = self._place_own()

    def rest(self, resting: bool) -> None:
        """Whether the peers give nothing."""
        for one in self.torrents:
            if one.seeder is not None:
                one.seeder.rest(resting)

    def files(self) -> list[Path]:
        """Every file in the folders."""
        return [folder / path for folder in self.folders for path in tree(folder)]

    def is_clear(self, one: One, folder: Path) -> bool:
        """Nothing but the person's own files is where the torrent's would go."""
        return all(path in self.own for path in self.files() if path.is_relative_to(folder / one.sample.name))

    def _make(self, number: int, stack: ExitStack) -> One:
        home = self.near / "seed"
        sample = make(home / str(number), f"kill-{number}", SIZES, kind=KINDS[number % len(KINDS)])
        seeder = None
        if number < 6:
            seeder = Seeder(sample, rate=RATE)
            stack.callback(seeder.close)
        return One(sample, sample.torrent_file(home), seeder)

    def _place_own(self) -> dict[Path, bytes]:
        """In and beside the torrents' folders."""
        chance = random.Random("mine")
        own = {}
        for folder in self.folders:
            for name in (
                "mine.txt",
                *(f"{one.sample.name}/{sub}mine.txt" for one in self.torrents for sub in ("", "sub/")),
            ):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                own[path] = chance.randbytes(300)
                path.write_bytes(own[path])
        return own
