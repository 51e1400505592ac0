"""A web server of the test's own on 127.0.0.1 with an answer for each path, as honest and other servers give them."""

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

_CONNECT = 1

Answer = Callable[[BaseHTTPRequestHandler], None]


class LinkServer:
    def __init__(self, answers: dict[str, Answer]) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Path (or, as a proxy is asked, whole address) and headers of each request."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                path = self.path.split("://")[-1].partition("/")[2].partition("?")[0]
                answers.get(f"/{path}", status(404))(self)

            def log_message(self, format: str, *args: object) -> None:
                """Silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="link server")
        self._thread.start()

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def gives(content: bytes, kind: str = "application/x-bittorrent", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        told = {"Content-Type": kind, "Content-Length": str(len(content)), "Connection": "close"}
        for name, value in {**told, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)
        handler.close_connection = True

    return answer


def status(code: int) -> Answer:
    return lambda handler: handler.send_error(code)


def leads_to(location: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def hesitates(content: bytes, go_on: threading.Event) -> Answer:
    """Half of it at once, the rest when it may go on."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[: len(content) // 2])
        handler.wfile.flush()
        go_on.wait(30)
        handler.wfile.write(content[len(content) // 2 :])

    return answer


def breaks_off(begin: bytes) -> Answer:
    """The connection is reset in the middle."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(begin)
        handler.wfile.flush()
        # Closed with nothing to wait for, it is not ended but reset.
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True

    return answer


class Socks5:
    """A proxy (RFC 1928) for whoever knows its name and password (RFC 1929)."""

    def __init__(self, name: bytes, password: bytes, to: int) -> None:
        self._login = name, password
        self._to = to
        self.wanted: list[tuple[bytes, int]] = []
        """Host, as it was named, and port of each connection that was asked for. All lead to the port ``to``."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, name="socks")
        self._thread.start()

    @property
    def port(self) -> int:
        port: int = self._listening.getsockname()[1]
        return port

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            # libtorrent asks it for ways of its own, and keeps those connections.
            threading.Thread(target=self._speak, args=(connection,), name="socks client", daemon=True).start()

    def _speak(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, IndexError):
            methods = connection.recv(2)[1]
            connection.recv(methods)
            connection.sendall(b"\x05\x02")
            name = connection.recv(connection.recv(2)[1])
            password = connection.recv(connection.recv(1)[0])
            accepted = (name, password) == self._login
            connection.sendall(b"\x01" + bytes([not accepted]))
            command = connection.recv(4)[1] if accepted else 0
            if command == _CONNECT:
                self._lead(connection)

    def _lead(self, connection: socket.socket) -> None:
        host = connection.recv(connection.recv(1)[0])
        self.wanted.append((host, struct.unpack(">H", connection.recv(2))[0]))
        connection.sendall(b"\x05\0\0\x01\x7f\0\0\x01\0\x01")
        with socket.create_connection(("127.0.0.1", self._to)) as server:
            server.sendall(connection.recv(65536))
            while part := server.recv(65536):
                connection.sendall(part)
