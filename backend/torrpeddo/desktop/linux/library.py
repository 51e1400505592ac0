"""WebKit's library and GTK's start, which take longer than all of our own takes to be loaded.

So they are brought on a thread of their own, while Python loads what needs neither. Until they are there nobody else
may use GTK, from then on its thread is the main one alone. Imports next to nothing, to be there first.
"""

import _thread
import ctypes
import locale
import os
from contextlib import suppress

NAME = "libwebkit2gtk-4.1.so.0"
_NATIVE = (
    *("_bisect", "_blake2", "_bz2", "_contextvars", "_datetime", "_decimal", "_heapq", "_json", "_lzma"),
    *("_opcode", "_posixsubprocess", "_random", "_sha512", "_socket", "_sqlite3", "_typing", "_uuid"),
    *("array", "fcntl", "math", "select", "zlib", "_hashlib"),
)
"""Python's own libraries that are needed next: while another is linked, the linker has no time for them. The last may
still be being unpacked."""


_GL = "GDK_GL"
"""GTK asks OpenGL which visuals there are, for which Mesa and LLVM are linked: half as long as WebKit is. Nothing
here draws with it, and what WebKit asks of it, it asks beside the start of its processes."""


class Arriving:
    """The library, on its way."""

    reaches_screen = False
    """Whether GTK could begin. Known once it is there."""

    def __init__(self) -> None:
        self._library: ctypes.CDLL | None = None
        self._error: OSError | None = None
        # Whatever is changed of the environment is changed before another thread can be reading it.
        # Blank windows with NVIDIA drivers under Wayland; the page draws no video that would profit.
        drawn_by_cpu = os.environ.setdefault("WEBKIT_DISABLE_DMABUF_RENDERER", "1") == "1"
        self._without_gl = drawn_by_cpu and _GL not in os.environ
        if self._without_gl:
            os.environ[_GL] = "disable"
        for name in _NATIVE:
            with suppress(Exception):  # whoever needs it says so
                __import__(name)
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, "")  # as GTK would, but before there is another thread
        self._on_its_way = _thread.allocate_lock()
        self._on_its_way.acquire()
        _thread.start_new_thread(self._bring, ())

    def check(self) -> None:
        """Raises the ``OSError`` of what is missing, where that is known by now: it is within a moment."""
        if self._error is not None:
            raise self._error

    def wait(self) -> ctypes.CDLL:
        """It has GTK's and GLib's functions too. Raises ``OSError`` where it, or what it needs, is missing."""
        with self._on_its_way:
            if self._library is None:
                raise self._error or OSError(NAME)
            return self._library

    def _bring(self) -> None:
        try:
            link = ctypes.CDLL(None).dlopen  # as a foreign function: other than ctypes' own way, it holds nobody up
            link.restype = ctypes.c_void_p
            link(NAME.encode(), os.RTLD_NOW)
            library = ctypes.CDLL(NAME)
            self.reaches_screen = _begin(library)
            if self._without_gl:
                del os.environ[_GL]  # whom the program starts may draw as they like
            self._library = library
        except OSError as error:
            self._error = error
        finally:
            self._on_its_way.release()


def _begin(library: ctypes.CDLL) -> bool:
    # The window's class must be the desktop entry's, else the dock shows a nameless icon for it.
    library.g_set_prgname(b"torrpeddo")
    library.g_set_application_name(b"Torrpeddo")
    library.gtk_disable_setlocale()
    return bool(library.gtk_init_check(None, None))


_arriving: Arriving | None = None


def send_for() -> Arriving:
    """Once in a process. The sooner, the better."""
    global _arriving  # noqa: PLW0603  what is loaded is the process's, too
    if _arriving is None:
        _arriving = Arriving()
    return _arriving
