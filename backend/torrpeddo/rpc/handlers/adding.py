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
    PreviewLink,
    PreviewMagnet,
    PreviewTorrentFile,
    SettleConflict,
)
from ..context import Context


async def add_magnet(context: Context, params: AddMagnet) -> Added:
    return await _placed(context, await context.engine.adding.add_magnet(params), top=params.top)


async def add_torrent_file(context: Context, params: AddTorrentFile) -> Added:
    return await _placed(context, await context.engine.adding.add_torrent_file(params), top=params.top)


async def add_torrents(context: Context, params: AddTorrents) -> AddedTorrents:
    """Answered when all are in, or refused; each for itself."""
    outcomes = await context.engine.adding_many.add(params)
    ids = [outcome.id for outcome in outcomes if outcome.id is not None]
    if params.top and ids:
        await context.engine.queueing.move(ids, "top")
    return AddedTorrents(torrents=outcomes)


async def preview_magnet(context: Context, params: PreviewMagnet) -> Preview:
    return await context.engine.previews.start_magnet(params.uri)


async def preview_link(context: Context, params: PreviewLink) -> Preview:
    """Answered at once; what the link leads to is fetched in the background."""
    return await context.engine.links.start(params.url)


async def preview_torrent_file(context: Context, params: PreviewTorrentFile) -> Preview:
    return await context.engine.previews.start_torrent_file(params)


async def accept_preview(context: Context, params: AcceptPreview) -> Added:
    return await _placed(context, await context.engine.previews.accept(params), top=params.top)


async def cancel_preview(context: Context, params: CancelPreview) -> None:
    context.engine.links.cancel(params.preview)
    await context.engine.previews.cancel(params.preview)


async def check_collisions(context: Context, params: CheckCollisions) -> Collisions:
    """What a preview would have in common with others in this folder."""
    return await context.engine.previews.collisions(params)


async def settle_conflict(context: Context, params: SettleConflict) -> None:
    """Let a torrent go on that was kept out because another has files where it would write."""
    await context.engine.collisions.settle(params.id, params.how)


async def _placed(context: Context, id: str, *, top: bool) -> Added:
    if top:
        await context.engine.queueing.move([id], "top")
    return Added(id=id)
