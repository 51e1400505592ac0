"""Lines in, lines out, over real pipes."""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

import pytest

from torrpeddo.engine.feed import Feed
from torrpeddo.rpc.dispatcher import Dispatcher
from torrpeddo.rpc.outbox import Outbox
from torrpeddo.transports import stdio

from .listening import Source
from .running import Setting, notification, request
from .samples import torrent_id


class Pipes:
    """The other end of the transport: what a program that drives the engine holds."""

    def __init__(self, dispatcher: Dispatcher, feed: Feed) -> None:
        self.outbox = Outbox(feed, min_interval=0)
        feed.attach(self.outbox)
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self.stdin: BinaryIO = os.fdopen(ours_out, "wb")
        self.stdout: BinaryIO = os.fdopen(ours_in, "rb")
        self.ended = threading.Event()
        self._theirs = os.fdopen(theirs_in, "rb"), os.fdopen(theirs_out, "wb")
        self._thread = threading.Thread(
            target=stdio.serve_client, args=(dispatcher, self.outbox, *self._theirs, self.ended)
        )
        self._thread.start()

    def send(self, *lines: bytes) -> None:
        self.stdin.write(b"".join(line + b"\n" for line in lines))
        self.stdin.flush()

    def receive(self) -> Any:
        return json.loads(self.stdout.readline())

    def reply(self) -> Any:
        """The next line that is no event."""
        while (message := self.receive()).get("method") == "event":
            pass
        return message

    def events(self, kind: str) -> Any:
        """The next event of this kind."""
        while (message := self.receive()).get("method") != "event" or message["params"]["type"] != kind:
            pass
        return message["params"]

    def returned(self) -> bool:
        self._thread.join(60)
        return not self._thread.is_alive()

    def rest(self) -> list[Any]:
        """What is still to read, once the service has returned."""
        assert self.returned()
        self._theirs[1].close()
        return [json.loads(line) for line in self.stdout]

    def close(self) -> None:
        self.ended.set()
        assert self.returned()
        for end in (self.stdin, self.stdout, *self._theirs):
            with suppress(BrokenPipeError):
                end.close()


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def pipes(dispatcher: Dispatcher, source: Source) -> Iterator[Pipes]:
    pipes = Pipes(dispatcher, source.feed)
    yield pipes
    pipes.close()


def test_a_snapshot_comes_first_and_unasked(pipes: Pipes) -> None:
    first = pipes.receive()
    assert first.keys() == {"jsonrpc", "method", "params"}
    assert (first["method"], first["params"]["type"], first["params"]["seq"]) == ("event", "snapshot", 1)


def test_changes_follow(pipes: Pipes, source: Source) -> None:
    pipes.events("snapshot")
    source.put(1)
    assert [row["id"] for row in pipes.events("delta")["rows"]] == [torrent_id(1)]


def test_a_request_is_answered_on_a_line(pipes: Pipes) -> None:
    pipes.send(request("echo", {"text": "ahoi\nü 🌊"}, id="a"))
    assert pipes.reply() == {"jsonrpc": "2.0", "id": "a", "result": "ahoi\nü 🌊"}


def test_a_line_that_is_no_json_is_an_error_and_the_next_is_answered(pipes: Pipes) -> None:
    pipes.send(b"{nonsense", b"", b"   ", b"\xff", request("nothing", id=2))
    answers = [pipes.reply() for _ in range(3)]
    assert [(answer["id"], answer.get("error", {}).get("code")) for answer in answers] == [
        (None, -32700),
        (None, -32700),
        (2, None),
    ]


@pytest.fixture
def short_lines(monkeypatch: pytest.MonkeyPatch) -> int:
    limit = 2**20
    monkeypatch.setattr("torrpeddo.transports.stdio.MAX_MESSAGE", limit)
    return limit


def test_a_line_too_long_is_an_error_and_the_next_is_answered(short_lines: int, pipes: Pipes) -> None:
    pipes.send(b'"' + b"x" * (short_lines + 200_000) + b'"', request("nothing", id=2))
    answer = pipes.reply()
    assert (answer["id"], answer["error"]["code"]) == (None, -32600)
    assert "longer than 1 MiB" in answer["error"]["message"]
    assert pipes.reply()["id"] == 2


def test_lines_are_cut_at_their_ends_whatever_the_limit() -> None:
    text = b"12345\n123456\n" + b"x" * 200_000 + b"\n\n12\n123456"
    assert list(stdio.read_lines(io.BytesIO(text), 5)) == [b"12345", None, None, b"12", None]


def test_the_last_line_needs_no_end_and_is_answered_before_the_return(pipes: Pipes) -> None:
    pipes.send(request("wait", id=1))
    pipes.stdin.write(request("release", id=2))
    pipes.stdin.close()
    answers = [message["id"] for message in pipes.rest() if "id" in message]
    assert sorted(answers) == [1, 2]


def test_notifications_are_carried_out_and_not_answered(pipes: Pipes, setting: Setting) -> None:
    pipes.send(notification("echo", {"text": "heard"}), request("nothing", id=5))
    assert pipes.reply()["id"] == 5
    assert setting.heard == ["heard"]


def test_asked_to_end_it_answers_what_it_has_read(pipes: Pipes, dispatcher: Dispatcher) -> None:
    pipes.send(request("wait", id=1), request("nothing", id=2))
    assert pipes.reply()["id"] == 2
    pipes.ended.set()
    dispatcher.call(request("release"))
    assert [message["id"] for message in pipes.rest() if "id" in message] == [1]


def test_a_closed_output_ends_it(pipes: Pipes, source: Source) -> None:
    pipes.events("snapshot")
    pipes.stdout.close()
    source.put(1)
    assert pipes.returned()


def test_a_reader_that_pauses_holds_up_nobody_else(pipes: Pipes, source: Source, dispatcher: Dispatcher) -> None:
    """The engine's side goes on while the pipe is full, and the reader then finds the newest."""
    for done in range(1, 200):
        source.put(*range(200), done=done)
    assert dispatcher.call(request("nothing")) is not None
    seen: dict[str, int] = {}
    while len(seen) < 200 or set(seen.values()) != {199}:
        for row in pipes.receive()["params"]["rows"]:
            seen[row["id"]] = row["done"]


PRINTS = """
import os, sys
from torrpeddo.transports import stdio
reader, writer = stdio.claim()
print("from print")
os.write(1, b"from a library\\n")
os.system("echo from a child")
writer.write(b"protocol: " + reader.readline())
writer.flush()
"""


def test_nothing_that_others_print_reaches_the_protocol() -> None:
    done = subprocess.run([sys.executable, "-c", PRINTS], input=b"hello\n", capture_output=True, check=True)
    assert done.stdout == b"protocol: hello\n"
    for said in (b"from print", b"from a library", b"from a child"):
        assert said in done.stderr
