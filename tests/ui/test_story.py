"""A torrent's whole life by what a person clicks, on an engine in this process and on one in another, over a pipe."""

import pytest
from playwright.sync_api import expect

from tests.swarm.samples import tree
from tests.window.swarm import Seeder

from .conftest import FILES, Open
from .hosts import Host
from .interface import Interface

CHOSEN = {"film.mkv", "subtitles/en.srt", "readme.txt"}


@pytest.fixture
def story(any_host: Host, open_on: Open) -> Interface:
    return open_on(any_host)


def test_from_a_pasted_link_to_the_last_file(
    story: Interface, any_host: Host, open_on: Open, seeder: Seeder
) -> None:
    expect(story.page.get_by_role("heading", name="All quiet")).to_be_visible()
    story.paste(seeder.magnet)
    choose(story)
    download(story, any_host, seeder)
    rest_and_go_on(story)
    again = restart(story, any_host, open_on)
    delete(again, any_host)


def choose(story: Interface) -> None:
    """The dialog is there at once, and its files when the peer has sent them."""
    expect(story.dialog.get_by_role("heading", name="A film")).to_be_visible()
    tree = story.dialog.get_by_role("tree", name="Files").get_by_role("treeitem")
    for path in FILES:
        expect(tree.filter(has_text=path.rsplit("/", 1)[-1])).to_be_visible()
    extras = tree.filter(has_text="making of.mkv")
    extras.focus()
    story.press(" ")
    expect(extras).to_have_attribute("aria-checked", "false")
    story.button("Add 3 files, 703 kB").click()
    expect(story.dialog).to_have_count(0)


def download(story: Interface, host: Host, seeder: Seeder) -> None:
    story.sees("A film", "Finished the files you chose")
    assert seeder.matches(host.downloads, *CHOSEN)
    story.row("A film").click()
    story.details.get_by_role("tab", name="Files").click()
    skipped = story.details.get_by_role("treeitem").filter(has_text="making of.mkv")
    skipped.focus()
    story.press(" ")
    story.sees("A film", "Ready")
    assert seeder.matches(host.downloads)


def rest_and_go_on(story: Interface) -> None:
    story.row("A film").click()
    story.details.get_by_role("button", name="Pause", exact=True).click()
    story.sees("A film", "Paused by you")
    story.details.get_by_role("button", name="Resume", exact=True).click()
    story.sees("A film", "Ready")
    story.choose_in_menu("A film", "Stop")
    story.sees("A film", "Cancelled")


def restart(story: Interface, host: Host, open_on: Open) -> Interface:
    story.close()
    host.end()
    host.begin()
    again = open_on(host)
    again.sees("A film", "Cancelled")
    again.choose_in_menu("A film", "Start again")
    again.sees("A film", "Ready")
    return again


def delete(story: Interface, host: Host) -> None:
    mine = host.downloads / "A film" / "mine.txt"
    mine.write_text("not the torrent's")
    before = tree(host.downloads)
    story.row("A film").click()
    story.press("Shift+Delete")
    expect(story.dialog.get_by_role("list", name="Goes").get_by_role("listitem")).to_have_count(4)
    expect(story.dialog.get_by_role("list", name="Stays")).to_contain_text("mine.txt")
    story.page.get_by_role("radio", name="Erase for good").click()
    story.button("Erase 4 files").click()
    expect(story.page.get_by_role("heading", name="All quiet")).to_be_visible()
    story.messages.get_by_role("button", name="Undo").click()
    story.sees("A film", "Ready")
    assert tree(host.downloads) == before
    story.row("A film").click()
    story.press("Shift+Delete")
    story.page.get_by_role("radio", name="Erase for good").click()
    story.button("Erase 4 files").click()
    expect(story.page.get_by_role("heading", name="All quiet")).to_be_visible()
    host.end()
    host.begin()
    story.until(lambda: tree(host.downloads) == {"A film/mine.txt"}, "its own files to be gone, and only those", 20)
