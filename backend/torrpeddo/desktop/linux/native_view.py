"""WebKit's view, made by WebKit's own functions and told to load before Python can name them.

To load what names them (PyGObject, and with it all of GTK) takes as long as WebKit's processes take to start. So these
start first. GUI thread only.
"""

import ctypes
from typing import Any, NamedTuple

from .native import Address, Native, Text
from .native_lock import Lock
from .native_veil import Veil

OFF = (
    # The page plays, records and renders nothing: without all that its process starts faster, and offers less.
    "enable-media",
    "enable-media-stream",
    "enable-mediasource",
    "enable-webaudio",
    "enable-webgl",
    "enable-webrtc",
    # It reads no file of the person's, and what it has to remember, the program does.
    "allow-file-access-from-file-urls",
    "enable-html5-database",
    "enable-html5-local-storage",
)
"""Of WebKit's settings; some came later than the oldest WebKitGTK that we run on."""
_TOP_FRAME, _AT_THE_START = 1, 0
"""``WEBKIT_USER_CONTENT_INJECT_TOP_FRAME`` and ``WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START``."""
_NEW_OBJECT = 3
"""Which of PyGObject's functions for C (``pygobject.h``) makes an object of Python's of one of GObject's."""


class Begun(NamedTuple):
    """A view on its way."""

    view: int
    """Its address. It is never freed."""
    lock: Lock
    veil: Veil


def begin(native: Native, url: str, script: str) -> Begun:
    """A view that loads ``url`` and nothing else, with ``script`` before any of the page's own."""
    context = native.address("webkit_web_context_new_ephemeral")
    _name_a_language(native, context)
    manager = native.address("webkit_user_content_manager_new")
    start = native.address("webkit_user_script_new", Text(script.encode()), _TOP_FRAME, _AT_THE_START, None, None)
    native.call("webkit_user_content_manager_add_script", manager, start)
    view = native.address("g_object_ref_sink", make_view(native, context, manager))
    _switch_off(native, native.address("webkit_web_view_get_settings", view))
    lock, veil = Lock(native, view, url), Veil(native, view)
    native.call("webkit_web_view_load_uri", view, Text(url.encode()))
    assert view.value is not None
    return Begun(view.value, lock, veil)


def make_view(native: Native, context: Address, manager: Address) -> Address:
    properties = (Text(b"user-content-manager"), manager, Text(b"web-context"), context, None)
    return native.address("g_object_new", native.type("webkit_web_view_get_type"), *properties)


def named(view: int) -> Any:
    """The same view as PyGObject names it, once that and WebKit's names are loaded."""
    from gi import _gobject

    find = ctypes.pythonapi.PyCapsule_GetPointer
    find.restype, find.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
    functions = find(_gobject._PyGObject_API, b"gobject._PyGObject_API")  # noqa: SLF001  how C code finds it
    of = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p)
    return of(ctypes.cast(functions, ctypes.POINTER(ctypes.c_void_p))[_NEW_OBJECT])(view)


def _name_a_language(native: Native, context: Address) -> None:
    """In the C locale WebKit tells the page that its language is “C”, which JavaScript's own formatters refuse."""
    spoken = ctypes.cast(native.address("g_get_language_names"), ctypes.POINTER(ctypes.c_char_p))[0] or b""
    if spoken.partition(b".")[0] in (b"C", b"POSIX"):
        preferred = (ctypes.c_char_p * 2)(b"en-US", None)
        native.call("webkit_web_context_set_preferred_languages", context, preferred)


def _switch_off(native: Native, settings: Address) -> None:
    kind = Address(ctypes.cast(settings, ctypes.POINTER(ctypes.c_void_p))[0])
    for name in OFF:
        if native.address("g_object_class_find_property", kind, Text(name.encode())).value is not None:
            native.call("g_object_set", settings, Text(name.encode()), 0, None)
