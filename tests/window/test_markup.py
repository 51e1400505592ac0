"""Words of strangers in the real window: names, files, comments, trackers and peers are shown as text, whatever
they hold, and nothing in them runs, loads or leaves its place."""

from pathlib import Path
from typing import Any

import libtorrent as lt
from tests.hostile.markup import markup
from tests.swarm.samples import make
from tests.swarm.seeder import Seeder
from tests.swarm.trackers import Tracker

from .conftest import Site
from .person import Person
from .processes import GUARD_S, wait_for
from .product_window import Product, open_product
from .screen import Screen

_EVIL = "<img src=x onerror=window.pwned=1>"
_WATCH = """
    window.alert = window.confirm = window.prompt = () => { window.pwned = 1; };
    window.before = document.querySelectorAll('script, style, link').length;
"""
_HARM = """
    const foreign = document.querySelectorAll('img, iframe, object, embed, video, base, meta[http-equiv=refresh]');
    const scripts = document.querySelectorAll('script, style, link').length - window.before;
    const inline = [...document.querySelectorAll('*')].filter(one =>
        [...one.attributes].some(({ name }) => name.startsWith('on')));
    return [window.pwned ?? null, foreign.length, Math.max(0, scripts), inline.length];
"""
_DETAILS = "return document.querySelector('section[aria-label=Details]')?.textContent ?? ''"
_FURTHER = """
    const list = [...document.querySelectorAll('[role=grid], [role=grid] *')]
        .find(one => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY !== 'visible');
    if (list) list.scrollTop = list.scrollTop + list.clientHeight / 2 < list.scrollHeight - list.clientHeight
        ? list.scrollTop + list.clientHeight / 2 : list.scrollTop === 0 ? list.scrollHeight : 0;
"""
_NAMES = "return [...document.querySelectorAll('[role=grid] [role=row] .name')].map(one => one.textContent.trim())"


def torrent(name: str, number: int, site: str, announce: str) -> bytes:
    """Of ten bytes in files with the same names."""
    files = [{b"path": [f"{number}{word}".replace("/", "").encode()], b"length": 1} for word in markup(site)]
    info: Any = {b"name": name.replace("/", "").encode(), b"piece length": 16384, b"pieces": bytes(20), b"files": files}
    said: Any = {b"comment": name.encode(), b"created by": name.encode(), b"announce": announce.encode()}
    return bytes(lt.bencode({b"info": info, **said}))


def test_what_strangers_write_is_text(screen: Screen, tmp_path: Path, site: Site) -> None:
    refusal: Any = {b"failure reason": f"{_EVIL} {site.address}".encode()}
    tracker = Tracker(bytes(lt.bencode(refusal)))
    sample = make(tmp_path / "seed", "has <b>peers", {"a.bin": 300_000})
    seeder = Seeder(sample, rate=20_000, client=_EVIL)
    try:
        with open_product(screen, None, tmp_path / "profile") as product:
            person = Person(product)
            person.press_button("Start")
            product.run(_WATCH)
            product.call("update_settings", changes={"density": "compact", "save_path": str(tmp_path / "downloads")})
            add_all(product, tmp_path, site.address, tracker.url)
            sees_every_name(product)
            looks_into_one(product, person)
            meets_the_peer(product, person, sample.torrent_file(tmp_path), seeder)
            assert product.run(_HARM) == [None, 0, 0, 0]
            product.close()
    finally:
        seeder.close()
        tracker.close()
    assert site.visits == []
    assert not list(tmp_path.rglob("pwned"))


def add_all(product: Product, folder: Path, site: str, announce: str) -> None:
    for number, name in enumerate(markup(site)):
        file = folder / f"{number}.torrent"
        file.write_bytes(torrent(name, number, site, announce))
        product.call("add_torrent_file", path=str(file))


def sees_every_name(product: Product) -> None:
    """As the host tells them, letter by letter."""
    names = {row["name"] for row in product.call("get_status")["torrents"]}
    seen: set[str] = set()

    def look() -> bool:
        seen.update(product.run(_NAMES))
        product.run(_FURTHER)
        return seen >= names

    wait_for(look, GUARD_S, "every name in the list")
    assert seen == names
    assert not any(char in name for name in names for char in "\u202e\u2066\x1b\x07")


def looks_into_one(product: Product, person: Person) -> None:
    person.select(_EVIL)
    person.sees_in_details(_EVIL)
    person.open_tab("Trackers")
    wait_for(lambda: f"{_EVIL} http" in product.run(_DETAILS), GUARD_S, "what the tracker says")
    person.open_tab("Files")
    wait_for(
        lambda: product.run("return document.querySelectorAll('[role=treeitem]').length") > 5, GUARD_S, "the files"
    )
    assert product.run(_HARM) == [None, 0, 0, 0]


def meets_the_peer(product: Product, person: Person, file: Path, seeder: Seeder) -> None:
    id = product.call("add_torrent_file", path=str(file))["id"]
    product.call("force", ids=[id])
    wait_for(lambda: "queued" not in (product.row(id) or {"state": "queued"})["state"], GUARD_S, "its turn")
    product.call("connect_peer", id=id, address=seeder.address)
    person.select(file.stem)
    person.open_tab("Peers")
    wait_for(lambda: _EVIL in product.run(_DETAILS), GUARD_S, "the peer by its name")
