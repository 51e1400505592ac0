"""Torrents of every kind, peers that have some of them, two volumes to put them on, and files of the person's own.

Torrents 0–5 can be downloaded. The files of 6 are the person's, to make a torrent of; nobody has those of 7–9. The
last two are torrents of the same files, which are on the disk already.
"""

import random
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.swarm.samples import PIECE, Kind, Sample, make, place, tree
from tests.swarm.seeder import Seeder

from .ledger import Ledger
from .order import LISTED

SIZES = {"a.bin": 12 * PIECE, "readme.txt": 3000, "sub/b.bin": 9 * PIECE + 777, "sub/deep/c.bin": 1500}
KINDS: tuple[Kind, ...] = ("v1", "v2", "hybrid")
GIVEN, OURS, ALL = 6, 6, 10
TWINS: tuple[Kind, ...] = ("v1", "v2")
RATE = 400_000
"""Bytes a second that a peer gives: a download takes about a second."""


@dataclass(eq=False)
class One:
    """A torrent that comes and goes."""

    sample: Sample
    torrent: Path
    seeder: Seeder | None
    kind: Kind
    ours: bool = False
    """The person has its files, and can make the torrent."""
    twin: bool = False
    """Another torrent has its files too: they stay where they are, and are never moved or renamed."""
    whole: set[int] = field(default_factory=set)
    """Files that were seen whole: they stay so."""

    @property
    def id(self) -> str:
        return self.sample.id

    @property
    def lonely(self) -> bool:
        """Nobody has its files: it never finishes."""
        return self.seeder is None and not self.ours and not self.twin

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
        self.apart = near / "apart"
        """Where downloads may be until they have finished."""
        self.made = near / "made"
        self.made.mkdir()
        self._outputs = count()
        self.exported: list[str] = []
        """Torrent files that were written."""
        self.torrents = [self._make(number, stack) for number in range(ALL)] + [self._make_twin(kind) for kind in TWINS]
        self.by_id = {one.id: one for one in self.torrents}
        self.twins = [one for one in self.torrents if one.twin]
        self.own = self._place_own()
        self.restore_twins()

    @property
    def places(self) -> list[Path]:
        """Every folder that torrents are in."""
        return [*self.folders, self.apart, *(one.sample.folder for one in self.torrents if one.ours)]

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

    def free_output(self) -> Path:
        """For a torrent file that is to be written."""
        return self.made / f"{next(self._outputs)}.torrent"

    def restore(self, one: One) -> None:
        """The person puts the files back of which the torrent is made, as far as they are gone."""
        for path, content in one.sample.files.items():
            file = one.sample.folder / one.sample.name / path
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def restore_twins(self) -> None:
        """Once they are gone, and nobody wants them."""
        sample = self.twins[0].sample
        if sample.on_disk(self.folders[0]) != set(sample.files):
            place(sample, self.folders[0])

    def deleting(self, ids: Sequence[str], ledger: Ledger) -> None:
        """The twins' files stay as long as one of them surely has them. After that nobody can tell."""
        going = [one for one in self.twins if one.id in ids]
        stays = [one for one in self.twins if one not in going]
        if going and not any(one.whole and ledger.sure((one.id, LISTED)) == "yes" for one in stays):
            for one in self.twins:
                one.whole.clear()

    def _make(self, number: int, stack: ExitStack) -> One:
        home, kind = self.near / "seed", KINDS[number % len(KINDS)]
        sample = make(home / str(number), f"kill-{number}", SIZES, kind=kind)
        seeder = None
        if number < GIVEN:
            seeder = Seeder(sample, rate=RATE)
            stack.callback(seeder.close)
        return One(sample, sample.torrent_file(home), seeder, kind, ours=number == OURS)

    def _make_twin(self, kind: Kind) -> One:
        sample = make(self.near / "seed" / kind, "kill-twin", SIZES, kind=kind)
        return One(sample, sample.torrent_file(sample.folder), None, kind, twin=True)

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
