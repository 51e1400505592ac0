"""Making a torrent by the dialog: what it asks, how it goes on alone, and what it ends with."""

import re
from pathlib import Path

import libtorrent as lt
from playwright.sync_api import expect

from torrpeddo.contract.events import AddRequestEvent

from .hosts import InProcess
from .interface import Interface


def test_a_folder_becomes_a_torrent_that_seeds(interface: Interface, host: InProcess, tmp_path: Path) -> None:
    folder = tmp_path / "Holiday"
    folder.mkdir()
    (folder / "beach.jpg").write_bytes(b"b" * 300_000)
    host.desktop.chosen.append([str(folder)])
    interface.press("Control+n")
    expect(interface.dialog.get_by_role("textbox", name="What to share")).to_be_focused()
    interface.button("Folder…").click()
    trackers = interface.dialog.get_by_role("textbox", name="Trackers")
    trackers.fill("nonsense")
    expect(interface.dialog).to_contain_text("“nonsense” is not the address of a tracker.")
    expect(interface.button("Create")).to_be_disabled()
    trackers.fill("http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b\n\nhttp://127.0.0.1:9/c")
    interface.button("Create").click()
    expect(interface.dialog).to_contain_text("The torrent of Holiday is made")
    made = lt.load_torrent_buffer((tmp_path / "Holiday.torrent").read_bytes())
    assert list(made.tracker_tiers) == [0, 0, 1]
    interface.button("Copy magnet link").click()
    interface.until(lambda: host.desktop.clipboard.startswith("magnet:?"), "the link")
    interface.button("Show in folder").click()
    interface.until(lambda: host.desktop.opened == [str(tmp_path / "Holiday.torrent")], "it to be shown")
    interface.press("Escape")
    interface.sees("Holiday", "Ready")


def test_what_is_dropped_is_measured_and_its_torrent_file_goes_where_it_is_told(
    interface: Interface, host: InProcess, tmp_path: Path
) -> None:
    (tmp_path / "Holiday").mkdir()
    (tmp_path / "Holiday" / "beach.jpg").write_bytes(b"b" * 300_000)
    (tmp_path / "Holiday" / ".hidden").write_bytes(b"h" * 50_000)
    (tmp_path / "torrents").mkdir()
    host.tell(AddRequestEvent(magnets=[], paths=[], others=[str(tmp_path / "Holiday")]))
    expect(interface.messages).to_contain_text("“Holiday” is neither a torrent file nor a magnet link.")
    interface.messages.get_by_role("button", name="Make a torrent of it").click()
    expect(interface.dialog.get_by_role("textbox", name="What to share")).to_have_value(str(tmp_path / "Holiday"))
    expect(interface.dialog).to_contain_text("1 file, 300 kB · 19 pieces of 16 KiB")
    interface.dialog.get_by_role("checkbox", name="hidden").click()
    expect(interface.dialog).to_contain_text("2 files, 350 kB · 22 pieces of 16 KiB")
    host.tell(AddRequestEvent(magnets=[], paths=[], others=[str(tmp_path / "Holiday" / "beach.jpg")]))
    expect(interface.dialog.get_by_role("textbox", name="What to share")).to_have_value(re.compile(r"beach\.jpg$"))
    host.desktop.chosen.append([str(tmp_path / "torrents")])
    interface.button("Folder… for the torrent file").click()
    output = interface.dialog.get_by_role("textbox", name="Save the torrent file as")
    expect(output).to_have_value(str(tmp_path / "torrents" / "beach.jpg.torrent"))
    interface.button("Create").click()
    expect(interface.dialog).to_contain_text("The torrent of beach.jpg is made")
    assert (tmp_path / "torrents" / "beach.jpg.torrent").is_file()


def test_a_file_in_the_way_is_told_beside_the_field_and_replaced_when_asked(
    interface: Interface, tmp_path: Path
) -> None:
    (tmp_path / "film.mkv").write_bytes(b"f" * 50_000)
    (tmp_path / "film.mkv.torrent").write_text("mine")
    interface.press("Control+n")
    interface.dialog.get_by_role("textbox", name="What to share").fill(str(tmp_path / "film.mkv"))
    interface.button("Create").click()
    expect(interface.dialog.get_by_role("textbox", name="Save the torrent file as")).to_have_attribute(
        "aria-invalid", "true"
    )
    assert (tmp_path / "film.mkv.torrent").read_text() == "mine"
    interface.dialog.get_by_role("checkbox", name="Replace the file that is there").click()
    interface.button("Create").click()
    expect(interface.dialog).to_contain_text("The torrent of film.mkv is made")


def test_it_goes_on_when_the_dialog_is_closed_and_is_cancelled_from_there(interface: Interface, tmp_path: Path) -> None:
    with (tmp_path / "huge.bin").open("wb") as huge:
        huge.truncate(2**38)
    interface.press("Control+n")
    interface.dialog.get_by_role("textbox", name="What to share").fill(str(tmp_path / "huge.bin"))
    interface.button("Create").click()
    expect(interface.dialog).to_contain_text("Reading and hashing")
    interface.press("Escape")
    expect(interface.dialog).to_have_count(0)
    interface.page.get_by_role("button", name="Making a torrent").click()
    expect(interface.dialog.get_by_role("progressbar")).to_be_visible()
    interface.button("Cancel creation").click()
    expect(interface.dialog).to_contain_text("Nothing was written.")
    assert not (tmp_path / "huge.bin.torrent").exists()
