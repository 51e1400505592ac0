"""Web servers that have a torrent's files."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.errors import InvalidInput, NotFound

from .host import Host
from .samples import Sample
from .web_server import WebServer


@pytest.fixture
def server(sample: Sample, cleanup: ExitStack) -> WebServer:
    """Has the sample's folder."""
    server = WebServer(sample.folder)
    cleanup.callback(server.close)
    return server


def add(host: Host, id: str, url: str) -> None:
    host.call(host.engine.web_seeds.add(id, url))


def remove(host: Host, id: str, url: str) -> None:
    host.call(host.engine.web_seeds.remove(id, url))


def seeds(host: Host, id: str) -> list[str]:
    return [each.url for each in host.call(host.engine.web_seeds.list(id))]


def test_a_download_without_any_peer(host: Host, sample: Sample, server: WebServer, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    add(host, id, server.url)
    assert seeds(host, id) == [server.url]
    host.until_shown(id, State.SEEDING, timeout=20)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_they_are_kept_until_they_are_removed(host: Host, sample: Sample, server: WebServer, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    other = "https://files.example/pub/"
    add(host, id, server.url)
    add(host, id, other)
    host.again()
    host.until_entered(id)
    assert sorted(seeds(host, id)) == sorted([server.url, other])
    remove(host, id, server.url)
    remove(host, id, other)
    host.again()
    host.until_entered(id)
    assert seeds(host, id) == []


def test_what_is_none_is_refused(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    for url in ("ftp://files.example/", "file:///etc/passwd", "http://files.example/\r\nHost: evil"):
        with pytest.raises(InvalidInput):
            add(host, id, url)
    with pytest.raises(NotFound):
        remove(host, id, "http://files.example/")
    assert seeds(host, id) == []
