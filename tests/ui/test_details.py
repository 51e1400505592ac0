"""The panel beside the list: one torrent's pieces, files, peers and trackers, while it moves."""

import os
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from tests.swarm.samples import make
from tests.window.swarm import Seeder, open_seeder

from .conftest import FILES, Library
from .hosts import InProcess
from .interface import Interface

SLOW = 60_000
"""Bytes a second; the whole film then takes some fifteen seconds."""


@pytest.fixture
def film(host: InProcess, interface: Interface, seeder: Seeder) -> str:
    """The film, coming in slowly, with the panel showing it; its id."""
    host.call("update_settings", changes={"limit_local": True, "down_limit": SLOW})
    id: str = host.call("add_magnet", uri=seeder.magnet)["id"]
    interface.sees("A film", "From 1 seed")
    interface.row("A film").click()
    expect(interface.details.get_by_role("heading", name="A film")).to_be_visible()
    return id


def hurry(host: InProcess) -> None:
    host.call("update_settings", changes={"down_limit": 0})


def open_tab(interface: Interface, name: str) -> None:
    interface.details.get_by_role("tab", name=name).click()


def files(interface: Interface) -> Locator:
    return interface.details.get_by_role("tree", name="Files").get_by_role("treeitem")


def file(interface: Interface, name: str) -> Locator:
    return files(interface).filter(has_text=name)


def has_priority(interface: Interface, id: str, path: str, priority: int) -> None:
    """Wait until the engine gives this file this priority."""

    def given() -> bool:
        rows: list[dict[str, Any]] = interface.host.call("get_files", id=id)
        return any(row["path"].endswith(path) and row["priority"] == priority for row in rows)

    interface.until(given, f"{path} to have priority {priority}")


@pytest.mark.usefixtures("film")
def test_the_piece_map_is_told_in_words_too(interface: Interface, host: InProcess) -> None:
    told = interface.details.get_by_text(re.compile(r"^\d+ of 14 pieces are here, \d+ on their way$"))
    expect(told).to_have_count(1)
    expect(interface.details.locator("canvas").first).to_be_visible()
    hurry(host)
    expect(interface.details).to_contain_text("14 of 14 pieces are here, 0 on their way")
    expect(interface.details).to_contain_text("100%")


@pytest.mark.usefixtures("film")
def test_peers_are_listed_with_what_they_have(interface: Interface, seeder: Seeder) -> None:
    open_tab(interface, "Peers")
    peers = interface.details.get_by_role("grid", name="Peers").get_by_role("row")
    expect(peers.filter(has_text="127.0.0.1 · has everything")).to_have_count(1)
    expect(peers.filter(has_text="libtorrent")).to_be_visible()
    expect(interface.details).to_contain_text("1 connected")
    expect(peers.nth(1).get_by_title(seeder.address)).to_be_visible()


def test_peers_are_gone_through_by_keys(interface: Interface, host: InProcess, film: str, tmp_path: Path) -> None:
    with open_seeder(os.environ, tmp_path, FILES, "A film") as another:
        host.call("connect_peer", id=film, address=another.address)
        open_tab(interface, "Peers")
        rows = interface.details.get_by_role("grid", name="Peers").locator("[data-address]")
        expect(rows).to_have_count(2)
        interface.details.get_by_role("button", name="Client").click()
        interface.details.get_by_role("rowgroup", name="Peers").focus()
        interface.press("ArrowDown")
        expect(rows.first).to_be_focused()
        interface.press("ArrowDown")
        expect(rows.last).to_be_focused()
        interface.press("Enter")
        expect(interface.page.get_by_role("menuitem", name="Ban this peer")).to_be_visible()
        interface.press("Escape")
        expect(rows.last).to_be_focused()
        interface.press("ArrowUp")
        expect(rows.first).to_be_focused()
        interface.press("Tab")
        expect(interface.details.locator("[data-address]:focus-within")).to_have_count(0)


