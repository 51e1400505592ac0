"""The libtorrent session itself: made with our settings, ended within a deadline."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import libtorrent as lt

LIBTORRENT = str(lt.version)
"""Its version."""

GIVES_WAY = 10
"""How much nicer libtorrent's threads are than ours (Unix). At full speed they use all there is of the processor,
and whoever clicks would wait for them; what the program itself computes is too little to slow them down."""


def open_session(pack: dict[str, Any]) -> Any:
    """``pack``: libtorrent's settings, complete before the first socket opens."""
    # Threads inherit how nice they are, and can't become less so: it is opened on one that has no other use.
    with ThreadPoolExecutor(1, thread_name_prefix="opening") as apart:
        return apart.submit(_open, pack).result()


def _open(pack: dict[str, Any]) -> Any:
    _give_way()
    params = lt.session_params()
    settings: Any = {**lt.default_settings(), **pack}
    params.settings = settings
    return lt.session(params)


def _give_way() -> None:
    """This thread alone, and those it starts."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), GIVES_WAY)
