"""Bencoding (BEP 3) of what libtorrent refuses to encode: numbers beyond 64 bits, and whatever else is wrong."""

from typing import Any


def bencode(value: Any) -> bytes:
    if isinstance(value, bool | int):
        return b"i%de" % value
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(map(bencode, value)) + b"e"
    return b"d" + b"".join(bencode(key) + bencode(value[key]) for key in sorted(value)) + b"e"
