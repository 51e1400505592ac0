"""Copies of the library, and the way back to one of them."""

from ...contract.backups import OfSnapshot, RestoreRequested, Snapshot, SnapshotList
from ...contract.commands import NoParams
from ..context import Context


async def get_snapshots(context: Context, params: NoParams) -> SnapshotList:
    return await context.engine.backups.list()


async def take_snapshot(context: Context, params: NoParams) -> Snapshot:
    """One more, besides the daily ones."""
    return await context.engine.backups.take()


async def restore_snapshot(context: Context, params: OfSnapshot) -> RestoreRequested:
    """Asked for now, carried out by the next start: the program must be closed and opened again."""
    return await context.engine.backups.restore(params.snapshot)


async def cancel_restore(context: Context, params: NoParams) -> None:
    """Stay with the present library after all."""
    await context.engine.backups.stay()
