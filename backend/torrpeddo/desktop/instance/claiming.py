"""Is this start the first of its profile, or does it hand over to the one that is?"""

import logging
import time
from pathlib import Path
from typing import Self

from ...errors import ProfileInUse
from ...library.lock import FileLock
from .calling import Outcome, call
from .channel import listen
from .door import Deliver, Door
from .endpoint import Endpoint, endpoint_of
from .request import Request

_log = logging.getLogger(__name__)

ABSENT_S = 6.0
"""Seconds in which somebody who holds the lock must begin to listen."""
ENDING_S = 20.0
"""An end takes ten at most, and what the system then clears away a little more."""
_PATIENCE = {Outcome.ABSENT: ABSENT_S, Outcome.ENDING: ENDING_S, Outcome.STUCK: -1.0}
_LOOK_S = 0.05


class Instance:
    """The first start of a profile, for as long as it is kept. Without an endpoint it is alone without telling."""

    def __init__(self, endpoint: Endpoint | None = None, lock: FileLock | None = None) -> None:
        self._lock = lock
        self._door: Door | None = None
        if endpoint is None:
            return
        try:
            self._door = Door(listen(endpoint))
        except OSError as error:
            _log.warning("Other starts can't hand over to this one: %s", error)

    def attend(self) -> None:
        """Begin to hear those who hand over; they wait until the program can take it. Harmless more than once."""
        if self._door:
            self._door.attend()

    def open(self, deliver: Deliver) -> None:
        """The program can take what others hand over."""
        if self._door:
            self._door.open(deliver)

    def shut(self) -> None:
        """The program is ending; more than once is harmless."""
        if self._door:
            self._door.shut()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let another start be the first."""
        if self._door:
            self._door.close()
        if self._lock:
            self._lock.release()


def claim(profile: Path, request: Request) -> Instance | None:
    """Be the first, or hand ``request`` over: None when that is done.

    Waits for one that is starting or ending. Raises ``ProfileInUse``, in words, when the one that is there
    does not answer.
    """
    endpoint = endpoint_of(profile)
    if endpoint is None:
        _log.warning("There is no private folder in which starts of the program could meet.")
        return Instance()
    before, since = Outcome.ABSENT, time.monotonic()
    while True:
        try:
            return Instance(endpoint, FileLock.acquire(endpoint.lock))
        except ProfileInUse as held:
            holder = held.data.get("pid")
        except OSError as error:
            _log.warning("Starts of the program can't find each other: %s", error)
            return Instance()
        outcome = call(endpoint, request, holder)
        if outcome is Outcome.TAKEN:
            return None
        if outcome is not before:
            before, since = outcome, time.monotonic()
        if time.monotonic() - since > _PATIENCE[outcome]:
            raise _unresponsive(holder)
        time.sleep(_LOOK_S)


def _unresponsive(pid: int | None) -> ProfileInUse:
    which = f" (process {pid})" if pid else ""
    end = f"end process {pid}" if pid else "end its process"
    return ProfileInUse(
        f"Torrpeddo is running{which} but does not answer. It may be very busy: wait a moment and try again. "
        f"If it stays like this, {end} in the system's task manager and start it again; nothing that was "
        "downloaded is lost.",
        pid=pid,
    )
