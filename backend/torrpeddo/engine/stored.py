"""What the library has of a torrent, and libtorrent's parameters made of it."""

import asyncio
import logging
import os
from collections.abc import Mapping
from typing import Any

import libtorrent as lt

from ..library.records import StoredTorrent
from .catalog import Entry
from .core import Core
from .loading import load_torrent
from .parsing import hashes_of
from .resume import without_pieces

log = logging.getLogger(__name__)

_FLAGS = lt.torrent_flags


async def stored_of(core: Core, entry: Entry) -> StoredTorrent:
    """As it is kept at this moment. Raises StorageError."""
    metadata = await asyncio.wrap_future(core.library.get_metadata(entry.id))
    resume = await asyncio.wrap_future(core.library.get_resume(entry.id))
    return StoredTorrent(record=entry.record, metadata=metadata, resume=resume)


def params_of(stored: StoredTorrent) -> Any:
    """libtorrent's parameters for a torrent from the library.

    A resume blob that libtorrent refuses costs a recheck, not the torrent.
    """
    params = None
    if stored.resume is not None:
        try:
            params = lt.read_resume_data(stored.resume)
            # An empty list is one that a person emptied; those of the .torrent file must not come back.
            params.flags = int(params.flags) | int(_FLAGS.override_trackers | _FLAGS.override_web_seeds)
        except RuntimeError:
            log.warning("Resume data of %s is damaged; its files are checked instead", stored.record.id)
    if params is None:
        params = lt.add_torrent_params()
    if stored.metadata is not None:
        loaded = load_torrent(stored.metadata)
        if stored.resume is None:
            params = loaded
        params.ti = loaded.ti
    else:
        _name_hashes(params, stored)
    return params


def _name_hashes(params: Any, stored: StoredTorrent) -> None:
    record = stored.record
    if hashes_of(params.info_hashes) == (None, None):
        v1 = lt.sha1_hash(bytes.fromhex(record.v1)) if record.v1 else lt.sha1_hash()
        v2 = lt.sha256_hash(bytes.fromhex(record.v2)) if record.v2 else lt.sha256_hash()
        params.info_hashes = lt.info_hash_t(v1, v2)
        params.trackers = list(record.trackers)
        params.name = record.name


def pieces_forgotten(resume: bytes) -> bytes | None:
    """Resume data with which all files are checked; None where they are damaged."""
    try:
        return without_pieces(resume)
    except RuntimeError:
        return None


def first_resume(params: Any) -> bytes:
    """Of a torrent that is about to enter: the names of its files, and that it is whole if a person said so.

    libtorrent's own resume data comes to the library later; until then it would be checked after a crash.
    """
    info = params.ti
    if info is not None:
        params.info_hashes = info.info_hashes()
    params.ti = None
    try:
        return lt.write_resume_data_buf(params)
    finally:
        params.ti = info


def with_names(stored: StoredTorrent, paths: Mapping[int, str]) -> bytes:
    """Resume data in which these files have these paths."""
    params = params_of(stored)
    if params.ti is not None:
        params.info_hashes = params.ti.info_hashes()
        params.ti = None
    names = dict(params.renamed_files) | {index: path.replace("/", os.sep) for index, path in paths.items()}
    params.renamed_files = names
    return lt.write_resume_data_buf(params)
