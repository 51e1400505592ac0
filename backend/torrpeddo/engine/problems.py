"""What went wrong with a torrent, in words and with a stable kind."""

import errno

from ..contract.torrents import TorrentError
from .facts import FileError, Status
from .state import UPLOAD_MODE_FLAG

_MISSING = {errno.ENOENT}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def problem_of(status: Status | None, save_path: str) -> TorrentError | None:
    """What libtorrent itself holds against the torrent, or None."""
    if status is None:
        return None
    if status.error_code:
        return _described(status.error_code, status.error_category, status.error_message, save_path)
    if status.flags & UPLOAD_MODE_FLAG:
        return TorrentError(
            kind="storage", message=f"Writing to {save_path} failed, so the download is held.", path=save_path
        )
    return None


def problem_of_file(fact: FileError, save_path: str) -> TorrentError:
    return _described(fact.code, fact.category, fact.message, fact.path or save_path)


def mends_itself(error: TorrentError | None) -> bool:
    """It is tried again without anybody asking, so a person who pauses it has it paused."""
    return error is not None and error.kind in ("disk_full", "not_writable", "storage")


def _storage_words(code: int, message: str, path: str) -> str:
    if code == errno.EISDIR:
        return f"A folder is where the file {path} belongs. Move it away; it is tried again by itself."
    if code == errno.ENOTDIR:
        return f"A file is where a folder of {path} belongs. Move it away; it is tried again by itself."
    why = message or "the disk gave no reason"
    return f"{path} can't be read or written: {why}. It is tried again by itself; check the drive if that goes on."


def _described(code: int, category: str, message: str, path: str) -> TorrentError:
    if category in ("system", "generic"):
        if code in _FULL:
            return TorrentError(
                kind="disk_full",
                message=f"The disk is full: {path} can't grow. It goes on by itself when there is room.",
                path=path,
            )
        if code in _READ_ONLY:
            return TorrentError(
                kind="not_writable",
                message=f"{path} can't be written. Check its permissions; it goes on by itself when that is mended.",
                path=path,
            )
        if code in _MISSING:
            return TorrentError(
                kind="missing_files", message=f"{path} is not there. Bring it back or check the files again.", path=path
            )
        return TorrentError(kind="storage", message=_storage_words(code, message, path), path=path)
    return TorrentError(kind="engine", message=f"{message or 'It stopped on an error'}. Resume tries again.", path=path)
