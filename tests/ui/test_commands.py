"""What a person does to a torrent, by button, by menu and by keys: the same everywhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .conftest import Library
from .hosts import InProcess
from .interface import Interface

Do = Callable[[Interface, str], None]

KEYS = {"Pause": "Control+p", "Resume": "Control+s"}


def by_row_button(interface: Interface, what: str) -> None:
    interface.row("Alpha").hover()
    interface.row("Alpha").get_by_role("button", name=what).click()


def by_panel_button(interface: Interface, what: str) -> None:
    interface.row("Alpha").click()
    interface.details.get_by_role("button", name=what, exact=True).first.click()


def by_panel_menu(interface: Interface, what: str) -> None:
    interface.row("Alpha").click()
    interface.details.get_by_role("button", name="More actions").click()
    interface.page.get_by_role("menuitem", name=what).click()


def by_context_menu(interface: Interface, what: str) -> None:
    interface.choose_in_menu("Alpha", what)


def by_keys(interface: Interface, what: str) -> None:
    interface.row("Alpha").click()
    interface.press(KEYS[what])


@pytest.fixture(autouse=True)
def alpha_seeds(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")


@pytest.mark.parametrize("do", [by_row_button, by_panel_button, by_panel_menu, by_context_menu, by_keys])
def test_pause_and_resume(interface: Interface, do: Do) -> None:
    do(interface, "Pause")
    interface.sees("Alpha", "Paused by you")
    do(interface, "Resume")
    interface.sees("Alpha", "Ready")


@pytest.mark.parametrize(
    ("do", "again"),
    [(by_panel_menu, by_row_button), (by_context_menu, by_panel_button), (by_panel_menu, by_context_menu)],
)
def test_stop_leaves_it_cancelled_until_it_is_started_again(interface: Interface, do: Do, again: Do) -> None:
    do(interface, "Stop")
    interface.sees("Alpha", "Cancelled · the 90 kB already here are kept")
    again(interface, "Start again")
    interface.sees("Alpha", "Ready")


def test_space_turns_it_off_and_on(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press(" ")
    interface.sees("Alpha", "Paused by you")
    interface.press(" ")
    interface.sees("Alpha", "Ready")


def test_a_command_is_done_to_all_that_are_selected(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.row("Beta").click(modifiers=["Control"])
    interface.details.get_by_role("button", name="Pause", exact=True).click()
    interface.sees("Alpha", "Paused by you")
    interface.sees("Beta", "Paused by you")


def test_the_menu_offers_what_can_be_done_now(interface: Interface) -> None:
    items = interface.page.get_by_role("menuitem")
    interface.row("Alpha").click(button="right")
    expect(items.filter(has_text="Pause")).to_have_count(1)
    expect(items.filter(has_text="Resume")).to_have_count(0)
    interface.press("Escape")
    interface.row("Delta").click(button="right")
    expect(items.filter(has_text="Start again")).to_have_count(1)
    expect(items.filter(has_text="Pause")).to_have_count(0)


def test_the_row_menu_opens_by_the_keyboard(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press("Shift+F10")
    expect(interface.page.get_by_role("menu")).to_be_visible()
    interface.page.get_by_role("menuitem", name="Pause").press("Enter")
    interface.sees("Alpha", "Paused by you")
    expect(interface.grid.locator(":focus")).to_have_count(1)
    interface.press("Home")
    expect(interface.rows.first).to_be_focused()


def test_removing_keeps_the_files(interface: Interface, host: InProcess, library: Library) -> None:
    interface.row("Alpha").click()
    interface.press("Delete")
    expect(interface.row("Alpha")).to_have_count(0)
    expect(interface.messages).to_contain_text("“Alpha” removed from the list, its files are kept")
    assert library["Alpha"].on_disk(host.downloads) == set(library["Alpha"].files)
    interface.row("Beta").click()
    interface.press("Delete")
    expect(interface.row("Beta")).to_have_count(0)
    interface.messages.get_by_role("button", name="Undo").click()
    interface.sees("Beta", "Ready")
    interface.press("Control+z")
    interface.sees("Alpha", "Ready")
    expect(interface.messages).to_contain_text("“Alpha” is back")


def test_copying_and_opening_go_to_the_desktop(interface: Interface, host: InProcess, library: Library) -> None:
    alpha = library["Alpha"]
    interface.choose_in_menu("Alpha", "Copy", "Magnet link")
    expect(interface.messages).to_contain_text("Magnet link copied")
    assert host.desktop.clipboard.startswith(alpha.magnet)
    interface.choose_in_menu("Alpha", "Open folder")
    interface.until(lambda: host.desktop.opened, "the folder to be opened")
    assert host.desktop.opened == [str(host.downloads / "Alpha")]


def test_a_missing_file_says_what_mends_it(interface: Interface, host: InProcess, library: Library) -> None:
    interface.choose_in_menu("Alpha", "Stop")
    interface.sees("Alpha", "Cancelled")
    file = host.downloads / "Alpha" / "one.bin"
    content = file.read_bytes()
    file.unlink()
    interface.choose_in_menu("Alpha", "Start again")
    interface.filter("Needs you").click()
    expect(interface.row("Alpha").get_by_role("button", name="Look again")).to_be_visible()
    file.write_bytes(content)
    interface.row("Alpha").get_by_role("button", name="Look again").click()
    interface.filter("Seeding").click()
    interface.sees("Alpha", "Ready")
