"""From a request to the bytes of a torrent file. In the worker's process; everything here may take hours."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import libtorrent as lt

from ...contract.creating import TorrentFormat
from ...errors import InvalidInput, InvalidPath, StorageError
from ..parsing import Source, parse_torrent
from ..text import printable, remote
from .limits import check_count, check_hashes, piece_length_for
from .messages import Hashed, Looked, Made, Message, Request
from .scan import Found, changed, is_among, scan

INTERVAL = 0.2
"""Seconds from one word of progress to the next."""

_FLAGS = {
    TorrentFormat.V1: lt.create_torrent.v1_only,
    TorrentFormat.V2: lt.create_torrent.v2_only,
    TorrentFormat.HYBRID: 0,
}

Tell = Callable[[Message], None]


def make(request: Request, tell: Tell) -> Made:
    """Tells Looked, then Hashed again and again. Raises InvalidInput, InvalidPath, StorageError, in words."""
    root = Path(request.path)
    files = scan(root, include_hidden=request.include_hidden)
    size = sum(file.size for file in files)
    length = request.piece_length or piece_length_for(size)
    _check(request, files, size, length)
    tell(Looked(files=len(files), size=size, piece_length=length))
    torrent = lt.create_torrent(_entries(files), length, _FLAGS[request.format])
    _describe(torrent, request)
    _hash(torrent, root, files, _progress(tell, size, torrent.num_pieces()))
    content = _content(torrent, request)
    return _made(content, files)


def _check(request: Request, files: Sequence[Found], size: int, length: int) -> None:
    if size == 0:
        raise InvalidInput(f"There is nothing to share: “{request.path}” is empty.")
    check_count((file.path for file in files), request.format)
    check_hashes(size, length, request.format)
    if is_among(Path(request.output), files):
        raise InvalidPath(f"“{request.output}” is one of the files to share, so it can't be overwritten.")


def _entries(files: Sequence[Found]) -> list[lt.create_file_entry]:
    return [lt.create_file_entry(str(Path(file.path)), file.size) for file in files]


def _describe(torrent: lt.create_torrent, request: Request) -> None:
    torrent.set_creation_date(int(time.time()))
    torrent.set_priv(request.private)
    if request.created_by:
        torrent.set_creator(request.created_by)
    if request.comment:
        torrent.set_comment(request.comment)
    for number, tier in enumerate(request.trackers):
        for address in tier:
            torrent.add_tracker(address, number)
    for address in request.web_seeds:
        torrent.add_url_seed(address)


def _progress(tell: Tell, size: int, pieces: int) -> Callable[[int], None]:
    """What libtorrent calls after each piece. Padding counts as a piece there, so the bytes are a share."""
    told = time.monotonic()

    def count(piece: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= INTERVAL or piece == pieces - 1:
            told = now
            tell(Hashed(done=size * (piece + 1) // pieces))

    return count


def _hash(torrent: lt.create_torrent, root: Path, files: Sequence[Found], count: Callable[[int], None]) -> None:
    try:
        lt.set_piece_hashes(torrent, str(root.parent), count)
    except RuntimeError as error:
        _refuse_changed(files)
        reason = printable(str(error)).partition(" [")[0]
        raise StorageError(f"A file of “{root}” can't be read: {reason}. Check the disk, then try again.") from error
    _refuse_changed(files)


def _refuse_changed(files: Sequence[Found]) -> None:
    place = changed(files)
    if place is not None:
        raise StorageError(
            f"“{place}” changed while it was hashed, so no torrent was made. "
            "Wait until nothing writes to it any more, then try again.",
            path=place,
        )


def _content(torrent: lt.create_torrent, request: Request) -> bytes:
    document = torrent.generate()
    if request.source:
        # Keys come out in order whatever order they went in.
        document[b"info"][b"source"] = request.source.encode()
    return bytes(lt.bencode(document))


def _made(content: bytes, files: Sequence[Found]) -> Made:
    """Read back, so that nothing is given out that a client, this one among them, can't use."""
    source = parse_torrent(content)
    layout = source.layout
    names = {file.path for file in layout.files} if layout is not None else set()
    odd = next((file.path for file in files if file.path not in names), None)
    if odd is not None:
        raise InvalidInput(f"BitTorrent clients would give “{odd}” another name. Rename it, then try again.")
    return Made(content=content, id=source.id, name=source.name, magnet=_magnet(source))


def _magnet(source: Source) -> str:
    params = source.params
    params.name = source.name
    if source.private:
        # Their addresses often name the person.
        params.trackers, params.url_seeds = [], []
    return remote(lambda: lt.make_magnet_uri(params))
