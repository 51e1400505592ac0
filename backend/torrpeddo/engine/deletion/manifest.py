"""What a torrent has on the disk, as plain data: all that the plan knows of torrents."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct


class ManifestFile(Struct, frozen=True, kw_only=True, gc=False):
    path: str
    """Relative to the save path, with ``/``; renames applied, so it may be absolute or hold ``..``."""
    size: int
    """Bytes, as the metadata says."""
    wanted: bool = True
    """It isn't skipped, or has bytes already: the torrent may have written it."""
    active: bool = False
    """The torrent may go on writing it until it is out of the session (it is incomplete and running)."""
    kind: Literal["file", "parts", "link"] = "file"
    """``parts`` is libtorrent's ``.<info-hash>.parts``; ``link`` a symbolic link the torrent itself makes (BEP 47)."""


def part_file(id: str) -> ManifestFile:
    """Where libtorrent keeps what it has of the edges of skipped files."""
    return ManifestFile(path=f".{id}.parts", size=0, active=True, kind="parts")


class Manifest(Struct, frozen=True, kw_only=True):
    save_path: str
    files: tuple[ManifestFile, ...]


class Target(Struct, frozen=True, kw_only=True):
    """A torrent with its manifest: one to delete, or one whose files must stay."""

    id: str
    name: str
    manifest: Manifest


class Outline(Struct, frozen=True, kw_only=True):
    """So much of another torrent as tells whether it could have a file in common with those that go."""

    id: str
    save_path: str
    tops: Collection[str]
    """The first component of each of its paths; of a path that leaves the save path, the whole of it."""
