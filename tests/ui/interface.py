"""The file that ships, in Chromium, as a person uses it: by what it says and what its parts are."""

import asyncio
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from .hosts import PATIENCE, Host

MESSAGES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "messages"
BUILT = Path(__file__).resolve().parents[2] / "dist" / "interface" / "index.html"
_BRIDGE = """
window.pywebview = { api: { rpc: text => window.hostRpc(text) } };
(async () => {
  const me = String(Math.random());
  for (let told; (told = await window.hostEvents(me)) !== null;)
    if (told !== '[]') window.torrpeddo?.receive(told);
})();
"""
"""What pywebview offers the page. Events are asked for, since Playwright pushes only from the test's own thread."""


@cache
def catalogue(language: str) -> dict[str, object]:
    """Its messages by their keys."""
    told: dict[str, object] = json.loads((MESSAGES / f"{language}.json").read_text(encoding="utf-8"))
    return told


class Tab:
    """A page with the bridge in it, for one interface after another: a new page costs most of a second."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self._shown: Interface | None = None
        self._serves = False
        self._asking = 0
        self._newest = ""
        """The page that asked for events last, by the name it gave itself."""
        self._taking = asyncio.Lock()
        self._untold: list[str] = []
        """What a page took that was gone by then: for the one after it."""
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("console", self._hear)
        self._offer_bridge()

    def _offer_bridge(self) -> None:
        """To the scripts of whatever is shown in it."""
        self.page.expose_binding("hostRpc", lambda _, text: self._rpc(text))
        self.page.expose_binding("hostEvents", lambda _, page: self._events(page))
        self.page.add_init_script(_BRIDGE)

    @property
    def free(self) -> bool:
        return self._shown is None

    def show(self, interface: "Interface") -> None:
        self._shown, self._serves = interface, True
        self._untold.clear()
        self.page.goto(BUILT.as_uri())
        # Its program runs behind the first frame, and draws when it knows what: keys were lost.
        self.page.wait_for_function("document.querySelector('#app main')")

    def let_go(self) -> None:
        """Of the host, then of the page."""
        self._serves = False
        while self._asking:
            self.page.wait_for_timeout(5)
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self._shown = None

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complain(message.text)

    def _complain(self, problem: str) -> None:
        if self._shown is not None:
            self._shown.problems.append(problem)

    async def _rpc(self, text: str) -> str | None:
        return None if self._shown is None else await asyncio.to_thread(self._shown.host.rpc, text)

    async def _events(self, page: str) -> str | None:
        """A page that is loaded anew leaves its question behind: what answers that is told to the next."""
        self._newest = page
        self._asking += 1
        try:
            async with self._taking:
                if self._shown is None or not self._serves:
                    return None
                told = self._untold.pop() if self._untold else await asyncio.to_thread(self._shown.host.take, 0.1)
                if page != self._newest and told != "[]":
                    self._untold.append(told)
                return told
        finally:
            self._asking -= 1


class Interface:
    """A page on a host. What goes wrong in it, goes wrong in the test: see ``close``."""

    def __init__(self, where: BrowserContext | Tab, host: Host, *, language: str = "en") -> None:
        self.host = host
        self._language = language
        self._tab = where if isinstance(where, Tab) else Tab(where)
        self._is_own = self._tab is not where
        self.page: Page = self._tab.page
        self.problems: list[str] = []
        """What the page's console complained of."""
        self._open = True
        self._tab.show(self)

    def close(self) -> None:
        """Let go of the host and of the page; an AssertionError if the page had complained. Safe to call twice."""
        if not self._open:
            return
        self._open = False
        self._tab.let_go()
        if self._is_own:
            self.page.close()
        assert not self.problems, self.problems

    # where things are

    def said(self, english: str) -> re.Pattern[str] | str:
        """What the page may say where it says this in English: more than one where it means more than one thing."""
        if self._language == "en":
            return english
        here, there = catalogue(self._language), catalogue("en")
        keys = [key for key, said in there.items() if said == english]
        keys = keys or [key for key, said in there.items() if isinstance(said, str) and said.startswith(english)]
        return re.compile("|".join(re.escape(str(here[key])) for key in keys) or english)

    @property
    def grid(self) -> Locator:
        return self.page.get_by_role("grid", name=self.said("Torrents"))

    @property
    def rows(self) -> Locator:
        """The torrents that are drawn, without the groups' and the columns' heads."""
        return self.grid.locator("[role=row][data-id]")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog").or_(self.page.get_by_role("alertdialog"))

    @property
    def search(self) -> Locator:
        return self.page.get_by_role("combobox", name=self.said("Search"))

    @property
    def details(self) -> Locator:
        return self.page.get_by_role("region", name=self.said("Details"))

    @property
    def messages(self) -> Locator:
        return self.page.get_by_role("region", name="Messages")

    def row(self, name: str) -> Locator:
        return self.rows.filter(has_text=name)

    def names(self) -> list[str]:
        """Of the rows, in their order on the screen."""
        return self._names(self.rows)

    def selected(self) -> list[str]:
        """Names of the rows that are, by the alphabet."""
        return sorted(self._names(self.grid.locator("[aria-selected=true]")))

    def _names(self, rows: Locator) -> list[str]:
        names: list[str] = rows.evaluate_all("rows => rows.map(row => row.querySelector('.name').title)")
        return names

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def filter(self, name: str) -> Locator:
        """One of the sidebar's."""
        return self.page.get_by_role("navigation", name="Library").get_by_role("button", name=re.compile(f"^{name}"))

    # what a person does

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def copy(self, text: str) -> None:
        """Have the text on the clipboard, as when it was copied elsewhere."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)

    def paste(self, text: str) -> None:
        self.copy(text)
        self.press("Control+V")

    def choose_in_menu(self, name: str, *path: str) -> None:
        """From the context menu of a torrent."""
        self.row(name).click(button="right")
        for word in path:
            item = self.page.get_by_role("menuitem", name=word).or_(
                self.page.get_by_role("menuitemcheckbox", name=word)
            )
            item.click()

    def leave(self) -> None:
        """Back to the plain list, out of whatever is open."""
        question = self.dialog.get_by_role("group", name=self.said("Go back to"))
        setting = self.dialog.get_by_role("searchbox", name=self.said("Find a setting"))
        if setting.count():
            setting.fill("")
        for part in (self.page.get_by_role("menu"), question, self.dialog):
            if part.count():
                self.press("Escape")
                expect(part).to_have_count(0)
        if self.search.input_value():
            self.search.fill("")
        self.press("Escape")
        if self.grid.locator("[aria-selected=true]").count():  # From the details the first led to the list.
            self.press("Escape")
        comfortable = self.page.get_by_role("radio", name=self.said("Comfortable"))
        if comfortable.get_attribute("aria-checked") == "false":
            comfortable.click()
            expect(self.grid.get_by_role("columnheader")).to_have_count(0)  # The list follows a frame later.

    # what a person sees

    def sees(self, name: str, words: str) -> None:
        """Wait until the torrent's row says this."""
        expect(self.row(name)).to_contain_text(words)

    def sees_order(self, *names: str) -> None:
        self.until(lambda: self.names() == list(names), f"the order {names}")

    def until(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Wait for what no element says, while the page goes on."""
        for _ in range(int(seconds / 0.02)):
            if condition():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"Waited {seconds} s for {what}, in vain.")
