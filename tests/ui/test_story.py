"""A torrent's whole life by what a person clicks, on an engine in this process and on one in another, over a pipe."""

import pytest
from playwright.sync_api import Locator, expect
from tests.swarm.samples import tree
from tests.window.swarm import Seeder

from .conftest import FILES, Open
from .hosts import Host
from .interface import Interface


@pytest.fixture
def story(any_host: Host, open_on: Open) -> Interface:
    interface = open_on(any_host)
    expect(interface.page.get_by_role("heading", name="All quiet")).to_be_visible()
    return interface


def files(story: Interface) -> Locator:
    return story.dialog.get_by_role("tree", name="Files").get_by_role("treeitem")


def paste(story: Interface, seeder: Seeder) -> None:
    """The dialog is there at once, and its files when the peer has sent them."""
    story.paste(seeder.magnet)
    expect(story.dialog.get_by_role("heading", name="A film")).to_be_visible()
    for path in FILES:
        expect(files(story).filter(has_text=path.rsplit("/", 1)[-1])).to_be_visible()


def start_again(story: Interface, host: Host, open_on: Open) -> Interface:
    """The whole program, on what it kept."""
    story.close()
    host.end()
    host.begin()
    return open_on(host)


def test_the_whole_torrent_through_restarts(story: Interface, any_host: Host, open_on: Open, seeder: Seeder) -> None:
    any_host.call("update_settings", changes={"limit_local": True, "down_limit": 100_000})
    paste(story, seeder)
    story.button("Add 4 files, 903 kB").click()
    expect(story.dialog).to_have_count(0)
    story.sees("A film", "From 1 seed")
    any_host.call("update_settings", changes={"down_limit": 0})
    expect(story.row("A film").locator(".arrival")).to_be_attached()
    story.sees("A film", "Ready")
    expect(story.row("A film").locator(".arrival")).to_have_count(0)
    seeder.until_matches(any_host.downloads)

    story.row("A film").click()
    story.details.get_by_role("button", name="Pause", exact=True).click()
    story.sees("A film", "Paused by you")
    story = start_again(story, any_host, open_on)
    story.sees("A film", "Paused by you")
    story.choose_in_menu("A film", "Resume")
    story.sees("A film", "Ready")
    story.choose_in_menu("A film", "Stop")
    story.sees("A film", "Cancelled")
    story = start_again(story, any_host, open_on)
    story.sees("A film", "Cancelled")
    story.choose_in_menu("A film", "Start again")
    story.sees("A film", "Ready")


def test_chosen_files_alone_come_and_go(story: Interface, any_host: Host, seeder: Seeder) -> None:
    paste(story, seeder)
    extras = files(story).filter(has_text="making of.mkv")
    extras.focus()
    story.press(" ")
    expect(extras).to_have_attribute("aria-checked", "false")
    story.button("Add 3 files, 703 kB").click()
    story.sees("A film", "Finished the files you chose")
    chosen = {f"A film/{path}" for path in FILES if "extras" not in path}
    seeder.until_matches(any_host.downloads, *(path.removeprefix("A film/") for path in chosen))
    assert chosen <= tree(any_host.downloads)
    assert "A film/extras/making of.mkv" not in tree(any_host.downloads)

    (any_host.downloads / "A film" / "mine.txt").write_text("not the torrent's")
    erase(story)
    assert chosen.isdisjoint(tree(any_host.downloads))
    story.messages.get_by_role("button", name="Undo").click()
    story.sees("A film", "Finished the files you chose")
    seeder.until_matches(any_host.downloads, *(path.removeprefix("A film/") for path in chosen))
    erase(story)
    assert chosen.isdisjoint(tree(any_host.downloads))
    assert "A film/mine.txt" in tree(any_host.downloads)


def erase(story: Interface) -> None:
    story.row("A film").click()
    story.press("Shift+Delete")
    goes, stays = (story.dialog.get_by_role("list", name=name).get_by_role("listitem") for name in ("Goes", "Stays"))
    for name in ("film.mkv", "en.srt", "readme.txt"):
        expect(goes.filter(has_text=name)).to_have_count(1)
    expect(stays.filter(has_text="mine.txt")).to_have_count(1)
    story.page.get_by_role("radio", name="Erase for good").click()
    story.dialog.get_by_role("button", name="Erase").last.click()
    expect(story.page.get_by_role("heading", name="All quiet")).to_be_visible()
