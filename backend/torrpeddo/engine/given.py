"""The .torrent file that a call gives: by its path, or with its content."""

import base64
import binascii
from pathlib import Path

from ..errors import InvalidInput, InvalidTorrent, StorageError
from .core import Core
from .parsing import MAX_TORRENT_BYTES, Source, parse_torrent
from .storage import absolute

_SMALL = 2**20
"""Characters of base64 that are decoded sooner than another thread could be asked to."""


async def read_given(core: Core, path: str | None, content: str | None) -> Source:
    """``content``: base64. Raises InvalidInput, InvalidTorrent, StorageError."""
    if (path is None) == (content is None):
        raise InvalidInput("Give either the path of a torrent file or its content, not both.")
    if content is not None and len(content) <= _SMALL:
        return parse_torrent(_decoded(content))
    return parse_torrent(await core.on_disk(_content, path, content))


def _content(path: str | None, content: str | None) -> bytes:
    return _decoded(content) if content is not None else _read(absolute(path or ""))


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("The content of the torrent file is not valid base64.") from error


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise StorageError(f"There is no torrent file at {path}.", path=str(path))
        if path.stat().st_size > MAX_TORRENT_BYTES:
            raise InvalidTorrent(f"{path} is too large to be a torrent file.")
        return path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path} can't be read: {error.strerror}.", path=str(path)) from error
