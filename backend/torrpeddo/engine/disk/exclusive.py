"""Rename that never replaces: the system call where there is one, else look first and rename then.

``os.rename`` replaces files on POSIX, and an undo must not bury what a person put in
the old place meanwhile. Linux has ``renameat2``, macOS ``renameatx_np``; Python offers neither.
"""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ...late import Late

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = Late("ctypes")

_REFUSALS = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
_SystemCall = Callable[[int, bytes, int, bytes, int], int]


def rename_exclusively(source_fd: int, source: str, target_fd: int, target: str) -> None:
    """``FileExistsError`` when ``target`` is there already, be it an empty folder."""
    call, flag = _system_call()
    if call is not None:
        if call(source_fd, os.fsencode(source), target_fd, os.fsencode(target), flag) == 0:
            return
        problem = ctypes.get_errno()
        if problem not in _REFUSALS:
            raise OSError(problem, os.strerror(problem), source)
    _look_then_rename(source_fd, source, target_fd, target)


def _look_then_rename(source_fd: int, source: str, target_fd: int, target: str) -> None:
    """For file systems without the call (some network and FUSE ones)."""
    try:
        os.stat(target, dir_fd=target_fd, follow_symlinks=False)
    except FileNotFoundError:
        os.rename(source, target, src_dir_fd=source_fd, dst_dir_fd=target_fd)
    else:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)


@cache
def _system_call() -> tuple[_SystemCall | None, int]:
    name, flag = ("renameatx_np", 4) if sys.platform == "darwin" else ("renameat2", 1)
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except AttributeError:
        return None, flag
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call, flag
