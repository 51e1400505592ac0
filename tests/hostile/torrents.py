"""Torrent files that no honest program writes, each under the name of what is wrong with it. Made by code, by seed."""

import random
from collections.abc import Iterator
from typing import Any

from .bencoding import bencode
from .second_version import honest, second_version

PIECE = 16384
HASH = b"\x11" * 20
Info = dict[bytes, Any]
Case = tuple[str, bytes]
WRONG: tuple[Any, ...] = (0, -1, b"", b"x", [], {}, [[]], {b"": b""}, [0], [[0]], [[[b"x"]]])
"""Values in the place of something else."""


def corpus() -> Iterator[Case]:
    """Everything but the cut and the shaken ones."""
    yield from _names()
    yield from _paths()
    yield from _sizes()
    yield from _pieces()
    yield from _attributes()
    yield from _structures()
    yield from _sources()
    yield from second_version()


def one_file(**changes: Any) -> Info:
    info: Info = {b"name": b"film.bin", b"piece length": PIECE, b"length": PIECE, b"pieces": HASH}
    return _changed(info, changes)


def many_files(*files: Any, **changes: Any) -> Info:
    total = sum(file.get(b"length", 0) for file in files if isinstance(file, dict) and _is_size(file.get(b"length")))
    pieces = min(-(-max(total, 0) // PIECE), 1000)
    info: Info = {b"name": b"films", b"piece length": PIECE, b"files": list(files), b"pieces": HASH * pieces}
    return _changed(info, changes)


def file(*path: Any, length: Any = 10, **more: Any) -> dict[bytes, Any]:
    return _changed({b"length": length, b"path": list(path)}, more)


def torrent(info: Any, **more: Any) -> bytes:
    return bencode(_changed({b"info": info}, more))


def cut(every: int) -> Iterator[Case]:
    """A small one, ended too early."""
    whole = torrent(many_files(file(b"a"), file(b"b", b"c")), announce=b"http://127.0.0.1:9/a")
    for end in range(0, len(whole), every):
        yield f"cut after {end} bytes", whole[:end]


def shaken(count: int) -> Iterator[Case]:
    """Honest ones in which some bytes were changed, left out or put in."""
    whole = [
        torrent(one_file()),
        torrent(many_files(file(b"a"), file(b"b", b"c"))),
        *(content for _, content in honest()),
    ]
    for seed in range(count):
        chance = random.Random(seed)
        content = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 6)):
            place = chance.randrange(len(content))
            change = chance.choice(["other", "gone", "new", "digit"])
            if change == "gone":
                del content[place : place + chance.randrange(1, 4)]
            else:
                byte = chance.choice(b"0123456789-ied") if change == "digit" else chance.randrange(256)
                content[place : place + (change != "new")] = bytes([byte])
        yield f"shaken by seed {seed}", bytes(content)


NAMES = (
    b"",
    b".",
    b"..",
    b"../..",
    b"../../etc/passwd",
    b"/etc/passwd",
    b"..\\..\\evil",
    b"C:\\Windows\\evil",
    b"\\\\host\\share",
    b"CON",
    b"NUL",
    b"nul.txt",
    b"AUX",
    b"COM1",
    b"lpt9.torrent",
    b"CONIN$",
    b"a:b",
    b"a*b?",
    b'<>|"',
    b"x. ",
    b" x",
    b"x...",
    b"x\x00y",
    b"\x00",
    b"\x1b[31mred",
    b"a\nb\rc\td",
    b"\xe2\x80\xaegpj.exe",
    b"\xe2\x81\xa6a",
    b"\xff\xfe\xfd",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf0\x9f\xa7\x80",
    b"x" * 255,
    b"x" * 256,
    b"x" * 5000,
    "ü".encode() * 200,
    b"-rf",
    b"~",
    b"$HOME",
    b"%00",
    b".torrpeddo-trash-1",
    b".torrpeddo-move-1",
    b".parts",
    b".TORRPEDDO-trash-1",
    b"..;/",
    b". .",
    b".. ",
    b"...",
    b"a/../../b",
    b"film/",
    b"/",
    b"//",
    b"a//b",
    b"./a",
    b"aux/../con",
)


def _names() -> Iterator[Case]:
    for name in NAMES:
        yield f"name {name[:20]!r}", torrent(one_file(name=name))
        yield f"folder's name {name[:20]!r}", torrent(many_files(file(b"a"), file(b"b"), name=name))
        yield f"utf-8 name {name[:20]!r}", torrent(one_file(**{"name.utf-8": name}))


