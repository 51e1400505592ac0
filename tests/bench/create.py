"""How fast a torrent is made, against what one core can hash: ``hashlib`` on the same bytes, read from the same file.

Our creating is a process of its own that steps back behind everything else; it is measured from the call to the torrent
file that is there. The two alternate, for each of the three formats: SHA-1, SHA-256 in blocks of 16 KiB, and both.
"""

import argparse
import hashlib
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.rpc.engine_process import EngineProcess
from tests.window.processes import wait_for

from . import content, running
from .bare_loop import LOOPBACK
from .content import MIB, Content
from .figures import Table, figures, show
from .results import finish

ENGINE, CORE = "engine", "one core"
FORMATS: dict[str, tuple[Callable[..., Any], ...]] = {
    "v1": (hashlib.sha1,),
    "v2": (hashlib.sha256,),
    "hybrid": (hashlib.sha1, hashlib.sha256),
}
_PIECE, _BLOCK = MIB, 16 * 1024
_PATIENCE_S = 120.0


def main() -> None:
    options = _options()
    samples: dict[str, dict[str, list[float]]] = {}
    with running.a_room(options.place) as room:
        file = content.large(room / "content", options.mib)
        for number in range(options.rounds + 1):
            for each in FORMATS:
                for name, seconds in create(room / f"{each} {number}", file, each).items():
                    if number:
                        samples.setdefault(each, {}).setdefault(name, []).append(seconds)
    table = Table()
    for each, taken in samples.items():
        rates = [options.mib / statistics.median(taken[name]) for name in (ENGINE, CORE)]
        table.add(f"{each}, hashed", "MiB/s", *rates)
    times = [
        figures(f"{each}, {name}", [1000 * one for one in taken])
        for each, both in samples.items()
        for name, taken in both.items()
    ]
    table.show(ENGINE, CORE)
    print()
    show(times)
    finish("create", table, times, ENGINE, CORE, options, drawn="MiB/s")


def create(profile: Path, file: Content, form: str) -> dict[str, float]:
    """Seconds that one core takes to hash it, then those of our engine to make a torrent of it."""
    began = time.perf_counter()
    _hash(file, FORMATS[form])
    return {CORE: time.perf_counter() - began, ENGINE: _made(profile, file, form)}


def _hash(file: Content, kinds: tuple[Callable[..., Any], ...]) -> None:
    with (file.folder / file.name).open("rb") as opened:
        while piece := opened.read(_PIECE):
            for kind in kinds:
                size = _PIECE if kind is hashlib.sha1 else _BLOCK
                for at in range(0, len(piece), size):
                    kind(memoryview(piece)[at : at + size]).digest()


def _made(profile: Path, file: Content, form: str) -> float:
    """Until it is there: events are told a few times a second, which would be measured instead."""
    engine = EngineProcess(
        profile, [f"{name}={str(value).lower()}" for name, value in LOOPBACK.items()], lambda _: None
    )
    with engine:
        engine.call("get_settings")
        output = profile.with_suffix(".torrent")
        began = time.perf_counter()
        source = str(file.folder / file.name)
        engine.call("create_torrent", path=source, output=str(output), format=form, piece_length=_PIECE)
        wait_for(output.exists, _PATIENCE_S, "the torrent file")
        return time.perf_counter() - began


def _options() -> argparse.Namespace:
    parser = running.plain_parser("create", __doc__, rounds=5)
    parser.add_argument("--mib", type=int, default=512, help="size of the file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
