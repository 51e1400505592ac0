"""Addresses that strangers wrote: shown whole before the browser opens them, and only those that a browser is for."""

from typing import Any

import libtorrent as lt
from playwright.sync_api import expect

from .hosts import InProcess
from .interface import Interface

SAFE = "https://example.org/film?a=1"
TRICK = "http://example.org@xn--80ak6aa92e.com/"
COMMENT = f"From {SAFE}, not javascript:alert(1) nor file:///etc/passwd; see {TRICK} too."


def torrent() -> bytes:
    info: Any = {b"name": b"Linked", b"piece length": 16384, b"length": 5, b"pieces": bytes(20)}
    return bytes(lt.bencode({b"info": info, b"comment": COMMENT.encode()}))


def test_an_address_is_shown_before_the_browser_opens_it(host: InProcess, interface: Interface) -> None:
    host.add(torrent())
    interface.row("Linked").click()
    comment = interface.details.locator("dd").filter(has_text="javascript:alert(1)")
    expect(comment.locator(".value").get_by_role("button")).to_have_text([SAFE, TRICK.rstrip("/") + "/"])
    comment.get_by_role("button", name=SAFE).click()
    expect(interface.dialog).to_contain_text("Open example.org?")
    expect(interface.dialog.locator("strong")).to_have_text("example.org")
    assert host.desktop.opened == []
    interface.dialog.get_by_role("button", name="Open in browser").click()
    expect(interface.dialog).to_have_count(0)
    assert host.desktop.opened == [SAFE]


def test_an_address_that_pretends_says_whose_it_is(host: InProcess, interface: Interface) -> None:
    host.add(torrent())
    interface.row("Linked").click()
    interface.details.get_by_role("button", name=TRICK).click()
    expect(interface.dialog).to_contain_text("Open xn--80ak6aa92e.com?")
    expect(interface.dialog.locator("strong")).to_have_text("xn--80ak6aa92e.com")
    expect(interface.dialog).to_contain_text("may look like others")
    interface.dialog.get_by_role("button", name="Copy", exact=True).click()
    expect(interface.dialog).to_have_count(0)
    assert host.desktop.opened == []
    assert host.desktop.clipboard == TRICK
