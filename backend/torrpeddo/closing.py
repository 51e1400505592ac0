"""The end of the process, also when something in it is stuck."""

import logging
import os
import threading

END_SECONDS = 9.8
"""From the moment the end is asked for, whatever hangs: a tracker, a disk, the page, a client that doesn't read."""

_log = logging.getLogger(__name__)


def exit_within(seconds: float, code: int = 0) -> threading.Timer:
    """End the process after ``seconds`` whatever still runs; cancel the timer to take that back.

    Everything worth keeping must be saved before this is called. The interpreter waits for threads that
    are no daemons, a pool's for one, and one that hangs on a disk would hold it for ever.
    """
    timer = threading.Timer(seconds, _end, (code,))
    timer.daemon = True
    timer.start()
    return timer


def _end(code: int) -> None:
    _log.warning("Something did not end in time; leaving anyway.")
    logging.shutdown()
    os._exit(code)
