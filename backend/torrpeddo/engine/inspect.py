"""Peers, trackers, files and pieces of one torrent, asked of libtorrent itself.

These calls wait for libtorrent's network thread (tens of microseconds), so they are
for the torrent somebody looks at, never for all. The asynchronous ``post_*`` calls
would be the better way, but the alerts that answer them can't be read from Python
(libtorrent 2.1.1 has no converters for what they carry).
"""

import time
from typing import Any

import libtorrent as lt

from ..contract.details import PeerRow, TrackerRow
from .facts import Handle
from .text import printable, remote

_PEER = lt.peer_info

_FLAGS: tuple[tuple[int, str], ...] = (
    (_PEER.seed, "seed"),
    (_PEER.interesting, "interested"),
    (_PEER.choked, "choked"),
    (_PEER.remote_interested, "remote_interested"),
    (_PEER.remote_choked, "remote_choked"),
    (_PEER.optimistic_unchoke, "optimistic"),
    (_PEER.snubbed, "snubbed"),
    (_PEER.holepunched, "holepunched"),
    (_PEER.rc4_encrypted, "encrypted"),
    (_PEER.connecting, "connecting"),
    (_PEER.handshake, "connecting"),
)
_SOURCES: tuple[tuple[int, str], ...] = (
    (_PEER.tracker, "tracker"),
    (_PEER.dht, "dht"),
    (_PEER.pex, "pex"),
    (_PEER.lsd, "lsd"),
    (_PEER.resume_data, "resume"),
)
_UTP_FLAG = 1 << 17
"""``peer_info::utp_socket``, which the binding leaves unnamed."""
_SOURCE_INCOMING = 1 << 5


def peers_of(handle: Handle) -> list[PeerRow]:
    return [peer_row(peer) for peer in handle.get_peer_info()]


def trackers_of(handle: Handle) -> list[TrackerRow] | None:
    """None when a tracker's answer can't be read: bad UTF-8 in one fails the whole list."""
    try:
        return [tracker_row(entry) for entry in handle.trackers()]
    except UnicodeDecodeError:
        return None


def pieces_of(handle: Handle) -> tuple[list[bool], list[int], list[int]]:
    """Pieces we have, peers that have each piece, and the pieces with blocks in flight."""
    have = list(handle.status(lt.torrent_handle.query_pieces).pieces)
    availability = list(handle.piece_availability())
    active = [piece["piece_index"] for piece in handle.get_download_queue()]
    return have, availability, active


def peer_row(peer: Any) -> PeerRow:
    flags = peer.flags
    words = [word for bit, word in _FLAGS if flags & bit]
    if flags & _UTP_FLAG:
        words.append("utp")
    if not flags & _PEER.outgoing_connection:
        words.append("incoming")
    if peer.connection_type != _PEER.standard_bittorrent:
        words.append("web_seed")
    source = peer.source
    found = [word for bit, word in _SOURCES if source & bit]
    if source & _SOURCE_INCOMING:
        found.append("incoming")
    return PeerRow(
        address=endpoint_text(peer.ip),
        client=printable(peer.client.decode("utf-8", "replace"), 100),
        progress=peer.progress,
        down_rate=peer.payload_down_speed,
        up_rate=peer.payload_up_speed,
        downloaded=peer.total_download,
        uploaded=peer.total_upload,
        flags=list(dict.fromkeys(words)),
        source=found,
    )


def endpoint_text(endpoint: tuple[str, int]) -> str:
    host, port = endpoint
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def tracker_row(entry: Any) -> TrackerRow:
    fails = entry.fails
    message = remote(lambda: entry.message)
    error = entry.last_error
    if error.value() and not message:
        message = remote(error.message)
    wait = entry.next_announce_in()
    return TrackerRow(
        url=remote(lambda: entry.url),
        tier=entry.tier,
        status=_tracker_status(entry, fails, error.value()),
        message=message,
        next_announce_at=time.time() + wait if 0 < wait < 10**7 else None,
        swarm_peers=_known(entry.scrape_incomplete),
        swarm_seeds=_known(entry.scrape_complete),
        downloads=_known(entry.scrape_downloaded),
        fails=fails,
    )


def _tracker_status(entry: Any, fails: int, error: int) -> str:
    if entry.updating:
        return "updating"
    if fails or error:
        return "error"
    return "working" if entry.is_working() and entry.start_sent else "waiting"


def _known(count: int) -> int | None:
    return count if count >= 0 else None
