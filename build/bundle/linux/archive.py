"""The folder build as one archive to unpack anywhere."""

import tarfile
from pathlib import Path

from bundle import licences


def make(folder: Path, target: Path, name: str) -> None:
    """``target`` unpacks to one folder called ``name``."""
    with tarfile.open(target, "w:gz", compresslevel=9) as archive:
        archive.add(folder, name, filter=_anonymous)
        archive.add(next(folder.rglob(licences.FILE_NAME)), f"{name}/{licences.FILE_NAME}", filter=_anonymous)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Who built it is nobody's business."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member
