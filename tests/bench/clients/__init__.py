"""The programs that are measured beside each other, each with the same few things it can be asked."""

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import libtorrent as lt

from . import aria2, deluge, qbittorrent, transmission
from .bare import Bare
from .client import Client
from .ours import Engine, Window

ENGINE, WINDOW, BARE = "engine", "window", "bare loop"
_OTHERS: dict[str, tuple[str, Callable[[Path], Client]]] = {
    "qBittorrent": (qbittorrent.PROGRAM, qbittorrent.QBittorrent),
    "Transmission": (transmission.PROGRAM, transmission.Transmission),
    "Deluge": (deluge.PROGRAM, deluge.Deluge),
    "aria2": (aria2.PROGRAM, aria2.Aria2),
}


@dataclass(frozen=True)
class Side:
    """``open`` starts it in a folder of its own that is not there yet."""

    name: str
    version: str
    open: Callable[[Path], Client]


def own(settings: Sequence[str] = ()) -> list[Side]:
    """What needs nobody else's program. ``settings``: libtorrent's for our engine, ``name=value``."""
    return [
        Side(ENGINE, "", lambda place: Engine(place, settings)),
        Side(BARE, f"libtorrent {lt.version}", lambda _: Bare()),
    ]


def window() -> list[Side]:
    """Where there is a screen to be had."""
    found = all(map(shutil.which, ("Xvfb", "WebKitWebDriver", "xdotool")))
    return [Side(WINDOW, "", Window)] if found else []


def others() -> list[Side]:
    """Those that are installed."""
    return [Side(name, _version(program), start) for name, (program, start) in _OTHERS.items() if shutil.which(program)]


def _version(program: str) -> str:
    """Older ones say it on stderr."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False)
    found = re.search(r"\d+\.\d+(\.\d+)*", said.stdout + said.stderr)
    return found[0] if found else "?"
