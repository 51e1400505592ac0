"""What is run: an argument list, which no shell ever reads.

A placeholder is a whole argument, and stays one whatever is in its place: blanks, quotes and line breaks in a
torrent's name mean nothing to anybody on the way. ``%%`` at an argument's beginning is a plain ``%``.
"""

import ntpath
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...contract.torrents import TorrentRow

_BATCH = (".bat", ".cmd")


@dataclass(frozen=True, slots=True)
class Facts:
    """About the torrent that has finished. ``path`` is its top folder, or its only file."""

    name: str
    path: Path
    id: str
    size: int

    @classmethod
    def of(cls, row: TorrentRow, path: Path) -> "Facts":
        return cls(row.name, path, row.id, row.total_size)

    def placeholders(self) -> dict[str, str]:
        return {
            "%N": self.name,
            "%F": str(self.path),
            "%D": str(self.path.parent),
            "%I": self.id,
            "%Z": str(self.size),
        }


def command_of(program: Sequence[str], facts: Facts) -> list[str]:
    """The command line for this torrent."""
    known = facts.placeholders()
    return [known.get(word, word[1:] if word.startswith("%%") else word) for word in program]


def is_refused(command: Sequence[str], system: str) -> bool:
    """Windows gives a batch file to its shell, which reads commands in the arguments."""
    return system == "win32" and ntpath.basename(command[0]).lower().rstrip(" .").endswith(_BATCH)
