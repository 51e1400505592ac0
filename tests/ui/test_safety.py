"""What strangers write into torrents is text and nothing else, and the page's policy stops all other script."""

from typing import Any

import libtorrent as lt
from playwright.sync_api import expect

from .hosts import InProcess
from .interface import Interface

EVIL = "<img src=x onerror='window.pwned=1'><b>bold</b>"


def evil_torrent() -> bytes:
    """Markup wherever a stranger may write words."""
    files = [{b"path": [f"{EVIL}.bin".replace("/", "").encode()], b"length": 10}, {b"path": [b"b.txt"], b"length": 6}]
    info: Any = {b"name": EVIL.replace("/", "").encode(), b"piece length": 16384, b"pieces": b"x" * 20, b"files": files}
    return bytes(lt.bencode({b"info": info, b"comment": EVIL.encode(), b"created by": EVIL.encode()}))


def pwned(interface: Interface) -> object:
    return interface.page.evaluate("window.pwned")


def test_markup_in_names_shows_as_text(interface: Interface, host: InProcess) -> None:
    host.add(evil_torrent(), paused=True)
    interface.sees("<b>bold", "Paused")
    interface.row("<b>bold").click()
    expect(interface.details.get_by_role("heading", level=2)).to_contain_text("<img src=x onerror='window.pwned=1'>")
    interface.details.get_by_role("tab", name="Files").click()
    expect(interface.details.get_by_role("treeitem").filter(has_text="<b>bold")).not_to_have_count(0)
    interface.press("Escape")
    interface.row("<b>bold").click()
    interface.press("Shift+Delete")
    expect(interface.dialog).to_contain_text("<img src=x onerror=")
    assert interface.page.locator("img").count() == 0
    assert pwned(interface) is None


def test_markup_in_a_pasted_link_shows_as_text(interface: Interface) -> None:
    interface.paste(f"magnet:?xt=urn:btih:{'d4' * 20}&dn=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E")
    expect(interface.dialog.get_by_role("heading", name="<img src=x onerror=window.pwned=1>")).to_be_visible()
    assert interface.page.locator("img").count() == 0
    assert pwned(interface) is None


FOREIGN = (
    "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.pwned = 1'}))",
    "document.body.append(Object.assign(document.createElement('script'), {src: 'data:text/javascript,pwned=1'}))",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned=1\">')",
    "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"data:text/html,hello\"></iframe>')",
    "fetch('http://127.0.0.1:9/').catch(() => undefined)",
)
_REFUSED = """async inject => {
    const violation = new Promise(resolve => addEventListener('securitypolicyviolation', resolve, { once: true }));
    new Function(inject)();
    return (await violation).disposition;
}"""


def test_the_policy_refuses_what_is_not_the_program_s_own(interface: Interface) -> None:
    for inject in FOREIGN:
        assert interface.page.evaluate(_REFUSED, inject) == "enforce", inject
        assert pwned(interface) is None, inject
    assert all("Content Security Policy" in problem for problem in interface.problems)
    interface.problems.clear()


def test_nothing_is_asked_of_any_network(interface: Interface, host: InProcess) -> None:
    asked: list[str] = []
    interface.page.on("request", lambda request: asked.append(request.url))
    host.add(evil_torrent(), paused=True)
    interface.sees("<b>bold", "Paused")
    interface.row("<b>bold").click()
    interface.press("Control+,")
    expect(interface.dialog).to_be_visible()
    assert asked == []
