"""When something that a disk refused is tried again, and what is said until then.

A volume that was full has room again when it gained enough to be worth a try, so that a
few bytes that come and go do not start and stop everything (hysteresis). Where nothing on
the disk tells that a try could succeed (a quota), or a try alone can tell, the waits grow.
"""

import time

from msgspec import Struct

WORTH_A_TRY = 256 * 2**20
"""Bytes that a large volume must gain, unless less is needed."""
_SHARE = 20
"""A small volume must gain one part in so many of itself."""

FIRST_WAIT = 15.0
LONGEST_WAIT = 600.0
"""Seconds between tries: after the first failure, and at most."""

_UNITS = ("kB", "MB", "GB", "TB", "PB")


class Backoff(Struct):
    """``due`` is on the engine's clock."""

    failures: int = 0
    due: float = 0.0

    def failed(self, now: float) -> None:
        self.due = now + min(FIRST_WAIT * 2 ** min(self.failures, 16), LONGEST_WAIT)
        self.failures += 1

    def wall_time(self, now: float) -> float:
        """When it is due, in Unix seconds. ``now`` is the engine's."""
        return time.time() + self.due - now


class Fullness(Struct):
    """Of one volume that refused to grow. All in bytes."""

    free: int
    total: int
    low: int
    """The least that was free since it refused."""

    def note(self, free: int, total: int) -> None:
        self.free, self.total, self.low = free, total, min(self.low, free)

    def has_room(self, needed: int) -> bool:
        """Enough came free since for those that wait, who need so much."""
        return self.free >= self.low + worth_a_try(self.total, needed)

    def unexplained(self, needed: int) -> bool:
        """It refused though there is room for all: a quota, or a limit of the file system."""
        return self.low > needed


def worth_a_try(total: int, needed: int) -> int:
    return max(1, min(WORTH_A_TRY, total // _SHARE, needed))


def full_words(volume: str, fullness: Fullness, needed: int) -> str:
    if fullness.unexplained(needed):
        return f"The disk is full. {volume} takes no more, perhaps by a quota; it is tried again by itself."
    return (
        f"The disk is full. {size(fullness.free)} are free on {volume} and {size(needed)} are needed; "
        "it goes on by itself when there is room."
    )


def size(count: int) -> str:
    """Bytes as a person reads them, in powers of ten."""
    if count < 1000:
        return f"{count} B"
    value, unit = count / 1000, 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if value >= 99.95 or unit == 0 else f"{value:.1f} {_UNITS[unit]}"