@pytest.mark.usefixtures("film")
def test_a_peer_that_can_t_be_is_refused_in_words(interface: Interface) -> None:
    open_tab(interface, "Peers")
    interface.details.get_by_role("button", name="Add peer").click()
    field = interface.details.get_by_role("textbox", name="Address of a peer")
    expect(field).to_be_focused()
    field.fill("nowhere")
    field.press("Enter")
    expect(interface.details).to_contain_text("Write it as host:port, for example 192.0.2.1:6881.")


@pytest.mark.usefixtures("film")
def test_a_peer_is_banned_brought_back_and_allowed_again_in_the_settings(
    interface: Interface, host: InProcess, seeder: Seeder
) -> None:
    def banned() -> list[str]:
        return [ban["address"] for ban in host.call("get_banned")]

    def ban() -> None:
        interface.details.get_by_role("button", name="Actions for 127.0.0.1").click()
        interface.page.get_by_role("menuitem", name="Ban this peer").click()
        interface.until(lambda: banned() == ["127.0.0.1"], "the ban")
        expect(interface.details).to_contain_text("No peers connected")

    def connect() -> None:
        interface.button("Add peer").click()
        interface.details.get_by_role("textbox", name="Address of a peer").fill(seeder.address)
        interface.button("Connect").click()

    open_tab(interface, "Peers")
    ban()
    interface.messages.get_by_role("button", name="Undo").click()
    interface.until(lambda: banned() == [], "the peer to be allowed again")
    connect()
    ban()
    interface.press("Control+,")
    interface.dialog.get_by_role("tab", name="Connection").click()
    banned_list = interface.dialog.get_by_role("list", name="Banned peers")
    expect(banned_list).to_contain_text("127.0.0.1")
    interface.dialog.get_by_role("button", name="Ban an address").click()
    field = interface.dialog.get_by_role("textbox", name="Address to ban")
    field.fill("somewhere")
    field.press("Enter")
    expect(interface.dialog).to_contain_text("“somewhere” is not a peer's address.")
    field.fill("192.0.2.0/24")
    field.press("Enter")
    expect(banned_list.get_by_role("listitem").first).to_contain_text("192.0.2.0/24")
    interface.dialog.get_by_role("button", name="Allow again: 127.0.0.1").click()
    interface.dialog.get_by_role("button", name="Allow again: 192.0.2.0/24").click()
    expect(interface.dialog).to_contain_text("Nobody is banned.")
    assert banned() == []


@pytest.mark.usefixtures("film")
def test_what_a_button_is_for_is_not_said_over_its_menu(interface: Interface) -> None:
    open_tab(interface, "Peers")
    actions = interface.details.get_by_role("button", name="Actions for 127.0.0.1")
    tip = interface.page.locator(".tip", has_text="Actions for 127.0.0.1")
    actions.hover()
    expect(tip).to_be_visible()
    actions.click()
    expect(interface.page.get_by_role("menu")).to_be_visible()
    expect(tip).to_have_count(0)


@pytest.mark.usefixtures("film")
def test_the_files_are_a_tree_that_can_be_searched(interface: Interface) -> None:
    open_tab(interface, "Files")
    for name in ("extras", "film.mkv", "readme.txt", "subtitles"):
        expect(file(interface, name)).to_be_visible()
    expect(interface.details).to_contain_text("4 of 4 files, 903 kB")
    interface.details.get_by_role("searchbox", name="Find in 4 files").fill("en.srt")
    expect(file(interface, "en.srt")).to_be_visible()
    expect(file(interface, "film.mkv")).to_have_count(0)
    interface.details.get_by_role("searchbox").fill("no such file")
    expect(interface.details).to_contain_text("No file is called that")


def test_a_file_s_priority_is_chosen_from_its_menu(interface: Interface, host: InProcess, film: str) -> None:
    open_tab(interface, "Files")
    for word, priority in {"High": 7, "Low": 1, "Normal": 4, "Skip": 0}.items():
        interface.details.get_by_role("button", name="Priority of film.mkv").click()
        interface.page.get_by_role("menuitemradio", name=word).click()
        has_priority(interface, film, "film.mkv", priority)
    expect(file(interface, "film.mkv")).to_have_attribute("aria-checked", "false")
    expect(interface.details).to_contain_text("3 of 4 files, 203 kB")


