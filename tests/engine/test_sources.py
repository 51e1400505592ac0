"""Addresses of trackers, web seeds and peers as people write them, and what is wrong with a tracker."""

import errno

import pytest

from torrpeddo.engine.bans import parse_range
from torrpeddo.engine.tracker_words import speaks_for_itself, tracker_words
from torrpeddo.engine.urls import TRACKERS, WEB_SEEDS, checked_url, usable
from torrpeddo.errors import InvalidInput


@pytest.mark.parametrize(
    "url",
    [
        "http://tracker.example/announce",
        "https://tracker.example:8443/announce?key=ü",
        "udp://[2001:db8::1]:6969",
        "wss://tracker.example",
    ],
)
def test_trackers(url: str) -> None:
    assert checked_url(f"  {url}\n", TRACKERS, "tracker") == url
    assert usable(url, TRACKERS)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tracker.example/announce",
        "ftp://tracker.example",
        "file:///etc/passwd",
        "http://",
        "http:///announce",
        "http://tracker.example:0/",
        "http://tracker.example:99999/",
        "http://[broken/",
        "http://tracker.example/an nounce",
        "http://tracker.example/\x00",
        "http://tracker.example/\u202eexe",
        "http://tracker.example/" + "a" * 3000,
    ],
)
def test_what_is_no_tracker(url: str) -> None:
    with pytest.raises(InvalidInput, match=r"tracker"):
        checked_url(url, TRACKERS, "tracker")
    assert not usable(url, TRACKERS)


def test_a_web_seed_speaks_http() -> None:
    assert checked_url("https://files.example/", WEB_SEEDS, "web seed") == "https://files.example/"
    with pytest.raises(InvalidInput, match=r"begins with http://, https://"):
        checked_url("udp://files.example:80", WEB_SEEDS, "web seed")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("192.0.2.1", "192.0.2.1/32"),
        (" 192.0.2.1:6881 ", "192.0.2.1/32"),
        ("[2001:db8::1]:6881", "2001:db8::1/128"),
        ("2001:db8::1", "2001:db8::1/128"),
        ("::ffff:192.0.2.1", "192.0.2.1/32"),
        ("192.0.2.77/24", "192.0.2.0/24"),
        ("2001:db8::/32", "2001:db8::/32"),
    ],
)
def test_peers(text: str, found: str) -> None:
    assert str(parse_range(text)) == found


@pytest.mark.parametrize("text", ["", "nobody", "192.0.2", "0.0.0.0/0", "::/0", "192.0.2.1/99", "example.org:80"])
def test_what_is_no_peer(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_range(text)


@pytest.mark.parametrize(
    ("category", "value", "words"),
    [
        ("system", 0, ""),
        ("system", errno.ECONNREFUSED, "refused"),
        ("generic", errno.ETIMEDOUT, "in time"),
        ("libtorrent", 36, "in time"),
        ("asio.netdb", 1, "No server has that name"),
        ("http", 404, "HTTP 404"),
        ("http", 418, "HTTP error 418"),
        ("http", 302, "without end"),
        ("generic", errno.EFBIG, "far more"),
        ("gzip error", 2, "far more"),
        ("gzip error", 1, "not a tracker's answer"),
        ("system", errno.EPIPE, "pipe"),
        ("unheard of", 7, "unheard of 7"),
    ],
)
def test_what_is_wrong_with_a_tracker(category: str, value: int, words: str) -> None:
    said = tracker_words({"category": category, "value": value})
    assert words in said
    assert bool(said) == bool(value)


def test_what_is_no_http_at_all() -> None:
    """libtorrent says that it failed, with an HTTP status of 0."""
    assert "not a tracker's answer" in tracker_words({"category": "http", "value": 0})


@pytest.mark.parametrize(
    ("value", "said", "speaks"),
    [
        (404, "Not Found", False),
        (403, "Your passkey is unknown", True),
        (302, "Moved Temporarily", False),
        (799, "Gone fishing", True),
        (500, "", False),
    ],
)
def test_the_name_of_an_http_status_says_nothing(value: int, said: str, speaks: bool) -> None:
    assert speaks_for_itself({"category": "http", "value": value}, said) == speaks
