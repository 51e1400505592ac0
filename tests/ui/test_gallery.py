"""The gallery of parts: each is shown in every state, and none of them breaks a rule of accessibility."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import new_context
from .test_screens import AXE, BOTH, PICTURES, ROOT, RUN_AXE, Theme

PARTS = sorted(path.stem for path in (ROOT / "frontend" / "src" / "parts").glob("*.svelte"))


@pytest.fixture(scope="module")
def built() -> Path:
    """The page as `npm run dev` serves it at /gallery, in one file."""
    vite = ROOT / "node_modules" / ".bin" / "vite"
    command = [str(vite), "build", "--mode", "gallery", "--config", str(ROOT / "frontend" / "vite.config.ts")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return ROOT / ".cache" / "gallery" / "gallery.html"


@pytest.fixture
def page(browser: Browser, built: Path) -> Iterator[Page]:
    """Whatever is said on its console fails the test."""
    with new_context(browser) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(built.as_uri())
        page.evaluate(AXE.read_text())
        yield page
        assert said == []


def choose(page: Page, *words: str) -> None:
    for word in words:
        page.get_by_role("navigation", name="Look").get_by_role("radio", name=word).click()


def whole_picture(page: Page, name: str) -> None:
    height = page.evaluate("document.querySelector('main').scrollHeight + document.querySelector('nav').offsetHeight")
    page.set_viewport_size({"width": 1280, "height": height})
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"gallery-{name}.png")
    page.set_viewport_size({"width": 1280, "height": 800})


@BOTH
def test_every_part_is_shown_in_both_densities_and_directions(page: Page, theme: Theme) -> None:
    shown = [section.get_attribute("data-part") for section in page.locator("[data-part]").all()]
    assert shown == PARTS
    expect(page.get_by_text("Nothing is shown of it.")).to_have_count(0)
    for density, direction in (("Comfortable", "English"), ("Compact", "English"), ("Comfortable", "العربية")):
        choose(page, theme.title(), density, direction)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        expect(page.locator("html")).to_have_attribute("dir", "ltr" if direction == "English" else "rtl")
        assert page.evaluate(RUN_AXE) == []
        whole_picture(page, f"{theme}-{density.lower()}-{'ltr' if direction == 'English' else 'rtl'}")


@BOTH
def test_what_opens_is_sound_too(page: Page, theme: Theme) -> None:
    choose(page, theme.title())
    for kind in ("plain", "question", "long"):
        page.get_by_role("button", name=f"Open the {kind} dialog").click()
        dialog = page.get_by_role("alertdialog" if kind == "question" else "dialog")
        expect(dialog).to_be_visible()
        assert page.evaluate(RUN_AXE) == []
        page.screenshot(path=PICTURES / f"gallery-{theme}-dialog-{kind}.png")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Open the menu").click()
    menu = page.get_by_role("menu").last
    expect(menu.get_by_role("menuitem", name="Pause")).to_have_attribute("aria-disabled", "true")
    page.screenshot(path=PICTURES / f"gallery-{theme}-menu.png")
    assert page.evaluate(RUN_AXE) == []
    page.keyboard.press("Escape")
