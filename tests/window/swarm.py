"""A seeder in another process, for downloads over loopback."""

import json
import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .processes import GUARD_S, running, wait_for
from .screen import Screen


@dataclass(frozen=True)
class Seeder:
    """``folder`` is what it seeds; the others are as in ``seeder.py``."""

    folder: Path
    magnet: str
    torrent: Path
    address: str
    id: str

    def matches(self, downloads: Path, *names: str) -> bool:
        """Whether these files (all of them without ``names``) are in ``downloads``, byte for byte."""
        files = names or [str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file()]
        copy = downloads / self.folder.name
        pairs = [(copy / name, self.folder / name) for name in files]
        return all(mine.is_file() and mine.read_bytes() == own.read_bytes() for mine, own in pairs)

    def until_matches(self, downloads: Path, *names: str) -> None:
        """A download counts as whole when its last bytes are on their way to the disk yet."""
        wait_for(lambda: self.matches(downloads, *names), 30, f"{self.folder.name} to be in {downloads}")


@contextmanager
def open_seeder(
    surroundings: Screen | Mapping[str, str], place: Path, files: Mapping[str, int], name: str = "a torrent"
) -> Iterator[Seeder]:
    """Seed random files of these sizes, in bytes, on a screen or with no more than an environment."""
    env = surroundings.env if isinstance(surroundings, Screen) else surroundings
    folder, ready = place / name, place / "seeder.json"
    dice = random.Random(name)
    for path, size in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(dice.randbytes(size))
    command = [sys.executable, Path(__file__).with_name("seeder.py"), folder, ready]
    with running(command, env, place / "seeder.log"):
        wait_for(ready.exists, GUARD_S, "the seeder")
        told = json.loads(ready.read_text())
        yield Seeder(folder, told["magnet"], Path(told["torrent"]), told["address"], told["id"])
