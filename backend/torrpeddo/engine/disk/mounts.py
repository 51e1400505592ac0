"""Where other volumes are mounted, and which file systems number their files anew each time.

A rename can't cross a mount, and a bind mount has the device number of what it shows:
only the kernel's own table tells. Systems without that table answer by device numbers alone.
"""

import os
import re
from typing import NamedTuple

_TABLE = "/proc/self/mountinfo"
_UNSTABLE = ("vfat", "msdos", "exfat", "cifs", "smb3", "9p", "fuse")
"""How names begin of file systems that give a file a new inode number after a while or a remount."""


class Mounts(NamedTuple):
    points: frozenset[str]
    unstable: frozenset[int]
    """Devices whose inode numbers tell nothing."""

    def below(self, folder: str) -> frozenset[str]:
        prefix = folder.rstrip("/") + "/"
        return frozenset(point for point in self.points if point.startswith(prefix))


def read_mounts(table: str = _TABLE) -> Mounts:
    points, unstable = set(), set()
    for line in _lines(table):
        left, _, right = line.partition(b" - ")
        fields = left.split()
        points.add(os.fsdecode(re.sub(rb"\\([0-7]{3})", lambda octal: bytes([int(octal[1], 8)]), fields[4])))
        if right.split()[0].decode().startswith(_UNSTABLE):
            major, minor = fields[2].split(b":")
            unstable.add(os.makedev(int(major), int(minor)))
    return Mounts(frozenset(points), frozenset(unstable))


def mount_of(path: str) -> str:
    """The mount point that an existing absolute path lies on."""
    while not os.path.ismount(path) and path != os.path.dirname(path):
        path = os.path.dirname(path)
    return path


def _lines(table: str) -> list[bytes]:
    try:
        with open(table, "rb") as file:
            return file.read().splitlines()
    except OSError:
        return []
