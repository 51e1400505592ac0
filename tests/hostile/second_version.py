"""Torrents of the second version (BEP 52), alone and beside the first, that contradict themselves."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import libtorrent as lt
from tests.swarm.samples import Kind, make

from .bencoding import bencode

Case = tuple[str, bytes]
PIECE = 16384


def honest() -> Iterator[Case]:
    kinds: tuple[Kind, ...] = ("v2", "hybrid")
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            yield kind, make(Path(folder), "films", {"a.bin": 40_000, "sub/b.bin": 100_000}, kind=kind).content


def second_version() -> Iterator[Case]:
    for name, content in honest():
        yield f"honest {name}", content
        for what, change in _SECOND.items():
            whole: Any = lt.bdecode(content)
            try:
                change(whole)
            except KeyError:
                continue  # The kind has no such part.
            yield f"{name} with {what}", bencode(whole)


def _tree(whole: Any) -> Any:
    return whole[b"info"][b"file tree"]


def _leaf(whole: Any) -> Any:
    return _tree(whole)[b"a.bin"][b""]


def _put(where: Callable[[Any], Any], key: bytes, value: Any) -> Callable[[Any], None]:
    def change(whole: Any) -> None:
        where(whole)[key] = value

    return change


def _whole(whole: Any) -> Any:
    return whole


def _info(whole: Any) -> Any:
    return whole[b"info"]


def _other_layers(change: Callable[[bytes], bytes]) -> Callable[[Any], None]:
    def all_of(whole: Any) -> None:
        layers = whole[b"piece layers"]
        for root in layers:
            layers[root] = change(layers[root])

    return all_of


_SECOND: dict[str, Callable[[Any], None]] = {
    "no layers": lambda whole: whole.pop(b"piece layers"),
    "layers of nothing": _put(_whole, b"piece layers", {}),
    "layers that are text": _put(_whole, b"piece layers", b"x"),
    "layers for others": _put(_whole, b"piece layers", {b"\x33" * 32: b"\x44" * 64}),
    "short layers": _other_layers(lambda layer: layer[:-1]),
    "long layers": _other_layers(lambda layer: layer * 2),
    "false layers": _other_layers(lambda layer: bytes(len(layer))),
    "empty layers": _other_layers(lambda layer: b""),
    "version 1": _put(_info, b"meta version", 1),
    "version 3": _put(_info, b"meta version", 3),
    "version of 2^70": _put(_info, b"meta version", 2**70),
    "pieces of 3 bytes": _put(_info, b"piece length", 3),
    "pieces of 8 KiB": _put(_info, b"piece length", 8192),
    "no tree": lambda whole: whole[b"info"].pop(b"file tree"),
    "an empty tree": _put(_info, b"file tree", {}),
    "a tree of text": _put(_info, b"file tree", b"x"),
    "a leaf with a name": _put(_tree, b"a.bin", {b"x": {b"length": 1}}),
    "a leaf beside files": _put(lambda whole: _tree(whole)[b"sub"], b"", {b"length": 5, b"pieces root": b"\x55" * 32}),
    "a leaf of text": _put(lambda whole: _tree(whole)[b"a.bin"], b"", b"x"),
    "a short root": _put(_leaf, b"pieces root", b"\x55" * 31),
    "an empty root": _put(_leaf, b"pieces root", b""),
    "a root of nothing": _put(_leaf, b"pieces root", bytes(32)),
    "no root": lambda whole: _leaf(whole).pop(b"pieces root"),
    "a file of -1 bytes": _put(_leaf, b"length", -1),
    "a file of 2^63-1 bytes": _put(_leaf, b"length", 2**63 - 1),
    "a file of 2^60 bytes": _put(_leaf, b"length", 2**60),
    "a file of other size": _put(_leaf, b"length", 39_999),
    "a way out": _put(_tree, b"..", {b"..": {b"evil": {b"": {b"length": 0}}}}),
    "an absolute path": _put(_tree, b"/tmp/evil", {b"": {b"length": 0}}),
    "a name of nothing": _put(_tree, b"", {b"": {b"length": 0}}),
    "a deep tree": lambda whole: _tree(whole).update({b"d": _deep(200)}),
    "a link out": _put(_tree, b"link", {b"": {b"length": 0, b"attr": b"l", b"symlink path": [b"..", b"..", b"etc"]}}),
    "names that differ in case": _put(_tree, b"A.BIN", {b"": {b"length": 0}}),
    "other names": _put(lambda whole: whole[b"info"][b"files"][0], b"path", [b"other"]),
    "other sizes": _put(lambda whole: whole[b"info"][b"files"][0], b"length", 7),
    "files in another order": lambda whole: whole[b"info"][b"files"].reverse(),
    "no padding": lambda whole: whole[b"info"][b"files"].pop(1),
    "half its hashes": lambda whole: _info(whole).update({b"pieces": _info(whole)[b"pieces"][:20]}),
}


def _deep(depth: int) -> Any:
    tree: Any = {b"": {b"length": 0}}
    for _ in range(depth):
        tree = {b"d": tree}
    return tree
