"""Paths that no honest person gives, each under the name of what is wrong with it, and names that no file gets."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Case = tuple[str, str]


@contextmanager
def places(folder: Path) -> Iterator[list[Case]]:
    """``folder`` is made, and has what the paths lead to. Nothing may be written to any of them."""
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        # The path of a socket has room for a hundred characters.
        before = Path.cwd()
        os.chdir(folder)
        try:
            listener.bind("socket")
        finally:
            os.chdir(before)
        yield list(_cases(folder))


def _cases(folder: Path) -> Iterator[Case]:
    (folder / "file").write_text("mine")
    os.mkfifo(folder / "fifo")
    (folder / "loop").symlink_to("loop")
    (folder / "one").symlink_to("other")
    (folder / "other").symlink_to("one")
    (folder / "nowhere").symlink_to("file/below")
    for name in ("file", "fifo", "socket", "loop", "one", "nowhere"):
        yield name, str(folder / name)
        yield f"below {name}", str(folder / name / "below")
    for name in ("/dev/null", "/dev/full", "/dev/zero", "/dev/null/below", "/proc/self/mem", "/proc/x", "/sys/x"):
        yield name, name
    for name in ("", " ", ".", "..", "relative", "../../x", "C:\\x", "~nobody-here", "file:///tmp", "\\\\host\\x"):
        yield f"the path {name!r}", name
    yield "a NUL", f"{folder}/a\x00b"
    yield "a name of 256 bytes", str(folder / ("x" * 256))
    yield "a name of 300 letters of two bytes", str(folder / ("ü" * 300))
    yield "a path of 4000 bytes", str(folder / "file") + "/x" * ((4000 - len(str(folder))) // 2)
    yield "a path of 5000 bytes", str(folder / "file") + "/x" * 2500
    yield "a very long path", "/" + "x" * 100_000


NAMES = (
    *("", " ", ".", "..", "...", "../x", "/x", "x/", "a//b", "a/../b", "a/./b", "\x00", "a\x00b", "a\nb", "a\tb"),
    *("\x1b[2J", "\u202egpj.exe", "\ufeff", "x" * 256, "ü" * 128, "x" * 5000, "a/" * 60 + "a", "a/" * 2500 + "a"),
    *("CON", "con.txt", "NUL", "COM1", "LPT9.bin", "AUX.", "a.", "a ", " a", "a:b", "a*b", 'a"b', "a?b", "a<b", "a|b"),
    *("a\\b", "..\\x", "~", "$HOME", "%00", "-rf", ".torrpeddo-trash-x", ".torrpeddo-move-x/a", "a.part"),
)
