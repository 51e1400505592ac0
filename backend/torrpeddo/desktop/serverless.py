"""pywebview without the server that it brings along: our page is a file, and nothing here may ever listen.

What that server is made of (bottle, ``wsgiref``, ``http.server``, TLS) is a third of what pywebview loads.
"""

import sys
from types import ModuleType
from typing import Any, NoReturn

_NAME = "webview.http"


class BottleServer:
    """A name in pywebview's signatures."""


def load() -> None:
    """Before pywebview is. Does nothing where its own is loaded already."""
    if _NAME not in sys.modules:
        stand_in: Any = ModuleType(_NAME, __doc__)
        stand_in.BottleServer = BottleServer
        stand_in.global_server = None
        stand_in.start_server = stand_in.start_global_server = _refuse
        sys.modules[_NAME] = stand_in


def _refuse(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("The page is a file: there is no server for it.")
