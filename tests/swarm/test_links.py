"""Links to torrent files: fetched in the background, and refused in words where they lead to something else."""

import gzip
import socket
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from torrpeddo.contract.adding import Preview
from torrpeddo.engine.fetching import download
from torrpeddo.engine.fetching.links import AT_ONCE
from torrpeddo.errors import InvalidInput

from .conftest import NewHost
from .host import Host
from .link_server import LinkServer, Socks5, breaks_off, gives, hesitates, leads_to, status
from .samples import Sample

TOO_MUCH = str(10**9)


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture(autouse=True)
def no_system_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server(sample: Sample, go_on: threading.Event) -> Iterator[LinkServer]:
    page = b"<!doctype html><title>Sign in</title>"
    answers = {
        "/demo.torrent": gives(sample.content, Content_Disposition='attachment; filename="../../evil.exe"'),
        "/untold": gives(sample.content, "text/html"),
        "/packed": gives(gzip.compress(sample.content), Content_Encoding="gzip"),
        "/moved": leads_to("/somewhere/else"),
        "/somewhere/else": leads_to("../demo.torrent"),
        "/magnet": leads_to(sample.magnet),
        "/abroad": leads_to("/Übung.torrent".encode().decode("latin-1")),
        "/%C3%9Cbung.torrent": gives(sample.content),
        "/round": leads_to("/round"),
        "/nowhere": leads_to("http://[::1"),
        "/file": leads_to("file:///etc/passwd"),
        "/page": gives(page, "text/html; charset=utf-8"),
        "/silent-page": gives(b"\n\n" + page, "application/octet-stream"),
        "/picture": gives(b"\x89PNG\r\n", "image/png"),
        "/empty": gives(b""),
        "/large": gives(b"d", Content_Length=TOO_MUCH),
        "/short": gives(b"d3:foo", Content_Length="500"),
        "/reset": breaks_off(b"d3:foo"),
        "/damaged": gives(b"d4:infoi1e"),
        "/members": status(403),
        "/ill": status(503),
        "/slow": hesitates(sample.content, go_on),
    }
    with LinkServer(answers) as server:
        yield server


def follow(host: Host, url: str) -> Preview:
    """What comes of the link in the end."""
    preview = host.call(host.engine.links.start(url)).preview

    def ended() -> Preview | None:
        told = host.previews(preview)
        return next((each for each in told if each.ready or each.error or each.duplicate_of or each.id), None)

    host.until(ended)
    found = ended()
    assert found is not None
    return found


@pytest.mark.parametrize("path", ["/demo.torrent", "/untold", "/packed", "/moved", "/abroad"])
def test_a_link_becomes_the_torrent_it_leads_to(host: Host, server: LinkServer, sample: Sample, path: str) -> None:
    found = follow(host, server.url(path))
    assert (found.id, found.name, found.source, found.ready) == (sample.id, "demo", "link", True)
    assert found.files is not None
    assert len(found.files) == len(sample.files)
    assert host.accept(found) == sample.id


def test_a_link_may_lead_to_a_magnet_link(host: Host, server: LinkServer, sample: Sample) -> None:
    found = follow(host, server.url("/magnet"))
    assert (found.id, found.ready, found.error) == (sample.id, False, None)
    assert host.accept(found) == sample.id


def test_a_link_to_what_is_in_the_list_says_so(host: Host, server: LinkServer, sample: Sample) -> None:
    host.add_magnet(sample.magnet, paused=True)
    for path in ("/demo.torrent", "/magnet"):
        assert follow(host, server.url(path)).duplicate_id == sample.id


REFUSED = {
    "/nothing": "fetch_not_found",
    "/members": "fetch_forbidden",
    "/ill": "fetch_status",
    "/page": "fetch_web_page",
    "/silent-page": "fetch_web_page",
    "/picture": "fetch_not_torrent",
    "/empty": "fetch_not_torrent",
    "/large": "fetch_too_large",
    "/short": "fetch_broken",
    "/reset": "fetch_broken",
    "/round": "fetch_redirects",
    "/file": "fetch_redirect",
    "/nowhere": "fetch_redirect",
    "/damaged": "invalid_torrent",
}


def test_what_is_no_torrent_file_is_refused_in_words(host: Host, server: LinkServer) -> None:
    found = {path: follow(host, server.url(path)).error for path in REFUSED}
    assert {path: error and error.kind for path, error in found.items()} == REFUSED
    assert all(error is not None and error.message.endswith(".") for error in found.values())


def test_a_server_that_can_t_be_reached_is_told(host: Host, server: LinkServer) -> None:
    kinds = [
        error.kind if (error := follow(host, url).error) else None
        for url in (f"https://127.0.0.1:{server.port}/demo.torrent", "http://127.0.0.1:1/", "http://no.invalid/")
    ]
    assert kinds == ["fetch_tls", "fetch_unreachable", "fetch_unknown_host"]


@pytest.mark.parametrize("url", ["ftp://host/a.torrent", "file:///etc/passwd", "http://", "nonsense", "http://a b/"])
def test_what_is_no_web_address_is_refused_at_once(host: Host, url: str) -> None:
    with pytest.raises(InvalidInput):
        host.call(host.engine.links.start(url))


