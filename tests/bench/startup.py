"""How long from the launch to the interface on the screen, beside a bare window that is packaged the same way.

Both programs, each as one executable and as a folder, start in turns on one screen of their own. *Drawn* is
when there is text in the middle of the screen: the list's words in ours, a paragraph in the bare one. The
engine alone, from a checkout, starts and rests beside a bare libtorrent loop. How large each product is stands beside.
"""

import argparse
import compileall
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from tests.window.processes import running
from tests.window.product_window import OFFLINE
from tests.window.screen import Screen, open_screen

from . import comparing
from .drawn import Framebuffer, Part, open_framebuffer
from .figures import Table, figures, show
from .measured import MeasuredBare, MeasuredEngine
from .results import finish

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / ".cache" / "package" / "frozen"
BARE = ROOT / ".cache" / "package" / "bare"
MIDDLE = Part(0.35, 0.2, 0.75, 0.8)
"""Where neither title bar nor sidebar is, however the window is placed."""
ENDING_S = 20.0
SETTLED_S = 2.0
"""Until memory is read."""


@dataclass(frozen=True)
class Start:
    name: str
    command: Sequence[str | Path]


def main() -> None:
    options = _options()
    package()
    samples: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="torrpeddo-bench-") as place:
        windows(Path(place), options.rounds, samples)
        engines(Path(place), options.rounds, samples)
    table = Table()
    for ours, bare, what, unit in (
        ("one executable", "one executable, bare", "One executable, launch to drawn", "ms"),
        ("folder", "folder, bare", "Folder, launch to drawn", "ms"),
        ("engine", "loop", "Engine alone, launch to first answer", "ms"),
        ("engine, memory", "loop, memory", "Engine alone, memory without torrents", "MiB"),
    ):
        table.add(what, unit, statistics.median(samples[ours]), statistics.median(samples[bare]))
    sizes(table)
    times = [figures(name, taken) for name, taken in samples.items() if "memory" not in name]
    table.show("ours", "bare")
    print()
    show(times)
    finish("startup", table, times, "ours", "bare", options)


def package() -> None:
    """Make both programs, or leave them where they are current."""
    subprocess.run([sys.executable, ROOT / "build" / "package.py"], cwd=ROOT, check=True)
    spec = ROOT / "tests" / "bench" / "bare_window.spec"
    folders: list[str | Path] = ["--workpath", BARE.with_name("bare-work"), "--distpath", BARE]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders, spec]
    subprocess.run(command, cwd=ROOT, check=True)


def sizes(table: Table) -> None:
    """Of what people get, beside what else is made of the same program."""
    table.add("One executable, size", "MB", megabytes(FROZEN / "torrpeddo"), megabytes(BARE / "bare"))
    for what, pattern in (("Folder, packed, size", "*.tar.gz"), ("Debian package, size", "*.deb")):
        (file,) = (ROOT / "dist").glob(f"torrpeddo{pattern}")
        table.add(what, "MB", megabytes(file))


def megabytes(file: Path) -> float:
    return file.stat().st_size / 1_000_000


def windows(place: Path, rounds: int, samples: dict[str, list[float]]) -> None:
    """The first start of each is not counted: it fills the caches and, in ours, makes the library."""
    switches = [word for setting in OFFLINE for word in ("--set", setting)]
    ours: list[str | Path] = ["--profile", place / "profile", *switches]
    starts = [
        Start("one executable", [FROZEN / "torrpeddo", *ours]),
        Start("folder", [FROZEN / "folder" / "torrpeddo", *ours]),
        Start("one executable, bare", [BARE / "bare"]),
        Start("folder, bare", [BARE / "folder" / "bare"]),
    ]
    with open_screen(place, drawn_into=place) as screen, open_framebuffer(place) as framebuffer:
        screen.xdotool("mousemove", "0", "0")  # the pointer is drawn too
        for number in range(rounds + 1):
            for start in random.sample(starts, len(starts)):
                took = until_drawn(screen, framebuffer, start.command, place / f"{start.name}.log")
                if number:
                    samples.setdefault(start.name, []).append(took)
                print(".", end="", flush=True)


def until_drawn(screen: Screen, framebuffer: Framebuffer, command: Sequence[str | Path], log: Path) -> float:
    """Milliseconds; the program is started, and ended again."""
    began = time.perf_counter()
    with running(command, screen.env, log) as process:
        took = framebuffer.wait(MIDDLE, drawn=True) - began
        process.terminate()
        process.wait(ENDING_S)
    framebuffer.wait(MIDDLE, drawn=False)
    return took * 1000


def engines(place: Path, rounds: int, samples: dict[str, list[float]]) -> None:
    """Memory is what a process has of its own: what it shares with others costs nothing more."""
    for folder in (ROOT / "backend", Path(__file__).parent):
        compileall.compile_dir(folder, quiet=1)  # as installing does; who works on it may keep Python from writing it
    for number in range(rounds + 1):
        for name in ("engine", "loop"):
            began = time.perf_counter()
            with MeasuredEngine(place / "engine") if name == "engine" else MeasuredBare() as process:
                took = (time.perf_counter() - began) * 1000
                time.sleep(SETTLED_S)
                memory = psutil.Process(process.pid).memory_full_info().uss / 2**20
            if number:
                samples.setdefault(name, []).append(took)
                samples.setdefault(f"{name}, memory", []).append(memory)
            print(".", end="", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run bench -- startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="starts of each that count")
    comparing.add_options(parser)
    return parser.parse_args()


if __name__ == "__main__":
    main()
