"""The order of the queue."""

from ...contract.queueing import QueueMove
from ..context import Context


async def queue_move(context: Context, params: QueueMove) -> None:
    await context.engine.queueing.move(params.ids, params.to)
