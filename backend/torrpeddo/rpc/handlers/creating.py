"""Making torrents, and getting the torrent file of one in the list."""

from ...contract.creating import (
    CreateTorrent,
    Creation,
    CreationJob,
    Exported,
    ExportTorrent,
    Measure,
    Measured,
    OfCreation,
)
from ..context import Context


async def create_torrent(context: Context, params: CreateTorrent) -> CreationJob:
    """Begins it; ``creation`` events tell how it goes and ends, and so does ``get_create``."""
    return CreationJob(job=await context.engine.creations.create(params))


async def measure(context: Context, params: Measure) -> Measured:
    """What a torrent of it would hold; nothing is hashed."""
    return await context.engine.measuring.measure(params)


async def cancel_create(context: Context, params: OfCreation) -> None:
    await context.engine.creations.cancel(params.job)


async def get_create(context: Context, params: OfCreation) -> Creation:
    return context.engine.creations.get(params.job)


async def export_torrent(context: Context, params: ExportTorrent) -> Exported:
    return await context.engine.exporting.export(params)
