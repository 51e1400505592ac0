"""The FreeDesktop.org trash, version 1.0, from a staging folder.

send2trash would record the staging path, and the system's Restore would put things
there; this records the old path. A volume has up to three trashes, tried in this order:
the home trash (when it is on the same volume), ``$top/.Trash/$uid`` (made by an
administrator) and ``$top/.Trash-$uid``.
"""

import os
import stat
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import NamedTuple
from urllib.parse import quote

from ..disk.folder import Folder, open_folder
from ..disk.mounts import mount_of

_LONGEST = 255 - len(".trashinfo")
"""Bytes of a name that leave room for the suffix."""


class _Bin(NamedTuple):
    root: str
    top: str | None
    """Paths are recorded relative to this; None for the home trash, which records them in full."""


class XdgTrash:
    def __init__(self, folder: str) -> None:
        self._bins = list(_bins(folder))

    def put(self, staged: Folder, original: Folder, name: str) -> None:
        refusal = OSError("this volume has no trash")
        for trash_bin in self._bins:
            try:
                _take(trash_bin, staged, original, name)
                return
            except OSError as problem:
                refusal = problem
        raise refusal


def available(folder: str) -> bool:
    return any(_may_write(trash_bin.root) for trash_bin in _bins(folder))


def _bins(folder: str) -> Iterator[_Bin]:
    folder = _existing(folder)
    home = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    trash = os.path.realpath(os.path.join(home, "Trash"))
    if os.stat(_existing(trash)).st_dev == os.stat(folder).st_dev:
        yield _Bin(trash, None)
    top = mount_of(folder)
    if _is_shared_trash(os.path.join(top, ".Trash")):
        yield _Bin(os.path.join(top, ".Trash", str(os.getuid())), top)
    private = os.path.join(top, f".Trash-{os.getuid()}")
    if not os.path.lexists(private) or _is_ours(private):
        yield _Bin(private, top)


def _take(trash_bin: _Bin, staged: Folder, original: Folder, name: str) -> None:
    for part in ("", "files", "info"):
        os.makedirs(os.path.join(trash_bin.root, part), mode=0o700, exist_ok=True)
    path = os.path.join(original.path, name)
    with open_folder(os.path.join(trash_bin.root, "files")) as files:
        for label in _labels(name):
            info = os.path.join(trash_bin.root, "info", label + ".trashinfo")
            try:
                _write_info(info, path if trash_bin.top is None else os.path.relpath(path, trash_bin.top))
            except FileExistsError:
                continue
            try:
                staged.move(name, files, label)
                return
            except OSError as problem:
                os.unlink(info)
                if not isinstance(problem, FileExistsError):
                    raise


def _write_info(info: str, path: str) -> None:
    """The name is taken by making this file first, as the specification asks."""
    now = datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M:%S")
    text = f"[Trash Info]\nPath={quote(os.fsencode(path))}\nDeletionDate={now}\n"
    with open(info, "x", encoding="ascii", opener=lambda file, flags: os.open(file, flags, 0o600)) as file:
        file.write(text)


def _labels(name: str) -> Iterator[str]:
    """The name, then the name with a number, cut so that it stays within what file systems take."""
    for number in count(1):
        ending = b"" if number == 1 else b".%d" % number
        yield os.fsdecode(os.fsencode(name)[: _LONGEST - len(ending)] + ending)


def _is_shared_trash(path: str) -> bool:
    """An administrator's ``.Trash`` counts only with the sticky bit, and never as a link."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) and bool(mode & stat.S_ISVTX)


def _is_ours(path: str) -> bool:
    status = os.lstat(path)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()


def _may_write(path: str) -> bool:
    return os.access(_existing(path), os.W_OK | os.X_OK, effective_ids=True)


def _existing(path: str) -> str:
    """The path, or the nearest folder above it that is there."""
    while not os.path.lexists(path):
        path = os.path.dirname(path)
    return path
