"""Another monitor on an X server without a real one: RandR lets any client say which part of the screen is one.

``python monitors.py WIDTHxHEIGHT+X+Y``; without an argument, the whole screen is one again.
"""

import ctypes
import re
import sys
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_ulong, c_void_p

CARDINAL, BITS, REPLACE = 6, 32, 0


class Monitor(Structure):
    """``XRRMonitorInfo``."""

    _fields_ = (
        ("name", c_ulong),
        *((field, c_int) for field in ("primary", "automatic", "noutput", "x", "y", "width", "height", "mm", "mmh")),
        ("outputs", POINTER(c_ulong)),
    )


class Resources(Structure):
    """``XRRScreenResources``, as far as it is needed."""

    _fields_ = (
        ("time", c_ulong),
        ("config_time", c_ulong),
        ("ncrtc", c_int),
        ("crtcs", c_void_p),
        ("noutput", c_int),
        ("outputs", POINTER(c_ulong)),
    )


def main(place: str | None) -> None:
    x11, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
    x11.XOpenDisplay.restype = randr.XRRGetScreenResources.restype = c_void_p
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = c_ulong
    display = c_void_p(x11.XOpenDisplay(None))
    root = c_ulong(x11.XDefaultRootWindow(display))
    name, told = (c_ulong(x11.XInternAtom(display, c_char_p(word), 0)) for word in (b"ANOTHER", b"MONITORS_CHANGED"))
    outputs = Resources.from_address(randr.XRRGetScreenResources(display, root)).outputs
    pass_over = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _error: 0)
    x11.XSetErrorHandler(pass_over)  # at first there is none to delete
    randr.XRRDeleteMonitor(display, root, name)
    if place and (numbers := re.fullmatch(r"(\d+)x(\d+)\+(\d+)\+(\d+)", place)):
        width, height, x, y = map(int, numbers.groups())
        monitor = Monitor(name, 1, 0, 1, x, y, width, height, width // 4, height // 4, outputs)
        randr.XRRSetMonitor(display, root, byref(monitor))
    # That alone is told nobody; a change of the output is, and whoever hears it looks at everything.
    value = byref(c_ulong(0))
    randr.XRRChangeOutputProperty(display, c_ulong(outputs[0]), told, c_ulong(CARDINAL), BITS, REPLACE, value, 1)
    x11.XSync(display, 0)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