def test_a_folder_is_skipped_by_the_keyboard_and_then_never_comes(
    interface: Interface, host: InProcess, seeder: Seeder
) -> None:
    id = host.add(seeder.torrent.read_bytes(), paused=True)
    interface.row("A film").click()
    open_tab(interface, "Files")
    folder = file(interface, "extras")
    folder.focus()
    interface.press(" ")
    expect(folder).to_have_attribute("aria-checked", "false")
    has_priority(interface, id, "extras/making of.mkv", 0)
    interface.details.get_by_role("button", name="Resume").click()
    open_tab(interface, "Peers")
    interface.button("Add peer").click()
    interface.details.get_by_role("textbox", name="Address of a peer").fill(seeder.address)
    interface.button("Connect").click()
    interface.sees("A film", "Finished the files you chose")
    seeder.until_matches(host.downloads, *(set(FILES) - {"extras/making of.mkv"}))
    assert not (host.downloads / "A film" / "extras" / "making of.mkv").exists()


def test_trackers_and_their_absence(interface: Interface, library: Library) -> None:
    interface.sees("Alpha", "Ready")
    interface.row("Alpha").click()
    open_tab(interface, "Trackers")
    expect(interface.details).to_contain_text("No trackers")


def test_the_panel_closes_and_comes_back(interface: Interface, library: Library) -> None:
    interface.sees("Alpha", "Ready")
    interface.row("Alpha").click()
    interface.details.get_by_role("button", name="Close details").click()
    expect(interface.details).to_have_count(0)
    interface.row("Beta").dblclick(position={"x": 60, "y": 12})
    expect(interface.details.get_by_role("heading", name="Beta")).to_be_visible()


def test_a_magnet_without_metadata_says_how_long_it_has_been_looking(interface: Interface, host: InProcess) -> None:
    host.call("add_magnet", uri=f"magnet:?xt=urn:btih:{'a1' * 20}&dn=Nobody%20has%20it")
    interface.sees("Nobody has it", "Looking for metadata for")
    interface.row("Nobody has it").click()
    expect(interface.details).to_contain_text("No files yet")


def test_the_graph_looks_back_as_far_as_is_asked(host: InProcess, library: Library, interface: Interface) -> None:
    interface.row("Alpha").click()
    for words in ("1 h", "24 h", "30 days"):
        interface.details.get_by_role("radio", name=words).click()
        expect(interface.details.get_by_text(f"−{words}")).to_be_visible()
    interface.until(lambda: "month" in str(host.call("get_settings")["view"]), "the choice to be kept")


@pytest.mark.usefixtures("film")
def test_why_it_is_no_faster_is_told_with_what_mends_it(interface: Interface, host: InProcess) -> None:
    causes = interface.details.get_by_role("list", name="Why it is no faster").get_by_role("listitem")
    expect(causes.first).to_contain_text("Your limit of 60 kB/s for all torrents is used up")
    interface.details.get_by_role("button", name="Change the limit").click()
    expect(interface.dialog.get_by_role("heading", level=1, name="Speed")).to_be_visible()
    interface.press("Escape")
    host.call("update_settings", changes={"slow_mode": True, "slow_down_limit": 50_000})
    expect(causes.first).to_contain_text("Slow mode holds everything at 50 kB/s")
    interface.details.get_by_role("button", name="Switch it off").click()
    interface.until(lambda: host.call("get_settings")["slow_mode"] is False, "slow mode to be off")
    host.call("pause_all")
    expect(causes.first).to_contain_text("Everything is paused")
    interface.details.get_by_role("button", name="Resume all").click()
    expect(causes.first).to_contain_text("Your limit of 60 kB/s")
    hurry(host)
    expect(interface.details).to_contain_text("100%")
    expect(causes).to_have_count(0)


