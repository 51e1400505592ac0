"""Peers and trackers that send rubbish: the program lives, shows what can be shown, and goes on with honest ones."""

import random
import struct
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Any

import pytest
from tests.rounds import rounds
from tests.swarm.samples import make
from tests.swarm.seeder import Seeder
from tests.swarm.trackers import Tracker

from .bencoding import bencode
from .stranger import Stranger, is_spent
from .udp_tracker import ANNOUNCE, CONNECT, ERROR, SCRAPE, UdpTracker
from .victim import Victim

EXTENDED = 20
"""The message that carries all extensions (BEP 10)."""
METADATA, PEX = 2, 1
NAMES = (
    b"\xff\xfe\x00",
    b"\x1b[2J\x07\r\n",
    "\u202egpj.exe".encode(),
    b"x" * 100_000,
    b"",
    "🧀".encode(),
    b"\x00" * 50,
)

FIELDS = (b"peers", b"peers6", b"interval", b"complete", b"external ip", b"files", b"failure reason", b"tracker id")
WRONG: tuple[Any, ...] = (
    *(0, -1, b"x", b"\xff" * 7, [], {}, [0], [{}]),
    *([{b"ip": b"\xff", b"port": -1}], 2**63 - 1, 2**70),
)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_peers_that_send_rubbish(victim: Victim, stack: ExitStack) -> None:
    """An honest peer beside them is enough for the download to be whole."""
    wanted = make(victim.folder / "seed", "wanted", {"a.bin": 300_000, "b.bin": 3000})
    id = victim.call("add_magnet", uri=wanted.magnet, save_path=str(victim.downloads))["id"]
    for some in batched(greetings(bytes.fromhex(id), rounds(5, 1500)), 20):
        with ExitStack() as there:
            strangers = [Stranger(greeting) for greeting in some]
            for stranger in strangers:
                there.callback(stranger.close)
                victim.call("connect_peer", id=id, address=stranger.address)
            for stranger, greeting in zip(strangers, some, strict=True):
                assert stranger.met.wait(60), f"nobody heard {greeting[:200]!r}"
            for peer in victim.call("get_peers", id=id):
                assert peer["client"].isprintable(), peer
                assert len(peer["client"]) < 2000
    seeder = Seeder(wanted)
    while is_spent(seeder.address):
        seeder.close()
        seeder = Seeder(wanted)
    stack.callback(seeder.close)
    victim.call("connect_peer", id=id, address=seeder.address)
    try:
        victim.program.until(lambda: victim.program.rows[id]["state"] == "seeding", seconds=60)
    except AssertionError as error:
        raise AssertionError(f"{seeder.address} among {victim.call('get_peers', id=id)}") from error
    victim.program.until(lambda: wanted.on_disk(victim.downloads) == set(wanted.files))
    victim.unharmed()


def test_trackers_that_send_rubbish(victim: Victim, stack: ExitStack) -> None:
    for number, answer in enumerate(answers(rounds(20, 1500))):
        tracker = Tracker(answer)
        stack.callback(tracker.close)
        id = victim.call("add_magnet", uri=f"magnet:?xt=urn:btih:{number + 1:040x}&tr={tracker.url}")["id"]
        assert tracker.asked.wait(60)
        for row in victim.call("get_trackers", id=id):
            assert row["message"].isprintable(), row
        victim.call("scrape", ids=[id])
        victim.call("remove", ids=[id])
    victim.unharmed()


def test_udp_trackers_that_send_rubbish(victim: Victim, stack: ExitStack) -> None:
    for number, (action, answer, bare) in enumerate(datagrams(rounds(10, 500))):
        tracker = UdpTracker(action, answer, bare=bare)
        stack.callback(tracker.close)
        id = victim.call("add_magnet", uri=f"magnet:?xt=urn:btih:{number + 1:040x}&tr={tracker.url}")["id"]
        assert tracker.asked.wait(60), answer
        for row in victim.call("get_trackers", id=id):
            assert row["message"].isprintable(), row
        victim.call("scrape", ids=[id])
        victim.call("remove", ids=[id])
    victim.unharmed()


