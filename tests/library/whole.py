"""All that a library holds, as one value."""

from typing import Any

from msgspec import Struct, structs

from torrpeddo.library.records import Ban, DeleteJob, MoveJob, StoredTorrent, TorrentRecord
from torrpeddo.library.store import Library


class Whole(Struct, frozen=True, kw_only=True):
    """As ``Loaded``, with metadata and resume data of each torrent."""

    torrents: list[StoredTorrent]
    jobs: list[DeleteJob]
    taken: dict[str, list[TorrentRecord]] = {}
    moves: list[MoveJob] = []
    bans: list[Ban] = []
    settings: dict[str, Any]
    clean: bool


def whole(library: Library) -> Whole:
    loaded = library.load()
    blobs = library.get_blobs([record.id for record in loaded.torrents]).result()
    torrents = [
        StoredTorrent(record=record, metadata=metadata, resume=resume)
        for record in loaded.torrents
        for metadata, resume in (blobs[record.id],)
    ]
    return Whole(**{**structs.asdict(loaded), "torrents": torrents})
