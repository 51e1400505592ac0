"""Deleting through the dialog: exactly what it lists goes, what it says stays does, and all of it can be undone."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from tests.bench.torrents import Tree, grow_tree, torrent_of
from tests.swarm.samples import tree

from torrpeddo.engine.deletion import jobs

from .conftest import Library
from .hosts import InProcess
from .interface import Interface


@pytest.fixture(autouse=True)
def a_file_of_mine(interface: Interface, host: InProcess, library: Library) -> Path:
    """In Alpha's folder, and not Alpha's."""
    interface.sees("Alpha", "Ready")
    mine = host.downloads / "Alpha" / "mine.txt"
    mine.write_text("not the torrent's")
    return mine


def ask_to_delete(interface: Interface) -> None:
    """Alpha, with the keys, from the list."""
    interface.row("Alpha").click()
    interface.press("Shift+Delete")
    expect(interface.page.get_by_role("alertdialog")).to_be_visible()


def erase(interface: Interface) -> None:
    ask_to_delete(interface)
    interface.page.get_by_role("radio", name="Erase for good").click()
    interface.button("Erase 2 files").click()
    expect(interface.row("Alpha")).to_have_count(0)


def lines(interface: Interface, label: str) -> Locator:
    return interface.dialog.get_by_role("list", name=label).get_by_role("listitem")


def files(host: InProcess) -> set[str]:
    """Of Alpha, in place."""
    return {path for path in tree(host.downloads) if path.startswith("Alpha/")}


def test_the_dialog_lists_what_goes_and_what_stays_and_why(interface: Interface, host: InProcess) -> None:
    ask_to_delete(interface)
    expect(interface.dialog).to_contain_text("Delete “Alpha” and its files?")
    expect(interface.dialog).to_contain_text("2 files, 90 kB")
    expect(lines(interface, "Goes")).to_have_count(2)
    expect(lines(interface, "Goes").filter(has_text="one.bin")).to_contain_text("90 kB")
    expect(lines(interface, "Goes").filter(has_text="two.txt")).to_contain_text("50 B")
    expect(lines(interface, "Stays")).to_have_count(1)
    expect(lines(interface, "Stays")).to_contain_text("mine.txt")
    expect(lines(interface, "Stays")).to_contain_text("Yours, not part of the torrent")


@pytest.mark.parametrize("leave", ["Cancel", "Escape"])
def test_leaving_the_dialog_deletes_nothing(interface: Interface, host: InProcess, leave: str) -> None:
    before = tree(host.downloads)
    ask_to_delete(interface)
    if leave == "Escape":
        interface.press("Escape")
    else:
        expect(interface.button("Cancel")).to_be_focused()
        interface.press("Enter")
    expect(interface.dialog).to_have_count(0)
    interface.sees("Alpha", "Ready")
    assert tree(host.downloads) == before


def test_the_button_says_the_consequence(interface: Interface) -> None:
    ask_to_delete(interface)
    interface.page.get_by_role("radio", name="Erase for good").click()
    expect(interface.button("Erase 2 files")).to_be_visible()
    interface.page.get_by_role("radio", name="Move to trash").click()
    expect(interface.button("Move 2 files to trash")).to_be_visible()


@pytest.mark.parametrize("by", ["button", "keys"])
def test_erasing_can_be_undone(interface: Interface, host: InProcess, by: str) -> None:
    before = tree(host.downloads)
    erase(interface)
    assert files(host) == {"Alpha/mine.txt"}
    expect(interface.messages).to_contain_text("“Alpha” deleted, 90 kB erased")
    if by == "button":
        interface.messages.get_by_role("button", name="Undo").click()
    else:
        interface.press("Control+z")
    expect(interface.messages).to_contain_text("“Alpha” is back")
    interface.sees("Alpha", "Ready")
    assert tree(host.downloads) == before


def test_what_was_listed_is_gone_for_good_and_nothing_else(
    interface: Interface, host: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.0)
    before = tree(host.downloads)
    erase(interface)
    expected = before - {"Alpha/one.bin", "Alpha/two.txt"}
    interface.until(lambda: tree(host.downloads) == expected, "the two files to be gone, and only those")
    expect(interface.filter("All")).to_contain_text("4")


def test_many_files_are_drawn_only_where_they_are_looked_at(interface: Interface, host: InProcess) -> None:
    many = Tree("Holidays", 5000)
    grow_tree(many, host.downloads)
    host.call("add_torrent_file", content=torrent_of(many), seed_mode=True)
    interface.sees("Holidays", "Ready")
    interface.row("Holidays").click()
    interface.press("Shift+Delete")
    expect(interface.dialog).to_contain_text("5,000 files")
    expect(interface.dialog).to_contain_text("51 folders, once empty")
    goes = interface.dialog.get_by_role("list", name="Goes")
    expect(goes.locator("[title$='folder 0000/file 000000.bin']")).to_be_visible()
    goes.hover()

    def last_is_there() -> bool:
        interface.page.mouse.wheel(0, 1_000_000)
        return goes.locator("[title$='file 004999.bin']").count() > 0

    interface.until(last_is_there, "the last file, page after page")
    assert lines(interface, "Goes").count() < 60
    interface.page.get_by_role("radio", name="Erase for good").click()
    interface.button("Erase 5,000 files").click()
    expect(interface.row("Holidays")).to_have_count(0)
    assert not (host.downloads / "Holidays").exists()


def test_the_dialog_can_take_it_off_the_list_alone(interface: Interface, host: InProcess) -> None:
    before = tree(host.downloads)
    ask_to_delete(interface)
    interface.button("Only remove from the list").click()
    expect(interface.row("Alpha")).to_have_count(0)
    assert tree(host.downloads) == before


def test_several_are_deleted_at_once(interface: Interface, host: InProcess) -> None:
    interface.row("Alpha").click()
    interface.row("Beta").click(modifiers=["Control"])
    interface.choose_in_menu("Beta", "Delete with files")
    expect(interface.dialog).to_contain_text("Delete 2 torrents and their files?")
    expect(lines(interface, "Goes")).to_have_count(4)
    interface.page.get_by_role("radio", name="Erase for good").click()
    interface.button("Erase 4 files").click()
    expect(interface.rows).to_have_count(3)
    assert {path for path in tree(host.downloads) if path.startswith(("Alpha", "Beta"))} == {"Alpha/mine.txt"}
