"""Every screen in both themes, by machine check (axe) and in pictures; and a walk with the keyboard alone."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import expect
from tests.swarm.samples import make

from .conftest import Library, Open
from .hosts import InProcess
from .interface import Interface
from .screens import PICTURED, SCREENS

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "test-results"
SIZES = ((1280, 800), (900, 600), (1920, 1080))
Theme = Literal["dark", "light"]
BOTH = pytest.mark.parametrize("theme", ["dark", "light"])

RUN_AXE = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    // A menu stands where it was opened, which is no part of the page.
    const inMenu = ({ target }) => document.querySelector(target[0])?.closest('.menu-veil, [role=menu]');
    return violations.flatMap(({ id, nodes }) => nodes.filter(node => id !== 'region' || !inMenu(node))
        .map(({ target, failureSummary }) => [id, target.join(' '), failureSummary]));
}"""


def complaints(interface: Interface) -> list[Any]:
    """What axe finds: rule, element, summary."""
    found: list[Any] = interface.page.evaluate(RUN_AXE)
    return found


def picture(interface: Interface, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    for width, height in SIZES:
        interface.page.set_viewport_size({"width": width, "height": height})
        interface.page.screenshot(path=PICTURES / f"{name}-{width}x{height}.png")
    width, height = SIZES[0]
    interface.page.set_viewport_size({"width": width, "height": height})


@BOTH
def test_every_screen(host: InProcess, library: Library, open_on: Open, tmp_path: Path, theme: Theme) -> None:
    make(tmp_path, "Zeta", {"film.mkv": 5_000, "sub/en.srt": 100}).torrent_file(host.profile.parent)
    interface = open_on(host, color_scheme=theme)
    interface.sees("Alpha", "Ready")
    interface.page.evaluate(AXE.read_text())
    found: dict[tuple[str, ...], list[str]] = {}
    for name, go in SCREENS.items():
        go(interface)
        for complaint in complaints(interface):
            found.setdefault(tuple(complaint), []).append(name)
        if name in PICTURED:
            picture(interface, f"{name}-{theme}")
        interface.leave()
    assert not found


@BOTH
def test_the_empty_list(host: InProcess, open_on: Open, theme: Theme) -> None:
    interface = open_on(host, color_scheme=theme)
    expect(interface.page.get_by_role("heading", name="All quiet")).to_be_visible()
    interface.page.evaluate(AXE.read_text())
    assert complaints(interface) == []
    picture(interface, f"empty-{theme}")


def test_all_of_it_with_the_keyboard_alone(host: InProcess, library: Library, interface: Interface) -> None:
    """To a row, its details, its menu, a search, and a deletion, without a mouse."""
    interface.sees("Alpha", "Ready")
    interface.press("Control+f")
    interface.page.keyboard.type("alpha")
    interface.press("ArrowDown")
    expect(interface.row("Alpha")).to_be_focused()
    interface.press("Enter")
    expect(interface.details.get_by_role("heading", name="Alpha")).to_be_visible()
    tab_to(interface, "tab", "Overview")
    interface.press("ArrowRight")
    expect(interface.details.get_by_role("tab", name="Files")).to_be_focused()
    tab_to(interface, "treeitem", "Alpha")
    interface.press("End")
    expect(interface.details.get_by_role("treeitem", name="two.txt")).to_be_focused()
    interface.press(" ")
    expect(interface.details.get_by_role("treeitem", name="two.txt")).to_have_attribute("aria-checked", "false")
    interface.press("Control+f")
    interface.press("ArrowDown")
    interface.press("Shift+Delete")
    expect(interface.button("Cancel")).to_be_focused()
    tab_to(interface, "radio", "Move to trash")
    interface.press("ArrowDown")
    expect(interface.page.get_by_role("radio", name="Erase for good")).to_be_checked()
    tab_to(interface, "button", "Erase")
    interface.press("Enter")
    expect(interface.row("Alpha")).to_have_count(0)
    interface.press("Control+z")
    interface.sees("Alpha", "Ready")


def tab_to(interface: Interface, role: Any, name: str) -> None:
    """Press Tab until it has the focus; twice around the window is in vain."""
    wanted = interface.page.get_by_role(role, name=name).last
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        interface.press("Tab")
    raise AssertionError(f"Tab does not come to the {role} “{name}”.")
