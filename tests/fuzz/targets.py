"""What strangers may feed the program, each as a function of bytes. It returns, whatever they are, or has a fault."""

import inspect
import json
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any
from unicodedata import category

from torrpeddo.engine.loading import load_resume
from torrpeddo.engine.parsing import Source, parse_magnet, parse_torrent
from torrpeddo.errors import InvalidMagnet, InvalidTorrent
from torrpeddo.rpc.dispatcher import Dispatcher
from torrpeddo.rpc.protocol import Code
from torrpeddo.rpc.table import METHODS

Target = Callable[[bytes], None]

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional embeddings, overrides and isolates (Unicode Annex 9)."""


def magnet(data: bytes) -> None:
    # As the command line gives it, where bytes need not be UTF-8.
    try:
        source = parse_magnet(data.decode("utf-8", "surrogateescape"))
    except InvalidMagnet as error:
        _in_words(error.message)
        return
    _tame(source)


def torrent(data: bytes) -> None:
    try:
        source = parse_torrent(data)
    except InvalidTorrent as error:
        _in_words(error.message)
        return
    _tame(source)
    assert source.layout is not None
    for file in source.layout.files:
        assert file.size >= 0
        parts = file.path.split("/")
        assert not ({"", ".", ".."} & set(parts)), file.path
        assert "\x00" not in file.path


def resume(data: bytes) -> None:
    load_resume(data)


def call(data: bytes) -> None:
    """The dispatcher and the contract: what was read well is not run."""
    text = _DISPATCHER.call(data)
    if text is None:
        return
    said = json.loads(text)
    for reply in said if isinstance(said, list) else [said]:
        assert reply["jsonrpc"] == "2.0"
        assert ("result" in reply) != ("error" in reply)
        if "error" in reply:
            assert reply["error"]["code"] != Code.INTERNAL, reply
            _in_words(reply["error"]["message"])


TARGETS: dict[str, Target] = {each.__name__: each for each in (magnet, torrent, resume, call)}


def _tame(source: Source) -> None:
    assert len(bytes.fromhex(source.id)) == 20
    assert source.name
    assert all(_can_be_shown(text) for text in (source.name, source.comment, *source.trackers))


def _can_be_shown(text: str) -> bool:
    """Nothing in it that hides, turns round or ends what is shown beside it."""
    return not any(category(char) in ("Cc", "Cs") or char in TURNING for char in text)


def _in_words(message: str) -> None:
    assert _can_be_shown(message)
    assert message.endswith((".", "!", "?")), message


class _Idle:
    """An engine that does nothing of what it is asked."""

    def submit(self, coroutine: Coroutine[Any, Any, Any]) -> Future[Any]:
        coroutine.close()
        done: Future[Any] = Future()
        done.set_result(None)
        return done


class _Context:
    engine = _Idle()


_DISPATCHER = Dispatcher(_Context(), methods=[each for each in METHODS if inspect.iscoroutinefunction(each.handler)])
