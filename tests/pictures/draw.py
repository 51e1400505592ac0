"""``npm run pictures``: every screen at every size, into ``test-results/pictures``; ``--readme`` renews that page's."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright
from tests.ui.interface import Interface
from tests.ui.screens import Go, compact, creating, links, log, searching, settings, shortcuts, statistics

from torrpeddo.contract.torrents import TorrentRow

from .library import HERO, LOOKED_BACK, ROWS, id_of
from .stage import Stage

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "test-results" / "pictures"
README = ROOT / "frontend" / "screenshots"
THEMES = ("dark", "light")
ENGLISH = "en-GB"


@dataclass(frozen=True)
class Size:
    width: int
    height: int
    scale: float = 1.0

    def __str__(self) -> str:
        return f"{self.width}x{self.height}" + (f"@{self.scale:g}" if self.scale != 1 else "")


USUAL = Size(1280, 800)
SIZES = (USUAL, Size(760, 520), Size(900, 600), Size(1920, 1080), Size(2560, 1440), Size(1280, 800, 2.0))

DRAWN = {ENGLISH: SIZES, "ar": (USUAL,), "de": (USUAL,), "es": (), "fr": (), "zh": ()}
"""Where nothing else is asked for: the one that is read from right to left, and the one with the longest words."""

_STILL = """async () => {
    await new Promise(requestAnimationFrame);
    const ending = document.getAnimations().filter(one => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(one => one.finished));
    await new Promise(requestAnimationFrame);
}"""


def overview(interface: Interface) -> None:
    """By its number: its name may be cut."""
    row = interface.page.locator(f"[role=row][data-id='{id_of(HERO)}']")
    row.click(position={"x": 60, "y": 14})
    expect(row).to_have_attribute("aria-selected", "true")
    stage = interface.host
    assert isinstance(stage, Stage)
    interface.until(lambda: stage.watched == id_of(HERO), "its details to be asked for")


def compact_overview(interface: Interface) -> None:
    compact(interface)
    tab("Overview")(interface)


def several(interface: Interface) -> None:
    interface.press("Control+a")
    expect(interface.details.get_by_role("heading", level=2)).to_contain_text(str(len(ROWS)))


def menu(interface: Interface) -> None:
    overview(interface)
    interface.page.locator(f"[role=row][data-id='{id_of(HERO)}']").click(button="right")
    expect(interface.page.get_by_role("menu")).to_be_visible()


def nothing(interface: Interface) -> None:
    interface.press("Escape")
    expect(interface.grid.locator("[aria-selected=true]")).to_have_count(0)


def palette(interface: Interface) -> None:
    interface.press("Control+k")
    interface.page.keyboard.type("sp")
    expect(interface.dialog.get_by_role("option").first).to_be_visible()


def tab(name: str) -> Go:
    def open_tab(interface: Interface) -> None:
        overview(interface)
        interface.details.get_by_role("tab", name=interface.said(name)).click()
        expect(interface.details.get_by_role("tabpanel")).to_be_visible()

    return open_tab


SCREENS: dict[str, Go] = {
    "files": tab("Files"),
    "peers": tab("Peers"),
    "trackers": tab("Trackers"),
    "options": tab("Options"),
    "happened": tab("What happened"),
    "several": several,
    "nothing": nothing,
    "menu": menu,
    "links": links,
    "palette": palette,
    "creating": creating,
    "searching": searching,
    "statistics": statistics,
    "log": log,
    "shortcuts": shortcuts,
    "settings": settings("General"),
    "compact": compact,
    "compact-overview": compact_overview,
}
BEGINNINGS = ("welcome", "empty", "first")
"""What is seen before there is a list: the greeting, no torrent yet, and the first one."""


@contextmanager
def opened(
    browser: Browser,
    size: Size,
    theme: str,
    language: str,
    rows: list[TorrentRow] = ROWS,
    *,
    first_time: bool = False,
) -> Iterator[Interface]:
    """The interface; with a download selected, after some minutes of watching, where there is one."""
    context = browser.new_context(
        viewport={"width": size.width, "height": size.height},
        device_scale_factor=size.scale,
        color_scheme=theme,  # type: ignore[arg-type]
        locale=language,
    )
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder), rows, first_time=first_time) as stage:
        context.clock.install()
        spoken = language.partition("-")[0]
        interface = Interface(context, stage, language=spoken)
        # All is drawn anew in another language than English, once its words are there.
        interface.page.wait_for_function("spoken => document.documentElement.lang.startsWith(spoken)", arg=spoken)
        if rows:
            overview(interface)
            interface.page.mouse.move(0, 0)
            let_pass(interface, stage, LOOKED_BACK)
        yield interface
        interface.close()
    context.close()


def let_pass(interface: Interface, stage: Stage, seconds: int) -> None:
    for _ in range(seconds):
        stage.pass_a_second()
        interface.page.evaluate("told => window.torrpeddo.receive(told)", stage.take(0))
        interface.page.clock.run_for(1000)


def shoot(interface: Interface, path: Path) -> None:
    """When what was asked for has come and what opens is open; what moves for ever is caught moving."""
    stage = interface.host
    assert isinstance(stage, Stage)
    while not stage.has_told:
        interface.page.wait_for_timeout(20)
    interface.page.evaluate(_STILL)
    interface.page.screenshot(path=path)


def draw(browser: Browser, size: Size, theme: str, language: str, wanted: set[str]) -> None:
    def picture(interface: Interface, name: str) -> None:
        tail = "-".join([theme, str(size), *([] if language == ENGLISH else [language])])
        shoot(interface, PICTURES / f"{name}-{tail}.png")

    if wanted & {"main", *SCREENS}:
        with opened(browser, size, theme, language) as interface:
            if "main" in wanted:
                picture(interface, "main")
            for name, go in SCREENS.items():
                if name in wanted:
                    go(interface)
                    picture(interface, name)
                    interface.leave()
    if wanted & {"welcome", "empty"}:
        with opened(browser, size, theme, language, [], first_time=True) as interface:
            start = interface.page.get_by_role("button", name=interface.said("Start"), exact=True)
            expect(start).to_be_visible()
            picture(interface, "welcome")
            start.click()
            expect(start).to_have_count(0)
            picture(interface, "empty")
    if "first" in wanted:
        hero = [row for row in ROWS if row.name == HERO]
        with opened(browser, size, theme, language, hero) as interface:
            picture(interface, "first")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    parser.add_argument("--size", help="only this one, such as 1280x800")
    parser.add_argument("--theme", choices=THEMES, help="only this one")
    parser.add_argument("--language", default=None, help="only this one, such as de")
    parser.add_argument("--screens", help="only these, such as main,peers")
    chosen = parser.parse_args()
    every = {"main", *SCREENS, *BEGINNINGS}
    wanted = set(chosen.screens.split(",")) if chosen.screens else every
    if unknown := wanted - every:
        parser.error(f"no such screen: {', '.join(sorted(unknown))}; there are {', '.join(sorted(every))}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        for theme in THEMES if chosen.theme is None else (chosen.theme,):
            if chosen.readme:
                with opened(browser, USUAL, theme, ENGLISH) as interface:
                    shoot(interface, README / f"main-{theme}.png")
                continue
            for language, sizes in DRAWN.items():
                for size in SIZES if chosen.language else sizes:
                    if chosen.size in (None, str(size)) and chosen.language in (None, language):
                        draw(browser, size, theme, language, wanted)
        browser.close()


if __name__ == "__main__":
    main()
