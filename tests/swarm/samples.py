"""Small torrents with known content."""

import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import libtorrent as lt

PIECE = 16 * 1024
FILES = {"a.bin": 40 * PIECE, "readme.txt": 3000, "sub/b.bin": 25 * PIECE + 777}
"""About 1 MB; the middle file shares its only piece with the one behind it."""

Kind = Literal["v1", "v2", "hybrid"]
_FLAGS = {"v1": lt.create_torrent.v1_only, "v2": lt.create_torrent.v2_only, "hybrid": 0}


@dataclass(frozen=True)
class Sample:
    """A torrent whose files lie whole in ``folder``."""

    folder: Path
    name: str
    content: bytes
    """The .torrent's bytes."""
    v1: str | None
    v2: str | None
    files: Mapping[str, bytes]
    """Content by path, below the torrent's own folder, in the torrent's order."""

    @property
    def id(self) -> str:
        return self.v1 or (self.v2 or "")[:40]

    @property
    def size(self) -> int:
        return sum(map(len, self.files.values()))

    @property
    def magnet(self) -> str:
        return f"magnet:?xt=urn:btih:{self.v1}" if self.v1 else f"magnet:?xt=urn:btmh:1220{self.v2}"

    def position(self, path: str) -> int:
        return list(self.files).index(path)

    def choose(self, *paths: str) -> list[int]:
        """Priorities that take these files and skip the rest."""
        return [4 if path in paths else 0 for path in self.files]

    def on_disk(self, save_path: Path) -> set[str]:
        """Those of its files that are in ``save_path`` with the right content.

        libtorrent counts a piece as had while its last blocks are still on their way to the disk: after a
        download, wait for this rather than assert it.
        """
        root = save_path / self.name
        return {path for path, content in self.files.items() if _holds(root / path, content)}

    def torrent_file(self, folder: Path) -> Path:
        path = folder / f"{self.name}.torrent"
        path.write_bytes(self.content)
        return path


def make(
    folder: Path,
    name: str = "demo",
    sizes: Mapping[str, int] = FILES,
    *,
    kind: Kind = "v1",
    trackers: tuple[str, ...] = (),
    private: bool = False,
) -> Sample:
    """Write the files and the torrent of them. The same name makes the same bytes every time."""
    noise = random.Random(name)
    for path, size in sizes.items():
        file = folder / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(noise.randbytes(size))
    entries = sorted(lt.list_files(str(folder / name)), key=lambda entry: entry.filename)
    made = lt.create_torrent(entries, PIECE, _FLAGS[kind])
    for tier, url in enumerate(trackers):
        made.add_tracker(url, tier)
    made.set_priv(private)
    lt.set_piece_hashes(made, str(folder))
    content = lt.bencode(made.generate())
    info = lt.load_torrent_buffer(content).ti
    assert info is not None
    hashes, layout = info.info_hashes(), info.layout()
    paths = [
        layout.file_path(index).removeprefix(f"{name}/").replace("\\", "/")
        for index in range(layout.num_files())
        if not layout.file_flags(index) & lt.file_flags_t.flag_pad_file
    ]
    return Sample(
        folder=folder,
        name=name,
        content=content,
        v1=str(hashes.v1) if hashes.has_v1() else None,
        v2=str(hashes.v2) if hashes.has_v2() else None,
        files={path: (folder / name / path).read_bytes() for path in paths},
    )


def place(sample: Sample, save_path: Path, *paths: str) -> None:
    """Put the torrent's files (or these of them) where a download would."""
    for path in paths or sample.files:
        target = save_path / sample.name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(sample.files[path])


def tree(folder: Path) -> set[str]:
    """Every file below, as a relative path."""
    return {Path(parent, name).relative_to(folder).as_posix() for parent, _, names in os.walk(folder) for name in names}


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
