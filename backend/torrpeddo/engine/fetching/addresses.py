"""The parts of an http(s) address, as they are sent. Pure."""

import base64
from urllib.parse import quote, unquote, urljoin, urlsplit

from msgspec import Struct

from ...errors import InvalidInput
from ..urls import checked_url

SCHEMES = ("http", "https")
_PORTS = {"http": 80, "https": 443}
_AS_IT_IS = "%/:=&?~#+!$,;'@()*[]"
"""Characters of a path and a query that mean something there, and what is escaped already."""


class Address(Struct, frozen=True):
    tls: bool
    host: str
    """ASCII; IPv6 without brackets."""
    port: int
    target: str
    """Path and query, escaped."""
    login: str | None = None
    """Value of ``Authorization``, for a link that carries a name and password."""

    @property
    def server(self) -> str:
        """As ``Host`` has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def scheme(self) -> str:
        return "https" if self.tls else "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.server}{self.target}"


def address_of(text: str) -> Address:
    """Raises InvalidInput where it is no http(s) address, or one that names no host that there could be."""
    url = checked_url(text, SCHEMES, "torrent file")
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    try:
        host = (parts.hostname or "").encode("idna").decode()
    except UnicodeError:
        raise InvalidInput(f"“{parts.hostname}” can't be the name of a server.") from None
    target = quote(parts.path, safe=_AS_IT_IS) or "/"
    if parts.query:
        target += "?" + quote(parts.query, safe=_AS_IT_IS)
    return Address(
        scheme == "https", host, parts.port or _PORTS[scheme], target, _login(parts.username, parts.password)
    )


def joined(address: Address, location: str) -> str:
    """Where a redirect leads from this address. Raises InvalidInput."""
    try:
        return urljoin(address.url, location)
    except ValueError:
        raise InvalidInput(f"“{location}” is no address.") from None


def name_of(text: str) -> str:
    """What to call it until the torrent says its name: the last part of the path, or the host."""
    parts = urlsplit(text)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return last or parts.hostname or text


def _login(name: str | None, password: str | None) -> str | None:
    if name is None:
        return None
    pair = f"{unquote(name)}:{unquote(password or '')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