def test_why_a_torrent_without_peers_gets_nothing(interface: Interface, host: InProcess) -> None:
    """The test's engine has no DHT, and this link names no tracker."""
    host.call("add_magnet", uri=f"magnet:?xt=urn:btih:{'a1' * 20}&dn=Nobody%20has%20it")
    interface.row("Nobody has it").click()
    causes = interface.details.get_by_role("list", name="Why it is no faster").get_by_role("listitem")
    expect(causes.first).to_contain_text("It knows nobody to ask for peers")
    expect(causes.last).to_contain_text(re.compile(r"Nobody has reached you on port \d+ yet"))
    interface.details.get_by_role("button", name="Add a tracker").click()
    expect(interface.details.get_by_role("tab", name="Trackers")).to_have_attribute("aria-selected", "true")
    expect(interface.details.get_by_role("textbox", name="Addresses of trackers")).to_be_focused()


def test_a_download_that_can_ask_nobody_is_offered_what_helps(
    interface: Interface, host: InProcess, tmp_path: Path
) -> None:
    id = host.add(make(tmp_path, "Lonely", {"a.bin": 40_000}).content)
    interface.sees("Lonely", "No peers yet · no tracker, and the DHT is off")
    interface.row("Lonely").get_by_role("button", name="Add a tracker").click()
    field = interface.details.get_by_role("textbox", name="Addresses of trackers")
    expect(field).to_be_focused()
    field.fill("http://127.0.0.1:9/announce")
    interface.press("Enter")
    interface.sees("Lonely", "127.0.0.1 does not answer")
    assert [tracker["url"] for tracker in host.call("get_trackers", id=id)] == ["http://127.0.0.1:9/announce"]


@pytest.mark.usefixtures("film")
def test_the_piece_map_names_what_is_under_the_pointer_and_under_the_keys(
    interface: Interface, host: InProcess
) -> None:
    piece = interface.details.get_by_role("slider", name="Piece map")
    piece.focus()
    interface.press("Home")
    expect(piece).to_have_attribute("aria-valuetext", re.compile(r"^Piece 1 of 14 · .+ · making of\.mkv"))
    expect(piece).to_have_attribute("aria-valuenow", "1")
    interface.press("End")
    expect(piece).to_have_attribute("aria-valuetext", re.compile(r"^Piece 14 of 14 · .+ · film\.mkv and \d more files"))
    interface.press("ArrowLeft")
    expect(interface.details.get_by_text("Piece 14 of 14")).to_be_visible()
    piece.hover(position={"x": 4, "y": 60})
    expect(interface.details.get_by_text(re.compile(r"Piece [4-8] of 14"))).to_be_visible()
    # Where one file ends and the next begins, below it; those that are too small to be seen have no mark.
    marks = interface.details.locator(".ruler i")
    expect(marks).to_have_count(2)
    expect(marks.first).to_have_attribute("title", re.compile(r"^making of\.mkv, \d"))
    hurry(host)
    expect(piece).to_have_attribute("aria-valuetext", re.compile(r"^Piece \d+ of 14 · Here · "))


@pytest.mark.usefixtures("film")
def test_what_only_some_peers_or_none_have_is_in_the_legend(interface: Interface, host: InProcess) -> None:
    expect(interface.details.get_by_text("With peers")).to_be_visible()
    expect(interface.details.get_by_text("With nobody")).to_have_count(0)
    hurry(host)
    expect(interface.details.get_by_text("With peers")).to_have_count(0)


def _holds(host: InProcess, text: str) -> bool:
    return host.desktop.clipboard == text


def test_every_fact_can_be_copied(interface: Interface, host: InProcess, library: Library) -> None:
    sample = library["Alpha"]
    interface.row("Alpha").click()
    for name, text in {"Saved in": str(host.downloads), "Info-hash": sample.id, "Ratio": "0.00"}.items():
        interface.details.get_by_role("button", name=f"Copy: {name}").click()
        expect(interface.messages).to_contain_text(f"{name} copied")
        interface.until(partial(_holds, host, text), f"{text} on the clipboard")
    expect(interface.details.get_by_role("button", name="Copy: Pieces")).to_have_count(1)
    names = interface.details.get_by_role("region", name="Overview").locator("dl:last-of-type dt").all_inner_texts()
    for name in names[-5:]:
        expect(interface.details.get_by_role("button", name=f"Copy: {name}")).to_have_count(1)
