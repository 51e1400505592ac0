"""The order in which torrents get their turn."""

from typing import Annotated, Literal

from msgspec import Meta

from .base import Params
from .commands import Ids

Place = Annotated[int, Meta(ge=0, le=1_000_000)]
"""Where in the queue, from 0; a place beyond the end is the end."""


class QueueMove(Params, frozen=True, kw_only=True):
    """Several keep their order among each other. Finished torrents have no place and stay as they are."""

    ids: Ids
    to: Literal["top", "up", "down", "bottom"] | Place
