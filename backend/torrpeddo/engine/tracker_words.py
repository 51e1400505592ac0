"""Why a tracker can't be asked, in words."""

import errno
from collections.abc import Mapping
from typing import Any

import libtorrent as lt

from .text import remote

_CATEGORIES = {
    category.name(): category
    for category in (
        lt.generic_category(),
        lt.system_category(),
        lt.libtorrent_category(),
        lt.http_category(),
        lt.socks_category(),
        lt.i2p_category(),
        lt.upnp_category(),
    )
}

_TIMED_OUT = "It did not answer in time."
_REFUSED = "It refused the connection: nothing listens there at the moment."
_UNREACHABLE = "The way to it is not open from this network."
_CUT = "It cut the connection."
_NOT_FOUND = "No server has that name. Check how it is spelled, and your connection."
_NONSENSE = "What it answered is not a tracker's answer."

_SYSTEM: dict[int, str] = {
    errno.ETIMEDOUT: _TIMED_OUT,
    errno.ECONNREFUSED: _REFUSED,
    errno.EHOSTUNREACH: _UNREACHABLE,
    errno.ENETUNREACH: _UNREACHABLE,
    errno.ECONNRESET: _CUT,
    # Windows' own numbers for these, whatever the C library calls them (WSAETIMEDOUT and so on).
    10060: _TIMED_OUT,
    10061: _REFUSED,
    10065: _UNREACHABLE,
    10051: _UNREACHABLE,
    10054: _CUT,
    11001: _NOT_FOUND,
}
_LIBTORRENT: dict[int, str] = {
    24: "Torrpeddo can't speak its protocol.",
    25: "Its address can't be read.",
    31: _NOT_FOUND,
    36: _TIMED_OUT,
    **dict.fromkeys((49, 50, 51, 52), _TIMED_OUT),
    **dict.fromkeys((107, 150, 152, 171, 177, 178, 179), _NONSENSE),
    170: "It gives no figures without an announce.",
    180: _UNREACHABLE,
}
_HTTP: dict[int, str] = {
    401: "It wants a name and a password (HTTP 401).",
    403: "It turned us away (HTTP 403).",
    404: "There is no tracker at this address (HTTP 404).",
    429: "It was asked too often (HTTP 429).",
    502: "Its server is down (HTTP 502).",
    503: "It is overloaded or being worked on (HTTP 503).",
}
_NAMES: dict[int, str] = dict.fromkeys((1, 2, 3, 4), _NOT_FOUND)
_OWN_WORDS: dict[str, dict[int, str]] = {
    "system": _SYSTEM,
    "generic": _SYSTEM,
    "libtorrent": _LIBTORRENT,
    "http": _HTTP,
    "asio.netdb": _NAMES,
    "asio.misc": {2: _CUT},
}


def tracker_words(error: Mapping[str, Any]) -> str:
    """``error``: its ``value`` and the name of its ``category``. Our words if we have some, else libtorrent's.

    Empty for no error.
    """
    value, name = error["value"], error["category"]
    if not value:
        return ""
    if own := _OWN_WORDS.get(name, {}).get(value):
        return own
    if name == "http":
        return f"It answered with the HTTP error {value}."
    category = _CATEGORIES.get(name)
    said = remote(lt.error_code(value, category).message) if category is not None else ""
    return said or f"It can't be asked ({name} {value})."
