"""Two hundred peers at once, of which none is honest, each on an address of its own, all served by one thread."""

import asyncio
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

Behaviour = Callable[["Wire"], Awaitable[None]]
UNCHOKE, HAVE, BITFIELD, REQUEST, PIECE = 1, 4, 5, 6, 7
_RESERVED = bytes(7) + b"\x04"
"""The fast extension, in which a peer says that it has all (BEP 6)."""
HAVE_ALL = 14
CALLED = 5
"""Of so many peers one waits to be called."""
DRIP = 0.05
"""Seconds between the bytes of a peer that is slow."""


class Wire:
    """A connection, whoever has begun it."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, info_hash: bytes, lies: Callable[[], None]
    ) -> None:
        self.reader, self.writer, self.info_hash = reader, writer, info_hash
        self.lies = lies
        """Called with each false block."""

    async def greeted(self, info_hash: bytes | None = None) -> None:
        """Give our handshake and hear theirs."""
        address = self.writer.get_extra_info("sockname")[0]
        peer = b"-XX0000-" + address.encode().rjust(12, b".")
        self.writer.write(b"\x13BitTorrent protocol" + _RESERVED + (info_hash or self.info_hash) + peer)
        await self.reader.readexactly(68)

    def say(self, kind: int, body: bytes = b"") -> None:
        self.writer.write(struct.pack(">IB", len(body) + 1, kind) + body)

    async def heard(self) -> tuple[int, bytes]:
        """Their next message that says something."""
        while not (length := struct.unpack(">I", await self.reader.readexactly(4))[0]):
            pass
        body = await self.reader.readexactly(length)
        return body[0], body[1:]

    async def listen(self) -> None:
        """Until they have had enough."""
        while await self.reader.read(65536):
            pass


async def garbage(wire: Wire) -> None:
    await wire.greeted()
    wire.writer.write(b"\xff" * 4096)
    await wire.listen()


async def mute(wire: Wire) -> None:
    await wire.listen()


async def slow(wire: Wire) -> None:
    """A byte now and then, so that it never counts as silent."""
    for byte in b"\x13BitTorrent protocol" + _RESERVED + wire.info_hash + b"-XX0000-slow, slower" + bytes(4000):
        wire.writer.write(bytes([byte]))
        await wire.writer.drain()
        await asyncio.sleep(DRIP)


async def reset(wire: Wire) -> None:
    await wire.greeted()
    wire.say(HAVE_ALL)
    await wire.heard()
    linger = struct.pack("ii", 1, 0)
    wire.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    wire.writer.transport.abort()


async def wrong_hash(wire: Wire) -> None:
    """Has another torrent."""
    await wire.greeted(bytes(20))
    await wire.listen()


async def bad_pieces(wire: Wire) -> None:
    """Says that it has all, and gives at once what it has not."""
    await _give(wire, lambda length: b"\xba" * length)


async def short_pieces(wire: Wire) -> None:
    """Gives less than it was asked for."""
    await _give(wire, lambda length: b"\xba" * (length // 2))


async def promises(wire: Wire) -> None:
    """Has all, lets us ask, and gives nothing."""
    await _give(wire, lambda _: None)


BEHAVIOURS: tuple[Behaviour, ...] = (garbage, mute, slow, reset, wrong_hash, bad_pieces, short_pieces, promises)


async def _give(wire: Wire, answer: Callable[[int], bytes | None]) -> None:
    await wire.greeted()
    wire.say(HAVE_ALL)
    wire.say(UNCHOKE)
    while True:
        kind, body = await wire.heard()
        if kind == REQUEST:
            index, begin, length = struct.unpack(">III", body)
            block = answer(length)
            if block is not None:
                wire.say(PIECE, struct.pack(">II", index, begin) + block)
                wire.lies()
                await wire.writer.drain()


class Crowd:
    """So many, who behave in turns as ``BEHAVIOURS`` says. ``waiting``: addresses of those who wait to be called; the
    others ``call``, since a client calls only so many a second."""

    def __init__(self, info_hash: bytes, count: int) -> None:
        self._info_hash = info_hash
        self.waiting: list[str] = []
        self.lies = 0
        """False blocks that they have given."""
        self._met: set[str] = set()
        self._all_met = threading.Event()
        self._count = count
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="crowd")
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()

    def until_met(self, seconds: float) -> None:
        assert self._all_met.wait(seconds), f"{self._count - len(self._met)} of them were never met"

    def call(self, port: int) -> None:
        """All who don't wait, on 127.0.0.1."""
        asyncio.run_coroutine_threadsafe(self._call(port), self._loop).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        self._servers = []
        for number in range(0, self._count, CALLED):
            host = _address(number)
            server = await asyncio.start_server(self._meeting(number), host, 0)
            self._servers.append(server)
            self.waiting.append(f"{host}:{server.sockets[0].getsockname()[1]}")

    async def _call(self, port: int) -> None:
        self._calls = []
        for number in range(self._count):
            if number % CALLED:
                reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(_address(number), 0))
                self._calls.append(asyncio.create_task(self._meeting(number)(reader, writer)))

    def _meeting(
        self, number: int
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]:
        behave = BEHAVIOURS[number // CALLED % len(BEHAVIOURS)]

        async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._met.add(_address(number))
            if len(self._met) == self._count:
                self._all_met.set()
            # The end of the crowd is no failure of a peer's.
            with suppress(OSError, EOFError, asyncio.CancelledError):
                await behave(Wire(reader, writer, self._info_hash, self._lie))
            writer.close()

        return meet

    def _lie(self) -> None:
        self.lies += 1

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _address(number: int) -> str:
    """All of 127.0.0.0/8 is this machine: who is banned by his address is no other."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"
