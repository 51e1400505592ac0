"""Off the list alone, every file stays: a deletion of nothing but what is libtorrent's own.

It goes the same way as one with files, so that it can be undone as long, and survives the same crashes.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from ...errors import StorageError
from ..catalog import Entry
from .manifest import Manifest, Target, part_file
from .plan import Plan, plan
from .record import Body


def part_files(entries: Sequence[Entry]) -> list[Target]:
    return [
        Target(
            id=entry.id,
            name=entry.record.name,
            manifest=Manifest(save_path=entry.record.save_path, files=(part_file(entry.id),)),
        )
        for entry in entries
    ]


def plan_part_files(targets: Sequence[Target]) -> Plan:
    """On a disk thread. A disk that refuses keeps no torrent on the list."""
    try:
        return plan(targets)
    except StorageError:
        return Plan(torrents=tuple(target.id for target in targets), places=(), stays=(), missing=())


def untouched(body: Body) -> Body:
    """The same without anything on a disk."""
    return body if body.job is None else replace(body, job=replace(body.job, places=()))
