"""The interface in each of its languages: every word fits, and what reads from right to left is laid out so."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.swarm.samples import make

from .conftest import Library, Open
from .hosts import InProcess
from .interface import Interface

PICTURES = Path(__file__).resolve().parents[2] / "test-results"
LOCALES = {"de": "de-DE", "es": "es-ES", "fr": "fr-FR", "zh": "zh-CN", "ar": "ar-EG"}

_CLIPPED = """() => [...document.querySelectorAll('button, [role=tab], label, h1, h2, h3, dt, th, legend')]
    .filter(element => {
        const mayBeCut = element.closest('.cut, .unseen, [role=treeitem], [role=row]') || element.querySelector('.cut');
        if (mayBeCut) return false;
        const style = getComputedStyle(element);
        return style.visibility !== 'hidden' && element.clientWidth > 0
            && element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== 'ellipsis';
    })
    .map(element => element.textContent.trim())"""
"""Controls and headings that are wider than their place."""


def clipped(interface: Interface) -> list[str]:
    found: list[str] = interface.page.evaluate(_CLIPPED)
    return found


def picture(interface: Interface, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    interface.page.screenshot(path=PICTURES / f"{name}.png")


@pytest.mark.parametrize("language", LOCALES)
def test_every_word_fits(host: InProcess, library: Library, open_on: Open, language: str) -> None:
    interface = open_on(host, locale=LOCALES[language])
    page = interface.page
    expect(interface.page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    page.locator("[data-id]").first.click()
    expect(page.get_by_role("tablist")).to_be_visible()
    found: dict[str, list[str]] = {}
    for index in range(page.get_by_role("tab").count()):
        page.get_by_role("tab").nth(index).click()
        found[f"tab {index}"] = clipped(interface)
        if index == 0:
            picture(interface, f"language-{language}-main")
    page.keyboard.press("Control+,")
    tabs = page.get_by_role("dialog").get_by_role("tab")
    expect(tabs.first).to_be_visible()
    for index in range(tabs.count()):
        tabs.nth(index).click()
        found[f"settings {index}"] = clipped(interface)
        if index == 0:
            picture(interface, f"language-{language}-settings")
    page.keyboard.press("Escape")
    page.locator("[data-id]").nth(1).click()
    page.keyboard.press("Shift+Delete")
    expect(page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))).to_be_visible()
    found["delete"] = clipped(interface)
    picture(interface, f"language-{language}-delete")
    page.keyboard.press("Escape")
    assert {where: words for where, words in found.items() if words} == {}


def test_a_language_is_chosen_and_kept(host: InProcess, library: Library, interface: Interface, open_on: Open) -> None:
    interface.sees("Alpha", "Ready")
    interface.press("Control+,")
    interface.dialog.get_by_label("Language").click()
    interface.page.get_by_role("option", name="العربية").click()
    expect(interface.page.locator("html")).to_have_attribute("dir", "rtl")
    interface.until(lambda: host.call("get_settings")["language"] == "ar", "the language to be kept")
    interface.close()
    again = open_on(host)
    expect(again.page.locator("html")).to_have_attribute("lang", "ar")
    sidebar, panel = again.page.get_by_role("navigation").bounding_box(), again.page.locator("main").bounding_box()
    assert sidebar is not None
    assert panel is not None
    assert sidebar["x"] > panel["x"]


def test_a_name_reads_the_way_its_own_letters_do(host: InProcess, open_on: Open, tmp_path: Path) -> None:
    for name in ("A name that is long enough for two parts", "اسم طويل بما يكفي ليقسم إلى جزأين"):
        host.add(make(tmp_path, name, {"one.bin": 100}).content, paused=True)
    for locale in ("en-GB", "ar-EG"):
        interface = open_on(host, locale=locale)
        page = interface.page
        expect(page.locator("[data-id]")).to_have_count(2)
        begins = {
            text[0]: part.locator(".cut").bounding_box()["x"] < part.locator(".tail").bounding_box()["x"]  # type: ignore[index]
            for part in page.locator(".cut-text").all()
            if (text := part.inner_text())
        }
        assert begins == {"A": True, "ا": False}
        interface.close()


def test_what_the_engine_tells_is_said_in_the_interface_s_language(
    host: InProcess, library: Library, open_on: Open, tmp_path: Path
) -> None:
    interface = open_on(host, locale="de-DE")
    expect(interface.page.locator("[data-id]").first).to_be_visible()
    in_the_way = tmp_path / "elsewhere" / "Alpha" / "one.bin"
    in_the_way.parent.mkdir(parents=True)
    in_the_way.write_text("somebody else's")
    host.call("move", ids=[library["Alpha"].id], path=str(tmp_path / "elsewhere"))
    expect(interface.page.get_by_role("alert")).to_contain_text("„Alpha“ wurde nicht verschoben.")
    expect(interface.page.get_by_role("alert").get_by_role("button").first).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "word", "opening", "closing"),
    [("en-GB", "Copy", "ArrowRight", "ArrowLeft"), ("ar-EG", "نسخ", "ArrowLeft", "ArrowRight")],
)
def test_sub_menus_open_along_the_line(
    host: InProcess, library: Library, open_on: Open, locale: str, word: str, opening: str, closing: str
) -> None:
    """Where lines run to the left they open there, by the arrow that points there, and close by the other."""
    page = open_on(host, locale=locale).page
    page.locator("[data-id]").first.click(button="right", position={"x": 300, "y": 10})
    menus = page.get_by_role("menu")
    expect(menus).to_have_count(1)
    entry = menus.get_by_role("menuitem", name=word, exact=True)
    entry.focus()
    page.keyboard.press(opening)
    expect(menus).to_have_count(2)
    expect(menus.last.get_by_role("menuitem").first).to_be_focused()
    outer, inner = menus.first.bounding_box(), menus.last.bounding_box()
    assert outer is not None
    assert inner is not None
    assert (inner["x"] < outer["x"]) == (opening == "ArrowLeft")
    page.keyboard.press(closing)
    expect(menus).to_have_count(1)
    expect(entry).to_be_focused()
    page.keyboard.press("Escape")
    expect(menus).to_have_count(0)
