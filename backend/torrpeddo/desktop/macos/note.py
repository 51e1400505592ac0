"""One line on the screen that needs no page. GUI thread only."""

import importlib
from typing import Any

_WIDTH, _HEIGHT, _MARGIN = 400.0, 80.0, 24.0
_TITLED, _BUFFERED = 1, 2
"""NSWindowStyleMaskTitled, without a button to close it; NSBackingStoreBuffered."""


class Note:
    """A small window that can't be closed: it goes with the program."""

    def __init__(self) -> None:
        self._window: Any = None
        self._label: Any = None

    def say(self, title: str, text: str) -> None:
        if self._window is None:
            self._open(title)
        self._label.setStringValue_(text)

    def _open(self, title: str) -> None:
        kit: Any = importlib.import_module("AppKit")
        frame = ((0.0, 0.0), (_WIDTH, _HEIGHT))
        window = kit.NSWindow.alloc().initWithContentRect_styleMask_backing_defer_(frame, _TITLED, _BUFFERED, False)
        window.setTitle_(title)
        label = kit.NSTextField.labelWithString_("")
        label.setFrame_(((_MARGIN, _MARGIN), (_WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN)))
        window.contentView().addSubview_(label)
        window.center()
        window.orderFrontRegardless()
        self._window, self._label = window, label
