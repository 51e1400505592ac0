"""Text from strangers, peers' addresses, and failures in words."""

import errno
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine import state
from torrpeddo.engine.endpoints import parse_endpoint
from torrpeddo.engine.facts import FileError
from torrpeddo.engine.problems import problem_of, problem_of_file
from torrpeddo.engine.text import printable, remote
from torrpeddo.errors import InvalidInput

from .samples import status


def bad_utf8() -> str:
    return b"caf\xe9 \xff".decode()


def no_handle() -> str:
    raise RuntimeError("invalid torrent handle [libtorrent:20]")


def test_a_string_that_cannot_be_read_is_read_all_the_same() -> None:
    assert remote(bad_utf8) == "caf\ufffd \ufffd"
    assert remote(lambda: b"\xffpeer") == "\ufffdpeer"
    assert remote(lambda: " plain ") == "plain"
    assert remote(no_handle, "gone") == "gone"


@given(st.text(st.characters(), max_size=300))
def test_what_is_shown_has_nothing_that_steers_a_screen(text: str) -> None:
    shown = printable(text, 100)
    assert len(shown) <= 100
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode()


def test_what_is_only_text_stays() -> None:
    assert printable("Ünïcode 日本 🌊 (2024) – \tend\n") == "Ünïcode 日本 🌊 (2024) –  end"


@pytest.mark.parametrize(
    ("text", "endpoint"),
    [
        ("192.0.2.1:6881", ("192.0.2.1", 6881)),
        (" [2001:db8::1]:80 ", ("2001:db8::1", 80)),
        ("127.0.0.1:65535", ("127.0.0.1", 65535)),
    ],
)
def test_an_address_is_read(text: str, endpoint: tuple[str, int]) -> None:
    assert parse_endpoint(text) == endpoint


@pytest.mark.parametrize(
    "text",
    ["", ":", "1.2.3.4", "1.2.3.4:0", "1.2.3.4:65536", "1.2.3.4:-1", "example.org:80", "[::1]", "1.2.3:4", "a:b"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="It reads like"):
        parse_endpoint(text)


@given(st.text(max_size=60) | st.text("0123456789.:[]%abcdef", max_size=30))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        host, port = parse_endpoint(text)
    except InvalidInput:
        return
    ipaddress.ip_address(host)
    assert 0 < port < 65536


@pytest.mark.parametrize(
    ("code", "category", "kind"),
    [
        (errno.ENOSPC, "system", "disk_full"),
        (errno.EDQUOT, "generic", "disk_full"),
        (errno.EACCES, "system", "not_writable"),
        (errno.EROFS, "system", "not_writable"),
        (errno.ENOENT, "system", "missing_files"),
        (errno.EIO, "system", "storage"),
        (errno.EISDIR, "system", "storage"),
        (errno.ENOTDIR, "generic", "storage"),
        (errno.ENOSPC, "libtorrent", "engine"),
    ],
)
def test_a_failure_has_a_kind_and_says_what_to_do(code: int, category: str, kind: str) -> None:
    of_file = problem_of_file(FileError(None, code, category, "went wrong", "/data/a.bin", "file_write"), "/data")
    assert of_file.kind == kind
    assert of_file.path == "/data/a.bin"
    assert "/data/a.bin" in of_file.message or kind == "engine"
    found = problem_of(status(error_code=code, error_category=category, error_message="went wrong"), "/data")
    assert found is not None
    assert (found.kind, found.path) == (kind, "/data")


def test_what_is_well_has_no_problem() -> None:
    assert problem_of(None, "/data") is None
    assert problem_of(status(), "/data") is None


def test_a_write_that_failed_holds_the_download() -> None:
    found = problem_of(status(flags=state.UPLOAD_MODE_FLAG), "/data")
    assert found is not None
    assert found.kind == "storage"
    assert "/data" in found.message
