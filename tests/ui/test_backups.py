"""Backups of the library: seen, made, and gone back to, in the settings."""

from playwright.sync_api import expect

from .conftest import Library
from .hosts import InProcess
from .interface import Interface
from .test_settings import open_section


def test_one_is_made_and_the_next_start_goes_back_to_it(
    interface: Interface, host: InProcess, library: Library
) -> None:
    interface.sees("Alpha", "Ready")
    open_section(interface, "Backups")
    dialog = interface.dialog
    expect(dialog).to_contain_text("No copy yet")
    dialog.get_by_role("button", name="Back up now").click()
    rows = dialog.get_by_role("list", name="Copies of the library").get_by_role("listitem")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Daily · 5 torrents · ")
    expect(dialog.get_by_role("button", name="Back up now")).to_be_focused()

    rows.get_by_role("button", name="Restore the copy of").click()
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    interface.press("Escape")
    expect(dialog.get_by_role("group")).to_have_count(0)
    expect(rows.get_by_role("button", name="Restore the copy of")).to_be_focused()
    assert host.call("get_snapshots")["restoring"] is None

    interface.press("Enter")
    expect(dialog).to_contain_text("Downloaded files are not touched")
    dialog.get_by_role("button", name="Go back at the next start").click()
    waiting = dialog.get_by_role("status").filter(has_text="The next start goes back to ")
    expect(waiting).to_be_visible()
    expect(dialog.get_by_role("button", name="Stay with the present list")).to_be_focused()
    expect(rows).to_contain_text("At the next start")
    (snapshot,) = host.call("get_snapshots")["snapshots"]
    assert host.call("get_snapshots")["restoring"] == snapshot["id"]

    dialog.get_by_role("button", name="Stay with the present list").click()
    expect(waiting).to_have_count(0)
    assert host.call("get_snapshots")["restoring"] is None


def test_an_empty_list_is_said_to_have_nothing_to_back_up(interface: Interface, host: InProcess) -> None:
    open_section(interface, "Backups")
    interface.dialog.get_by_role("button", name="Back up now").click()
    expect(interface.messages.get_by_role("alert")).to_contain_text("nothing to back up")
