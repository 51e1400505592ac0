"""Lines that hold no request, or none that makes sense: an error in words, and the next line is answered."""

from typing import Any

from .documents import documents
from .victim import Victim

REFUSALS = (-32700, -32600, -32601, -32602, -32000)
"""Of JSON-RPC 2.0, and a refusal of our own; never that something went wrong inside."""


def test_every_document(victim: Victim) -> None:
    before = victim.library()
    for name, line in documents():
        try:
            for error in victim.say(line):
                in_words(error)
            assert victim.call("get_status")
        except BaseException:
            print(f"The case: {name}, {line[:200]!r}")
            raise
    assert victim.library() == before
    victim.unharmed()


def in_words(error: dict[str, Any]) -> None:
    assert error["code"] in REFUSALS, error
    assert error["message"].endswith((".", "?")), error
    assert error["message"].isprintable(), error
    assert len(error["message"]) < 600, error
