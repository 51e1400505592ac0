"""The very first start: one calm screen that asks nothing, and never comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from tests.swarm.samples import make

from torrpeddo.contract.desktop import Opened

from .conftest import Open
from .hosts import InProcess
from .interface import Interface
from .test_screens import AXE, BOTH, Theme, complaints, picture


@pytest.fixture
def first_host(tmp_path: Path) -> Iterator[InProcess]:
    with InProcess(tmp_path / "host", first_time=True) as host:
        yield host


def greeting(interface: Interface) -> Locator:
    return interface.page.get_by_role("region", name="Welcome to Torrpeddo")


@BOTH
def test_it_says_how_things_stand_and_is_gone_for_good(first_host: InProcess, open_on: Open, theme: Theme) -> None:
    interface = open_on(first_host, color_scheme=theme)
    expect(greeting(interface)).to_be_focused()
    expect(greeting(interface)).to_contain_text(str(first_host.downloads))
    expect(greeting(interface)).to_contain_text("They follow your system")
    interface.page.evaluate(AXE.read_text())
    assert complaints(interface) == []
    picture(interface, f"welcome-{theme}")
    interface.press("Tab")
    expect(interface.button("Choose… Downloads go to")).to_be_focused()
    interface.button("Start").press("Enter")
    expect(interface.page.get_by_role("heading", name="All quiet")).to_be_visible()
    interface.until(lambda: first_host.call("get_settings")["view"].get("welcomed"), "the greeting to be remembered")
    interface.close()
    first_host.end()
    first_host.begin()
    again = open_on(first_host)
    expect(again.page.get_by_role("heading", name="All quiet")).to_be_visible()
    expect(greeting(again)).to_have_count(0)


def test_what_it_tells_can_be_changed_there(first_host: InProcess, open_on: Open, tmp_path: Path) -> None:
    interface = open_on(first_host)
    elsewhere = tmp_path / "elsewhere"
    first_host.desktop.chosen.append([str(elsewhere)])
    interface.button("Choose… Downloads go to").click()
    expect(greeting(interface)).to_contain_text(str(elsewhere))
    greeting(interface).get_by_role("radio", name="Light").click()
    expect(interface.page.locator("html")).to_have_attribute("data-theme", "light")
    expect(greeting(interface)).to_contain_text("As you chose them")
    greeting(interface).get_by_label("Language", exact=True).click()
    interface.page.get_by_role("option", name="العربية").click()
    expect(interface.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(interface.page.get_by_role("heading", name="مرحبًا بك في Torrpeddo")).to_be_visible()
    picture(interface, "welcome-ar-light")
    settings = first_host.call("get_settings")
    assert (settings["save_path"], settings["theme"], settings["language"]) == (str(elsewhere), "light", "ar")


def test_the_first_torrent_ends_it(first_host: InProcess, open_on: Open, tmp_path: Path) -> None:
    interface = open_on(first_host)
    expect(greeting(interface)).to_be_visible()
    id = first_host.add(make(tmp_path, "First", {"one.bin": 1000}).content, paused=True)
    expect(interface.row("First")).to_be_visible()
    interface.until(lambda: first_host.call("get_settings")["view"].get("welcomed"), "the greeting to be remembered")
    first_host.call("remove", ids=[id])
    expect(interface.page.get_by_role("heading", name="All quiet")).to_be_visible()


def test_it_offers_once_to_open_links_and_files(first_host: InProcess, open_on: Open) -> None:
    interface = open_on(first_host)
    expect(greeting(interface)).to_contain_text("Magnet links: qBittorrent")
    interface.button("Magnet links and torrent files: Use Torrpeddo").press("Enter")
    expect(greeting(interface)).to_contain_text("Torrpeddo opens them")
    expect(interface.button("Magnet links and torrent files: Use Torrpeddo")).to_have_count(0)
    assert first_host.desktop.handlers.ours == set(Opened)
