"""Looking: the list, and the details of one torrent."""

from ...contract.chronicle import GetLog, Log, Statistics
from ...contract.commands import NoParams, OneTorrent, Status
from ...contract.details import FileRow, GetPieceFiles, PeerRow, PieceFiles, Pieces, TorrentDetails, TrackerRow
from ...contract.rates import GetRates, Rates
from ..context import Context


def get_status(context: Context, params: NoParams) -> Status:
    # On any thread: rows are immutable, and the list of them is a copy.
    return Status(session=context.engine.session_info(), torrents=context.engine.rows())


async def get_torrent(context: Context, params: OneTorrent) -> TorrentDetails:
    return await context.engine.details.torrent(params.id)


async def get_files(context: Context, params: OneTorrent) -> list[FileRow]:
    return await context.engine.details.files(params.id)


async def get_peers(context: Context, params: OneTorrent) -> list[PeerRow]:
    return await context.engine.details.peers(params.id)


async def get_trackers(context: Context, params: OneTorrent) -> list[TrackerRow]:
    return await context.engine.details.trackers(params.id)


async def get_pieces(context: Context, params: OneTorrent) -> Pieces:
    return await context.engine.details.pieces(params.id)


async def get_piece_files(context: Context, params: GetPieceFiles) -> PieceFiles:
    return await context.engine.details.piece_files(params.id, params.first, params.last)


async def get_rates(context: Context, params: GetRates) -> Rates:
    return context.engine.rates.get(params.id, params.span)


async def get_statistics(context: Context, params: NoParams) -> Statistics:
    return await context.engine.traffic.get()


async def get_log(context: Context, params: GetLog) -> Log:
    return await context.engine.chronicler.log(params)
