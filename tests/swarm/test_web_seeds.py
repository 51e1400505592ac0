"""Web servers that have a torrent's files."""

from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest

from torrpeddo.contract.torrents import State
from torrpeddo.errors import InvalidInput, NotFound

from .conftest import NewSeeder
from .host import Host, row_of
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
    host.until_shown(id, State.SEEDING)
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


def test_those_of_a_link_are_used_once_the_files_are_known(
    host: Host, sample: Sample, server: WebServer, new_seeder: NewSeeder
) -> None:
    """The only peer has the metadata to give, and no place for anybody who wants more."""
    id = host.add_magnet(f"{sample.magnet}&ws={quote(server.url, safe='')}", paused=True)
    for _ in range(2):
        assert seeds(host, id) == [server.url]
        host.again()
        host.until_entered(id)
    host.resume(id)
    host.connect(id, seeder := new_seeder(sample, slots=0))
    host.until(lambda: row_of(host, id).has_metadata)
    assert seeds(host, id) == [server.url]
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    assert seeder.uploaded == 0
    host.again()
    host.until_entered(id)
    assert seeds(host, id) == [server.url]


def test_those_of_a_link_that_was_looked_at_first(
    host: Host, sample: Sample, server: WebServer, new_seeder: NewSeeder
) -> None:
    seeder = new_seeder(sample, slots=0)
    preview = host.look_at(f"{sample.magnet}&ws={quote(server.url, safe='')}&x.pe={seeder.address}")
    host.until(lambda: any(each.files for each in host.previews(preview.preview)))
    assert not host.downloads.joinpath(sample.name).exists()
    id = host.accept(preview)
    host.until_shown(id, State.SEEDING)
    assert seeds(host, id) == [server.url]
    assert seeder.uploaded == 0


def test_what_is_none_is_refused(host: Host, sample: Sample, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), paused=True)
    for url in ("ftp://files.example/", "file:///etc/passwd", "http://files.example/\r\nHost: evil"):
        with pytest.raises(InvalidInput):
            add(host, id, url)
    with pytest.raises(NotFound):
        remove(host, id, "http://files.example/")
    assert seeds(host, id) == []
