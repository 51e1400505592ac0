"""Nothing is clipped, nothing lies over anything else: every screen in windows from the smallest to a 4K one."""

from pathlib import Path

from playwright.sync_api import expect
from tests.swarm.samples import make

from .conftest import Library, Open
from .hosts import InProcess
from .interface import Interface
from .layout import SIZES, Sized, faults
from .screens import SCREENS

UNDER_THE_POINTER = "a row under the pointer"

_JUMPING = r"""() => {
    const amount = /^[↓↑·\s\u200e]*−?\d[\d.,\s]*([kMGT]?B(\/s)?|%)?$/;
    const own = element => [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
        .map(node => node.textContent).join('').trim();
    return [...document.querySelectorAll('#app *')]
        .filter(element => amount.test(own(element)) && !element.closest('.cut-text, .mono, .unseen, input'))
        .filter(element => getComputedStyle(element).fontVariantNumeric !== 'tabular-nums')
        .map(element => `${element.tagName} ${element.className}: ${own(element)}`);
}"""
"""Amounts in figures of different widths."""


def point_at_a_row(interface: Interface) -> None:
    """One with a button of its own, which what appears under the pointer is not to cover."""
    interface.row("Epsilon").hover(position={"x": 60, "y": 14})
    expect(interface.row("Epsilon").get_by_role("button", name="More actions")).to_be_visible()


def test_every_screen_fits(host: InProcess, library: Library, open_on: Open, tmp_path: Path) -> None:
    make(tmp_path, "Zeta", {"film.mkv": 5_000, "sub/en.srt": 100}).torrent_file(host.profile.parent)
    interface = open_on(host)
    interface.sees("Alpha", "Ready")
    found: dict[str, list[str]] = {}
    with Sized(interface.page) as sized:
        for name, go in {**SCREENS, UNDER_THE_POINTER: point_at_a_row}.items():
            go(interface)
            for size in SIZES:
                sized.take(size)
                for fault in faults(interface.page):
                    found.setdefault(fault, []).append(f"{name} {size}")
            sized.give_back()
            interface.leave()
    assert not found, "\n".join(f"{fault} ({', '.join(where)})" for fault, where in found.items())


def test_figures_are_of_one_width(library: Library, interface: Interface) -> None:
    """Amounts stand still while they change: `font` in a style takes that from them without a word."""
    found = {}
    for name in ("compact", "overview", "files", "peers", "several", "compact overview"):
        SCREENS[name](interface)
        found[name] = interface.page.evaluate(_JUMPING)
        interface.leave()
    assert {where: what for where, what in found.items() if what} == {}
    interface.row("Alpha").click()
    added = interface.page.add_style_tag(content=".figure b { font-variant-numeric: normal !important }")
    assert interface.page.evaluate(_JUMPING)
    added.evaluate("style => style.remove()")


def test_the_beginning_fits(tmp_path: Path, open_on: Open) -> None:
    """The greeting, then the empty list."""
    with InProcess(tmp_path / "host", first_time=True) as host:
        interface = open_on(host)
        start = interface.button("Start")
        expect(start).to_be_visible()
        found = {}
        with Sized(interface.page) as sized:
            for size in SIZES:
                sized.take(size)
                found[f"welcome {size}"] = faults(interface.page)
            start.click()
            expect(start).to_have_count(0)
            for size in SIZES:
                sized.take(size)
                found[f"empty {size}"] = faults(interface.page)
        interface.close()
    assert {where: what for where, what in found.items() if what} == {}


def test_a_fault_is_found(library: Library, interface: Interface) -> None:
    """What is measured here is not always well: words that are cut, controls that lie over one another."""
    interface.row("Alpha").click()
    expect(interface.details.get_by_role("tab", name="Files")).to_be_visible()
    assert faults(interface.page) == []
    for style, complaint in {
        "[role=tab]:first-child { translate: 60px }": "Controls over one another",
        ".said { width: 20px; text-overflow: clip !important }": "Words cut off by",
        "footer { height: 8px !important }": "Words cut off by",
        "footer .fact { margin-inline-end: -60px !important }": "Words over one another",
        "[role=tab] { width: 20px }": "Words out of their control",
        "#app { width: calc(100% + 40px) }": "cut off by <body",
    }.items():
        added = interface.page.add_style_tag(content=style)
        found = faults(interface.page)
        added.evaluate("style => style.remove()")
        assert any(complaint in each for each in found), (style, found)
