"""What a person asked for, checked before any work begins. Looks at the disk, so not on the engine's thread."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from ... import __version__
from ...contract.creating import CreateTorrent
from ...errors import InvalidInput, InvalidPath, StorageError
from ..storage import absolute
from ..torrent_files import ready_target
from .limits import check_piece_length
from .messages import Request
from .scan import refuse_drive

_TRACKERS = ("http", "https", "udp", "ws", "wss")
_WEB_SEEDS = ("http", "https")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")


def checked(params: CreateTorrent) -> Request:
    """Raises InvalidInput, InvalidPath, StorageError; nothing has happened then."""
    path = _existing(params.path)
    output = _output(path, params.output)
    check_piece_length(params.piece_length)
    tiers = [[_address(each, _TRACKERS, "a tracker") for each in tier] for tier in params.trackers if tier]
    web_seeds = [_address(each, _WEB_SEEDS, "a web seed") for each in params.web_seeds]
    ready_target(output, overwrite=params.overwrite)
    return Request(
        path=str(path),
        output=str(output),
        format=params.format,
        piece_length=params.piece_length,
        private=params.private,
        trackers=_once(tiers),
        web_seeds=list(dict.fromkeys(web_seeds)),
        source=params.source.strip(),
        comment=params.comment,
        created_by=f"Torrpeddo {__version__}" if params.created_by is None else params.created_by,
        include_hidden=params.include_hidden,
    )


def _existing(text: str) -> Path:
    path = absolute(text)
    refuse_drive(path)
    try:
        path.stat()
    except FileNotFoundError:
        raise InvalidPath(f"There is nothing at “{path}”. Choose a file or a folder.", path=str(path)) from None
    except OSError as error:
        raise StorageError(f"“{path}” can't be read: {error.strerror}.", path=str(path)) from error
    return path


def _output(path: Path, text: str | None) -> Path:
    output = path.with_name(f"{path.name}.torrent") if text is None else absolute(text)
    real, inside = os.path.realpath(output), os.path.realpath(path)
    if real == inside or real.startswith(inside.rstrip(os.sep) + os.sep):
        raise InvalidPath(
            f"The torrent file can't go into what it is made of: “{output}” is in “{path}”. Choose another folder.",
            path=str(output),
        )
    return output


def _address(text: str, schemes: Iterable[str], what: str) -> str:
    address = text.strip()
    try:
        parts = urlsplit(address)
        good = parts.scheme.lower() in schemes and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or _UNSEEN.search(address):
        begins = " or ".join(f"{scheme}://" for scheme in schemes)
        raise InvalidInput(f"“{text}” is not the address of {what}. It should begin with {begins}, then a host.")
    return address


def _once(tiers: list[list[str]]) -> list[list[str]]:
    """Each tracker in the first tier that names it."""
    first: dict[str, int] = {}
    for number, tier in enumerate(tiers):
        for address in tier:
            first.setdefault(address, number)
    kept = [[address for address, place in first.items() if place == number] for number in range(len(tiers))]
    return [tier for tier in kept if tier]
