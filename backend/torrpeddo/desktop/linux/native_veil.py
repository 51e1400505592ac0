"""What is seen of a view until its page has come: the colour of the window behind it."""

import ctypes
from typing import Any

from .native import Address, Native, Text

_CONNECT = "g_signal_connect_data"
_FINISHED = 3
"""``WEBKIT_LOAD_FINISHED``, also of what failed."""
_Draw = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_Changed = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Veil:
    """Keeps GTK from drawing a view before its page is there.

    To draw what the page's process has sent nothing of, WebKit has GTK's thread wait for it for up to half a second;
    and that process sends nothing while it goes from one page to the next, for which it waits for GTK's thread. What is
    there already is drawn without waiting.
    """

    def __init__(self, native: Native, view: Address) -> None:
        self._native = native
        self._view = view
        self._draw, self._changed = _Draw(lambda *_: True), _Changed(self._hear)  # kept while they may be called
        self._drawing: int | None = native.number(_CONNECT, view, Text(b"draw"), self._draw, None, None, 0)
        native.call(_CONNECT, view, Text(b"load-changed"), self._changed, None, None, 0)

    @property
    def is_lifted(self) -> bool:
        return self._drawing is None

    def _hear(self, _view: Any, event: int, _data: Any) -> None:
        if event == _FINISHED and self._drawing is not None:
            self._native.call("g_signal_handler_disconnect", self._view, ctypes.c_ulong(self._drawing))
            self._drawing = None
            self._native.call("gtk_widget_queue_draw", self._view)
