"""The DHT switched on and off while a magnet looks for its metadata, and a download for peers."""

from pathlib import Path

import pytest

from torrpeddo.contract.torrents import ReasonKind
from torrpeddo.engine import state

from . import host as hosts
from .conftest import NewHost
from .host import row_of
from .samples import Sample


def test_what_lacks_peers_says_whether_the_dht_is_asked_now(
    new_host: NewHost, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "STALLED_AFTER", 0.3)
    monkeypatch.setattr(hosts, "LOOPBACK", [pair for pair in hosts.LOOPBACK if pair != "enable_dht=false"])
    host = new_host("dht_bootstrap_nodes=")
    id = host.add_magnet("magnet:?xt=urn:btih:" + "a1" * 20)
    lonely = host.add_file(sample.torrent_file(tmp_path))

    def asked() -> bool | None:
        search = row_of(host, id).search
        return None if search is None else search.dht

    def stalled_for() -> ReasonKind | None:
        reason = row_of(host, lonely).reason
        return None if reason is None else reason.kind

    host.until(lambda: asked() is True)
    host.until(lambda: stalled_for() is ReasonKind.NO_PEERS)
    host.change(dht=False)
    host.until(lambda: asked() is False)
    host.until(lambda: stalled_for() is ReasonKind.NOBODY_TO_ASK)
    host.change(dht=True)
    host.until(lambda: asked() is True)
    host.until(lambda: stalled_for() is ReasonKind.NO_PEERS)
