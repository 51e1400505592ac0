"""The files of a torrent as a tree: chosen several at once, renamed in their line, opened and shown."""

import pytest
from playwright.sync_api import Locator, expect
from tests.swarm.samples import make, place, tree

from .hosts import InProcess
from .interface import Interface

FILES = {"a.bin": 40_000, "b.bin": 30_000, "read me.txt": 20, "sub/c.bin": 20_000, "sub/d.bin": 10_000}


@pytest.fixture
def album(host: InProcess, interface: Interface) -> str:
    """A whole torrent whose files the panel shows; its id."""
    sample = make(host.profile.parent / "samples", "Album", FILES)
    place(sample, host.downloads)
    id: str = host.add(sample.content, seed_mode=True)
    interface.sees("Album", "Ready")
    interface.row("Album").click()
    interface.details.get_by_role("tab", name="Files").click()
    expect(line(interface, "a.bin")).to_be_visible()
    return id


def line(interface: Interface, name: str) -> Locator:
    return interface.details.get_by_role("treeitem").filter(has_text=name)


def field(interface: Interface, name: str) -> Locator:
    return interface.details.get_by_role("textbox", name=f"New name of {name}")


def priorities(host: InProcess, id: str) -> dict[str, int]:
    return {file["path"].rpartition("/")[2]: file["priority"] for file in host.call("get_files", id=id)}


def test_a_file_is_renamed_in_its_line_and_a_refusal_is_told_there(
    interface: Interface, host: InProcess, album: str
) -> None:
    line(interface, "a.bin").click()
    interface.press("F2")
    name = field(interface, "a.bin")
    expect(name).to_be_focused()
    assert interface.page.evaluate("getSelection().toString()") == "a"
    name.fill("b.bin")
    name.press("Enter")
    alert = interface.details.get_by_role("alert")
    expect(alert).to_contain_text("b.bin")
    expect(name).to_be_focused()
    name.fill("no/slash")
    expect(alert).to_have_count(0)
    name.press("Enter")
    expect(alert).to_have_text("A name can’t hold a slash. Choose another name.")
    name.fill("first.bin")
    name.press("Enter")
    expect(line(interface, "first.bin")).to_be_focused()
    assert "Album/first.bin" in tree(host.downloads)
    interface.press("F2")
    field(interface, "first.bin").fill("other.bin")
    interface.press("Escape")
    expect(line(interface, "first.bin")).to_be_focused()
    assert "Album/first.bin" in tree(host.downloads)


@pytest.mark.usefixtures("album")
def test_a_folder_is_renamed_from_the_menu_and_stays_as_it_was(interface: Interface, host: InProcess) -> None:
    line(interface, "sub").click(button="right")
    interface.page.get_by_role("menuitem", name="Rename").click()
    expect(field(interface, "sub")).to_be_focused()
    field(interface, "sub").fill("disc 2")
    interface.press("Enter")
    expect(line(interface, "disc 2")).to_have_attribute("aria-expanded", "true")
    expect(line(interface, "c.bin")).to_be_visible()
    assert tree(host.downloads) >= {"Album/disc 2/c.bin", "Album/disc 2/d.bin"}


def test_several_get_a_priority_at_once(interface: Interface, host: InProcess, album: str) -> None:
    line(interface, "a.bin").click()
    line(interface, "read me.txt").click(modifiers=["Shift"])
    line(interface, "b.bin").click(modifiers=["Control"])
    line(interface, "c.bin").click(modifiers=["Control"])
    selected = interface.details.locator("[role=treeitem][aria-selected=true]")
    expect(selected).to_have_count(3)
    line(interface, "c.bin").click(button="right")
    expect(interface.page.get_by_role("menuitem", name="Rename")).to_have_attribute("aria-disabled", "true")
    interface.page.get_by_role("menuitemradio", name="High").click()
    wanted = {"a.bin": 7, "b.bin": 4, "read me.txt": 7, "c.bin": 7, "d.bin": 4}
    interface.until(lambda: priorities(host, album) == wanted, "the priority of just these")


def test_the_keyboard_alone_selects_skips_and_opens_the_menu(interface: Interface, host: InProcess, album: str) -> None:
    line(interface, "a.bin").focus()
    interface.press("Home")
    interface.press("End")
    interface.press("Shift+ArrowUp")
    selected = interface.details.locator("[role=treeitem][aria-selected=true]")
    expect(selected).to_have_count(2)
    interface.press(" ")
    wanted = {"a.bin": 4, "b.bin": 0, "read me.txt": 0, "c.bin": 4, "d.bin": 4}
    interface.until(lambda: priorities(host, album) == wanted, "the last two to be skipped")
    interface.press("Control+a")
    expect(selected).to_have_count(7)
    interface.press("Shift+F10")
    interface.page.get_by_role("menuitemradio", name="Low").press("Enter")
    interface.until(lambda: set(priorities(host, album).values()) == {1}, "all of them")
    expect(interface.details.locator("[role=treeitem]:focus")).to_have_count(1)


@pytest.mark.usefixtures("album")
def test_pages_and_letters_lead_through_the_tree(interface: Interface) -> None:
    line(interface, "a.bin").focus()
    interface.press("PageDown")
    expect(line(interface, "read me.txt")).to_be_focused()
    interface.press("PageUp")
    expect(line(interface, "Album")).to_be_focused()
    interface.press("b")
    expect(line(interface, "b.bin")).to_be_focused()
    expect(line(interface, "b.bin")).to_have_attribute("aria-selected", "true")


@pytest.mark.usefixtures("album")
def test_a_file_is_opened_and_shown_in_its_folder(interface: Interface, host: InProcess) -> None:
    line(interface, "c.bin").click(button="right")
    interface.page.get_by_role("menuitem", name="Open", exact=True).click()
    path = str(host.downloads / "Album" / "sub" / "c.bin")
    interface.until(lambda: host.desktop.opened == [path], "the file to open")
    line(interface, "sub").click(button="right")
    interface.page.get_by_role("menuitem", name="Show in folder").click()
    interface.until(lambda: host.desktop.opened[1:] == [path], "the folder to open")
    line(interface, "a.bin").dblclick()
    interface.until(lambda: host.desktop.opened[2:] == [str(host.downloads / "Album" / "a.bin")], "the other one")
