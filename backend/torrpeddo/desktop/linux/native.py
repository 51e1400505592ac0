"""Functions of GLib, GTK and WebKit called as C has them, for what cannot wait until Python has names for them."""

import _thread
import ctypes
import sys
import time
from typing import Any

Address = ctypes.c_void_p
Text = ctypes.c_char_p

_TURNS = 8
"""Of GTK's loop in one go; there is always more to do than this takes."""
_EVERY_S = 0.004


class Native:
    """Functions of GLib, GTK and WebKit by what they return. Each argument is of a type of C's, a number or None."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library

    def call(self, function: str, *arguments: Any) -> None:
        self._returning(None, function)(*arguments)

    def number(self, function: str, *arguments: Any) -> int:
        return int(self._returning(ctypes.c_int, function)(*arguments))

    def text(self, function: str, *arguments: Any) -> bytes | None:
        found: bytes | None = self._returning(Text, function)(*arguments)
        return found

    def type(self, function: str) -> ctypes.c_size_t:
        return ctypes.c_size_t(self._returning(ctypes.c_size_t, function)())

    def address(self, function: str, *arguments: Any) -> Address:
        return Address(self._returning(Address, function)(*arguments))

    def _returning(self, kind: Any, function: str) -> Any:
        found = self._library[function]  # of its own: what is set here holds for nobody else
        found.restype = kind
        return found


class Turns:
    """GTK's loop has its turns while modules are loaded: WebKit's processes ask a dozen things until the page is there.

    It is asked for each module, as one of Python's finders, and finds none. For the GUI's thread, which loads them.
    """

    def __init__(self, native: Native) -> None:
        self._native = native
        self._last = 0.0
        self._thread = _thread.get_ident()

    def begin(self) -> None:
        sys.meta_path.insert(0, self)

    def end(self) -> None:
        """Once GTK's loop runs by itself."""
        sys.meta_path.remove(self)

    def find_spec(self, *_: object) -> None:
        if _thread.get_ident() == self._thread and time.perf_counter() - self._last > _EVERY_S:
            self.take()
            self._last = time.perf_counter()

    def take(self) -> None:
        for _ in range(_TURNS):
            if not self._native.number("g_main_context_iteration", None, 0):
                return
