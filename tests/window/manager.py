"""What taskbars and pagers ask of a window manager (EWMH), said without keys or pointer.

A key that the window manager itself listens for is no way to ask: the first key of a screen's life changes the
keyboard's map, upon which it gives back its keys and takes them anew; what is pressed meanwhile is lost.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_CLIENT_MESSAGE = 33
_TO_WINDOW_MANAGER = 1 << 19 | 1 << 20
"""``SubstructureNotifyMask | SubstructureRedirectMask``."""
_AS_A_PAGER = 2
_NOW = 0


class _ClientMessage(ctypes.Structure):
    """``XClientMessageEvent`` of 32-bit values."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
    )


class _Event(ctypes.Union):
    """``XEvent``, of which the library reads all."""

    _fields_ = (("client", _ClientMessage), ("pad", ctypes.c_long * 24))


def ask_to_close(display: str, window: int) -> None:
    """As the button in the window's title bar does."""
    with _connection(display) as (x, server):
        asked = _Event()
        asked.client.type = _CLIENT_MESSAGE
        asked.client.window = window
        asked.client.message_type = x.XInternAtom(server, b"_NET_CLOSE_WINDOW", 0)
        asked.client.format = 32
        asked.client.data[:2] = [_NOW, _AS_A_PAGER]
        sent = x.XSendEvent(server, x.XDefaultRootWindow(server), 0, _TO_WINDOW_MANAGER, ctypes.byref(asked))
        assert sent, "the message could not be written"


@contextmanager
def _connection(display: str) -> Iterator[tuple[Any, Any]]:
    """The library, and its pointer to a display; what was sent has arrived when it is closed."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    x.XDefaultRootWindow.argtypes, x.XDefaultRootWindow.restype = (ctypes.c_void_p,), ctypes.c_ulong
    x.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x.XInternAtom.restype = ctypes.c_ulong
    x.XSendEvent.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p)
    server = x.XOpenDisplay(display.encode())
    assert server, f"no X server at {display}"
    try:
        yield x, server
    finally:
        x.XCloseDisplay(server)
