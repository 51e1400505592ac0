"""From a JSON-RPC text to a handler and back, whatever carried the text."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import CancelledError, Future
from functools import cached_property
from types import CoroutineType
from typing import TYPE_CHECKING, Any, Protocol, get_type_hints

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from ..errors import ShuttingDown, TorrpeddoError
from ..late import Late
from .protocol import (
    BAD_TEXT,
    AnyReply,
    BatchReply,
    Code,
    Reply,
    Request,
    RpcError,
    internal_error,
    parse_error,
    read_bytes,
    read_id,
    read_request,
    split_batch,
)
from .table import METHODS, Method

if TYPE_CHECKING:
    import difflib

    from . import wording
else:
    difflib = Late("difflib")
    wording = Late("torrpeddo.rpc.wording")

_log = logging.getLogger(__name__)

Deliver = Callable[[AnyReply | None], None]
"""Takes the answer, or None where there is none to give. Called once, maybe on the engine's thread: must not block."""


class Runner(Protocol):
    """What the dispatcher needs of the engine."""

    def submit(self, coroutine: Coroutine[Any, Any, Any]) -> Future[Any]:
        """Run it on the engine's thread. The future fails with ``ShuttingDown`` when nothing more is accepted."""
        ...


class RunnerContext(Protocol):
    """What the dispatcher needs of the context; handlers see all of it."""

    @property
    def engine(self) -> Runner: ...


class _Route(Struct, frozen=True, dict=True):
    """A row of the table, ready to run."""

    method: Method

    @cached_property
    def decoder(self) -> msgspec.json.Decoder[Any]:
        return msgspec.json.Decoder(get_type_hints(self.method.handler, include_extras=True)["params"])

    def read_params(self, given: Raw | UnsetType) -> Any:
        text = b"{}" if given is UNSET else bytes(given).strip()
        if text.startswith(b"["):
            raise wording.positional_params()
        try:
            return self.decoder.decode(b"{}" if text == b"null" else text)
        except msgspec.ValidationError as error:
            raise wording.params_error(error) from error
        except BAD_TEXT as error:
            raise parse_error(error) from error


class Dispatcher:
    """Serves one client: ``context`` holds its outbox, ``transport`` says which methods it may call.

    Nothing a client sends makes ``submit`` or ``call`` raise.
    """

    def __init__(self, context: RunnerContext, transport: str = "stdio", methods: Iterable[Method] = METHODS) -> None:
        self._context = context
        self._routes = {method.name: _Route(method) for method in methods if transport in method.transports}

    def call(self, text: str | bytes) -> bytes | None:
        """Wait for the answer, as JSON; None when there is none to give. Never on the engine's thread."""
        answer: Future[AnyReply | None] = Future()
        self.submit(text, answer.set_result)
        reply = answer.result()
        return reply.encode() if reply is not None else None

    def submit(self, text: str | bytes, deliver: Deliver) -> None:
        """Start what the text asks for. Plain handlers run here and now, others on the engine's thread."""
        try:
            data = read_bytes(text)
            batch = split_batch(data) if data.lstrip().startswith(b"[") else None
        except RpcError as error:
            deliver(Reply(None, error))
            return
        if batch is None:
            self._start(data, deliver)
        else:
            _Batch(len(batch), deliver).start(batch, self._start)

    def _start(self, data: bytes | Raw, deliver: Deliver) -> None:
        try:
            request = read_request(data)
        except RpcError as error:
            deliver(Reply(read_id(data), error))
            return
        try:
            outcome = self._run(request)
        except Exception as error:
            outcome = to_rpc_error(error, request.method)
        if isinstance(outcome, Future):
            outcome.add_done_callback(lambda done: _answer(request, _outcome(done, request.method), deliver))
        else:
            _answer(request, outcome, deliver)

    def _run(self, request: Request) -> Any:
        """The result of a plain handler, the future of one that runs on the engine's thread."""
        route = self._route(request.method)
        params = route.read_params(request.params)
        begun = route.method.handler(self._context, params)
        return self._context.engine.submit(begun) if isinstance(begun, CoroutineType) else begun

    def _route(self, name: str) -> _Route:
        if route := self._routes.get(name):
            return route
        message = f"There is no method “{name[:60]}” here."
        if near := difflib.get_close_matches(name[:60], self._routes, n=1):
            message += f" Was “{near[0]}” meant?"
        raise RpcError(Code.UNKNOWN_METHOD, message)


class _Batch:
    """Collects the answers to a batch, whichever thread each comes on."""

    def __init__(self, size: int, deliver: Deliver) -> None:
        self._answers: list[AnyReply | None] = [None] * size
        self._missing = size
        self._deliver = deliver
        self._lock = threading.Lock()

    def start(self, requests: list[Raw], start: Callable[[Raw, Deliver], None]) -> None:
        for index, request in enumerate(requests):
            start(request, lambda reply, index=index: self._take(index, reply))  # type: ignore[misc]

    def _take(self, index: int, reply: AnyReply | None) -> None:
        with self._lock:
            self._answers[index] = reply
            self._missing -= 1
            done = self._missing == 0
        if done:
            replies = [answer for answer in self._answers if isinstance(answer, Reply)]
            self._deliver(BatchReply(replies) if replies else None)


def _outcome(done: Future[Any], method: str) -> Any:
    try:
        return done.result()
    except (Exception, CancelledError, asyncio.CancelledError) as error:
        return to_rpc_error(error, method)


def _answer(request: Request, outcome: Any, deliver: Deliver) -> None:
    deliver(None if request.id is UNSET else Reply(request.id, outcome))


def to_rpc_error(error: BaseException, method: str) -> RpcError:
    match error:
        case RpcError():
            return error
        case CancelledError() | asyncio.CancelledError():
            return to_rpc_error(ShuttingDown("Torrpeddo is closing; this was not done."), method)
        case TorrpeddoError():
            return RpcError(Code.DOMAIN, error.message, {**error.data, "kind": error.kind})
    _log.error("The method %s failed unexpectedly.", method, exc_info=error)
    return internal_error()
