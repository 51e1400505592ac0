"""What is kept at the orderly end: in steps, for a torrent that hangs must not keep the others from being saved."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

from msgspec import Struct

from ..errors import TorrpeddoError
from ..library.records import SaveTorrent
from .core import Core
from .flushing import flush_downloads
from .incomplete.suffixes import Suffixes
from .membership import Membership
from .resume import ResumeSaver
from .statistics import TrafficCount
from .tracking import figures

log = logging.getLogger(__name__)

LEAVING_DEADLINE, FLUSH_DEADLINE, RESUME_DEADLINE, FIGURES_DEADLINE = 1.0, 1.5, 2.5, 0.5
"""Seconds for torrents on their way out, what libtorrent has in its cache, resume data and the last figures; closing
the session comes after."""


class Step(StrEnum):
    """What the end waits for, in the words of the log."""

    BUSY = "busy with something else"
    PAUSING = "pausing the session"
    LEAVING = "waiting for torrents that leave"
    FLUSHING = "writing what has come"
    SAVING = "saving resume data"
    FIGURES = "saving the last figures"
    CLOSING = "closing the session"


class Progress(Struct):
    """How far the end has come, for whoever finds that it is late. Read from another thread."""

    step: Step = Step.BUSY
    left: Callable[[], int] = lambda: 0
    """Torrents that are not saved yet, in the step of that name."""


async def save_all(
    core: Core,
    suffixes: Suffixes,
    membership: Membership,
    saver: ResumeSaver,
    traffic: TrafficCount,
    progress: Progress,
) -> bool:
    """What can't be saved in time is logged, and found out at the next start. Returns whether the disks took all
    that had come."""
    progress.step = Step.LEAVING
    leaving = asyncio.gather(suffixes.close(), membership.all_left())
    await _at_most(LEAVING_DEADLINE, leaving, "Not all torrents left in time")
    # What came since the last tick would be in the resume data alone, and not in the next start's list.
    await core.caught_up()
    progress.step = Step.FLUSHING
    written = await _at_most(
        FLUSH_DEADLINE, flush_downloads(core, core.catalog), "Not all that came was written in time"
    )
    progress.left = saver.unanswered
    progress.step = Step.SAVING
    await _at_most(RESUME_DEADLINE, saver.save_changed(), "Not all resume data could be saved in time")
    progress.step = Step.FIGURES
    before = {entry: entry.record for entry in core.catalog if not entry.deleting}
    for entry in before:
        figures(entry)
    changed = [SaveTorrent(entry.record) for entry in before if entry.record != before[entry]]
    await _at_most(FIGURES_DEADLINE, core.commit(*changed, *traffic.untold()), "The last figures could not be saved")
    return written


async def _at_most(seconds: float, work: Awaitable[Any], otherwise: str) -> bool:
    """At the end nothing is waited for without a limit, and no failure keeps the rest from ending in order."""
    try:
        await asyncio.wait_for(work, seconds)
    except (TimeoutError, TorrpeddoError) as error:
        log.warning("%s: %s", otherwise, error)
        return False
    return True
