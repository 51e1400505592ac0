"""JSON-RPC 2.0 on paper: the envelopes, the error codes and the limits. Knows no method and no transport."""

import json
import logging
from enum import IntEnum
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from ..contract.events import Event
from ..errors import shown

_log = logging.getLogger(__name__)

MAX_MESSAGE = 96 * 2**20
"""Bytes: room for the largest .torrent in base64, and its envelope."""
MAX_BATCH = 1000
"""Requests."""

Id = str | Annotated[int, Meta(ge=-(2**53), le=2**53)] | float | None


class Code(IntEnum):
    PARSE = -32700
    INVALID_REQUEST = -32600
    UNKNOWN_METHOD = -32601
    INVALID_PARAMS = -32602
    INTERNAL = -32603
    DOMAIN = -32000
    """A ``TorrpeddoError``: ``data.kind`` says which."""


class RpcError(Exception):
    """What is answered instead of a result. ``message`` is a sentence for a person."""

    def __init__(self, code: Code, message: str, data: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = shown(message)
        self.data = data


class Request(Struct, frozen=True):
    jsonrpc: Literal["2.0"]
    method: str
    params: Raw | UnsetType = UNSET
    id: Id | UnsetType = UNSET
    """Left out in a notification, which is never answered."""


class _Numbered(Struct, frozen=True):
    id: Id = None


class _ErrorObject(Struct, frozen=True, omit_defaults=True):
    code: int
    message: str
    data: dict[str, Any] | None = None


class _Success(Struct, frozen=True):
    id: Id
    result: Any
    jsonrpc: str = "2.0"


class _Failure(Struct, frozen=True):
    id: Id
    error: _ErrorObject
    jsonrpc: str = "2.0"


class _EventNotification(Struct, frozen=True):
    params: Event
    jsonrpc: str = "2.0"
    method: str = "event"


class Reply(Struct, frozen=True):
    """An answer that is not JSON yet: ``encode`` belongs on the transport's thread, for it may be megabytes."""

    id: Id
    outcome: Any
    """The result, or an ``RpcError``."""

    def encode(self) -> bytes:
        if isinstance(self.outcome, RpcError):
            return self._encode_error(self.outcome)
        try:
            return msgspec.json.encode(_Success(self.id, self.outcome))
        except Exception:
            _log.exception("A result can't be written as JSON.")
            return self._encode_error(internal_error())

    def _encode_error(self, error: RpcError) -> bytes:
        try:
            return msgspec.json.encode(_Failure(self.id, _ErrorObject(error.code, error.message, error.data)))
        except Exception:
            _log.exception("An error can't be written as JSON.")
            told = internal_error()
            return msgspec.json.encode(_Failure(self.id, _ErrorObject(told.code, told.message)))


class BatchReply(Struct, frozen=True):
    """The answers to a batch, in the order of its requests."""

    replies: list[Reply]

    def encode(self) -> bytes:
        return b"[" + b",".join(reply.encode() for reply in self.replies) + b"]"


AnyReply = Reply | BatchReply

_decode_request = msgspec.json.Decoder(Request).decode
_decode_numbered = msgspec.json.Decoder(_Numbered).decode
_decode_batch = msgspec.json.Decoder(list[Raw]).decode

# What msgspec raises at text from outside: bad JSON or a wrong type, bytes that are not UTF-8, numbers of
# thousands of digits, nesting too deep.
BAD_TEXT = (msgspec.DecodeError, ValueError, RecursionError)


def internal_error() -> RpcError:
    return RpcError(Code.INTERNAL, "Something went wrong inside Torrpeddo. The log has the details.")


def read_bytes(text: str | bytes) -> bytes:
    """The message's bytes, or an ``RpcError`` if it is too large or holds what no JSON may."""
    if len(text) <= MAX_MESSAGE:
        try:
            data = text.encode() if isinstance(text, str) else text
        except UnicodeError as error:
            raise parse_error(error) from error
        if len(data) <= MAX_MESSAGE:
            refuse_twins(data)
            return data
    raise RpcError(Code.INVALID_REQUEST, f"The message is larger than {MAX_MESSAGE // 2**20} MiB.")


def refuse_twins(data: bytes) -> None:
    """Refuse an object that has one name twice: which of the two was meant can't be known."""

    def check(pairs: list[tuple[str, Any]]) -> None:
        names = {name for name, _ in pairs}
        if len(names) < len(pairs):
            raise RpcError(Code.INVALID_REQUEST, "An object in the message has the same name twice.")

    try:
        json.loads(data, object_pairs_hook=check, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise parse_error(error) from error


def split_batch(data: bytes) -> list[Raw]:
    try:
        requests = _decode_batch(data)
    except BAD_TEXT as error:
        raise parse_error(error) from error
    if not requests:
        raise RpcError(Code.INVALID_REQUEST, "The batch is empty.")
    if len(requests) > MAX_BATCH:
        raise RpcError(Code.INVALID_REQUEST, f"A batch may hold {MAX_BATCH} requests; this one has {len(requests)}.")
    return requests


def read_request(data: bytes | Raw) -> Request:
    try:
        return _decode_request(data)
    except msgspec.ValidationError as error:
        raise RpcError(Code.INVALID_REQUEST, f"This is not a JSON-RPC 2.0 request. {error}.") from error
    except BAD_TEXT as error:
        raise parse_error(error) from error


def read_id(data: bytes | Raw) -> Id:
    """The id of a request that is otherwise unreadable, or null."""
    try:
        return _decode_numbered(data).id
    except BAD_TEXT:
        return None


def parse_error(error: Exception) -> RpcError:
    if isinstance(error, RecursionError):
        cause = "It is nested too deeply"
    elif isinstance(error, UnicodeError):
        cause = "Its text is not UTF-8"
    else:
        cause = str(error).rstrip(".")
    return RpcError(Code.PARSE, f"The message is not valid JSON. {cause}.")


def encode_event(event: Event) -> bytes:
    """The event as a JSON-RPC notification named ``event``."""
    return msgspec.json.encode(_EventNotification(event))
