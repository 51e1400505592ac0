"""A client in a browser, for development: ``npm run dev`` serves the interface, this serves the engine.

Reached from this computer alone, with a token, by pages of one origin. The packaged
program has neither this module's library nor a way to start it.
"""

import hmac
import logging
import queue
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection
from websockets.sync.server import serve as serve_websocket
from websockets.typing import Origin

from ..engine import Engine
from ..rpc.client import Client
from ..rpc.outbox import Outbox
from ..rpc.ports import Desktop
from ..rpc.protocol import MAX_MESSAGE, AnyReply, encode_event

_log = logging.getLogger(__name__)

ADDRESS = "127.0.0.1"


def serve(engine: Engine, port: int, token: str, origins: Collection[str]) -> None:
    """Until someone asks for ``shutdown``; the engine is the caller's to end."""
    ended = threading.Event()
    engine.when_asked_to_stop(ended.set)
    with listen(engine, token, origins, port):
        if not engine.shutdown_requested.is_set():
            ended.wait()


@contextmanager
def listen(
    engine: Engine, token: str, origins: Collection[str], port: int = 0, desktop: Desktop | None = None
) -> Iterator[str]:
    """Serve while the ``with`` lasts; gives the address, ``ws://127.0.0.1:<port>/?token=<token>``.

    ``origins`` are the pages that may connect, such as ``http://127.0.0.1:5199``.
    """
    if not token:
        raise ValueError("The development server needs a token.")

    def attend(connection: ServerConnection) -> None:
        with Client(engine, "websocket", desktop) as client:
            _attend(connection, client)

    guard = _Guard(token)
    allowed = [Origin(origin) for origin in origins]
    with serve_websocket(
        attend, ADDRESS, port, origins=allowed, process_request=guard, max_size=MAX_MESSAGE, compression=None
    ) as server:
        guard.port = server.socket.getsockname()[1]
        thread = threading.Thread(target=server.serve_forever, name="websocket-server", daemon=True)
        thread.start()
        try:
            yield f"ws://{ADDRESS}:{guard.port}/?token={token}"
        finally:
            server.shutdown()
            thread.join()


class _Guard:
    """Looks at a request before it becomes a connection; the library has yet to check its Origin."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()
        self.port = 0

    def __call__(self, connection: ServerConnection, request: Request) -> Response | None:
        # A page elsewhere can make its own name point here (DNS rebinding), but not send another's Host.
        if request.headers.get_all("Host") not in ([f"{ADDRESS}:{self.port}"], [f"localhost:{self.port}"]):
            return connection.respond(HTTPStatus.FORBIDDEN, "This address is not served here.\n")
        given = parse_qs(urlsplit(request.path).query).get("token", [""])
        if len(given) != 1 or not hmac.compare_digest(given[0].encode(), self._token):
            return connection.respond(HTTPStatus.UNAUTHORIZED, "The token is missing or wrong.\n")
        if "Origin" not in request.headers:
            return connection.respond(HTTPStatus.FORBIDDEN, "Only a page may connect.\n")
        return None


def _attend(connection: ServerConnection, client: Client) -> None:
    replies: queue.SimpleQueue[AnyReply | None] = queue.SimpleQueue()
    threads = [
        threading.Thread(target=_send_replies, args=(connection, replies), name="websocket-replies", daemon=True),
        threading.Thread(target=_push, args=(connection, client.outbox), name="websocket-pusher", daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        for message in connection:
            client.dispatcher.submit(message, lambda reply: replies.put(reply) if reply is not None else None)
    except ConnectionClosed as end:
        _log.debug("The page left without a goodbye: %s", end)
    finally:
        replies.put(None)


def _send_replies(connection: ServerConnection, replies: "queue.SimpleQueue[AnyReply | None]") -> None:
    while (reply := replies.get()) is not None:
        _send(connection, reply.encode())


def _push(connection: ServerConnection, outbox: Outbox) -> None:
    while (events := outbox.take()) is not None:
        for event in events:
            _send(connection, encode_event(event))


def _send(connection: ServerConnection, message: bytes) -> None:
    try:
        connection.send(message, text=True)
    except ConnectionClosed:
        _log.debug("The page is gone; a message to it was dropped.")
