"""What the one executable need not have at its first line, unpacked by ourselves: beside the start, not before it.

PyInstaller's own code unpacks all that an executable brings along before our first line runs, one file after the
other; but for what is of a kind that it does not know. Of that kind are the files below ``later``: each in the group of
the module that waits for it, and groups in the order in which they are wanted. A process of its own unpacks them, since
a thread would wait for Python's lock at every file. In the folder build and in a checkout there is nothing of the kind.
Next to nothing is imported.
"""

import _thread
import os
import struct
import sys
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from io import RawIOBase
    from typing import NoReturn

LATER = "later"
"""… /``10-module``/place, and ``.z`` where it is compressed."""
_SUFFIX = ".z"
_OF_A_FOLDER = "_internal"
"""Where PyInstaller puts what belongs to a program that is a folder."""
_COOKIE = struct.Struct("!8sIIII64s")
"""Of PyInstaller's ``CArchiveReader``: what marks it, length of the archive, where its list begins in it and how long
that is, Python's version, the name of its library."""
_MARK = b"MEI\014\013\012\013\016"
_ENTRY = struct.Struct("!IIIIBc")
"""Its own length with the name behind it, where the file begins in the archive, length in it and unpacked, whether it
is compressed, and of what kind it is."""
_TAIL = 1 << 16
"""Bytes at the executable's end, where the mark is: behind it there are at most names of its sections."""
_PART = 1 << 20
"""Bytes that are read at a time."""
_DONE, _FAILED = b".", b"!"
"""What the process says after each group, and before its last words."""

_Packed = tuple[str, int, int, bool]
"""A file's place, where it is in the executable (its first byte, how many they are), and whether it is compressed."""


def begin() -> None:
    """Whoever imports what is not there yet waits for it. Raises nothing: that import does, in words."""
    global _unpacking  # noqa: PLW0603  there is one in a process
    root: str = getattr(sys, "_MEIPASS", "")
    if sys.platform == "win32" or not root or root == os.path.join(os.path.dirname(sys.executable), _OF_A_FOLDER):
        return
    try:
        groups = _groups(sys.executable)
        if any(not os.path.exists(os.path.join(root, file[0])) for files in groups.values() for file in files):
            _unpacking = _Unpacking(root, groups)
            sys.meta_path.insert(0, _unpacking)
    except (OSError, ValueError, struct.error):
        return


def end() -> None:
    """Before this process ends: its folder goes with it, and nothing may come into that any more."""
    if _unpacking is not None:
        _unpacking.end()


def _groups(executable: str) -> dict[str, list[_Packed]]:
    """By the module that waits for them."""
    groups: dict[str, list[_Packed]] = {}
    for name, begins, length in sorted(_listed(executable)):
        folder, _, rest = name.partition("/")
        group, _, place = rest.partition("/")
        if folder == LATER:
            file = (place.removesuffix(_SUFFIX), begins, length, place.endswith(_SUFFIX))
            groups.setdefault(group.partition("-")[2], []).append(file)
    return groups


def _listed(executable: str) -> "Iterator[tuple[str, int, int]]":
    """Of each file in the archive: its name, where it begins in the executable, and its length there."""
    with open(executable, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        before = max(0, size - _TAIL)
        file.seek(before)
        tail = file.read()
        mark = tail.rfind(_MARK)
        if mark < 0:
            return
        _, length, list_at, list_length, *_ = _COOKIE.unpack_from(tail, mark)
        archive = before + mark + _COOKIE.size - length
        file.seek(archive + list_at)
        listed = file.read(list_length)
    at = 0
    while at < len(listed):
        entry, begins, stored, *_ = _ENTRY.unpack_from(listed, at)
        yield listed[at + _ENTRY.size : at + entry].rstrip(b"\0").decode(), archive + begins, stored
        at += max(entry, _ENTRY.size)


class _Unpacking:
    """One of Python's finders, which finds nothing: it is asked before each import."""

    def __init__(self, root: str, groups: "Mapping[str, Sequence[_Packed]]") -> None:
        self._numbers = {module: number for number, module in enumerate(groups, 1)}
        self._lock = _thread.allocate_lock()
        self._said = b""
        self._saying, says = os.pipe()
        unpacker = _Unpacker(root, says, os.getpid())
        self._process = os.fork()
        if not self._process:
            unpacker.run(groups.values())
        os.close(says)

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        if self._process:
            self._let_go()
        number = self._numbers.get(name)
        if number is not None:
            with self._lock:
                error = self._wait(number)
            if error:
                from .errors import Unavailable

                raise Unavailable(f"Torrpeddo could not unpack itself: {error}.")
            if self._numbers.pop(name, None):
                # What looked for it before is not to believe that it is not there.
                sys.path_importer_cache.clear()

    def end(self) -> None:
        if self._process:
            import signal

            try:
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
            except (ProcessLookupError, ChildProcessError):
                return

    def _wait(self, number: int) -> str:
        """For that many groups. Returns what went wrong."""
        while True:
            done, failed, error = self._said.partition(_FAILED)
            if len(done) >= number:
                return ""
            more = b"" if failed else os.read(self._saying, 4096)
            if not more:
                return error.decode() or "what should do so ended"
            self._said += more

    def _let_go(self) -> None:
        """Of a process that has ended."""
        try:
            ended = os.waitpid(self._process, os.WNOHANG)[0]
        except ChildProcessError:  # another thread has done it
            ended = True
        if ended:
            self._process = 0


class _Unpacker:
    """The process that unpacks, for that which it is begun by."""

    def __init__(self, root: str, says: int, begun_by: int) -> None:
        self._root = root
        self._says = says
        self._for = begun_by

    def run(self, groups: "Iterable[Sequence[_Packed]]") -> "NoReturn":
        try:
            for files in groups:
                for file in files:
                    self._unpack(*file)
                os.write(self._says, _DONE)
        except (OSError, zlib.error) as error:
            os.write(self._says, _FAILED + str(error).encode())
        finally:
            os._exit(0)

    def _unpack(self, place: str, begins: int, length: int, compressed: bool) -> None:
        """A program that is started with the same folder finds it there; until then nobody does."""
        goal = os.path.join(self._root, place)
        self._end_alone()
        if os.path.exists(goal):
            return
        os.makedirs(os.path.dirname(goal), exist_ok=True)
        part = f"{goal}.{os.getpid()}"
        with open(sys.executable, "rb", buffering=0) as source, open(part, "wb", buffering=0) as target:
            source.seek(begins)
            for data in _inflated(_read(source, length)) if compressed else _read(source, length):
                left = memoryview(data)
                while left:
                    left = left[target.write(left) :]
                self._end_alone()
        os.rename(part, goal)

    def _end_alone(self) -> None:
        """The folder goes with the program, even if that was killed."""
        if os.getppid() != self._for:
            os._exit(0)


def _read(source: "RawIOBase", length: int) -> "Iterator[bytes]":
    while length:
        data = source.read(min(_PART, length))
        if not data:
            raise OSError("the executable ends too soon")
        length -= len(data)
        yield data


def _inflated(packed: "Iterable[bytes]") -> "Iterator[bytes]":
    inflating = zlib.decompressobj()
    for data in packed:
        yield inflating.decompress(data)
    yield inflating.flush()
    if not inflating.eof:
        raise OSError("a file in the executable ends too soon")


_unpacking: _Unpacking | None = None
