"""The settings that are the system's own: who opens links and files, and what starts at login."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from torrpeddo.contract.desktop import Autostart, Opened

from .conftest import Open
from .hosts import InProcess, OverStdio
from .interface import Interface
from .test_settings import open_section


@pytest.fixture
def at_home(interface: Interface) -> Interface:
    open_section(interface, "Desktop")
    return interface


def line(interface: Interface, what: str) -> Locator:
    return interface.dialog.get_by_role("listitem").filter(has_text=what)


def focus_again(interface: Interface) -> None:
    interface.page.evaluate("dispatchEvent(new Event('focus'))")


def test_each_is_taken_and_given_back_by_itself(at_home: Interface, host: InProcess) -> None:
    expect(line(at_home, "Magnet links")).to_contain_text("qBittorrent opens them")
    expect(line(at_home, "Torrent files")).to_contain_text("No program opens them yet")
    at_home.button("Magnet links: Use Torrpeddo").click()
    expect(line(at_home, "Magnet links")).to_contain_text("Torrpeddo opens them")
    assert host.desktop.handlers.ours == {Opened.MAGNET}
    back = at_home.button("Magnet links: Give back to qBittorrent")
    expect(back).to_be_focused()
    back.press("Enter")
    expect(line(at_home, "Magnet links")).to_contain_text("qBittorrent opens them")
    assert host.desktop.handlers.ours == set()
    at_home.button("Torrent files: Use Torrpeddo").click()
    expect(at_home.button("Torrent files: No longer use Torrpeddo")).to_be_visible()


def test_what_the_person_chose_elsewhere_is_seen_on_coming_back(at_home: Interface, host: InProcess) -> None:
    expect(line(at_home, "Magnet links")).to_contain_text("qBittorrent")
    host.desktop.handlers.others[Opened.MAGNET] = "Transmission"
    host.desktop.autostart.state = Autostart(on=True, hidden=True)
    focus_again(at_home)
    expect(line(at_home, "Magnet links")).to_contain_text("Transmission opens them")
    expect(at_home.dialog.get_by_role("switch", name="Start when you log in")).to_be_checked()
    expect(at_home.dialog.get_by_role("switch", name="Without a window")).to_be_checked()


def test_starting_at_login_is_a_switch_of_the_system_s(at_home: Interface, host: InProcess) -> None:
    hidden = at_home.dialog.get_by_role("switch", name="Without a window")
    expect(hidden).to_have_count(0)
    at_home.dialog.get_by_role("switch", name="Start when you log in").click()
    hidden.click()
    at_home.until(lambda: host.desktop.autostart.state == Autostart(on=True, hidden=True), "the start to be hidden")


def test_a_refusal_is_told_and_the_switch_goes_back(at_home: Interface, host: InProcess) -> None:
    host.desktop.autostart.refusal = "The folder can't be written."
    switch = at_home.dialog.get_by_role("switch", name="Start when you log in")
    switch.click()
    expect(at_home.page.get_by_text("The folder can't be written.")).to_be_visible()
    expect(switch).not_to_be_checked()


def test_a_host_without_a_desktop_shows_nothing_of_it(open_on: Open, tmp_path: Path) -> None:
    with OverStdio(tmp_path / "engine", first_time=True) as bare:
        interface = open_on(bare)
        expect(interface.page.get_by_role("heading", name="Welcome to Torrpeddo")).to_be_visible()
        expect(interface.page.get_by_text("Magnet links and torrent files")).to_have_count(0)
        interface.button("Settings").click()
        expect(interface.dialog.get_by_role("tab", name="General")).to_be_visible()
        expect(interface.dialog.get_by_role("tab", name="Desktop")).to_have_count(0)
