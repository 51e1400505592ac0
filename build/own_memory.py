"""Free memory that stays this machine's while something is measured.

The kernels of some virtual machines hand free memory back to the host within a moment, and get it again page by page. A
GiB of a file then takes two and a half seconds of a processor to write instead of a sixth of one, in whichever program
is the one to use it: more than all that is to be measured. Elsewhere, and without the right to, nothing is done here.
"""

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PARAMETERS = Path("/sys/module/page_reporting/parameters")
HELD = {"min_free_ms": 60_000, "max_waiting_mib": 1 << 20}
"""Of the kernel's reporting: how long memory is free before the host hears of it, and how much waits for that."""
KEPT = "TORRPEDDO_BENCH_MEMORY"
"""Set in the environment of what is measured while memory is held."""
MIB = 1 << 20
USED_FIRST = 10 * 1024 * MIB
"""Bytes that are touched once, so that what is measured meets none that is still the host's."""


@contextmanager
def own_memory() -> Iterator[None]:
    before = {name: value for name in HELD if (value := _read(name)) is not None}
    if before.keys() != HELD.keys() or not _set(HELD):
        _set(before)
        yield
        return
    print("Free memory is kept from this machine's host while it is measured.", flush=True)
    try:
        _touch(min(USED_FIRST, _free() // 2))
        os.environ[KEPT] = "kept"
        yield
    finally:
        _set(before)


def _read(name: str) -> int | None:
    try:
        return int((PARAMETERS / name).read_text("ascii"))
    except OSError:
        return None


def _set(values: dict[str, int]) -> bool:
    with suppress(OSError):
        for name, value in values.items():
            (PARAMETERS / name).write_text(str(value), "ascii")
        return True
    return False


def _free() -> int:
    """Bytes."""
    lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text("ascii").splitlines())
    return int(lines["MemFree"].split()[0]) * 1024


def _touch(size: int) -> None:
    with mmap.mmap(-1, size) as memory:
        for start in range(0, size, mmap.PAGESIZE):
            memory[start] = 1
