"""Where the program begins; what it is then asked to do, ``command_line`` says.

Loads nothing before it must: where a window is to open, WebKit's library is sent for first of all.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

_WINDOWLESS = {"engine", "websocket", "restore", "create-worker", "-h", "--help", "--version"}


def run(arguments: Sequence[str] | None = None, last: Callable[[], None] = lambda: None) -> NoReturn:
    """The program as it is started: when it is done, ``last`` is called, and so is the process."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if sys.platform == "linux" and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        if not _WINDOWLESS & {*given[:1]}:
            from .desktop.linux.library import send_for

            send_for()
    from .closing import leave
    from .command_line import main

    try:
        code = main(given)
    finally:
        last()
    leave(code)


if __name__ == "__main__":
    run()
