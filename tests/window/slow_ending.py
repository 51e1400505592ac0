"""The whole program with an end that takes until a test lets it: ``python slow_ending.py PAGE ARGUMENTS…``.

``PAGE.ending`` is there once it ends, and ``PAGE.go`` lets it.
"""

import sys
import threading
from pathlib import Path

from torrpeddo.__main__ import run
from torrpeddo.desktop import interface
from torrpeddo.engine import Engine

PATIENCE_S = 8.0
"""Less than what ends a program that hangs."""


def wait_to_end(page: Path) -> None:
    page.with_suffix(".ending").touch()
    waiting = threading.Event()
    for _ in range(int(PATIENCE_S / 0.02)):
        if page.with_suffix(".go").exists():
            return
        waiting.wait(0.02)


def slow_down(page: Path) -> None:
    stop = Engine.stop

    def stop_slowly(engine: Engine, *arguments: float) -> bool:
        wait_to_end(page)
        return stop(engine, *arguments)

    vars(interface)["interface_path"] = lambda: page
    setattr(Engine, "stop", stop_slowly)  # noqa: B010


if __name__ == "__main__":
    page = Path(sys.argv[1])
    slow_down(page)
    run(sys.argv[2:])
