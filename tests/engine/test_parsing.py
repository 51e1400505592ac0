"""Links and torrent files from strangers: a value, or an error in words, and never anything else."""

import hashlib
from collections.abc import Callable

import libtorrent as lt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.parsing import MAX_TORRENT_BYTES, Source, parse_magnet, parse_torrent
from torrpeddo.errors import InvalidMagnet, InvalidTorrent

from .samples import PAD, info_dict, many_files, torrent_bytes

V1 = "0123456789abcdef0123456789abcdef01234567"
BASE32 = "AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH"
V2 = "ab" * 32


@pytest.mark.parametrize("text", [f"magnet:?xt=urn:btih:{V1}", f"MAGNET:?xt=urn:btih:{V1.upper()}", V1, V1.upper(),
                                  f"magnet:?xt=urn:btih:{BASE32}", BASE32, BASE32.lower(), f"  {V1}\n"])  # fmt: skip
def test_a_v1_hash_in_any_dress(text: str) -> None:
    source = parse_magnet(text)
    assert (source.id, source.v1, source.v2, source.name) == (V1, V1, None, V1)


@pytest.mark.parametrize("text", [f"magnet:?xt=urn:btmh:1220{V2}", V2])
def test_a_v2_hash_is_known_by_its_first_twenty_bytes(text: str) -> None:
    source = parse_magnet(text)
    assert (source.id, source.v1, source.v2) == (V2[:40], None, V2)


def test_a_hybrid_is_known_by_its_v1_hash() -> None:
    source = parse_magnet(f"magnet:?xt=urn:btih:{V1}&xt=urn:btmh:1220{V2}")
    assert (source.id, source.v1, source.v2) == (V1, V1, V2)


def test_a_tracker_that_cannot_be_read_costs_itself_alone() -> None:
    source = parse_magnet(f"magnet:?xt=urn:btih:{V1}&tr=http://a.example/%ff&tr.1=http://b.example/%c3%bc")
    assert source.trackers == ["http://b.example/ü"]


def test_what_a_link_says_besides() -> None:
    source = parse_magnet(
        f"magnet:?xt=urn:btih:{V1}&dn=A%20film&tr=udp%3A%2F%2Fa.example%3A1&tr=udp%3A%2F%2Fa.example%3A1"
        "&tr=http://b.example/announce&so=0,2-3&x.pe=127.0.0.1:6881"
    )
    assert source.name == "A film"
    assert source.trackers == ["udp://a.example:1", "http://b.example/announce"]
    assert source.selected == [0, 2, 3]
    assert list(source.params.peers) == [("127.0.0.1", 6881)]


@pytest.mark.parametrize(
    ("dn", "name"),
    [
        ("%ff%fe", "\ufffd\ufffd"),
        ("%1b%5b31mred", "[31mred"),
        ("%E2%80%AEgpj", "gpj"),
        ("a%00b", "ab"),
        ("%0a%0d", V1),
        ("x" * 9000, "x" * 255),
    ],
)
def test_a_hostile_name_is_tamed(dn: str, name: str) -> None:
    assert parse_magnet(f"magnet:?xt=urn:btih:{V1}&dn={dn}").name == name


BAD_LINKS = ["", "hello", "http://example.org/x.torrent", "magnet:", "magnet:?", "magnet:?dn=nothing",
             "magnet:?xt=urn:btih:short", f"magnet:?xt=urn:btih:{'z' * 40}", "magnet:?xt=urn:btmh:1220ab",
             f"magnet:?xt=urn:btih:{'0' * 40}", f"magnet:?xt=urn:btih:{V1}\n&dn=x", f"magnet:?xt=urn:btih:{V1}\x00",
             f"magnet:?xt=urn:btih:{V1}&dn=\ud800", f"magnet:?xt=urn:btih:{V1}&tr=http://\udcff",
             V1[:-1], V1 + "0", "magnet:?xt=urn:sha1:" + BASE32]  # fmt: skip


@pytest.mark.parametrize("text", BAD_LINKS)
def test_a_bad_link_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidMagnet) as refused:
        parse_magnet(text)
    assert refused.value.message.endswith((".", ")."))
    assert "[libtorrent" not in refused.value.message


@pytest.mark.parametrize("more", ["&tr=" + "x" * 60_000, "&tr=http://a.example/%ff%fe", "&so=0-99999999999", "&so=,-,",
                                  "&x.pe=nonsense", "&x.pe=127.0.0.1:99999", "&ws=%ff", "&dn=" * 10_000])  # fmt: skip
def test_odd_parts_of_a_link_do_no_harm(more: str) -> None:
    assert parse_magnet(f"magnet:?xt=urn:btih:{V1}{more}").id == V1


@given(st.text(max_size=200) | st.text(max_size=100).map(lambda tail: f"magnet:?xt=urn:btih:{V1}&{tail}"))
def test_any_text_is_a_link_or_refused(text: str) -> None:
    only_refuses(parse_magnet, text, InvalidMagnet)


@given(st.binary(max_size=60))
def test_any_percent_encoded_bytes_are_borne(raw: bytes) -> None:
    quoted = "".join(f"%{byte:02x}" for byte in raw)
    for part in ("dn", "tr", "ws", "so", "x.pe", "xt"):
        only_refuses(parse_magnet, f"magnet:?xt=urn:btih:{V1}&{part}={quoted}", InvalidMagnet)


def only_refuses(parse: Callable[..., Source], given: object, error: type[Exception]) -> None:
    try:
        source = parse(given)
    except error:
        return
    assert len(source.id) == 40
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in source.name)


