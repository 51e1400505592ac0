"""One transfer between a client that is measured and a peer at the other end, over loopback."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from .clients import Side
from .clients.bare import Bare, peer
from .clients.client import Client
from .content import MIB, Content
from .weighing import Scales, Weight

SETTLED_S = 1.0
"""What a program has after its start, until it is weighed."""
EVERY = 0.02
CALLED_AGAIN_S = 1.0
PATIENCE_S = 180.0
SPARE = 256 * MIB
"""Of memory, beyond the content, that is touched before each transfer."""

SPEED, WALL, CPU, PAGE, MEMORY, HEAP = "moving", "wall", "CPU", "page's CPU", "memory", "heap"
UNITS = {SPEED: "MiB/s", WALL: "s", CPU: "s/GiB", PAGE: "s/GiB", MEMORY: "MiB", HEAP: "MiB"}


def download(side: Side, place: Path, content: Content) -> dict[str, float]:
    """``side`` takes the content from a peer that has it; *wall* is from the command to its word that all is there."""
    with side.open(place / "client") as client, peer() as other:
        other.seed(content)
        scales = _settled(client, place, content.size)
        before = scales.weigh()
        other.follow(content.size, received=False)
        began = time.monotonic()
        client.add(content, place / "downloads")
        _through(other, client, content.size, scales.look)
        _until(client.finished, scales.look)
        took = time.monotonic() - began
        return _told(content, other, before, scales.weigh(), took)


def seed(side: Side, place: Path, content: Content) -> dict[str, float]:
    """``side`` gives the content, which it has, to a peer; *wall* is from the call to the last byte."""
    with side.open(place / "client") as client, peer() as other:
        client.seed(content)
        other.add(content, place / "downloads")
        scales = _settled(client, place, content.size)
        before = scales.weigh()
        other.follow(content.size, received=True)
        began = time.monotonic()
        _through(other, client, content.size, scales.look)
        took = time.monotonic() - began
        return _told(content, other, before, scales.weigh(), took)


def _touch(place: Path, size: int) -> None:
    """Memory that a virtual machine gave back to its host costs much when it is next used (``build/own_memory.py``);
    so it is used before, as it will be."""
    scratch = place / "scratch"
    with scratch.open("wb", buffering=0) as file:
        for _ in range((size + SPARE) // MIB):
            file.write(bytes(MIB))
    scratch.unlink()


def _settled(client: Client, place: Path, size: int) -> Scales:
    _touch(place, size)
    time.sleep(SETTLED_S)
    return Scales(client.pid)


def _through(other: Bare, client: Client, size: int, meanwhile: Callable[[], None]) -> None:
    """It is the peer who calls: some take no calls to 127.x in hand themselves."""
    port = client.port()
    seen, since = 0, time.monotonic() - CALLED_AGAIN_S

    def through() -> bool:
        """Where nothing moves any more, it is the client who knows: the peer may not have counted every byte."""
        nonlocal seen, since
        moved = other.moved()[2]
        if moved != seen:
            seen, since = moved, time.monotonic()
        elif time.monotonic() >= since + CALLED_AGAIN_S:
            since = time.monotonic()
            if moved:
                return client.finished()
            other.connect(port)
        return moved >= size

    _until(through, meanwhile)


def _until(condition: Callable[[], bool], meanwhile: Callable[[], None]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, f"not done within {PATIENCE_S:.0f} s"
        meanwhile()
        time.sleep(EVERY)


def _told(content: Content, other: Bare, before: Weight, after: Weight, took: float) -> dict[str, float]:
    first, last, _ = other.moved()
    gib = content.size / (1024 * MIB)
    return {
        SPEED: content.size / MIB / (last - first),
        WALL: took,
        CPU: (after.cpu - before.cpu) / gib,
        PAGE: (after.page - before.page) / gib,
        MEMORY: after.memory / MIB,
        HEAP: after.heap / MIB,
    }


def in_a_place(
    measure: Callable[[Side, Path, Content], dict[str, float]], parent: Path, content: Content, side: Side, name: str
) -> dict[str, float]:
    """A folder for one transfer, of which nothing stays."""
    place = parent / name
    place.mkdir()
    try:
        return measure(side, place, content)
    finally:
        shutil.rmtree(place)
