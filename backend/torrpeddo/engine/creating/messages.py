"""What the engine and its hashing process say to each other: JSON, one document a line.

The engine sends one ``Request`` and keeps the pipe open; the worker answers with
``Looked``, any number of ``Hashed``, and ``Made`` or ``Failed``. A worker that ends
without either was killed; one whose pipe closes ends itself, since its engine is gone.
"""

import msgspec

from ...contract.creating import TorrentFormat


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Checked: see ``checks``. Paths are absolute."""

    path: str
    output: str
    format: TorrentFormat
    piece_length: int | None
    private: bool
    trackers: list[list[str]]
    web_seeds: list[str]
    source: str
    comment: str
    created_by: str
    include_hidden: bool


class Looked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The files are known."""

    files: int
    size: int
    """Bytes."""
    piece_length: int


class Hashed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    done: int
    """Bytes; never fewer than before."""


class Made(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    content: bytes
    """The .torrent's bytes."""
    id: str
    name: str
    magnet: str


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    kind: str
    message: str
    """A sentence for the person."""
    detail: str = ""
    """For the log: where an error came from that nobody expected."""


Message = Looked | Hashed | Made | Failed


def unforeseen_words(path: str) -> str:
    return f"The torrent of “{path}” could not be made, for a reason that is in the log. Try again."


_encode = msgspec.json.Encoder().encode
_message: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)
_request = msgspec.json.Decoder(Request)


def to_line(value: Request | Message) -> bytes:
    return _encode(value) + b"\n"


def message_from(line: bytes) -> Message:
    """Raises msgspec.MsgspecError when the line is none: the worker died in the middle of it."""
    return _message.decode(line)


def request_from(line: bytes) -> Request:
    return _request.decode(line)
