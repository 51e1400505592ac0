"""What a torrent's maker wrote beside it: told while it runs, when it is stopped, and after a restart."""

from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest

from .conftest import NewHost
from .host import Host

INFO: Any = {b"name": b"Film", b"piece length": 16384, b"length": 5, b"pieces": bytes(20)}
SAID = {b"comment": "Grüße".encode(), b"created by": b"maker 1.0", b"creation date": 1_500_000_000}


def write(folder: Path, said: dict[bytes, Any]) -> Path:
    path = folder / "film.torrent"
    path.write_bytes(lt.bencode({b"info": INFO, **said}))
    return path


def told(host: Host, id: str) -> tuple[str, str, float | None]:
    details = host.call(host.engine.details.torrent(id))
    return details.comment, details.created_by, details.created_at


def test_it_is_told_whatever_the_torrent_does(new_host: NewHost, tmp_path: Path) -> None:
    host = new_host()
    id = host.add_file(write(tmp_path, SAID))
    expected = ("Grüße", "maker 1.0", 1_500_000_000.0)
    assert told(host, id) == expected
    host.stop(id)
    assert told(host, id) == expected


@pytest.mark.parametrize("rubbish", [b"\xff\xfe", 5, [b"list"], {b"a": b"b"}])
def test_what_is_no_text_is_left_out(new_host: NewHost, tmp_path: Path, rubbish: Any) -> None:
    host = new_host()
    id = host.add_file(write(tmp_path, {b"comment": rubbish, b"creation date": b"never"}))
    comment, created_by, created_at = told(host, id)
    assert isinstance(comment, str)
    assert (created_by, created_at) == ("", None)
