"""What is set for single torrents."""

from ...contract.commands import Torrents
from ...contract.options import SetFirstLast, SetLimits, SetSuperSeeding, SharedLimits
from ..context import Context


async def get_limits(context: Context, params: Torrents) -> SharedLimits:
    """What is set for these torrents alone, as far as it is the same for all of them."""
    return context.engine.options.limits(params.ids)


async def set_limits(context: Context, params: SetLimits) -> None:
    await context.engine.options.set_limits(params)


async def set_first_last(context: Context, params: SetFirstLast) -> None:
    await context.engine.options.set_first_last(params.ids, params.on)


async def set_super_seeding(context: Context, params: SetSuperSeeding) -> None:
    await context.engine.options.set_super_seeding(params.ids, params.on)
