"""When a window shows something, seen from outside: in the memory that Xvfb draws into."""

import mmap
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LOOK_S = 0.004
_PATIENCE_S = 60.0
_COLOURS = 12
"""As many different ones has text with smooth edges; bare areas and outlines have fewer."""
_ROWS = 100
"""Of pixels that are looked at, evenly from the part."""


@dataclass(frozen=True)
class Part:
    """Of the screen, in fractions of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


class Framebuffer:
    """An X Window Dump (XWD) in shared memory, with four bytes a pixel."""

    def __init__(self, memory: memoryview) -> None:
        header = struct.unpack_from(">25I", memory)
        size, _, _, _, self.width, self.height, *rest = header
        bits_per_pixel, bytes_per_line, colours = rest[5], rest[6], rest[13]
        assert bits_per_pixel == 32, f"{bits_per_pixel} bits a pixel"
        start = size + 12 * colours
        self._pixels = memory[start : start + bytes_per_line * self.height].cast("I")
        self._stride = bytes_per_line // 4

    def colours(self, part: Part) -> int:
        """How many different ones there are in some rows of it."""
        return len(set[int]().union(*self._rows(part)))

    def _rows(self, part: Part) -> Iterator["memoryview[int]"]:
        left, right = int(part.left * self.width), int(part.right * self.width)
        top, bottom = int(part.top * self.height), int(part.bottom * self.height)
        for row in range(top, bottom, max(1, (bottom - top) // _ROWS)):
            yield self._pixels[row * self._stride + left : row * self._stride + right]

    def wait(self, part: Part, *, drawn: bool) -> float:
        """Until there is text in it, or none any more; ``time.perf_counter()`` then.

        Colours are counted only where something has changed: whoever counted them all the time would take a third of a
        processor from whom he looks at.
        """
        end = time.perf_counter() + _PATIENCE_S
        before = b""
        while True:
            now = b"".join(row.tobytes() for row in self._rows(part))
            if now != before and (self.colours(part) >= _COLOURS) == drawn:
                return time.perf_counter()
            before = now
            assert time.perf_counter() < end, f"Waited {_PATIENCE_S:.0f} s for the window, in vain."
            time.sleep(_LOOK_S)

    def close(self) -> None:
        self._pixels.release()


@contextmanager
def open_framebuffer(folder: Path) -> Iterator[Framebuffer]:
    """Of the screen that was opened with this folder for it."""
    with (folder / "Xvfb_screen0").open("rb") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        framebuffer = Framebuffer(memoryview(memory))
        try:
            yield framebuffer
        finally:
            framebuffer.close()
