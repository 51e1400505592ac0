"""How much was moved: counted by the day, kept for good."""

import asyncio
from datetime import datetime

from ..contract.chronicle import Day, Period, Statistics
from ..library.records import AddTraffic, Operation, Traffic
from . import clock
from .core import Core

SAVE_EVERY = 60
"""Ticks between two times that the library is told."""


class TrafficCount:
    """Engine thread only."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._since = clock.wall()
        self._began = self._told_at = clock.monotonic()
        """How long it ran is no matter of the person's clock, which may be set."""
        self._told = (0, 0)
        self._ticks = 0

    def tick(self) -> None:
        """Once a second."""
        self._ticks += 1
        if self._ticks % SAVE_EVERY == 0:
            self._core.library.commit(*self.untold())

    def untold(self) -> list[Operation]:
        """What the library has yet to be told; it counts as told from now on."""
        moved, before = self._moved(), self._told
        traffic = Traffic(
            day=datetime.fromtimestamp(clock.wall()).astimezone().date().isoformat(),
            downloaded=max(0, moved[0] - before[0]),
            uploaded=max(0, moved[1] - before[1]),
            seconds=int(clock.monotonic() - self._told_at),
        )
        self._told, self._told_at = moved, self._told_at + traffic.seconds
        return [AddTraffic(traffic)]

    async def get(self) -> Statistics:
        """Raises StorageError."""
        await self._core.commit(*self.untold())
        days = await asyncio.wrap_future(self._core.library.get_traffic())
        moved = self._moved()
        session = Period(
            since=self._since,
            downloaded=moved[0],
            uploaded=moved[1],
            seconds=int(clock.monotonic() - self._began),
        )
        return Statistics(session=session, total=_together(days, self._since), days=_moving(days))

    def _moved(self) -> tuple[int, int]:
        session = self._core.feed.session
        return session.downloaded, session.uploaded


def _together(days: list[Traffic], now: float) -> Period:
    return Period(
        since=datetime.fromisoformat(days[0].day).astimezone().timestamp() if days else now,
        downloaded=sum(each.downloaded for each in days),
        uploaded=sum(each.uploaded for each in days),
        seconds=sum(each.seconds for each in days),
    )


def _moving(days: list[Traffic]) -> list[Day]:
    return [
        Day(day=each.day, downloaded=each.downloaded, uploaded=each.uploaded)
        for each in days
        if each.downloaded or each.uploaded
    ]