def test_what_has_come_is_told_and_a_cancel_ends_it(host: Host, server: LinkServer, sample: Sample) -> None:
    preview = host.call(host.engine.links.start(server.url("/slow"))).preview
    half = len(sample.content) // 2
    host.until(lambda: any(each.fetched == half for each in host.previews(preview)))
    host.on_engine(lambda: host.engine.links.cancel(preview))
    told = len(host.previews(preview))
    # Its place is free at once, though the server still holds the rest back.
    assert follow(host, server.url("/demo.torrent")).ready
    assert len(host.previews(preview)) == told


def test_a_cancel_ends_also_what_a_silent_server_holds_up(host: Host, server: LinkServer) -> None:
    """It takes the connection and says nothing, not even how to speak in secret."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        waiting = [host.call(host.engine.links.start(url)).preview for _ in range(AT_ONCE)]
        held = [silent.accept()[0] for _ in waiting]
        assert all(connection.recv(1) for connection in held)
        for preview in waiting:
            host.on_engine(partial(host.engine.links.cancel, preview))
        # Their places are free.
        assert follow(host, server.url("/demo.torrent")).ready
        for connection in held:
            connection.close()


def test_a_cancel_counts_also_while_a_magnet_link_waits_to_be_looked_at(
    host: Host, server: LinkServer, sample: Sample
) -> None:
    host.on_engine(lambda: host.engine.membership.arrivals.begin(sample.id))
    preview = host.call(host.engine.links.start(server.url("/magnet"))).preview
    host.until(lambda: server.asked)
    # What is asked for later has come, so this has too.
    assert follow(host, server.url("/demo.torrent")).ready
    assert follow(host, server.url("/packed")).ready
    host.on_engine(lambda: host.engine.links.cancel(preview))
    host.call(host.engine.previews.cancel(preview))
    host.on_engine(lambda: host.engine.membership.arrivals.end(sample.id))
    assert follow(host, server.url("/demo.torrent")).ready
    assert host.in_session() == set()
    assert host.previews(preview) == []


def test_what_nobody_foresaw_is_said_and_holds_up_nothing(
    host: Host, server: LinkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(download, "proxy_for", fail)
        error = follow(host, server.url("/demo.torrent")).error
    assert error is not None
    assert (error.kind, error.message[-1]) == ("engine", ".")
    assert follow(host, server.url("/demo.torrent")).ready


def test_more_links_than_are_fetched_at_once_all_come(
    host: Host, server: LinkServer, go_on: threading.Event, sample: Sample
) -> None:
    waiting = [host.call(host.engine.links.start(server.url("/slow"))).preview for _ in range(6)]
    go_on.set()
    host.until(lambda: all(any(each.ready for each in host.previews(preview)) for preview in waiting))
    assert {host.previews(preview)[-1].id for preview in waiting} == {sample.id}


def test_a_name_and_password_go_to_their_own_server_alone(host: Host, server: LinkServer, sample: Sample) -> None:
    with LinkServer({"/away": leads_to(server.url("/demo.torrent").replace("127.0.0.1", "localhost"))}) as first:
        assert follow(host, first.url("/away").replace("//", "//me:secret@")).ready
        assert [headers["Authorization"] for _, headers in first.asked] == ["Basic bWU6c2VjcmV0"]
    assert ["Authorization" in headers for _, headers in server.asked] == [False]


def test_the_session_s_proxy_is_the_way_out(new_host: NewHost, server: LinkServer, sample: Sample) -> None:
    host = new_host("proxy_type=4", "proxy_hostname=127.0.0.1", f"proxy_port={server.port}")
    assert follow(host, "http://torrents.example/demo.torrent").id == sample.id
    assert server.asked[0][0] == "http://torrents.example/demo.torrent"


@pytest.mark.parametrize("name", ["no.invalid", "a..b", "127.0.0.1"])
def test_a_proxy_that_can_t_be_reached_is_named(new_host: NewHost, name: str) -> None:
    host = new_host("proxy_type=4", f"proxy_hostname={name}", "proxy_port=1")
    error = follow(host, "http://torrents.example/demo.torrent").error
    assert error is not None
    assert error.kind == "fetch_proxy"
    assert f"“{name}”" in error.message


def test_a_socks_proxy_looks_the_name_up_itself(new_host: NewHost, server: LinkServer, sample: Sample) -> None:
    with Socks5(b"me", b"secret", server.port) as proxy:
        way = ("proxy_type=3", "proxy_hostname=127.0.0.1", f"proxy_port={proxy.port}", "proxy_username=me")
        host = new_host(*way, "proxy_password=secret")
        assert follow(host, "http://torrents.example/demo.torrent").id == sample.id
        assert proxy.wanted == [(b"torrents.example", 80)]
        stranger = new_host(*way, "proxy_password=guess", name="stranger")
        error = follow(stranger, "http://torrents.example/demo.torrent").error
        assert error is not None
        assert error.kind == "fetch_proxy_login"
