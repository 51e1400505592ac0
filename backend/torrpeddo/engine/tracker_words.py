"""Why a tracker can't be asked, in words."""

import errno
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import libtorrent as lt

from ..late import Late
from .text import remote

if TYPE_CHECKING:
    import http
else:
    http = Late("http")

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
_ENDLESS = "It answered with far more than a tracker has to say."

_SYSTEM: dict[int, str] = {
    errno.ETIMEDOUT: _TIMED_OUT,
    errno.ECONNREFUSED: _REFUSED,
    errno.EHOSTUNREACH: _UNREACHABLE,
    errno.ENETUNREACH: _UNREACHABLE,
    errno.ECONNRESET: _CUT,
    errno.EFBIG: _ENDLESS,
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
    0: _NONSENSE,
    # libtorrent follows a few of these.
    **{number: f"It led from address to address without end (HTTP {number})." for number in (301, 302, 303, 307, 308)},
    401: "It wants a name and a password (HTTP 401).",
    403: "It turned us away (HTTP 403).",
    404: "There is no tracker at this address (HTTP 404).",
    429: "It was asked too often (HTTP 429).",
    502: "Its server is down (HTTP 502).",
    503: "It is overloaded or being worked on (HTTP 503).",
}
_NAMES: dict[int, str] = dict.fromkeys((1, 2, 3, 4), _NOT_FOUND)
_TOO_LARGE = 2
"""Of libtorrent's for what it unpacks."""
_OWN_WORDS: dict[str, dict[int, str]] = {
    "system": _SYSTEM,
    "generic": _SYSTEM,
    "libtorrent": _LIBTORRENT,
    "http": _HTTP,
    "asio.netdb": _NAMES,
    "asio.misc": {2: _CUT},
}


def answered(error: Mapping[str, Any]) -> bool:
    """It can be reached, and what it answers is of no use."""
    return error["category"] in ("http", "gzip error") or tracker_words(error) in (_NONSENSE, _ENDLESS)


def speaks_for_itself(error: Mapping[str, Any], said: str) -> bool:
    """Whether ``said`` is more than the name that HTTP has for the error, which says nothing to a person."""
    if error["category"] != "http" or not said:
        return said != ""
    try:
        status = http.HTTPStatus(error["value"])
    except ValueError:
        return True
    return not 300 <= status < 400 and said.casefold() != status.phrase.casefold()


def tracker_words(error: Mapping[str, Any]) -> str:
    """``error``: its ``value`` and the name of its ``category``. Our words if we have some, else libtorrent's.

    Empty for no error.
    """
    value, name = error["value"], error["category"]
    if not value and name != "http":
        return ""
    if own := _OWN_WORDS.get(name, {}).get(value):
        return own
    if name == "gzip error":
        return _ENDLESS if value == _TOO_LARGE else _NONSENSE
    if name == "http":
        return f"It answered with the HTTP error {value}."
    category = _CATEGORIES.get(name)
    said = remote(lt.error_code(value, category).message) if category is not None else ""
    return said or f"It can't be asked ({name} {value})."