def _paths() -> Iterator[Case]:
    for name in NAMES:
        yield f"path {name[:20]!r}", torrent(many_files(file(name, length=0), file(b"sub", name), file(name, b"b")))
    yield "no path", torrent(many_files(file()))
    yield "path of numbers", torrent(many_files(file(1, 2)))
    yield "path of lists", torrent(many_files(file([b"a"])))
    yield "path that is text", torrent(many_files(_changed(file(b"a"), {"path": b"a/b"})))
    yield "path of 5000 folders", torrent(many_files(file(*[b"d"] * 5000)))
    yield "path of 300 long folders", torrent(many_files(file(*[b"d" * 200] * 300)))
    yield "climbing out", torrent(many_files(file(b"..", b"..", b"..", b"evil", length=0)))
    yield "climbing out later", torrent(many_files(file(b"a", b"..", b"..", b"..", b"evil", length=0)))
    yield "absolute", torrent(many_files(file(b"/tmp/evil", length=0), file(b"/", b"tmp", b"evil2", length=0)))
    yield "one name twice", torrent(many_files(file(b"a"), file(b"a"), file(b"a")))
    yield "names that differ in case", torrent(many_files(file(b"Read.me"), file(b"read.ME"), file(b"READ.ME")))
    yield "names that differ in form", torrent(many_files(file("ü".encode()), file(b"u\xcc\x88")))
    yield "a file that is a folder too", torrent(many_files(file(b"a"), file(b"a", b"b"), file(b"a", b"b", b"c")))
    yield "a folder that is a file too", torrent(many_files(file(b"a", b"b"), file(b"a")))
    yield "empty folders' names", torrent(many_files(file(b"", b"", b"a"), file(b".", b".", b"b")))
    yield "20,000 files of nothing", torrent(many_files(*(file(b"%d" % number, length=0) for number in range(20_000))))
    yield "no files", torrent(many_files())
    yield "both one file and many", torrent(many_files(file(b"a"), length=PIECE))


def _sizes() -> Iterator[Case]:
    for size in (0, -1, -(2**63), 2**31, 2**48, 2**62, 2**63 - 1, 2**63, 2**64, 10**40):
        yield f"{size} bytes", torrent(one_file(length=size))
        yield f"two files of {size} bytes", torrent(many_files(file(b"a", length=size), file(b"b", length=size)))
    yield "sizes that overflow", torrent(many_files(*(file(b"%d" % n, length=2**62) for n in range(5))))
    yield "a negative among others", torrent(many_files(file(b"a", length=100), file(b"b", length=-50)))
    yield "a size that is text", torrent(one_file(length=b"10"))
    yield "a size that is a list", torrent(many_files(file(b"a", length=[1])))


def _pieces() -> Iterator[Case]:
    for length in (0, -1, 1, 2, 3, 16383, 2**20 + 1, 2**29, 2**30, 2**31 - 1, 2**31, 2**40, 2**63 - 1, 2**64):
        yield f"pieces of {length} bytes", torrent(one_file(**{"piece length": length}))
        yield f"much in pieces of {length} bytes", torrent(one_file(**{"piece length": length}, length=2**44))
    for count in (0, 1, 19, 21, 20_000_000):
        yield f"{count} bytes of hashes", torrent(one_file(pieces=b"\x01" * count))
    yield "a million pieces", torrent(one_file(length=PIECE * 1_000_000, pieces=HASH * 1_000_000))
    yield "hashes that are a number", torrent(one_file(pieces=5))
    yield "a merkle root", torrent(_changed(one_file(), {"root hash": HASH}))


def _attributes() -> Iterator[Case]:
    pad = {"attr": b"p"}
    yield "padding alone", torrent(many_files(file(b".pad", b"10", **pad)))
    yield "huge padding", torrent(many_files(file(b"a"), file(b".pad", b"1", length=2**50, **pad), file(b"b")))
    yield "padding that climbs out", torrent(many_files(file(b"..", b"..", b"pad", **pad), file(b"a")))
    yield (
        "10,000 paddings",
        torrent(many_files(file(b"a"), *(file(b".pad", b"1", length=1, **pad) for _ in range(10_000)))),
    )
    for target in (
        [b"..", b"..", b"etc"],
        [b"/etc/passwd"],
        [b"", b"etc"],
        [b"link"],
        [],
        [b"a", b"..", b"..", b".."],
        [1],
        b"x",
    ):
        link = {"attr": b"l", "symlink path": target}
        yield (
            f"a link to {target!r}",
            torrent(many_files(file(b"link", length=0, **link), file(b"a"), file(b"link", b"x"))),
        )
    yield "a link to nowhere", torrent(many_files(file(b"link", attr=b"l"), file(b"a")))
    yield (
        "links in a ring",
        torrent(
            many_files(
                file(b"a", length=0, attr=b"l", **{"symlink path": [b"b"]}),
                file(b"b", length=0, attr=b"l", **{"symlink path": [b"a"]}),
                file(b"c"),
            )
        ),
    )
    yield "one link alone", torrent(one_file(attr=b"l", **{"symlink path": [b"..", b"x"]}))
    yield "every attribute", torrent(many_files(file(b"a", attr=b"plxh"), file(b"b", attr=bytes(range(256)))))


