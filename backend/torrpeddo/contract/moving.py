"""Moving what a torrent has to another folder, and renaming its files."""

from typing import Annotated

from msgspec import Meta

from .base import Params, PathText, TorrentId, Wire
from .commands import Ids

NameText = Annotated[str, Meta(min_length=1, max_length=4096)]


class Move(Params, frozen=True, kw_only=True):
    """The torrents go on as they were, from the new folder; cancelled ones stay cancelled."""

    ids: Ids
    path: PathText
    """The folder to hold them, made if need be."""
    use_existing: bool = False
    """Take files that are there already as they are, and check the torrent then; else they stop the move."""


class Moves(Wire, frozen=True, kw_only=True):
    """Journalled; ``progress`` events carry these names."""

    jobs: list[str]
    """One for each torrent that isn't there already. They are moved one after the other."""


class RenameFile(Params, frozen=True, kw_only=True):
    id: TorrentId
    index: Annotated[int, Meta(ge=0)]
    name: NameText
    """Its new path as ``get_files`` has it, relative to the save path, with ``/``; a name alone stays in its folder."""


class RenameFolder(Params, frozen=True, kw_only=True):
    id: TorrentId
    path: NameText
    """A folder of the torrent's, relative to the save path, with ``/``."""
    name: NameText
    """Its new name; the folder stays where it is."""


class RenameTorrent(Params, frozen=True, kw_only=True):
    """In the list alone; nothing on the disk changes."""

    id: TorrentId
    name: Annotated[str, Meta(min_length=1, max_length=1024)]
