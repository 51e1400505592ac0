"""What was moved, and what happened: told in dialogs of their own."""

from playwright.sync_api import expect
from tests.window.swarm import Seeder

from .conftest import Library
from .hosts import InProcess
from .interface import Interface


def test_statistics_count_what_is_moved(host: InProcess, interface: Interface, seeder: Seeder) -> None:
    host.call("add_magnet", uri=seeder.magnet)
    interface.sees("A film", "Ready")
    interface.page.get_by_role("button", name="Statistics").click()
    downloaded = interface.dialog.get_by_text("Downloaded", exact=True).first.locator("xpath=following-sibling::dd")
    expect(downloaded).to_contain_text("kB")
    expect(interface.dialog.get_by_role("listitem")).to_have_count(30)
    expect(interface.dialog.get_by_role("listitem").last).to_contain_text("kB downloaded")
    interface.press("Escape")
    expect(interface.dialog).to_have_count(0)


def test_the_log_tells_what_happened_and_leads_there(host: InProcess, library: Library, interface: Interface) -> None:
    interface.sees("Epsilon", "Look again")
    interface.choose_in_menu("Alpha", "Pause")
    interface.sees("Alpha", "Paused by you")
    interface.press("Control+j")
    entries = interface.dialog.get_by_role("listitem")
    expect(entries.filter(has_text="Alpha").filter(has_text="Paused by you")).to_have_count(1)
    expect(entries.filter(has_text="Epsilon").filter(has_text="are not in")).to_have_count(1)
    expect(entries.first).to_have_text("today")
    expect(entries.filter(has_text="today")).to_have_count(1)
    entries.filter(has_text="Paused by you").get_by_role("button", name="Alpha").click()
    expect(interface.row("Alpha")).to_have_attribute("aria-selected", "true")
    interface.choose_in_menu("Alpha", "What happened to it")
    happened = interface.details.get_by_role("tabpanel")
    expect(happened.get_by_role("listitem").last).to_contain_text("Added")
    expect(happened).not_to_contain_text("Epsilon")
    interface.choose_in_menu("Alpha", "Resume")
    resumed = happened.get_by_role("listitem").filter(has_text="Resumed by you")
    expect(resumed.locator(".lucide-play")).to_have_count(1)
