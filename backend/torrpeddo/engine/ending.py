"""What is kept at the orderly end: in steps, for a torrent that hangs must not keep the others from being saved."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

from ..errors import TorrpeddoError
from ..library.records import SaveTorrent
from .core import Core
from .incomplete.suffixes import Suffixes
from .membership import Membership
from .resume import ResumeSaver
from .statistics import TrafficCount
from .tracking import figures

log = logging.getLogger(__name__)

LEAVING_DEADLINE, RESUME_DEADLINE, FIGURES_DEADLINE = 1.0, 3.0, 0.5
"""Seconds for torrents on their way out, resume data and the last figures; closing the session comes after."""


async def save_all(
    core: Core, suffixes: Suffixes, membership: Membership, saver: ResumeSaver, traffic: TrafficCount
) -> None:
    """What can't be saved in time is logged, and found out at the next start."""
    leaving = asyncio.gather(suffixes.close(), membership.all_left())
    await _at_most(LEAVING_DEADLINE, leaving, "Not all torrents left in time")
    await _at_most(RESUME_DEADLINE, saver.save_changed(), "Not all resume data could be saved in time")
    before = {entry: entry.record for entry in core.catalog if not entry.deleting}
    for entry in before:
        figures(entry)
    changed = [SaveTorrent(entry.record) for entry in before if entry.record != before[entry]]
    await _at_most(FIGURES_DEADLINE, core.commit(*changed, *traffic.untold()), "The last figures could not be saved")


async def _at_most(seconds: float, work: Awaitable[Any], otherwise: str) -> None:
    """At the end nothing is waited for without a limit, and no failure keeps the rest from ending in order."""
    try:
        await asyncio.wait_for(work, seconds)
    except (TimeoutError, TorrpeddoError) as error:
        log.warning("%s: %s", otherwise, error)
