"""Addresses that a person types or a link brings: only what libtorrent can ask, and nothing that hides."""

from collections.abc import Collection
from urllib.parse import urlsplit

from ..errors import InvalidInput

TRACKERS = ("http", "https", "udp", "ws", "wss")
WEB_SEEDS = ("http", "https")
_LONGEST = 2000


def checked_url(text: str, schemes: Collection[str], what: str) -> str:
    """The address without space around it. Raises InvalidInput; ``what`` it should be goes into the sentence."""
    url = text.strip()
    if len(url) > _LONGEST:
        raise InvalidInput(f"The address of a {what} can't be longer than {_LONGEST} characters.")
    if not url.isprintable() or " " in url:
        raise InvalidInput(f"“{url[:80]!a}” is not the address of a {what}: it has spaces or control characters in it.")
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        begins = ", ".join(f"{scheme}://" for scheme in schemes)
        raise InvalidInput(f"“{url[:200]}” is not the address of a {what}. One begins with {begins} and names a host.")
    return url


def usable(url: str, schemes: Collection[str]) -> bool:
    """Whether ``checked_url`` would take it as it is."""
    try:
        return checked_url(url, schemes, "server") == url
    except InvalidInput:
        return False