def datagrams(count: int) -> Iterator[tuple[int, bytes, bool]]:
    """The kind of reply, what is in it, and whether that is all."""
    for name in NAMES:
        yield ERROR, name[:1000], False
    figures = struct.pack(">III", 60, 5, 5)
    for peers in (b"", b"\x7f\x00\x00\x01\x00\x09", b"\xff" * 6, b"\x00" * 5, b"\x7f\x00\x00\x01\x00\x00" * 200):
        yield ANNOUNCE, figures + peers, False
    for wrong in ((0, 0, 0), (2**32 - 1,) * 3, (1, 2**31, 2**31)):
        yield ANNOUNCE, struct.pack(">III", *wrong), False
    for action in (CONNECT, ANNOUNCE, SCRAPE, 7, 2**32 - 1):
        yield action, b"", False
        yield action, b"\xff" * 3, False
    yield ERROR, b"\xff" * 20, True
    for seed in range(count):
        chance = random.Random(seed)
        yield chance.choice([ANNOUNCE, SCRAPE, ERROR]), chance.randbytes(chance.randrange(100)), chance.random() < 0.3


def batched(items: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


def greetings(hash: bytes, count: int) -> Iterator[bytes]:
    hello = handshake(hash)
    for name in NAMES:
        yield hello + extended(0, bencode({b"v": name, b"m": {b"ut_metadata": METADATA, b"ut_pex": PEX}}))
    for name in NAMES:
        # Names of extensions, and numbers for them.
        yield hello + extended(0, bencode({b"m": {name[:1000]: 1, b"ut_metadata": -1, b"ut_pex": 2**40, b"x": name}}))
    yield from (b"", b"\x00" * 68, b"GET / HTTP/1.1\r\n\r\n", hello[:30], handshake(bytes(20)), b"\xff" * 10_000)
    yield from (hello + rubbish for rubbish in _RUBBISH)
    for seed in range(count):
        chance = random.Random(seed)
        yield hello + b"".join(message(chance.randrange(30), chance.randbytes(chance.randrange(60))) for _ in range(9))


def answers(count: int) -> Iterator[bytes]:
    for text in NAMES:
        yield bencode({b"failure reason": text})
        yield bencode({b"warning message": text, b"interval": 60, b"peers": b"", b"tracker id": text})
    for wrong in WRONG:
        for key in FIELDS:
            yield bencode({b"interval": 60, b"peers": b"", key: wrong})
    for seed in range(count):
        yield random.Random(seed).randbytes(seed * 7 % 500)


def handshake(hash: bytes) -> bytes:
    return b"\x13BitTorrent protocol" + b"\x00\x00\x00\x00\x00\x10\x00\x05" + hash + b"-\xff\x1b0000-" + b"\x07" * 12


def message(kind: int, body: bytes = b"") -> bytes:
    return struct.pack(">IB", len(body) + 1, kind) + body


def extended(kind: int, body: bytes) -> bytes:
    return message(EXTENDED, bytes([kind]) + body)


def _hello(**more: Any) -> bytes:
    return extended(
        0, bencode({b"m": {b"ut_metadata": METADATA}, **{key.encode(): value for key, value in more.items()}})
    )


_RUBBISH = (
    struct.pack(">I", 2**32 - 1),
    message(5, b"\xff" * 3),
    message(4, b"\xff" * 4),
    message(6, b"\xff" * 12),
    message(7, b"\xff" * 20),
    message(255, b"x"),
    extended(0, b"\xff"),
    extended(0, b"l" * 50_000),
    _hello(metadata_size=-1),
    _hello(metadata_size=2**40),
    _hello(metadata_size=2**63),
    _hello(metadata_size=100, reqq=-5, yourip=b"x", p=10**6, ipv6=b"\xff"),
    _hello(m=[]),
    _hello(metadata_size=100)
    + extended(METADATA, bencode({b"msg_type": 1, b"piece": 0, b"total_size": 100}) + b"x" * 100),
    _hello(metadata_size=100) + extended(METADATA, bencode({b"msg_type": 1, b"piece": -1, b"total_size": -1})),
    _hello(metadata_size=100) + extended(METADATA, bencode({b"msg_type": 99, b"piece": 2**40})),
    _hello(metadata_size=100) + extended(METADATA, b"d" * 10_000),
    extended(PEX, bencode({b"added": b"\xff" * 7, b"added.f": b"", b"dropped": 5})),
    extended(77, b"\xff" * 100),
)
"""After an honest handshake."""
