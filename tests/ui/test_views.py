"""Narrowing the list down by typed filters, trackers and folders; views that are kept; and the palette."""

import pytest
from playwright.sync_api import expect
from tests.swarm.samples import make

from .conftest import Library, Open
from .hosts import InProcess
from .interface import Interface


@pytest.fixture(autouse=True)
def everyone_is_there(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")
    interface.sees("Epsilon", "Look again")


def sees_alone(interface: Interface, *names: str) -> None:
    interface.until(lambda: set(interface.names()) == set(names), f"{names} alone")


def test_typed_filters_narrow_the_list(interface: Interface) -> None:
    for typed, names in {
        "size>100kB": ["Beta", "Epsilon"],
        "size<100kB -state:cancelled": ["Alpha", "Gamma"],
        "state:attention": ["Epsilon"],
        "added<1h is:seeding": ["Alpha", "Beta"],
        "lta size:50kB": ["Delta"],
    }.items():
        interface.search.fill(typed)
        sees_alone(interface, *names)
    interface.search.fill("size>much")
    expect(interface.page.get_by_text("“size>much” can’t be understood. Try size>4GB.")).to_be_visible()
    expect(interface.rows).to_have_count(5)


def test_filters_are_offered_while_they_are_typed(interface: Interface) -> None:
    interface.press("Control+f")
    interface.page.keyboard.type("alpha si")
    offered = interface.page.get_by_role("listbox", name="Filters").get_by_role("option")
    expect(offered).to_have_count(1)
    interface.press("Tab")
    expect(interface.search).to_have_value("alpha size>")
    expect(interface.search).to_be_focused()
    interface.page.keyboard.type("1kB")
    sees_alone(interface, "Alpha")


def test_a_view_is_kept_over_a_restart(host: InProcess, interface: Interface, open_on: Open) -> None:
    interface.search.fill("size>60kB")
    interface.button("Keep as view").click()
    interface.dialog.get_by_role("textbox", name="Name").fill("Large")
    interface.press("Enter")
    expect(interface.filter("Large")).to_have_attribute("aria-pressed", "true")
    interface.until(lambda: "Large" in str(host.call("get_settings")["view"]), "the view to be saved")
    interface.close()
    again = open_on(host)
    expect(again.page.get_by_title("size>60kB: 3", exact=True)).to_be_visible()
    again.filter("Large").click()
    sees_alone(again, "Alpha", "Beta", "Epsilon")
    expect(again.search).to_have_value("size>60kB")
    again.filter("Large").click(button="right")
    again.page.get_by_role("menuitem", name="Rename").click()
    again.dialog.get_by_role("textbox", name="Name").fill("Big ones")
    again.press("Enter")
    again.filter("Big ones").click()
    expect(again.rows).to_have_count(5)
    again.filter("Big ones").press("F2")
    again.dialog.get_by_role("textbox", name="Name").fill("Huge ones")
    again.press("Enter")
    again.filter("Huge ones").press("F2")
    again.dialog.get_by_role("textbox", name="Name").fill("Big ones")
    again.press("Enter")
    expect(again.filter("Big ones")).to_be_focused()
    again.filter("Big ones").press("Delete")
    expect(again.filter("Big ones")).to_have_count(0)
    expect(again.filter("All")).to_be_focused()
    again.messages.get_by_role("button", name="Undo").click()
    again.filter("Big ones").click(button="right")
    again.page.get_by_role("menuitem", name="Forget").click()
    expect(again.filter("Big ones")).to_have_count(0)
    again.messages.get_by_role("button", name="Undo").click()
    expect(again.filter("Big ones")).to_be_visible()


def test_trackers_and_folders_can_be_looked_at_alone(host: InProcess, interface: Interface) -> None:
    other = make(host.profile.parent / "samples", "Zeta", {"z.bin": 1000}, trackers=("http://127.0.0.1:9/announce",))
    third = make(host.profile.parent / "samples", "Eta", {"z.bin": 2000}, trackers=("http://localhost:9/announce",))
    for each in (other, third):
        host.add(each.content, paused=True, save_path=str(host.downloads / "elsewhere"))
    interface.filter("127.0.0.1").click()
    sees_alone(interface, "Zeta")
    interface.button("Keep as view").click()
    interface.dialog.get_by_role("textbox", name="Name").fill("At home")
    interface.press("Enter")
    expect(interface.search).to_have_value("tracker:127.0.0.1")
    sees_alone(interface, "Zeta")
    interface.filter("At home").click()
    expect(interface.rows).to_have_count(7)
    interface.filter("127.0.0.1").click()
    interface.page.get_by_title("No longer only 127.0.0.1").click()
    expect(interface.rows).to_have_count(7)
    interface.page.get_by_role("button", name="Folders").click()
    interface.page.get_by_role("navigation").get_by_role("button", name="elsewhere").click()
    sees_alone(interface, "Zeta", "Eta")


def test_the_sidebar_shows_every_folder_when_asked(host: InProcess, interface: Interface) -> None:
    for number in range(15):
        other = make(host.profile.parent / "samples", f"Other {number}", {"z.bin": 1000 + number})
        host.add(other.content, paused=True, save_path=str(host.downloads / f"place {number:02}"))
    interface.page.get_by_role("button", name="Folders").click()
    places = interface.page.get_by_role("navigation").get_by_role("button", name="place ")
    expect(places).to_have_count(11)
    interface.button("Show all 16").click()
    expect(places).to_have_count(15)
    places.last.click()
    sees_alone(interface, "Other 14")
    interface.button("Show fewer").click()
    expect(places).to_have_count(12)
    expect(places.last).to_have_attribute("aria-pressed", "true")


def test_the_palette_finds_commands_and_torrents(host: InProcess, interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press("Control+k")
    expect(interface.dialog.get_by_role("combobox")).to_be_focused()
    interface.page.keyboard.type("pause")
    first = interface.dialog.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(first).to_contain_text("Pause")
    interface.press("Enter")
    interface.sees("Alpha", "Paused by you")
    interface.press("Control+k")
    interface.page.keyboard.type("epsi")
    interface.press("Enter")
    expect(interface.dialog).to_have_count(0)
    expect(interface.row("Epsilon")).to_have_attribute("aria-selected", "true")
    expect(interface.row("Epsilon")).to_be_focused()
    interface.press("Control+k")
    interface.page.keyboard.type("settings")
    interface.press("Enter")
    expect(interface.dialog.get_by_role("heading", name="General")).to_be_visible()
    interface.press("Escape")
    interface.press("Control+k")
    interface.page.keyboard.type("sp")
    interface.dialog.get_by_role("option", name="Settings: Speed").click()
    expect(interface.dialog.get_by_role("heading", level=1, name="Speed")).to_be_visible()
    interface.press("Escape")
    interface.press("Control+k")
    interface.page.keyboard.type("seeds at once")
    interface.press("Enter")
    expect(interface.dialog.get_by_label("Seeds at once", exact=True)).to_be_focused()


def test_the_search_takes_the_focus_only_when_asked(interface: Interface) -> None:
    interface.press("Control+f")
    expect(interface.search).to_be_focused()
    interface.row("Alpha").click()
    for word in ("search bar", "search bar"):
        interface.press("Control+k")
        interface.page.keyboard.type(word)
        interface.press("Enter")
        expect(interface.dialog).to_have_count(0)
    expect(interface.search).to_be_visible()
    expect(interface.row("Alpha")).to_be_focused()


def test_every_bar_can_be_put_away_for_good(host: InProcess, interface: Interface, open_on: Open) -> None:
    def put_away(word: str) -> None:
        interface.press("Control+k")
        interface.page.keyboard.type(word)
        interface.press("Enter")

    status = interface.page.get_by_role("contentinfo")
    put_away("search bar")
    expect(interface.search).to_have_count(0)
    put_away("status bar")
    expect(status).to_have_count(0)
    interface.until(lambda: host.call("get_settings")["view"].get("status_bar") is False, "that to be kept")
    interface.close()
    again = open_on(host)
    expect(again.rows).to_have_count(5)
    expect(again.page.get_by_role("contentinfo")).to_have_count(0)
    expect(again.search).to_have_count(0)
    again.press("Control+f")
    expect(again.search).to_be_focused()
