"""Torrents that the session was asked to take, and has not answered about: whoever would move them waits."""

import asyncio


class Arrivals:
    """Engine thread only."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._under_way: dict[str, asyncio.Future[None]] = {}

    def begin(self, id: str) -> None:
        self._under_way[id] = self._loop.create_future()

    def end(self, id: str) -> None:
        """It is in, or was refused."""
        arrival = self._under_way.pop(id, None)
        if arrival is not None and not arrival.done():
            arrival.set_result(None)

    async def ended(self, id: str) -> None:
        """Wait until it is not on its way in."""
        while (arrival := self._under_way.get(id)) is not None:
            await asyncio.wait([arrival])
