"""One torrent file over http(s): followed, measured and cut off where it is none. Blocking; for a thread of its own."""

import http.client
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec import Struct

from ... import __version__
from ...errors import InvalidInput
from ..parsing import MAX_TORRENT_BYTES
from .addresses import Address, address_of, joined
from .proxy import Proxy, dial, proxy_for
from .words import failed

PATIENCE = 20.0
"""Seconds without a sign of the server."""
MOST_REDIRECTS = 10
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where systems keep the certificates they trust, for a Python that was built for another one."""

Progress = Callable[[int, int | None], None]
"""Bytes that are here, and of how many, where the server says so."""


class Fetched(Struct, frozen=True):
    """Either of the two: the link led to a file, or to a magnet link."""

    content: bytes = b""
    magnet: str | None = None


@dataclass(eq=False)
class Download:
    """``run`` once, on any thread; ``cancel`` from any other."""

    url: str
    settings: Mapping[str, Any]
    """libtorrent's, for the proxy."""
    progress: Progress
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _connection: http.client.HTTPConnection | None = None

    def cancel(self) -> None:
        """Whatever it waits for ends at once."""
        self._cancelled.set()
        connection = self._connection
        if connection is not None and connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def run(self) -> Fetched:
        """Raises FetchError, or InvalidInput where the link can't be one."""
        address, last = address_of(self.url), ""
        login = address.login
        for _ in range(MOST_REDIRECTS + 1):
            # A name and password are for the server that the link names, and for no other.
            answer = self._ask(address, login if address.host == last or not last else None)
            last = last or address.host
            if isinstance(answer, bytes):
                return Fetched(content=answer)
            if answer[:7].lower() == "magnet:":
                return Fetched(magnet=answer)
            try:
                address = address_of(joined(address, answer))
            except InvalidInput:
                raise failed("redirect", address.host) from None
        raise failed("redirects", address.host)

    def _ask(self, address: Address, login: str | None) -> bytes | str:
        """The file, or where it is said to be."""
        proxy = proxy_for(address, self.settings)
        connection = self._connection = _Connection(address, proxy, self._cancelled)
        try:
            with closing(connection):
                return self._exchange(connection, address, proxy, login)
        except ssl.SSLCertVerificationError as error:
            raise failed("tls", address.host, error.verify_message) from error
        except ssl.SSLError as error:
            raise failed("tls", address.host, str(error.reason or "it speaks no TLS").lower()) from error
        except socket.gaierror as error:
            raise failed("unknown_host", address.host) from error
        except TimeoutError as error:
            raise failed("timeout", address.host) from error
        except (http.client.HTTPException, ValueError) as error:  # The latter: it was cancelled in the midst of TLS.
            raise failed("broken", address.host) from error
        except OSError as error:
            raise failed("broken" if connection.reached else "unreachable", address.host) from error

    def _exchange(
        self, connection: http.client.HTTPConnection, address: Address, proxy: Proxy | None, login: str | None
    ) -> bytes | str:
        through = proxy is not None and proxy.kind == "http" and not address.tls
        connection.putrequest("GET", address.url if through else address.target, skip_host=True)
        headers = {
            "Host": address.server,
            "User-Agent": f"Torrpeddo/{__version__}",
            "Accept": "application/x-bittorrent, */*;q=0.5",
            "Connection": "close",
            **({"Authorization": login} if login else {}),
            **({"Proxy-Authorization": proxy.login} if through and proxy is not None and proxy.login else {}),
        }
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            location = response.getheader("Location")
            if response.status in _REDIRECTS and location:
                return _as_sent(location)
            self._refuse_status(response.status, response.reason, address.host)
            return self._read(response, address.host)

    def _refuse_status(self, status: int, reason: str, host: str) -> None:
        if status == 200:
            return
        kinds = {401: "forbidden", 403: "forbidden", 404: "not_found", 407: "proxy_login", 410: "not_found"}
        raise failed(kinds.get(status, "status"), host, f"{status} {reason}".strip())

    def _read(self, response: http.client.HTTPResponse, host: str) -> bytes:
        size = _size_of(response)
        if size is not None and size > MAX_TORRENT_BYTES:
            raise failed("too_large", host)
        unpack = _unpacker(response.getheader("Content-Encoding", ""))
        content = bytearray()
        came = 0
        while part := response.read1(_CHUNK):
            came += len(part)
            content += unpack(part)
            _refuse_others(bytes(content[:512]), response, host)
            if len(content) > MAX_TORRENT_BYTES:
                raise failed("too_large", host)
            self.progress(came, size)
        if size is not None and came < size:
            raise failed("broken", host)
        if not content.startswith(b"d"):
            raise failed("not_torrent", host)
        return bytes(content)


class _Connection(http.client.HTTPConnection):
    """To one address, by one way."""

    def __init__(self, address: Address, proxy: Proxy | None, cancelled: threading.Event) -> None:
        super().__init__(address.host, address.port, PATIENCE)
        self._address, self._proxy, self._cancelled = address, proxy, cancelled
        self.reached = False
        """The server, and it may be spoken to."""

    def connect(self) -> None:
        dial(self._address, self._proxy, PATIENCE, self._hold)
        if self._address.tls:
            host = self._address.host
            secret = _trusting().wrap_socket(self.sock, server_hostname=host, do_handshake_on_connect=False)
            self._hold(secret)
            secret.do_handshake()
        self.reached = True

    def _hold(self, sock: socket.socket) -> None:
        """From now on a cancel ends whatever it waits for."""
        self.sock = sock
        if self._cancelled.is_set():
            raise failed("broken", self._address.host)


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        for bundle in filter(Path.is_file, map(Path, _BUNDLES)):
            context.load_verify_locations(bundle)
            break
    return context


def _as_sent(location: str) -> str:
    """Headers are read as Latin-1; servers that don't escape write UTF-8."""
    try:
        return location.strip().encode("latin-1").decode()
    except UnicodeError:
        return location.strip()


def _size_of(response: http.client.HTTPResponse) -> int | None:
    told = response.getheader("Content-Length", "")
    return int(told) if re.fullmatch(r"\d{1,18}", told) else None


def _unpacker(encoding: str) -> Callable[[bytes], bytes]:
    """Some servers pack what nobody asked them to. At most one byte more than a torrent file may have comes out."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return bytes
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def unpack(part: bytes) -> bytes:
        try:
            return unpacking.decompress(part, MAX_TORRENT_BYTES + 1)
        except zlib.error as error:
            raise http.client.HTTPException(str(error)) from error

    return unpack


def _refuse_others(begin: bytes, response: http.client.HTTPResponse, host: str) -> None:
    """As soon as it can be seen: what is no bencoded dictionary (BEP 3) is no torrent file."""
    if not begin or begin.startswith(b"d"):
        return
    page = "html" in response.getheader("Content-Type", "").lower() or begin.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    raise failed("web_page" if page else "not_torrent", host)
