"""What the page may call: an object that offers ``rpc`` and nothing else. Needs nothing of ours, for the window is made
with it before anything is there that could answer."""

from collections.abc import Callable
from typing import Any

Answer = Callable[[str], bytes | None]
"""``Dispatcher.call``, or what waits for one: each call is on a thread of its own."""


class _Listed(str):
    """A name in pywebview's listing of us, as opposed to one that the page sent."""

    __slots__ = ()


def _listing(self: object, text: str) -> str:
    """What pywebview reads the parameters of ``rpc`` from. Never called."""
    raise AssertionError


class _Sealed:
    """Has no attribute that ``getattr`` finds, not even its class."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> Any:
        raise AttributeError(name)


class _Rpc(_Sealed):
    __slots__ = ("_answer",)

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, *given: object) -> str:
        """Takes one JSON-RPC text; whatever else the page sends is answered as bad JSON is."""
        text = given[0] if len(given) == 1 and isinstance(given[0], str) else ""
        reply = object.__getattribute__(self, "_answer")(text)
        return reply.decode() if reply is not None else ""


class Facade(_Sealed):
    """The ``js_api`` object: ``rpc(text) -> text``, and no way to anything else.

    pywebview looks up whatever dotted name the page sends with ``getattr``, so with an
    ordinary object a page that runs foreign script walks from ``rpc.__globals__`` or
    ``__class__`` to ``os.system``. Neither this object nor its ``rpc`` can be walked.
    To list the functions it must see a real one, though: it asks by the names that
    ``dir`` gave it, which are of a type no message can make.
    """

    __slots__ = ("_rpc",)

    def __init__(self, answer: Answer) -> None:
        self._rpc = _Rpc(answer)

    def __dir__(self) -> list[str]:
        return [_Listed("rpc")]

    def __getattribute__(self, name: str) -> Any:
        if name != "rpc":
            raise AttributeError(name)
        return _listing if type(name) is _Listed else object.__getattribute__(self, "_rpc")
