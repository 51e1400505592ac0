"""Python's search for cycles that nobody needs, kept from what is there to stay; and memory given back to the system.

A search stops every thread, and a full one looks at every object there is: with ten thousand
torrents it takes a tenth of a second, and while they are added half of all the time.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ..late import Late

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = Late("ctypes")

_YOUNG, _MIDDLE, _OLD = 10_000, 20, 20
"""New objects that make a search among them worth while, such searches before a wider one, and those before a full one
(which waits, besides, until a quarter of all has been added)."""


def hold() -> None:
    """No search until ``search``: what is made meanwhile stays."""
    gc.disable()


def search() -> None:
    """From now on, among what is made from now on."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    gc.enable()


@contextmanager
def held() -> Iterator[None]:
    """While much is made that is to stay: one search among all of it, at the end, instead of many on the way."""
    hold()
    try:
        yield
    finally:
        gc.collect(0)
        search()


def search_all() -> None:
    """Once, among everything."""
    gc.unfreeze()
    gc.collect()


def give_back() -> None:
    """After work that took much for a moment. Takes some milliseconds, in which other threads go on."""
    if sys.platform != "linux":
        return  # Elsewhere the system's allocator does so by itself.
    with suppress(OSError, AttributeError):  # A C library that is not glibc.
        ctypes.CDLL(None).malloc_trim(0)
