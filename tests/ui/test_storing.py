"""Moving, renaming and saving the torrent file of what is in the list."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest
from playwright.sync_api import Locator, expect
from tests.swarm.samples import place

from torrpeddo.engine.moving import copying
from torrpeddo.engine.moving.job import Job

from .conftest import Library
from .hosts import PATIENCE, InProcess
from .interface import Interface


@pytest.fixture(autouse=True)
def alpha_seeds(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")


def folder(interface: Interface) -> Locator:
    return interface.dialog.get_by_role("textbox", name="Move to")


def move(interface: Interface, button: str = "Move") -> None:
    interface.dialog.get_by_role("button", name=button, exact=True).click()


def is_in(interface: Interface, host: InProcess, id: str, place: Path) -> None:
    interface.until(lambda: (row := host.row(id)) and row["save_path"] == str(place), f"it to be in {place}")


def test_several_are_moved_to_a_folder_that_is_chosen(
    interface: Interface, host: InProcess, library: Library, tmp_path: Path
) -> None:
    goal = tmp_path / "elsewhere"
    host.desktop.chosen.append([str(goal)])
    interface.row("Alpha").click()
    interface.row("Beta").click(modifiers=["Control"])
    interface.press("Control+Shift+m")
    expect(interface.dialog).to_contain_text("Move 2 torrents")
    interface.dialog.get_by_role("button", name="Choose…").click()
    expect(folder(interface)).to_have_value(str(goal))
    expect(interface.dialog).to_contain_text("On the same disk: it takes a moment and needs no room.")
    move(interface, "Move 2 torrents")
    expect(interface.dialog).to_have_count(0)
    for name in ("Alpha", "Beta"):
        is_in(interface, host, library[name].id, goal)
        interface.sees(name, "Ready")
        assert library[name].on_disk(goal) == set(library[name].files)


def test_where_it_is_already_nothing_moves(interface: Interface, host: InProcess) -> None:
    interface.choose_in_menu("Alpha", "Move…")
    folder(interface).fill(str(host.downloads))
    expect(interface.dialog).to_contain_text("It is in this folder already.")
    expect(interface.dialog.get_by_role("button", name="Move", exact=True)).to_be_disabled()


def test_what_is_no_path_is_refused_beside_the_field(interface: Interface) -> None:
    interface.choose_in_menu("Alpha", "Move…")
    folder(interface).fill("not/a/whole/path")
    expect(folder(interface)).to_have_attribute("aria-invalid", "true")
    expect(interface.dialog).to_contain_text("is not a full path")


def test_files_that_are_there_stop_a_move_until_they_may_be_used(
    interface: Interface, host: InProcess, library: Library, tmp_path: Path
) -> None:
    goal = tmp_path / "elsewhere"
    place(library["Alpha"], goal)
    interface.choose_in_menu("Alpha", "Move…")
    folder(interface).fill(str(goal))
    move(interface)
    expect(interface.messages).to_contain_text("“Alpha” was not moved. There is a")
    interface.messages.get_by_role("button", name="Move again…").click()
    folder(interface).fill(str(goal))
    interface.dialog.get_by_role("checkbox", name="Use files that are there already").click()
    move(interface)
    is_in(interface, host, library["Alpha"].id, goal)
    interface.sees("Alpha", "Ready")


def test_a_move_is_cancelled_on_its_row(
    interface: Interface, host: InProcess, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = copying.copy

    def endless(job: Job, progress: Callable[[int], None], stopped: Any) -> None:
        """A disk so slow that only a cancel ends it: ``stopped`` asks an Event, which is waited for."""
        stopped.__self__.wait(PATIENCE)
        plain(job, progress, stopped)

    monkeypatch.setattr(copying, "copy", endless)
    goal = tmp_path / "elsewhere"
    host.call("move", ids=[library["Alpha"].id], path=str(goal))
    expect(interface.row("Alpha")).to_contain_text(re.compile(r"Moving to .*› elsewhere"))
    interface.row("Alpha").get_by_role("button", name="Cancel").click()
    interface.sees("Alpha", "Ready")
    is_in(interface, host, library["Alpha"].id, host.downloads)
    assert library["Alpha"].on_disk(host.downloads) == set(library["Alpha"].files)
    assert not (goal / "Alpha").exists()


def test_a_torrent_is_renamed_in_the_list_alone(interface: Interface, host: InProcess, library: Library) -> None:
    interface.row("Alpha").click()
    interface.press("F2")
    name = interface.dialog.get_by_role("textbox", name="Name")
    expect(name).to_be_focused()
    expect(name).to_have_value("Alpha")
    name.fill("My film")
    name.press("Enter")
    interface.sees("My film", "Ready")
    assert library["Alpha"].on_disk(host.downloads) == set(library["Alpha"].files)


def test_torrent_files_are_saved_and_replaced_when_asked(
    interface: Interface, host: InProcess, library: Library, tmp_path: Path
) -> None:
    for _ in range(2):
        host.desktop.chosen.append([str(tmp_path)])
    interface.choose_in_menu("Alpha", "Save torrent file…")
    expect(interface.messages).to_contain_text("Torrent file saved in")
    saved = tmp_path / "Alpha.torrent"
    assert str(lt.load_torrent_buffer(saved.read_bytes()).info_hashes.v1) == library["Alpha"].id
    saved.write_text("something else")
    interface.choose_in_menu("Alpha", "Save torrent file…")
    expect(interface.messages).to_contain_text("is there already, and was not replaced")
    assert saved.read_text() == "something else"
    interface.messages.get_by_role("button", name="Replace").click()
    interface.until(lambda: saved.read_bytes()[:1] == b"d", "it to be replaced")
