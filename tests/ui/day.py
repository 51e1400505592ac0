"""What a person does with the interface in an hour, so that it looks at the end as it did at the beginning."""

import re
from collections.abc import Iterator, Sequence
from itertools import count, islice

from playwright.sync_api import expect
from tests.bench.torrents import make_torrents
from tests.window.swarm import Seeder

from .interface import Interface
from .screens import SCREENS

LANGUAGES = ("de", "ar", "zh", "en")
SEARCHES = ("volume 00", "size>8kB", "state:paused", "added<1d archive", "nothing of that name")
TABS = ("Overview", "Files", "Peers", "Trackers", "Options", "What happened")
NOBODYS = "magnet:?xt=urn:btih:{:040x}&dn=Nobody {}"
_HIDE = """
hidden => {
  Object.defineProperty(document, 'visibilityState', { get: () => hidden ? 'hidden' : 'visible', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
"""


class PageDay:
    """``many``: torrents that come and go in an hour. ``screens``: those that are opened and left, by their names.

    ``there``: how many stay in the list, those of ``conftest.fill`` and of ``make_torrents``.
    """

    def __init__(self, seeder: Seeder, many: int, screens: Sequence[str] = tuple(SCREENS), there: int = 5) -> None:
        self._seeder = seeder
        self._many = many
        self._screens = screens
        self._there = there
        self._torrents: Iterator[str] = islice(make_torrents(1_000_000), there, None)
        """No hour has the torrents of another, so that what is kept of each would show."""
        self._magnets = count(1)

    def hour(self, interface: Interface) -> None:
        ids = self._come(interface)
        self._download(interface)
        self._search(interface)
        self._scroll(interface)
        self._change_their_minds(interface, ids)
        self._go(interface, ids)
        self._open_everything(interface)
        self._change_how_it_looks(interface)
        self._look_away(interface)
        self.rest(interface)

    def rest(self, interface: Interface) -> None:
        """Until no message is there any more and nothing is chosen."""
        page = interface.page
        interface.leave()
        page.evaluate("document.activeElement?.blur()")
        page.mouse.move(0, 0)
        dismiss = interface.messages.get_by_role("button", name="Dismiss")
        while dismiss.count():
            dismiss.first.click()

    def _come(self, interface: Interface) -> list[str]:
        host = interface.host
        torrents = [{"content": content} for content in islice(self._torrents, self._many)]
        added = host.call("add_torrents", torrents=torrents, save_path=str(host.downloads), paused=True)
        self._sees(interface, self._there + self._many)
        return [each["id"] for each in added["torrents"]]

    def _download(self, interface: Interface) -> None:
        """From the link to the last byte, looked at from every side, and deleted with its files."""
        host, page = interface.host, interface.page
        interface.paste(self._seeder.magnet)
        interface.dialog.get_by_role("button", name=re.compile("^Add 4 files")).click()
        expect(interface.dialog).to_have_count(0)
        interface.row("A film").click()
        for name in TABS:
            interface.details.get_by_role("tab", name=name).click()
            expect(interface.details.get_by_role("tabpanel")).to_be_visible()
        for _ in range(2):
            interface.details.get_by_role("button", name="Pause", exact=True).click()
            interface.details.get_by_role("button", name="Resume", exact=True).click()
        interface.sees("A film", "Ready")
        self._seeder.until_matches(host.downloads)
        interface.row("A film").click()
        interface.press("Shift+Delete")
        page.get_by_role("radio", name="Erase for good").click()
        interface.dialog.get_by_role("button", name="Erase").last.click()
        expect(interface.row("A film")).to_have_count(0)

    def _search(self, interface: Interface) -> None:
        for text in SEARCHES:
            interface.search.fill(text)
            interface.page.wait_for_timeout(50)
        interface.search.fill("")
        for name in ("Paused", "Finished", "Downloading", "All"):
            interface.filter(name).click()

    def _scroll(self, interface: Interface) -> None:
        interface.rows.first.hover()
        for pixels in (3_000, 1_000_000, -1_000_000):
            interface.page.mouse.wheel(0, pixels)
            interface.page.wait_for_timeout(50)

    def _change_their_minds(self, interface: Interface, ids: list[str]) -> None:
        host = interface.host
        for method in ("resume", "pause", "resume", "stop", "restart", "pause"):
            host.call(method, ids=ids)
        for number in range(3):
            interface.paste(NOBODYS.format(next(self._magnets), number))
            expect(interface.dialog).to_contain_text("Nobody")
            interface.press("Escape")
            expect(interface.dialog).to_have_count(0)

    def _go(self, interface: Interface, ids: list[str]) -> None:
        """Half of them come back first."""
        host, half = interface.host, len(ids) // 2
        host.call("undo_delete", undo=host.call("delete", ids=ids[:half], trash=False)["undo"])
        host.call("delete", ids=ids[:half], trash=False)
        host.call("remove", ids=ids[half:])
        self._sees(interface, self._there)

    def _open_everything(self, interface: Interface) -> None:
        for name in self._screens:
            SCREENS[name](interface)
            interface.leave()

    def _change_how_it_looks(self, interface: Interface) -> None:
        host, page = interface.host, interface.page
        for theme in ("light", "dark", "system"):
            host.call("update_settings", changes={"theme": theme})
        for language in LANGUAGES:
            host.call("update_settings", changes={"language": language})
            expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
        for density in ("Compact", "Comfortable") * 2:
            page.get_by_role("radio", name=density).click()

    def _look_away(self, interface: Interface) -> None:
        for _ in range(3):
            for hidden in (True, False):
                interface.page.evaluate(_HIDE, hidden)
                interface.host.call("get_status")

    def _sees(self, interface: Interface, torrents: int) -> None:
        expect(interface.page.get_by_title(f"All: {torrents:,}", exact=True)).to_be_attached()
