"""A client on standard input and output: one JSON document a line, both ways.

Requests come in on stdin. Replies go out on stdout, and so do events, as JSON-RPC
notifications named ``event``: a snapshot first, without being asked.
"""

import logging
import os
import queue
import sys
import threading
from collections.abc import Iterator
from typing import BinaryIO

from ..engine import Engine
from ..rpc.client import Client
from ..rpc.dispatcher import Dispatcher
from ..rpc.outbox import Outbox
from ..rpc.protocol import MAX_MESSAGE, AnyReply, Code, Reply, RpcError, encode_event

_log = logging.getLogger(__name__)

_FAREWELL = 1.5
"""Seconds the last replies may take."""
_MAX_UNANSWERED = 256
"""Requests; a client that reads no replies is not read from either."""


def claim() -> tuple[BinaryIO, BinaryIO]:
    """Stdin and stdout for the protocol alone: what libraries print from now on goes to stderr."""
    sys.stdout.flush()
    reader, writer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return reader, writer


def serve(engine: Engine, reader: BinaryIO, writer: BinaryIO) -> None:
    """Until ``reader`` ends, ``writer`` breaks or someone asked for ``shutdown``; the engine is the caller's to end."""
    ended = threading.Event()
    engine.when_asked_to_stop(ended.set)
    if engine.shutdown_requested.is_set():
        return
    with Client(engine, "stdio") as client:
        serve_client(client.dispatcher, client.outbox, reader, writer, ended)


def serve_client(
    dispatcher: Dispatcher, outbox: Outbox, reader: BinaryIO, writer: BinaryIO, ended: threading.Event
) -> None:
    """Returns soon after ``ended`` is set, when what was asked until then is answered."""
    lines = _Lines(writer, ended)
    outbox.subscribe()
    threads = [
        threading.Thread(target=_read, args=(reader, dispatcher, lines, ended), name="stdio-reader", daemon=True),
        threading.Thread(target=_push, args=(outbox, lines), name="stdio-pusher", daemon=True),
        threading.Thread(target=lines.write_replies, name="stdio-writer", daemon=True),
    ]
    for thread in threads:
        thread.start()
    ended.wait()
    lines.wait_until_answered(_FAREWELL)
    lines.end_replies()
    outbox.close()


class _Lines:
    """Whole lines to the other side. What is written by two threads never mixes."""

    def __init__(self, writer: BinaryIO, ended: threading.Event) -> None:
        self._writer = writer
        self._ended = ended
        self._writing = threading.Lock()
        self._replies: queue.SimpleQueue[AnyReply | None] = queue.SimpleQueue()
        self._unanswered = 0
        self._answered = threading.Condition()
        self._broken = False

    def write(self, data: bytes) -> None:
        """``data`` ends in a line feed. A broken pipe ends the service."""
        with self._writing:
            if self._broken:
                return
            try:
                self._writer.write(data)
                self._writer.flush()
            except (OSError, ValueError):
                self._broken = True
                self._ended.set()

    def expect_reply(self) -> None:
        """A request was read. Waits while too many are unanswered."""
        with self._answered:
            self._answered.wait_for(lambda: self._unanswered < _MAX_UNANSWERED or self._ended.is_set())
            self._unanswered += 1

    def reply(self, reply: AnyReply | None) -> None:
        """From any thread; JSON is made of it on the writer's."""
        if reply is None:
            self._count_answered()
        else:
            self._replies.put(reply)

    def write_replies(self) -> None:
        while (reply := self._replies.get()) is not None:
            self.write(reply.encode() + b"\n")
            self._count_answered()

    def end_replies(self) -> None:
        self._replies.put(None)

    def _count_answered(self) -> None:
        with self._answered:
            self._unanswered -= 1
            self._answered.notify_all()

    def wait_until_answered(self, seconds: float) -> None:
        with self._answered:
            self._answered.notify_all()
            if not self._answered.wait_for(lambda: self._unanswered == 0 or self._broken, seconds):
                _log.warning("%d requests had no answer yet at the end.", self._unanswered)


def _read(reader: BinaryIO, dispatcher: Dispatcher, lines: _Lines, ended: threading.Event) -> None:
    try:
        for line in read_lines(reader, MAX_MESSAGE):
            lines.expect_reply()
            if ended.is_set():
                lines.reply(None)
                return
            if line is None:
                lines.reply(Reply(None, _too_long()))
            else:
                dispatcher.submit(line, lines.reply)
    except (OSError, ValueError):
        _log.exception("Standard input can't be read any more.")
    finally:
        ended.set()


def read_lines(reader: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Each line that holds something; None in place of one longer than ``limit`` bytes, which is never held whole."""
    while line := reader.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(reader)
            yield None
        elif line := line.strip():
            yield line


def _skip_line(reader: BinaryIO) -> None:
    while (rest := reader.readline(65536)) and not rest.endswith(b"\n"):
        pass


def _too_long() -> RpcError:
    return RpcError(Code.INVALID_REQUEST, f"The line is longer than {MAX_MESSAGE // 2**20} MiB and was skipped.")


def _push(outbox: Outbox, lines: _Lines) -> None:
    while (events := outbox.take()) is not None:
        lines.write(b"".join(encode_event(event) + b"\n" for event in events))
