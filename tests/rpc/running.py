"""What the dispatcher runs on in these tests: a real event loop on a thread of its own, and a small method table."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from torrpeddo.contract.base import Params
from torrpeddo.contract.commands import NoParams
from torrpeddo.errors import Duplicate, NotFound, ShuttingDown
from torrpeddo.rpc.table import Method

T = TypeVar("T")

LOOPBACK = [
    "listen_interfaces=127.0.0.1:0",
    "enable_dht=false",
    "enable_lsd=false",
    "enable_upnp=false",
    "enable_natpmp=false",
]


class LoopThread:
    """Runs coroutines as the engine does."""

    def __init__(self) -> None:
        self._loop = asyncio.SelectorEventLoop()
        self._closing = False
        self.thread = threading.Thread(target=self._loop.run_forever, name="engine")
        self.thread.start()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        if self._closing:
            work.close()
            refused: Future[T] = Future()
            refused.set_exception(ShuttingDown("Torrpeddo is closing."))
            return refused
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def refuse(self) -> None:
        self._closing = True

    def close(self) -> None:
        self.cancel_all()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self.thread.join()
        self._loop.close()

    def cancel_all(self) -> None:
        asyncio.run_coroutine_threadsafe(self._cancel_all(), self._loop).result()

    async def _cancel_all(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


@dataclass
class Setting:
    """The context these handlers see."""

    engine: LoopThread
    gate: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)


class Say(Params, frozen=True, kw_only=True):
    text: str
    times: Annotated[int, Meta(ge=1, le=5)] = 1


class Anything(Params, frozen=True, kw_only=True):
    value: Any


async def echo(context: Setting, params: Say) -> str:
    context.threads.append(threading.current_thread())
    context.heard.append(params.text)
    return params.text * params.times


def plain_echo(context: Setting, params: Say) -> str:
    context.threads.append(threading.current_thread())
    return params.text * params.times


async def keep(context: Setting, params: Anything) -> Any:
    return params.value


async def nothing(context: Setting, params: NoParams) -> None:
    pass


async def wait(context: Setting, params: NoParams) -> str:
    await context.let_go.wait()
    return "waited"


async def release(context: Setting, params: NoParams) -> None:
    context.let_go.set()


async def fail(context: Setting, params: NoParams) -> None:
    raise Duplicate("It is in the list already.", id="ab", name="Übung")


def plain_fail(context: Setting, params: NoParams) -> None:
    raise NotFound("There is no such thing.")


async def crash(context: Setting, params: NoParams) -> None:
    raise ZeroDivisionError("secret detail")


def plain_crash(context: Setting, params: NoParams) -> None:
    raise ZeroDivisionError("secret detail")


async def unwritable(context: Setting, params: NoParams) -> str:
    return "\udc80"


async def unwritable_error(context: Setting, params: NoParams) -> None:
    raise NotFound("There is no such file.", name="\udc80")


def for_the_window(context: Setting, params: NoParams) -> None:
    pass


METHODS = (
    Method("echo", echo),
    Method("plain_echo", plain_echo),
    Method("keep", keep),
    Method("nothing", nothing),
    Method("wait", wait),
    Method("release", release),
    Method("fail", fail),
    Method("plain_fail", plain_fail),
    Method("crash", crash),
    Method("plain_crash", plain_crash),
    Method("unwritable", unwritable),
    Method("unwritable_error", unwritable_error),
    Method("for_the_window", for_the_window, frozenset({"webview"})),
)


def eventually(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for what another thread is about to do."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


def request(method: str, params: Any = None, id: Any = 1) -> bytes:
    return msgspec.json.encode({"jsonrpc": "2.0", "id": id, "method": method, "params": params})


def notification(method: str, params: Any = None) -> bytes:
    return msgspec.json.encode({"jsonrpc": "2.0", "method": method, "params": params})
