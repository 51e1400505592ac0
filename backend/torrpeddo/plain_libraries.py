"""Libraries without what they load for the sake of others.

asyncio does without TLS: nothing here speaks that through asyncio, for links are fetched by ``http.client``, which
brings ``ssl`` when there is one. What looks into functions (``inspect``, with Python's own grammar behind it) it asks
something only while it is debugged. msgspec does without ``typing_extensions``, whose names Python has itself by now,
and without what describes types. That is a third of what the two take to load, and two MiB of memory.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .late import Late

_ABSENT = None
"""As in a Python that was built without it, or where it is not installed: both know that."""


def load() -> None:
    """Does nothing for what is loaded already."""
    with _standing_in("asyncio", {"ssl": _ABSENT}, "inspect", "asyncio.sslproto"):
        import asyncio  # noqa: F401
    with _standing_in("msgspec", {"typing_extensions": _ABSENT}, "msgspec.inspect", "msgspec.toml", "msgspec.yaml"):
        import msgspec  # noqa: F401


@contextmanager
def _standing_in(user: str, others: dict[str, Any], *later: str) -> Iterator[None]:
    """While ``user`` is loaded; it finds those that are for ``later`` when it asks them something.

    Whoever imports one of these afterwards gets it whole.
    """
    modules: dict[str, Any] = sys.modules
    others = {**others, **{name: Late(name) for name in later}}
    mine = {} if user in modules else {name: other for name, other in others.items() if name not in modules}
    modules.update(mine)
    try:
        yield
    finally:
        for name, other in mine.items():
            if modules.get(name) is other:
                del modules[name]
