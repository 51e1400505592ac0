"""Trackers, web seeds and banned peers."""

from ...contract.commands import NoParams, OneTorrent, Torrents
from ...contract.sources import AddTrackers, BannedPeer, BanPeers, EditTrackers, MergeTrackers, WebSeed, WebSeedRow
from ..context import Context


async def edit_trackers(context: Context, params: EditTrackers) -> None:
    await context.engine.trackers.edit(params.id, params.trackers)


async def add_trackers(context: Context, params: AddTrackers) -> None:
    await context.engine.trackers.add(params.ids, params.urls)


async def merge_trackers(context: Context, params: MergeTrackers) -> None:
    """Take what the error ``duplicate`` offered as ``new_trackers``."""
    await context.engine.trackers.add([params.id], params.trackers)


async def scrape(context: Context, params: Torrents) -> None:
    await context.engine.trackers.scrape(params.ids)


async def get_web_seeds(context: Context, params: OneTorrent) -> list[WebSeedRow]:
    return await context.engine.web_seeds.list(params.id)


async def add_web_seed(context: Context, params: WebSeed) -> None:
    await context.engine.web_seeds.add(params.id, params.url)


async def remove_web_seed(context: Context, params: WebSeed) -> None:
    await context.engine.web_seeds.remove(params.id, params.url)


async def ban_peers(context: Context, params: BanPeers) -> None:
    await context.engine.bans.ban(params.addresses)


async def unban_peers(context: Context, params: BanPeers) -> None:
    await context.engine.bans.unban(params.addresses)


async def get_banned(context: Context, params: NoParams) -> list[BannedPeer]:
    return await context.engine.bans.list()
