"""Peers, trackers, files and pieces of one torrent, asked of libtorrent itself.

These calls wait for libtorrent's network thread (tens of microseconds when it rests, tens of
milliseconds while it downloads at full speed), so they are for the torrent somebody looks at, never
for all, and go through ``Core.ask``. The asynchronous ``post_*`` calls
would be the better way, but the alerts that answer them can't be read from Python
(libtorrent 2.1.1 has no converters for what they carry).
"""

import time
from collections.abc import Mapping
from typing import Any

import libtorrent as lt

from ..contract.details import PeerRow, TrackerRow
from .facts import Handle
from .text import printable
from .tracker_words import answered, speaks_for_itself, tracker_words

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


def tracker_row(entry: Mapping[str, Any]) -> TrackerRow:
    """``entry``: one of what ``torrent_handle.trackers()`` gives, a dict whose times are Unix seconds."""
    error, said = entry["last_error"], printable(entry["message"])
    status = _tracker_status(entry, error["value"])
    next_announce = entry["next_announce"]
    return TrackerRow(
        url=printable(entry["url"], 2000),
        tier=entry["tier"],
        status=status,
        message=said if speaks_for_itself(error, said) else tracker_words(error),
        refused=status == "error" and (said != "" or answered(error)),
        next_announce_at=float(next_announce) if next_announce and next_announce > time.time() else None,
        swarm_peers=_known(entry["scrape_incomplete"]),
        swarm_seeds=_known(entry["scrape_complete"]),
        downloads=_known(entry["scrape_downloaded"]),
        fails=entry["fails"],
    )


def _tracker_status(entry: Mapping[str, Any], error: int) -> str:
    if entry["updating"]:
        return "updating"
    if entry["fails"] or error:
        return "error"
    return "working" if entry["verified"] else "waiting"


def _known(count: int) -> int | None:
    return count if count >= 0 else None
