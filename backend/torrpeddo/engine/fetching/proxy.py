"""The way to a server: straight, or by the proxy that the session uses; without one, by the system's. Blocking."""

import base64
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any, Literal
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from msgspec import Struct

from .addresses import Address
from .words import failed

Kind = Literal["http", "socks4", "socks5"]
_KINDS: Mapping[int, Kind | None] = {1: "socks4", 2: "socks5", 3: "socks5", 4: "http", 5: "http"}
"""``libtorrent.proxy_type_t``: with and without a password alike."""
_I2P = 6
_LONGEST_ANSWER = 65536


class Proxy(Struct, frozen=True):
    kind: Kind
    host: str
    port: int
    name: str = ""
    password: str = ""

    @property
    def login(self) -> str | None:
        """Value of ``Proxy-Authorization``."""
        if not self.name:
            return None
        return f"Basic {base64.b64encode(f'{self.name}:{self.password}'.encode()).decode()}"


def proxy_for(address: Address, settings: Mapping[str, Any]) -> Proxy | None:
    """``settings``: libtorrent's. Raises FetchError where the session's proxy can't be used for this."""
    kind = int(settings.get("proxy_type", 0))
    if kind == _I2P:
        raise failed("proxy", address.host)
    named = _KINDS.get(kind)
    if named is None or not settings.get("proxy_hostname"):
        return _system_proxy(address)
    return Proxy(
        named,
        str(settings["proxy_hostname"]),
        int(settings["proxy_port"]),
        str(settings.get("proxy_username", "")),
        str(settings.get("proxy_password", "")),
    )


def _system_proxy(address: Address) -> Proxy | None:
    known = getproxies()
    found = known.get(address.scheme) or known.get("all")
    if not found or proxy_bypass(f"{address.host}:{address.port}"):
        return None
    parts = urlsplit(found if "://" in found else f"http://{found}")
    kind: Kind = "socks5" if parts.scheme.startswith("socks5") else "socks4" if "socks" in parts.scheme else "http"
    try:
        port = parts.port or (1080 if kind != "http" else 8080)
    except ValueError:
        return None
    if not parts.hostname:
        return None
    return Proxy(kind, parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""))


def dial(address: Address, proxy: Proxy | None, timeout: float, hold: Callable[[socket.socket], None]) -> None:
    """Connect to the server, or for plain http by an http proxy to that. Raises OSError and FetchError.

    ``hold`` has the connection as soon as there is one, to close it.
    """
    if proxy is None:
        hold(socket.create_connection((address.host, address.port), timeout))
        return
    try:
        connection = socket.create_connection((proxy.host, proxy.port), timeout)
    except (OSError, UnicodeError) as error:  # The latter: no server can have such a name.
        raise failed("proxy", proxy.host) from error
    hold(connection)
    if proxy.kind == "socks5":
        _socks5(connection, address, proxy)
    elif proxy.kind == "socks4":
        _socks4(connection, address, proxy)
    elif address.tls:
        _tunnel(connection, address, proxy)


def _socks5(connection: socket.socket, address: Address, proxy: Proxy) -> None:
    """RFC 1928, RFC 1929. The proxy looks the name up."""
    connection.sendall(b"\x05\x02\x00\x02" if proxy.name else b"\x05\x01\x00")
    version, method = _exactly(connection, 2, proxy)
    if version != 5:
        raise failed("proxy", proxy.host)
    if method == 2 and proxy.name:
        name, password = proxy.name.encode()[:255], proxy.password.encode()[:255]
        connection.sendall(b"\x01" + bytes([len(name)]) + name + bytes([len(password)]) + password)
        if _exactly(connection, 2, proxy)[1] != 0:
            raise failed("proxy_login", proxy.host)
    elif method != 0:
        raise failed("proxy_login", proxy.host)
    host = address.host.encode()
    connection.sendall(b"\x05\x01\x00\x03" + bytes([len(host)]) + host + struct.pack(">H", address.port))
    _, reply, _, kind = _exactly(connection, 4, proxy)
    if reply != 0:
        raise failed("unreachable" if reply in (3, 4, 5, 6) else "proxy", address.host)
    bound = {1: 4, 4: 16}.get(kind) or _exactly(connection, 1, proxy)[0]
    _exactly(connection, bound + 2, proxy)


def _socks4(connection: socket.socket, address: Address, proxy: Proxy) -> None:
    """SOCKS 4a: the proxy looks the name up."""
    name = proxy.name.encode().replace(b"\0", b"")
    head = b"\x04\x01" + struct.pack(">H", address.port) + b"\0\0\0\x01"
    connection.sendall(head + name + b"\0" + address.host.encode() + b"\0")
    if _exactly(connection, 8, proxy)[1] != 90:
        raise failed("unreachable", address.host)


def _tunnel(connection: socket.socket, address: Address, proxy: Proxy) -> None:
    login = f"Proxy-Authorization: {proxy.login}\r\n" if proxy.login else ""
    there = f"{f'[{address.host}]' if ':' in address.host else address.host}:{address.port}"
    connection.sendall(f"CONNECT {there} HTTP/1.1\r\nHost: {there}\r\n{login}\r\n".encode())
    answer = b""
    # One byte at a time: what comes after the answer is the server's.
    while not answer.endswith(b"\r\n\r\n") and len(answer) < _LONGEST_ANSWER:
        answer += _exactly(connection, 1, proxy)
    status = answer.split(b"\r\n", 1)[0].split(b" ")[1:2]
    if status == [b"407"]:
        raise failed("proxy_login", proxy.host)
    if not status or not status[0].startswith(b"2"):
        raise failed("proxy", proxy.host)


def _exactly(connection: socket.socket, count: int, proxy: Proxy) -> bytes:
    got = b""
    while len(got) < count:
        part = connection.recv(count - len(got))
        if not part:
            raise failed("proxy", proxy.host)
        got += part
    return got