def _structures() -> Iterator[Case]:
    for key in one_file():
        yield f"without {key!r}", torrent({name: value for name, value in one_file().items() if name != key})
        for wrong in WRONG:
            yield f"{key!r} is {wrong!r}", torrent({**one_file(), key: wrong})
    for wrong in (*WRONG, [one_file()]):
        yield f"info is {wrong!r}"[:40], torrent(wrong)
        yield f"files are {wrong!r}"[:40], torrent(many_files(files=wrong))
        yield f"a file is {wrong!r}"[:40], torrent(many_files(wrong))
    yield "nothing", b""
    yield "no dictionary", b"i1e"
    yield "an empty dictionary", b"de"
    yield "two of them", torrent(one_file()) * 2
    yield "rubbish behind", torrent(one_file()) + b"\xff" * 1000
    yield "rubbish before", b"\xff" * 10 + torrent(one_file())
    yield "a page", b"<!doctype html><title>404</title>" * 50
    yield "nested lists", b"l" * 200_000 + b"e" * 200_000
    yield "nested dictionaries", b"d1:a" * 100_000 + b"i1e" + b"e" * 100_000
    yield "nested info", torrent(_changed(one_file(), {"x": _nest(90)}))
    yield "a length without end", b"9" * 100_000
    yield "a text of 4 GiB in 10 bytes", b"d4294967295:a"
    yield "a text of 10^20 bytes", b"d100000000000000000000:a"
    yield "a negative text", b"d-1:a"
    yield "a number without end", b"d4:infoi" + b"9" * 100_000
    yield "minus zero", b"d4:infoi-0ee"
    yield "keys out of order", b"d4:name1:x4:info" + bencode(one_file()) + b"8:announce1:xe"
    yield "one key twice", b"d4:info" + bencode(one_file()) + b"4:info" + bencode(one_file(name=b"other")) + b"e"
    yield "300,000 keys", torrent(_changed(one_file(), {f"k{number}": number for number in range(300_000)}))


def _nest(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def _sources() -> Iterator[Case]:
    addresses = (
        b"",
        b"x",
        b"javascript:alert(1)",
        b"file:///etc/passwd",
        b"http://",
        b"http://[::1",
        b"http://127.0.0.1:99999/a",
        b"udp://",
        b"http://127.0.0.1:9/\xff\xfe",
        b"http://127.0.0.1:9/" + b"a" * 100_000,
        b"http://127.0.0.1:9/a\r\nHost: x",
        b"ws://127.0.0.1:9",
    )
    for address in addresses:
        yield f"announce {address[:30]!r}", torrent(one_file(), announce=address, **{"url-list": [address]})
    many = [[b"http://127.0.0.1:9/%d" % number] for number in range(5000)]
    yield "5,000 trackers", torrent(one_file(), **{"announce-list": many})
    for wrong in WRONG:
        for key in (
            "announce",
            "announce-list",
            "url-list",
            "httpseeds",
            "nodes",
            "comment",
            "created by",
            "creation date",
            "encoding",
        ):
            yield f"{key} is {wrong!r}", torrent(one_file(), **{key: wrong})
        for key in (
            "private",
            "source",
            "similar",
            "collections",
            "ssl-cert",
            "update-url",
            "meta version",
            "file tree",
        ):
            yield f"{key} is {wrong!r}", torrent(_changed(one_file(), {key: wrong}))
    for when in (-1, 2**31, 2**62, 2**63 - 1, 2**70, -(2**63)):
        yield f"made at {when}", torrent(one_file(), **{"creation date": when})
    yield "a comment of rubbish", torrent(one_file(), comment=bytes(range(256)) * 100, **{"created by": b"\xff\x1b[2J"})
    yield "nodes everywhere", torrent(one_file(), nodes=[[b"127.0.0.1", port] for port in (-1, 0, 65536, 2**40)])
    yield "a certificate", torrent(_changed(one_file(), {"ssl-cert": b"-----BEGIN CERTIFICATE-----\nx"}))


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value < 2**40


def _changed(what: dict[bytes, Any], changes: dict[str, Any]) -> dict[bytes, Any]:
    return {**what, **{name.encode(): value for name, value in changes.items()}}
