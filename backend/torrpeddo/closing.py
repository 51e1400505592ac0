"""The end of the process, also when something in it is stuck."""

import faulthandler
import logging
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

END_SECONDS = 9.8
"""From the moment the end is asked for, whatever hangs: a tracker, a disk, the page, a client that doesn't read."""

_GRACE = 0.1
"""Seconds that the end in Python's hands, which leaves a word in the log, is given before the other."""

_log = logging.getLogger(__name__)


def exit_within(seconds: float, code: int = 0) -> None:
    """End the process after ``seconds`` whatever still runs.

    Everything worth keeping must be saved before then. A library that waits inside a destructor (libtorrent's
    session does, for its disk) lets no Python run at all: then it is ``faulthandler``'s own thread that ends the
    process, with 1.
    """
    timer = threading.Timer(seconds, _end, (code,))
    timer.daemon = True
    timer.start()
    # Where there is a console it says there what hung.
    if sys.__stderr__ is not None:
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=sys.__stderr__)
    else:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)


def leave(code: int) -> NoReturn:
    """End the process now that all is saved and closed.

    The interpreter would take everything apart first, wait for every thread of a pool, and run the destructors of
    GTK, WebKit and libtorrent, which takes long on a busy machine, may hang, and saves nothing.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)


def _end(code: int) -> None:
    _log.warning("Something did not end in time; leaving anyway.")
    logging.shutdown()
    os._exit(code)
