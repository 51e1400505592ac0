"""What a second start hands over, and what it is answered. Checked like anything that comes over a network."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..drops import absolute

VERSION = 1
MAX_BYTES = 8 << 20
"""Of a request: what the longest command line that a system allows can become in JSON."""
MAX_ANSWER = 1024
_LONGEST_WORD = 1 << 17
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_LONGEST_TOKEN = 512


class Answer(StrEnum):
    HEARD = "heard"
    """The program is starting and will take it; another answer follows."""
    TAKEN = "taken"
    STUCK = "stuck"
    """It was taken, but the window shows no sign of life."""
    ENDING = "ending"
    """Not taken: the program is on its way out."""


@dataclass(frozen=True, slots=True)
class Request:
    """``add`` are links and absolute paths, as on a command line; ``token`` is the desktop's leave to come to the
    front, or empty; without ``show`` nothing is brought to the front."""

    add: tuple[str, ...] = ()
    show: bool = True
    token: str = ""


def request_of(words: Sequence[str], environ: Mapping[str, str], *, hidden: bool = False) -> Request:
    """What this start was given: paths made absolute, since the other process works in another folder."""
    token = next((environ[name] for name in _TOKENS if environ.get(name)), "")
    return Request(tuple(map(absolute, words)), show=bool(words) or not hidden, token=checked_token(token))


def checked_token(token: str) -> str:
    """The token itself, or empty if it can't be one."""
    return token if len(token) <= _LONGEST_TOKEN and token.isascii() and token.isprintable() else ""


def encode(request: Request) -> bytes:
    fields = {"torrpeddo": VERSION, "add": request.add, "show": request.show, "token": request.token}
    return json.dumps(fields).encode("ascii")


def decode(message: bytes) -> Request:
    """Raises ValueError for anything but a request. Fields of a later version are passed over."""
    fields = _fields(message)
    add, show, token = fields.get("add"), fields.get("show"), fields.get("token")
    if type(fields.get("torrpeddo")) is not int or type(show) is not bool or type(token) is not str:
        raise ValueError("This is not a request.")
    if not isinstance(add, list) or not all(map(_is_word, add)):
        raise ValueError("What is to be added is not a list of links and paths.")
    return Request(tuple(add), show, checked_token(token))


def encode_answer(answer: Answer) -> bytes:
    return json.dumps({"answer": answer}).encode("ascii")


def decode_answer(message: bytes) -> Answer:
    """Raises ValueError for anything but an answer."""
    return Answer(str(_fields(message).get("answer")))


def _fields(message: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(message)
    except RecursionError as error:
        raise ValueError("This is nested too deeply.") from error
    if not isinstance(fields, dict):
        raise ValueError("This is not an object.")
    return fields


def _is_word(word: object) -> bool:
    return isinstance(word, str) and 0 < len(word) <= _LONGEST_WORD and "\0" not in word
