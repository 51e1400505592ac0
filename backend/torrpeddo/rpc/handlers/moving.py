"""Moving and renaming what torrents have on the disk."""

from ...contract.commands import Torrents
from ...contract.moving import Move, Moves, RenameFile, RenameFolder, RenameTorrent
from ..context import Context


async def move(context: Context, params: Move) -> Moves:
    return Moves(jobs=await context.engine.moves.move(params))


async def cancel_move(context: Context, params: Torrents) -> None:
    await context.engine.moves.cancel(params.ids)


async def rename_file(context: Context, params: RenameFile) -> None:
    await context.engine.renaming.file(params.id, params.index, params.name)


async def rename_folder(context: Context, params: RenameFolder) -> None:
    await context.engine.renaming.folder(params.id, params.path, params.name)


async def rename_torrent(context: Context, params: RenameTorrent) -> None:
    await context.engine.renaming.torrent(params.id, params.name)
