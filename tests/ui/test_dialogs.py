"""One dialog after another: what gives way, what does not, and what is kept until it may open."""

import pytest
from playwright.sync_api import expect

from .conftest import Library
from .hosts import InProcess
from .interface import Interface

LINK = "magnet:?xt=urn:btih:" + "a1" * 20 + "&dn=Later"


@pytest.fixture(autouse=True)
def alpha_seeds(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")


def named(interface: Interface, name: str) -> None:
    expect(interface.dialog).to_have_count(1)
    expect(interface.dialog).to_have_accessible_name(name)


def test_the_palette_opens_in_place_of_what_can_wait(interface: Interface) -> None:
    interface.press("Control+,")
    named(interface, "Settings")
    interface.press("Control+k")
    named(interface, "Command palette")
    expect(interface.dialog.get_by_role("combobox")).to_be_focused()
    interface.page.keyboard.type("statist")
    interface.press("Enter")
    named(interface, "Statistics")
    interface.press("Shift+?")
    named(interface, "Keyboard shortcuts")
    interface.press("F1")
    named(interface, "Statistics")
    interface.press("Escape")
    expect(interface.dialog).to_have_count(0)
    expect(interface.grid.locator(":focus")).to_have_count(1)


def test_escape_from_a_glance_leads_back_to_where_one_was(interface: Interface) -> None:
    interface.press("Control+,")
    interface.dialog.get_by_role("tab", name="Speed").click()
    for keys, name in {"Control+k": "Command palette", "F1": "Keyboard shortcuts"}.items():
        interface.press(keys)
        named(interface, name)
        interface.press("Escape")
        named(interface, "Settings")
        expect(interface.dialog.get_by_role("tab", name="Speed")).to_be_focused()
    interface.press("Control+k")
    interface.page.keyboard.type("slow mode")
    interface.press("Enter")
    expect(interface.dialog).to_have_count(0)


def test_the_sheet_names_every_way(interface: Interface) -> None:
    interface.press("Shift+?")
    for words in ("Copy: Magnet link Ctrl C", "Select this one too, or not Ctrl Space", "Find Ctrl FCtrl E"):
        expect(interface.dialog.get_by_role("listitem").filter(has_text=words)).to_have_count(1)


@pytest.mark.parametrize("keys", ["Shift+Delete", "Control+Shift+m"])
def test_a_pasted_link_waits_for_a_dialog_that_is_being_filled_in(interface: Interface, keys: str) -> None:
    interface.row("Alpha").click()
    interface.press(keys)
    expect(interface.button("Cancel")).to_be_visible()
    interface.button("Cancel").focus()
    interface.copy(LINK)
    interface.press("Control+v")
    expect(interface.messages).to_contain_text("as soon as this dialog is closed")
    interface.press("Control+k")
    expect(interface.dialog).to_have_count(1)
    interface.button("Cancel").click()
    expect(interface.dialog).to_contain_text("Later")
    expect(interface.messages).not_to_contain_text("as soon as this dialog is closed")


QUIT_OVER = {
    "a list": "",
    "a field of its own": "Control+f",
    "settings": "Control+,",
    "the palette": "Control+k",
    "a link that is being typed": "Control+u",
    "a name that is being typed": "F2",
    "a folder that is being typed": "Control+Shift+m",
    "a torrent that is being made": "Control+n",
    "a deletion that is being looked at": "Shift+Delete",
    "a menu": "Shift+F10",
}


def test_it_is_quit_from_wherever_one_is(interface: Interface, host: InProcess) -> None:
    """With what is typed meanwhile left as it is; the engine says that it was asked to end, and waits for its owner."""
    for where, keys in QUIT_OVER.items():
        interface.row("Alpha").click()
        if keys:
            interface.press(keys)
        opened = interface.dialog.or_(interface.page.get_by_role("menu"))
        if keys not in ("", "Control+f"):
            expect(opened, where).to_be_visible()
        host.engine.shutdown_requested.clear()
        interface.press("Control+q")
        interface.until(host.engine.shutdown_requested.is_set, f"Ctrl+Q to be heard over {where}")
        interface.press("Escape")
        expect(opened).to_have_count(0)
