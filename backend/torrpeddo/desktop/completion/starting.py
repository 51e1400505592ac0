"""How a program of the person's own is started."""

import subprocess
import sys
from pathlib import Path
from typing import Any

_DETACHED, _NEW_GROUP = 0x0000_0008, 0x0000_0200
"""Windows' ``DETACHED_PROCESS`` and ``CREATE_NEW_PROCESS_GROUP``."""

Started = subprocess.Popen[bytes]


def start(command: list[str], *, heard: bool = False) -> Started:
    """On its own: no terminal, no part of our session; ``heard``: what it writes comes through its ``stdout``.

    Raises OSError or ValueError.
    """
    apart: dict[str, Any] = (
        {"creationflags": _DETACHED | _NEW_GROUP} if sys.platform == "win32" else {"start_new_session": True}
    )
    return subprocess.Popen(
        command,
        cwd=Path.home(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if heard else subprocess.DEVNULL,
        stderr=subprocess.STDOUT if heard else subprocess.DEVNULL,
        close_fds=True,
        **apart,
    )
