"""Folders and volumes."""

from ...contract.commands import OfPath
from ...contract.session import Space
from ..context import Context


async def get_space(context: Context, params: OfPath) -> Space:
    return await context.engine.storage.space(params.path)
