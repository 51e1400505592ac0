"""What is different when the program is packaged as one executable (PyInstaller)."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

_SEARCHED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Where the executable has its own libraries looked for; what was there before is kept with ``_ORIG`` at the end."""
_UNPACKED = "_PYI_"
"""So begins what the executable tells itself: where it has unpacked itself, above all."""
_for_own: dict[str, str] = {}


def is_packaged() -> bool:
    return bool(getattr(sys, "frozen", False))


def is_silent() -> bool:
    """Whether nobody sees what is written: a program with a window, started by a click on Windows."""
    return getattr(sys.stderr, "name", "") == os.devnull


def settle(environ: MutableMapping[str, str] = os.environ) -> None:
    """Give what we start (WebKit, browsers, file managers) the environment that we were started in ourselves.

    Our libraries would break theirs; and a Torrpeddo that one of them starts would run from the folder that we
    are unpacked in, which goes when we end. The loader of this process has read its own already.
    """
    for name in _SEARCHED:
        environ.pop(name, None)
        original = environ.pop(f"{name}_ORIG", None)
        if original is not None:
            environ[name] = original
    for name in [name for name in environ if name.startswith(_UNPACKED)]:
        _for_own[name] = environ.pop(name)
    # A program without a console may have been given no streams at all; what writes to them must not fail for that.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  until the end


def own_environment() -> dict[str, str]:
    """For this program started by itself, to end before it: it need not be unpacked once more."""
    return {**os.environ, **_for_own}
