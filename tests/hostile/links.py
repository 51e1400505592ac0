"""Magnet links that no honest person sends, each under the name of what is wrong with it."""

import random
from collections.abc import Iterator

HASH = "a" * 40
GOOD = f"magnet:?xt=urn:btih:{HASH}"
Case = tuple[str, str]


def links() -> Iterator[Case]:
    yield from _hashes()
    for index, rest in enumerate(_RESTS):
        yield f"rest {index}: {rest[:40]}", GOOD + rest
    yield "thousands of trackers", GOOD + "".join(f"&tr=http://127.0.0.1:9/{number}" for number in range(2000))
    yield "thousands of peers", GOOD + "".join(f"&x.pe=127.0.0.1:{port}" for port in range(1, 3000))
    yield "thousands of web seeds", GOOD + "".join(f"&ws=http://127.0.0.1:9/{number}" for number in range(2000))
    yield "an enormous name", GOOD + "&dn=" + "x" * 60_000
    yield "an enormous name of bytes", GOOD + "&dn=" + "%ff" * 20_000
    yield "thousands of hashes", "magnet:?" + "&".join(f"xt=urn:btih:{number:040x}" for number in range(1, 1200))
    yield "thousands of files", GOOD + "&so=" + ",".join(map(str, range(10_000)))
    yield "too long", GOOD + "&dn=" + "x" * 70_000
    for text in (
        "magnet:",
        "magnet:?",
        "magnet:?&&&",
        "magnet:?=",
        "MAGNET:?XT=URN:BTIH:" + HASH,
        "x",
        " ",
        "\x00",
        "magnet:?xt",
    ):
        yield f"text {text!r}"[:40], text


def shaken(count: int) -> Iterator[Case]:
    """An honest link in which some characters were changed."""
    honest = GOOD + "&dn=Film&tr=http://127.0.0.1:9/a&so=0-3,5&x.pe=127.0.0.1:9&ws=http://127.0.0.1:9/"
    for seed in range(count):
        chance = random.Random(seed)
        text = list(honest)
        for _ in range(chance.randrange(1, 8)):
            place = chance.randrange(len(text))
            text[place] = chance.choice(
                ["", "%", "&", "=", "%00", "\ud7ff", "é", "0", "-", ":", chr(chance.randrange(1, 0x3000))]
            )
        yield f"shaken by seed {seed}", "".join(text)


def _hashes() -> Iterator[Case]:
    for length in (0, 1, 20, 31, 32, 33, 39, 41, 63, 64, 65, 1000):
        yield f"a hash of {length}", f"magnet:?xt=urn:btih:{'a' * length}"
        yield f"a second hash of {length}", f"magnet:?xt=urn:btmh:1220{'a' * length}"
        yield f"a bare hash of {length}", "a" * length
    yield "no digits", f"magnet:?xt=urn:btih:{'g' * 40}"
    yield "a hash of zeros", f"magnet:?xt=urn:btih:{'0' * 40}"
    yield "a second hash of zeros", f"magnet:?xt=urn:btmh:1220{'0' * 64}"
    yield "a hash in percents", "magnet:?xt=urn:btih:" + "%61" * 40
    yield "another multihash", f"magnet:?xt=urn:btmh:1114{'a' * 40}"
    yield "two that differ", f"{GOOD}&xt=urn:btih:{'b' * 40}"
    yield "a hybrid", f"{GOOD}&xt=urn:btmh:1220{'b' * 64}"
    yield (
        "other networks",
        "magnet:?xt=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C&xt=urn:ed2k:31d6cfe0d16ae931b73c59d7e0c089c0",
    )
    yield "numbered", f"magnet:?xt.1=urn:btih:{HASH}&xt.2=urn:btih:{'b' * 40}"


_RESTS = (
    "&dn=%ff%fe%fd",
    "&dn=%00",
    "&dn=%1b%5b2J",
    "&dn=%e2%80%ae",
    "&dn=..%2f..%2fetc",
    "&dn=/etc/passwd",
    "&dn=%0a%0d",
    "&dn=%",
    "&dn=%zz",
    "&dn=CON",
    "&dn=",
    "&dn",
    "&dn=%ed%a0%80",
    "&dn=<script>alert(1)</script>",
    "&xl=-1",
    "&xl=99999999999999999999999",
    "&so=0-4294967295",
    "&so=0-2147483647",
    "&so=4294967295",
    "&so=-1",
    "&so=5-2",
    "&so=a-b",
    "&so=0-",
    "&so=-",
    "&so=,,,",
    "&so=0-999999",
    "&so=99999999999999999999",
    "&so=1-2-3",
    "&so=%00",
    "&so=0,0,0,0",
    "&so=" + "0-9999," * 500,
    "&x.pe=",
    "&x.pe=nobody",
    "&x.pe=127.0.0.1",
    "&x.pe=127.0.0.1:",
    "&x.pe=127.0.0.1:0",
    "&x.pe=127.0.0.1:99999",
    "&x.pe=127.0.0.1:-1",
    "&x.pe=[::1]:9",
    "&x.pe=[::1",
    "&x.pe=]:[",
    "&x.pe=%ff:9",
    "&x.pe=300.1.1.1:9",
    "&x.pe=%00:1",
    "&x.pe=::::::",
    "&x.pe=localhost:9",
    "&tr=",
    "&tr=x",
    "&tr=javascript:alert(1)",
    "&tr=file:///etc/passwd",
    "&tr=http://%ff%fe",
    "&tr=udp://127.0.0.1",
    "&tr=http://[::1",
    "&tr=http://127.0.0.1:99999/",
    "&tr=http://127.0.0.1:9/%0d%0aHost:%20x",
    "&tr.0=http://127.0.0.1:9/",
    "&tr.99999999999=http://127.0.0.1:9/",
    "&ws=",
    "&ws=x",
    "&ws=file:///etc/passwd",
    "&ws=http://%ff",
    "&as=http://127.0.0.1:9/",
    "&xs=http://127.0.0.1:9/a.torrent",
    "&kt=a+b",
    "&mt=x",
    "&x.y.z=1",
    "&dht=127.0.0.1:9",
    "&dht=x",
    "&" * 1000,
    "#fragment",
    "?again=1",
    "&=&=&=",
    "&xt=urn:btih:",
    "&xt=",
)
