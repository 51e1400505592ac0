"""The one executable's largest library, unpacked by ourselves: beside the start, not before it.

What stands in ``later`` of the folder that the executable has unpacked itself in, is compressed and ends with ``.z``,
belongs at the same place in that folder itself. In the folder build and in a checkout there is nothing of the kind.
Where there is nothing, next to nothing is imported.
"""

import _thread
import os
import sys
import zlib

LATER = "later"
_SUFFIX = ".z"
_PART = 1 << 20
"""Bytes that are read at a time."""


def begin() -> None:
    """Whoever imports what is not there yet waits for it. Raises nothing: that import does, in words."""
    root: str = getattr(sys, "_MEIPASS", "")
    if not root:
        return
    later = os.path.join(root, LATER)
    packed = [os.path.join(folder, name) for folder, _, names in os.walk(later) for name in names]
    if packed:
        sys.meta_path.insert(0, _Unpacking(root, [os.path.relpath(file, later) for file in packed]))


class _Unpacking:
    """One of Python's finders, which finds nothing: it is asked before each import."""

    def __init__(self, root: str, files: list[str]) -> None:
        self._root = root
        self._files = files
        self._packages = {file.partition(os.sep)[0] for file in files}
        self._error: Exception | None = None
        self._under_way = _thread.allocate_lock()
        self._under_way.acquire()
        _thread.start_new_thread(self._unpack, ())

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        if name.partition(".")[0] in self._packages:
            with self._under_way:
                if self._error is not None:
                    from .errors import Unavailable

                    raise Unavailable(f"Torrpeddo could not unpack itself: {self._error}.")

    def _unpack(self) -> None:
        try:
            for file in self._files:
                goal = os.path.join(self._root, file.removesuffix(_SUFFIX))
                os.makedirs(os.path.dirname(goal), exist_ok=True)
                _inflate(os.path.join(self._root, LATER, file), goal)
            # What looked for it before is not to believe that it is not there.
            sys.path_importer_cache.clear()
        except (OSError, zlib.error) as error:
            self._error = error
        finally:
            self._under_way.release()


def _inflate(file: str, goal: str) -> None:
    """A program that this one starts, with the same folder, finds it there; until then nobody does."""
    if os.path.exists(goal):
        return
    inflating = zlib.decompressobj()
    with open(file, "rb") as source, open(f"{goal}.part", "wb") as target:
        while data := source.read(_PART):
            target.write(inflating.decompress(data))
        target.write(inflating.flush())
    if not inflating.eof:
        raise OSError(f"{file} ends too soon")
    os.rename(f"{goal}.part", goal)