def test_a_torrent_file_is_read() -> None:
    info = many_files((100, b"a.txt"), (200, b"sub/b.txt"))
    content = torrent_bytes({**info, b"private": 1}, announce=b"http://t.example/announce", comment=b"hello")
    source = parse_torrent(content)
    assert source.id == source.v1 == hashlib.sha1(lt.bencode({**info, b"private": 1})).hexdigest()
    assert (source.name, source.private, source.comment) == ("Film", True, "hello")
    assert source.trackers == ["http://t.example/announce"]
    assert source.layout is not None
    assert [(file.path, file.size) for file in source.layout.files] == [("Film/a.txt", 100), ("Film/sub/b.txt", 200)]
    assert source.metadata == content


GOOD = torrent_bytes(info_dict())
BAD_FILES = {
    "empty": b"",
    "not bencoded": b"hello",
    "html": b"<!DOCTYPE html><title>404</title>",
    "truncated": GOOD[: len(GOOD) // 2],
    "a list": b"le",
    "no info": b"de",
    "info is a number": b"d4:infoi1ee",
    "nesting bomb": b"d4:info" + b"l" * 200_000 + b"e" * 200_000 + b"e",
    "no name": torrent_bytes(info_dict(name=None)),
    "no pieces": torrent_bytes(info_dict(pieces=None)),
    "pieces of the wrong length": torrent_bytes(info_dict(pieces=bytes(19))),
    "piece length 0": torrent_bytes(info_dict(**{"piece length": 0})),
    "negative piece length": torrent_bytes(info_dict(**{"piece length": -16384})),
    "negative size": torrent_bytes(info_dict(length=-1)),
    "enormous size": torrent_bytes(info_dict(length=2**62)),
    "no files": torrent_bytes(info_dict(length=None, files=[])),
    "files is text": torrent_bytes(info_dict(length=None, files=b"x")),
    "integer overflow": b"d4:infod6:lengthi" + b"9" * 32 + b"e4:name1:a12:piece lengthi16384e6:pieces0:ee",
    "too large": b"d" + b" " * MAX_TORRENT_BYTES,
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_torrent_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(InvalidTorrent) as refused:
        parse_torrent(content)
    assert refused.value.message.endswith(".")
    assert "[libtorrent" not in refused.value.message


@pytest.mark.parametrize("path", [b"../../etc/passwd", b"..", b"a/../../b", b"/etc/passwd", b"a//b", b"./a", b"\\..\\a",
                                  b"a\x00b", b"\xff\xfe", b"x" * 5000, b"con", b""])  # fmt: skip
def test_paths_never_leave_the_folder(path: bytes) -> None:
    source = parse_torrent(torrent_bytes(many_files((10, path), (20, b"good.txt"))))
    assert source.layout is not None
    for file in source.layout.files:
        parts = file.path.split("/")
        assert parts[0] == "Film"
        assert not {"", ".", ".."} & set(parts)
        assert "\x00" not in file.path


@pytest.mark.parametrize("name", [b"..", b"/", b"../up", b"a/b", b"", b"\xff", b"\x00"])
def test_nor_does_the_name(name: bytes) -> None:
    def parse(content: bytes) -> Source:
        source = parse_torrent(content)
        assert source.layout is not None
        top, _, rest = source.layout.files[0].path.partition("/")
        assert top not in ("", ".", "..")
        assert rest == "a.txt"
        return source

    only_refuses(parse, torrent_bytes(many_files((10, b"a.txt"), (10, b"b.txt"), name=name)), InvalidTorrent)


def test_files_of_the_same_name_are_all_counted() -> None:
    source = parse_torrent(torrent_bytes(many_files((10, b"a.txt"), (20, b"a.txt"), (30, b"A.TXT"))))
    assert source.layout is not None
    assert [file.size for file in source.layout.files] == [10, 20, 30]


def test_padding_is_not_a_file() -> None:
    source = parse_torrent(torrent_bytes(many_files((100, b"a.txt"), PAD, (200, b"b.txt"))))
    assert source.layout is not None
    assert [file.path for file in source.layout.files] == ["Film/a.txt", "Film/b.txt"]


@pytest.mark.parametrize("around", [{"announce": b"\xff\xfe"}, {"announce": 7}, {"announce-list": [[b"\xff", 3], 4]},
                                    {"comment": b"\xff"}, {"created by": b"\xff"}, {"creation date": 2**63 - 1},
                                    {"url-list": b"\xff"}, {"nodes": [[b"\xff", 70000]]}])  # fmt: skip
def test_odd_things_around_the_info_do_no_harm(around: dict[str, object]) -> None:
    assert parse_torrent(torrent_bytes(info_dict(), **around)).name == "Film"


@given(st.binary(max_size=100))
def test_any_bytes_are_a_torrent_or_refused(content: bytes) -> None:
    only_refuses(parse_torrent, content, InvalidTorrent)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_any_flipped_byte_is_borne(at: int, byte: int) -> None:
    only_refuses(parse_torrent, GOOD[:at] + bytes([byte]) + GOOD[at + 1 :], InvalidTorrent)


JSONISH = st.recursive(
    st.integers(-(2**40), 2**40) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.binary(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from(["name", "piece length", "pieces", "length", "files", "file tree", "meta version", "private"])


@given(st.dictionaries(KEYS, JSONISH, max_size=5))
def test_any_bencoded_info_is_a_torrent_or_refused(changes: dict[str, object]) -> None:
    only_refuses(parse_torrent, torrent_bytes(info_dict(**changes)), InvalidTorrent)
