"""libtorrent's parameters of a .torrent file, with lists of addresses that can be read.

One address that is not UTF-8 keeps the binding from reading the whole list it is in.
Nobody could ask it anyway, so it is left out.
"""

from collections.abc import Callable, Iterator
from typing import Any

import libtorrent as lt


def load_torrent(content: bytes) -> Any:
    """Raises RuntimeError when it is no torrent file that can be used."""
    params: Any = lt.load_torrent_buffer(content)
    if not _can_be_read(lambda: params.trackers):
        tiers = list(_tiers(_decoded(content)))
        params.trackers = [url for _, url in tiers]
        params.tracker_tiers = [tier for tier, _ in tiers]
    if not _can_be_read(lambda: params.url_seeds):
        found = _decoded(content).get(b"url-list")
        params.url_seeds = list(_readable(found if isinstance(found, list) else [found]))
    return params


def _decoded(content: bytes) -> dict[bytes, Any]:
    torrent: Any = lt.bdecode(content)
    return dict(torrent)


def _can_be_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except UnicodeDecodeError:
        return False
    return True


def _tiers(torrent: dict[bytes, Any]) -> Iterator[tuple[int, str]]:
    """Of ``announce-list`` (BEP 12), else ``announce``."""
    listed = torrent.get(b"announce-list")
    tiers = listed if isinstance(listed, list) else [[torrent.get(b"announce")]]
    for tier, urls in enumerate(tiers[:256]):
        yield from ((tier, url) for url in _readable(urls if isinstance(urls, list) else []))


def _readable(urls: list[Any]) -> Iterator[str]:
    for url in urls:
        try:
            yield url.decode()
        except (AttributeError, UnicodeDecodeError):
            continue


def load_resume(blob: bytes | None) -> Any:
    """libtorrent's parameters; None where there is nothing, or nothing that it can read."""
    try:
        return lt.read_resume_data(blob) if blob is not None else None
    except RuntimeError:
        return None
