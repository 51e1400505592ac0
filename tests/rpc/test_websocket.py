"""The development server over real sockets: who may connect, and what a connection gets."""

import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from torrpeddo.contract.events import NoticeEvent
from torrpeddo.contract.notices import NoticeKind
from torrpeddo.engine import Engine
from torrpeddo.engine.feed import Listener
from torrpeddo.transports import websocket

from .running import eventually, request

TOKEN = "a-word-that-only-we-know"
PAGE = "http://localhost:5199"


@pytest.fixture
def address(engine: Engine) -> Iterator[str]:
    with websocket.listen(engine, TOKEN, [PAGE, "http://127.0.0.1:5199"]) as address:
        yield address


class Page:
    """The other end of a connection; what comes meanwhile is kept until it is asked for."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self._replies: deque[Any] = deque()
        self._events: deque[Any] = deque()

    def call(self, method: str, params: Any = None) -> Any:
        self.connection.send(request(method, params), text=True)
        return self.reply()

    def reply(self) -> Any:
        self._receive_until(lambda: bool(self._replies))
        return self._replies.popleft()

    def event(self) -> Any:
        self._receive_until(lambda: bool(self._events))
        return self._events.popleft()

    def _receive_until(self, come: Callable[[], bool]) -> None:
        while not come():
            text = self.connection.recv(10)
            assert isinstance(text, str)
            message = json.loads(text)
            if message.get("method") == "event":
                self._events.append(message["params"])
            else:
                self._replies.append(message)


@contextmanager
def open_page(address: str, origin: str | None = PAGE, port: int | None = None) -> Iterator[Page]:
    """``port``: connect there on this computer, whatever the address says."""
    sock = socket.create_connection(("127.0.0.1", port)) if port else None
    chosen = Origin(origin) if origin else None
    with connect(address, origin=chosen, proxy=None, compression=None, sock=sock) as connection:
        yield Page(connection)


def port_of(address: str) -> int:
    port = urlsplit(address).port
    assert port is not None
    return port


class TestWhoMayConnect:
    def test_a_page_of_ours_that_has_the_token(self, address: str) -> None:
        for origin in (PAGE, "http://127.0.0.1:5199"):
            with open_page(address, origin) as page:
                assert page.call("get_app")["result"]["version"]

    @pytest.mark.parametrize(
        "query",
        ["", "?token=", "?token=wrong", f"?token={TOKEN}x", f"?token={TOKEN[:-1]}", f"?TOKEN={TOKEN}",
         f"?token={TOKEN}&token={TOKEN}", "?token=%FF%C3%BC"],
    )  # fmt: skip
    def test_not_without_the_token(self, address: str, query: str) -> None:
        with pytest.raises(InvalidStatus) as refused, open_page(f"ws://127.0.0.1:{port_of(address)}/{query}"):
            pass
        assert refused.value.response.status_code == 401

    @pytest.mark.parametrize(
        "origin", [None, "null", "http://localhost:5200", "https://localhost:5199", "http://evil.example", "file://"]
    )
    def test_not_from_another_page(self, address: str, origin: str | None) -> None:
        with pytest.raises(InvalidStatus) as refused, open_page(address, origin):
            pass
        assert refused.value.response.status_code == 403

    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}"]
    )
    def test_not_under_another_name(self, address: str, host: str) -> None:
        """DNS rebinding: the page's own name was made to point here."""
        port = port_of(address)
        named = f"ws://{host.format(port=port)}/?token={TOKEN}"
        with pytest.raises(InvalidStatus) as refused, open_page(named, port=port):
            pass
        assert refused.value.response.status_code == 403

    def test_the_name_localhost_is_ours_too(self, address: str) -> None:
        port = port_of(address)
        with open_page(f"ws://localhost:{port}/?token={TOKEN}", port=port) as page:
            assert page.call("get_app")["result"]

    def test_it_will_not_start_without_a_token(self, engine: Engine) -> None:
        with pytest.raises(ValueError, match="token"), websocket.listen(engine, "", [PAGE]):
            pass

    def test_it_listens_on_this_computer_alone(self, address: str) -> None:
        assert urlsplit(address).hostname == "127.0.0.1"


class TestConnections:
    def test_events_come_after_subscribing(self, address: str, engine: Engine) -> None:
        with open_page(address) as page:
            assert page.call("subscribe")["result"] is None
            snapshot = page.event()
            assert (snapshot["type"], snapshot["total"]) == ("snapshot", 0)
            engine.tell(NoticeEvent(kind=NoticeKind.MERGED, level="info", message="ü"))
            while (told := page.event())["type"] != "notice":
                pass
            assert told["message"] == "ü"

    def test_each_has_its_own_events(self, address: str) -> None:
        with open_page(address) as first, open_page(address) as second:
            first.call("subscribe")
            assert first.event()["seq"] == 1
            second.call("subscribe")
            assert second.event()["seq"] == 1

    def test_bytes_are_read_as_text_is(self, address: str) -> None:
        with open_page(address) as page:
            page.connection.send(request("get_settings"))
            assert page.reply()["result"]["dht"] is True

    def test_a_bad_message_is_answered_and_the_next_too(self, address: str) -> None:
        with open_page(address) as page:
            page.connection.send("nonsense")
            assert page.reply()["error"]["code"] == -32700
            assert page.call("get_app")["result"]

    def test_one_too_large_ends_the_connection(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(websocket, "MAX_MESSAGE", 1000)
        with websocket.listen(engine, TOKEN, [PAGE]) as address, open_page(address) as page:
            page.connection.send("x" * 1001)
            with pytest.raises(ConnectionClosed) as ended:
                page.connection.recv(10)
            assert ended.value.rcvd is not None
            assert ended.value.rcvd.code == 1009

    def test_the_engine_forgets_a_page_that_left(
        self, address: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        left: list[Listener] = []
        detach = engine.feed.detach

        def note_and_detach(listener: Listener) -> None:
            left.append(listener)
            detach(listener)

        monkeypatch.setattr(engine.feed, "detach", note_and_detach)
        with open_page(address) as page:
            page.call("subscribe")
            assert not left
        eventually(lambda: len(left) == 1)


def test_serve_ends_when_asked_to(engine: Engine) -> None:
    server = threading.Thread(target=websocket.serve, args=(engine, 0, TOKEN, [PAGE]))
    server.start()
    engine.request_shutdown()
    server.join(60)
    assert not server.is_alive()
