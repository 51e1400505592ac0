"""What a process takes of the machine, and whether it takes more from hour to hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import psutil


@dataclass(frozen=True)
class Footprint:
    """At rest."""

    memory: int
    """Bytes that no other process has (USS)."""
    threads: int
    descriptors: int
    children: int

    def __str__(self) -> str:
        return (
            f"{self.memory / 2**20:.1f} MiB, {self.threads} threads, {self.descriptors} descriptors, "
            f"{self.children} processes of its own"
        )


def footprint(pid: int) -> Footprint:
    process = psutil.Process(pid)
    with process.oneshot():
        return Footprint(
            memory=int(process.memory_full_info().uss),
            threads=process.num_threads(),
            descriptors=process.num_fds(),
            children=len(process.children()),
        )


def growth(hours: Sequence[Footprint], share: float, slack: int, threads: int) -> list[str]:
    """What grew in the last third of the hours against the middle one, in words; empty where all is flat.

    The first third is left out: pools fill, and caches. Memory may be ``share`` of it and ``slack`` bytes more in the
    median, and there may be ``threads`` more; of all else there may be no more than there was.
    """
    third = len(hours) // 3
    middle, last = hours[third:-third], hours[-third:]
    words = []
    before, after = (median(each.memory for each in part) for part in (middle, last))
    if after > before * (1 + share) + slack:
        words.append(f"memory grew from {before / 2**20:.1f} to {after / 2**20:.1f} MiB")
    for name, more in (("threads", threads), ("descriptors", 0), ("children", 0)):
        was, is_now = (max(getattr(each, name) for each in part) for part in (middle, last))
        if is_now > was + more:
            words.append(f"{name} grew from {was} to {is_now}")
    return words
