"""Adding torrents and previewing them."""

from ...contract.adding import (
    AcceptPreview,
    Added,
    AddedTorrents,
    AddMagnet,
    AddTorrentFile,
    AddTorrents,
    CancelPreview,
    CheckCollisions,
    Collisions,
    Preview,
    PreviewMagnet,
    PreviewTorrentFile,
    SettleConflict,
)
from ..context import Context


async def add_magnet(context: Context, params: AddMagnet) -> Added:
    return Added(id=await context.engine.adding.add_magnet(params))


async def add_torrent_file(context: Context, params: AddTorrentFile) -> Added:
    return Added(id=await context.engine.adding.add_torrent_file(params))


async def add_torrents(context: Context, params: AddTorrents) -> AddedTorrents:
    """Answered when all are in, or refused; each for itself."""
    return AddedTorrents(torrents=await context.engine.adding_many.add(params))


async def preview_magnet(context: Context, params: PreviewMagnet) -> Preview:
    return await context.engine.previews.start_magnet(params.uri)


async def preview_torrent_file(context: Context, params: PreviewTorrentFile) -> Preview:
    return await context.engine.previews.start_torrent_file(params)


async def accept_preview(context: Context, params: AcceptPreview) -> Added:
    return Added(id=await context.engine.previews.accept(params))


async def cancel_preview(context: Context, params: CancelPreview) -> None:
    await context.engine.previews.cancel(params.preview)


async def check_collisions(context: Context, params: CheckCollisions) -> Collisions:
    """What a preview would have in common with others in this folder."""
    return await context.engine.previews.collisions(params)


async def settle_conflict(context: Context, params: SettleConflict) -> None:
    """Let a torrent go on that was kept out because another has files where it would write."""
    await context.engine.collisions.settle(params.id, params.how)
