"""What macOS tells the running program where other systems would start it once more: links and files to open, a click
on its icon in the Dock. Written against AppKit's documentation; it has not been run yet."""

import importlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

Opened = Callable[[Sequence[str]], None]


class AppEvents:
    """On the GUI thread. What comes before somebody listens is kept: a link that the program was started for."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._opened: Opened | None = None

    def connect(self, opened: Opened) -> None:
        """Call ``opened`` with links and ``file:`` addresses, or with none when the window is to be shown."""
        self._opened = opened
        if self._kept:
            opened(self._kept)
            self._kept = []

    def open(self, addresses: Sequence[str]) -> None:
        if self._opened is not None:
            self._opened(addresses)
        else:
            self._kept.extend(addresses)

    def listen(self, delegate: Any) -> None:
        """On pywebview's class of the application's delegate, before there is an object of it: AppKit asks once what
        it can be told."""
        objc: Any = importlib.import_module("objc")
        events = self

        def application_openURLs_(self: Any, app: Any, urls: Iterable[Any]) -> None:  # noqa: N802  the selector's name
            events.open([str(url.absoluteString()) for url in urls])

        def applicationShouldHandleReopen_hasVisibleWindows_(  # noqa: N802
            self: Any, app: Any, visible: bool
        ) -> bool:
            """False: there is nothing for AppKit to add."""
            events.open([])
            return False

        opening = objc.selector(application_openURLs_, selector=b"application:openURLs:", signature=b"v@:@@")
        reopening = objc.selector(
            applicationShouldHandleReopen_hasVisibleWindows_,
            selector=b"applicationShouldHandleReopen:hasVisibleWindows:",
            signature=b"Z@:@Z",
        )
        objc.classAddMethods(delegate, [opening, reopening])
