"""What is set for single torrents."""

from ...contract.options import SetFirstLast, SetLimits, SetSuperSeeding
from ..context import Context


async def set_limits(context: Context, params: SetLimits) -> None:
    await context.engine.options.set_limits(params)


async def set_first_last(context: Context, params: SetFirstLast) -> None:
    await context.engine.options.set_first_last(params.ids, params.on)


async def set_super_seeding(context: Context, params: SetSuperSeeding) -> None:
    await context.engine.options.set_super_seeding(params.ids, params.on)
