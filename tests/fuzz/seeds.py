"""What a hunt begins with besides what is kept: inputs that no honest program makes, and honest calls gone wrong."""

import json
from collections.abc import Callable, Iterator

import libtorrent as lt
from tests.hostile import links, torrents
from tests.hostile.wrong_types import wrong_params

from torrpeddo.rpc.table import METHODS

LONGEST = 4096
"""Bytes of an input: what is longer is slow, and the tests with sizes in them (``tests/hostile``) have those."""


def seeds(target: str) -> list[bytes]:
    return [each for each in _SEEDS[target]() if len(each) <= LONGEST]


def _magnets() -> Iterator[bytes]:
    yield from (text.encode() for _, text in links.links())
    yield from (text.encode() for _, text in links.shaken(50))


def _torrents() -> Iterator[bytes]:
    yield from (content for _, content in torrents.corpus())


def _resumes() -> Iterator[bytes]:
    for content in _torrents():
        try:
            yield lt.write_resume_data_buf(lt.load_torrent_buffer(content))
        except (RuntimeError, UnicodeDecodeError):
            continue


def _calls() -> Iterator[bytes]:
    for method in METHODS:
        for params in wrong_params(method, {}):
            yield json.dumps({"jsonrpc": "2.0", "id": 1, "method": method.name, "params": params}).encode()
    yield b'[{"jsonrpc":"2.0","method":"pause"},{"jsonrpc":"2.0","id":null,"method":"x"},1,[]]'


_SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "magnet": _magnets,
    "torrent": _torrents,
    "resume": _resumes,
    "call": _calls,
}
