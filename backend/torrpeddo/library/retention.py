"""Which copies of the library are kept: the last days, the weeks before them, and the last ones for an occasion."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby, islice

from ..contract.backups import SnapshotKind
from .snapshot import Snapshot

DAYS = 7
WEEKS = 4
OCCASIONS = 3
"""Copies kept of those made before an update, and as many of those made before a restore."""

_DAY = 86_400
_EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; weeks begin on Monday."""


def day_of(at: float) -> int:
    """A number for each day (UTC)."""
    return int(at // _DAY)


def outdated(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Those to let go of.

    Of each of the last seven days the newest stays, and of each of the four weeks before those. Days and weeks
    without a copy don't count, so a program that rested for a year keeps what it had.
    """
    newest_first = sorted(snapshots, key=lambda snapshot: snapshot.taken_at, reverse=True)
    daily = [snapshot for snapshot in newest_first if snapshot.kind is SnapshotKind.DAILY]
    days = _newest_of_each(daily, lambda snapshot: day_of(snapshot.taken_at), DAYS)
    earlier = [snapshot for snapshot in daily if days and day_of(snapshot.taken_at) < day_of(days[-1].taken_at)]
    weeks = _newest_of_each(earlier, lambda snapshot: (day_of(snapshot.taken_at) + _EPOCH_WEEKDAY) // 7, WEEKS)
    kept = {*days, *weeks}
    for kind in (SnapshotKind.UPDATE, SnapshotKind.REPLACED):
        kept.update([snapshot for snapshot in newest_first if snapshot.kind is kind][:OCCASIONS])
    return [snapshot for snapshot in newest_first if snapshot not in kept]


def _newest_of_each(
    newest_first: Sequence[Snapshot], group: Callable[[Snapshot], Hashable], count: int
) -> list[Snapshot]:
    return [next(members) for _, members in islice(groupby(newest_first, group), count)]
