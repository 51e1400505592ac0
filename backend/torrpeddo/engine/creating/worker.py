"""The hashing process: a request on stdin, progress and the torrent on stdout, and nothing left when it is killed."""

import os
import signal
import sys
import threading
import traceback
from typing import BinaryIO

import msgspec

from ...errors import TorrpeddoError
from .making import make
from .messages import Failed, Message, request_from, to_line, unforeseen_words

NICENESS = 10


def run() -> int:
    """The exit code. Whether it worked is told on stdout."""
    _step_back()
    requests, messages = _claim()
    try:
        request = request_from(requests.readline())
    except msgspec.MsgspecError:
        return 2
    threading.Thread(target=_end_with_the_engine, args=(requests,), name="engine-watch", daemon=True).start()

    def tell(message: Message) -> None:
        messages.write(to_line(message))
        messages.flush()

    try:
        tell(make(request, tell))
    except BrokenPipeError:
        return 1
    except TorrpeddoError as error:
        tell(Failed(kind=error.kind, message=error.message))
    except Exception:
        tell(_unexpected(request.path))
    return 0


def _step_back() -> None:
    """Whoever uses the computer goes first; and Ctrl+C in a terminal is for the engine, which then ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICENESS)


def _claim() -> tuple[BinaryIO, BinaryIO]:
    """The pipes for the protocol alone: what libraries print from now on goes to stderr."""
    requests, messages = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, messages


def _end_with_the_engine(requests: BinaryIO) -> None:
    """The engine sends nothing more; its end of the pipe closes when it dies, however it dies."""
    requests.read()
    os._exit(0)


def _unexpected(path: str) -> Failed:
    return Failed(kind="engine", message=unforeseen_words(path), detail=traceback.format_exc())
