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

from .library import HERO, id_of
from .stage import Stage

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "test-results" / "pictures"
README = ROOT / "frontend" / "screenshots"
THEMES = ("dark", "light")
ENGLISH = "en-GB"
LOOKED_BACK = 290
"""Seconds of rates in the graph."""


@dataclass(frozen=True)
class Size:
    width: int
    height: int
    scale: float = 1.0

    def __str__(self) -> str:
        return f"{self.width}x{self.height}" + (f"@{self.scale:g}" if self.scale != 1 else "")


USUAL = Size(1280, 800)
SIZES = (USUAL, Size(760, 520), Size(900, 600), Size(1920, 1080), Size(2560, 1440), Size(1280, 800, 2.0))


_STILL = """async () => {
    await new Promise(requestAnimationFrame);
    const ending = document.getAnimations().filter(one => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(one => one.finished));
    await new Promise(requestAnimationFrame);
}"""


def overview(interface: Interface) -> None:
    """By its number: this way is gone in every language."""
    row = interface.page.locator(f"[role=row][data-id='{id_of(HERO)}']")
    row.click(position={"x": 60, "y": 14})
    expect(row).to_have_attribute("aria-selected", "true")


def palette(interface: Interface) -> None:
    interface.press("Control+k")
    interface.page.keyboard.type("sp")
    expect(interface.dialog.get_by_role("option").first).to_be_visible()


def tab(name: str) -> Go:
    def open_tab(interface: Interface) -> None:
        overview(interface)
        interface.details.get_by_role("tab", name=name).click()
        expect(interface.details.get_by_role("tabpanel")).to_be_visible()

    return open_tab


SCREENS: dict[str, Go] = {
    "files": tab("Files"),
    "peers": tab("Peers"),
    "trackers": tab("Trackers"),
    "options": tab("Options"),
    "links": links,
    "palette": palette,
    "creating": creating,
    "searching": searching,
    "statistics": statistics,
    "log": log,
    "shortcuts": shortcuts,
    "settings": settings("General"),
    "compact": compact,
}


@contextmanager
def opened(browser: Browser, size: Size, theme: str, language: str) -> Iterator[Interface]:
    """The interface with a download selected, after some minutes of watching."""
    context = browser.new_context(
        viewport={"width": size.width, "height": size.height},
        device_scale_factor=size.scale,
        color_scheme=theme,  # type: ignore[arg-type]
        locale=language,
    )
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder)) as stage:
        context.clock.install()
        interface = Interface(context, stage)
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


def draw(browser: Browser, size: Size, theme: str, language: str) -> None:
    with opened(browser, size, theme, language) as interface:
        tail = "-".join([theme, str(size), *([] if language == ENGLISH else [language])])
        shoot(interface, PICTURES / f"main-{tail}.png")
        if language != ENGLISH:
            return  # The way to the other screens is known by its English words.
        for name, go in SCREENS.items():
            go(interface)
            shoot(interface, PICTURES / f"{name}-{tail}.png")
            interface.leave()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    parser.add_argument("--size", help="only this one, such as 1280x800")
    parser.add_argument("--theme", choices=THEMES, help="only this one")
    chosen = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        for theme in THEMES if chosen.theme is None else (chosen.theme,):
            if chosen.readme:
                with opened(browser, USUAL, theme, ENGLISH) as interface:
                    shoot(interface, README / f"main-{theme}.png")
                continue
            for size in SIZES:
                if chosen.size in (None, str(size)):
                    draw(browser, size, theme, ENGLISH)
            draw(browser, USUAL, theme, "ar")
        browser.close()


if __name__ == "__main__":
    main()
