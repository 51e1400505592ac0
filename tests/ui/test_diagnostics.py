"""What a person gives to whoever helps: shown before it is copied, with nothing private in it."""

from playwright.sync_api import expect
from tests.window.processes import GUARD_S, wait_for

from .conftest import Library
from .hosts import InProcess
from .interface import Interface


def test_diagnostics_are_shown_and_then_copied(host: InProcess, library: Library, interface: Interface) -> None:
    interface.press("Control+k")
    interface.page.keyboard.type("diagnostics")
    interface.press("Enter")
    expect(interface.dialog).to_contain_text("5 torrents")
    expect(interface.dialog).to_contain_text("libtorrent 2")
    for name in ("Alpha", "Epsilon"):
        expect(interface.dialog).not_to_contain_text(name)
    expect(interface.dialog.get_by_role("button", name="Show report")).to_have_count(0)
    interface.dialog.get_by_role("button", name="Copy", exact=True).click()
    expect(interface.dialog).to_have_count(0)
    wait_for(lambda: host.desktop.clipboard.startswith("Torrpeddo "), GUARD_S, "the clipboard")
