"""Adding by the dialog: it opens at once, shows what is known, and says in words what can't be."""

import base64
import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from tests.swarm.link_server import LinkServer, gives, hesitates
from tests.swarm.samples import Sample, make
from tests.window.swarm import Seeder

from torrpeddo.contract.events import AddRequestEvent

from .conftest import Open
from .hosts import Host, InProcess, OverStdio
from .interface import Interface

NOBODYS = "magnet:?xt=urn:btih:" + "b2" * 20
"""A torrent that nobody has."""


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return make(tmp_path, "Holiday", {"beach.jpg": 40_000, "notes.txt": 500})


def files(interface: Interface) -> Locator:
    return interface.dialog.get_by_role("tree", name="Files").get_by_role("treeitem")


def add_button(interface: Interface, words: str) -> Locator:
    return interface.dialog.get_by_role("button", name=words)


def test_the_dialog_opens_at_once_and_can_add_before_the_files_are_known(interface: Interface, host: Host) -> None:
    interface.paste(f"{NOBODYS}&dn=Nobody")
    expect(interface.dialog).to_contain_text("Nobody")
    expect(interface.dialog).to_contain_text("Looking for the file list")
    expect(interface.dialog).to_contain_text("No files yet")
    expect(interface.dialog.get_by_role("button", name="Add", exact=True)).to_be_disabled()
    interface.button("Add now, choose files later").click()
    expect(interface.dialog).to_have_count(0)
    interface.sees("Nobody", "Looking for metadata for")


def test_cancel_leaves_nothing(interface: Interface, host: InProcess, seeder: Seeder) -> None:
    interface.paste(seeder.magnet)
    expect(files(interface)).not_to_have_count(0)
    interface.button("Cancel").last.click()
    expect(interface.dialog).to_have_count(0)
    expect(interface.page.get_by_role("heading", name="All quiet")).to_be_visible()
    assert host.call("get_status")["torrents"] == []
    assert list(host.downloads.iterdir()) == []


def test_links_are_typed_into_the_dialog(interface: Interface) -> None:
    interface.button("Paste link").click()
    text = interface.dialog.get_by_role(
        "textbox", name="Magnet links, links to torrent files or info-hashes, one a line"
    )
    expect(text).to_be_focused()
    text.fill(f"{NOBODYS}&dn=First\n{'c3' * 20}\n")
    interface.button("Continue").click()
    expect(interface.dialog.get_by_role("listbox", name="Torrents to add").get_by_role("option")).to_have_count(2)
    interface.button("Add all 2").click()
    expect(interface.rows).to_have_count(2)
    interface.sees("First", "Looking for metadata for")


def test_a_bad_link_is_explained_where_it_was_typed(interface: Interface) -> None:
    interface.button("Paste link").click()
    text = interface.dialog.get_by_role("textbox", name="Magnet links")
    text.fill("magnet:?xt=urn:btih:short")
    text.press("Enter")
    trouble = interface.dialog.get_by_role("alert")
    expect(trouble).to_contain_text("Copy the whole link, from “magnet:” to its end, and paste it again.")
    expect(text).to_have_attribute("aria-invalid", "true")
    text.fill(NOBODYS)
    expect(trouble).to_have_count(0)


def test_a_bad_link_that_was_pasted_is_explained_too(interface: Interface) -> None:
    interface.paste("magnet:?xt=urn:btih:short")
    expect(interface.dialog.get_by_role("alert")).to_contain_text("Copy the whole link")
    interface.button("Try another").click()
    expect(interface.dialog.get_by_role("textbox", name="Magnet links")).to_be_visible()


def test_what_is_in_the_list_already_is_shown(interface: Interface, host: InProcess, sample: Sample) -> None:
    host.add(sample.content, paused=True)
    interface.sees("Holiday", "Paused")
    interface.paste(sample.magnet)
    expect(interface.dialog).to_contain_text("“Holiday” is in the list already")
    interface.button("Show it").click()
    expect(interface.dialog).to_have_count(0)
    expect(interface.row("Holiday")).to_have_attribute("aria-selected", "true")


def test_a_torrent_file_by_the_chooser(interface: Interface, host: InProcess, sample: Sample, tmp_path: Path) -> None:
    host.desktop.chosen.append([str(sample.torrent_file(tmp_path))])
    interface.button("Open file…").click()
    expect(interface.dialog.get_by_role("heading", name="Holiday")).to_be_visible()
    expect(interface.dialog).to_contain_text("From a torrent file · 2 files")
    files(interface).filter(has_text="beach.jpg").focus()
    interface.press(" ")
    expect(add_button(interface, "Add 1 file, 500 B")).to_be_enabled()
    interface.dialog.get_by_role("radio", name="Paused").click()
    add_button(interface, "Add 1 file, 500 B").click()
    interface.sees("Holiday", "Paused by you")
    priorities = {row["path"]: row["priority"] for row in host.call("get_files", id=sample.id)}
    assert [priorities[path] for path in sorted(priorities)] == [0, 4]


def test_a_torrent_file_that_was_dropped(interface: Interface, host: InProcess, sample: Sample, tmp_path: Path) -> None:
    """The window hears of it and tells the page, which alone knows no paths."""
    host.tell(AddRequestEvent(magnets=[], paths=[str(sample.torrent_file(tmp_path))]))
    expect(interface.dialog.get_by_role("heading", name="Holiday")).to_be_visible()
    expect(files(interface)).not_to_have_count(0)


DROP = """([kind, name, content]) => {
  const data = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), character => character.charCodeAt(0));
  if (kind === 'file') data.items.add(new File([bytes], name, { type: 'application/x-bittorrent' }));
  else data.setData('text/uri-list', name);
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_a_link_that_was_dropped(interface: Interface) -> None:
    interface.page.evaluate(DROP, ["link", f"{NOBODYS}&dn=Dropped", ""])
    expect(interface.dialog.get_by_role("heading", name="Dropped")).to_be_visible()


DRAG = """([types, text, ...steps]) => {
  const data = new DataTransfer();
  for (const type of types) data.items.add(new File(['x'], `it.${type.split('/')[1] ?? 'torrent'}`, { type }));
  if (text) data.setData('text/plain', text);
  for (const step of steps)
    document.body.dispatchEvent(new DragEvent(step, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def drag(interface: Interface, types: list[str], text: str, *steps: str) -> None:
    interface.page.evaluate(DRAG, [types, text, *steps])


def test_what_is_dragged_over_the_window_is_told_what_will_become_of_it(interface: Interface) -> None:
    said = interface.page.get_by_role("status").filter(has_text="Drop to")
    for types, text, words in [
        (["application/x-bittorrent", ""], "", "Drop to add 2 files"),
        ([], "some text", "Drop to find links in the text"),
        (["video/mp4"], "", "Drop to make a torrent of it"),
    ]:
        drag(interface, types, text, "dragenter", "dragover")
        expect(said).to_contain_text(words)
        drag(interface, types, text, "dragleave")
        expect(said).to_have_count(0)
    drag(interface, [], "only words", "dragenter", "drop")
    expect(said).to_have_count(0)
    expect(interface.messages).to_contain_text("There is no link to a torrent in what was dropped.")
    expect(interface.dialog).to_have_count(0)


def test_without_a_desktop_what_is_no_torrent_file_is_turned_away(tmp_path: Path, open_on: Open) -> None:
    with OverStdio(tmp_path / "host") as host:
        interface = open_on(host)
        expect(interface.page.get_by_role("heading", name="All quiet")).to_be_visible()
        drag(interface, ["image/png"], "", "dragenter", "dragover")
        expect(interface.page.get_by_role("status").filter(has_text="This can’t be added")).to_be_visible()
        drag(interface, ["image/png"], "", "drop")
        expect(interface.messages).to_contain_text("“it.png” is neither a torrent file nor a magnet link.")
        expect(interface.dialog).to_have_count(0)
        interface.close()


def test_files_that_only_the_page_has(tmp_path: Path, open_on: Open, sample: Sample) -> None:
    """Without a desktop to ask, the page reads what is dropped or chosen itself."""
    with OverStdio(tmp_path / "host") as host:
        interface = open_on(host)
        interface.page.evaluate(DROP, ["file", "Holiday.torrent", base64.b64encode(sample.content).decode()])
        expect(interface.dialog.get_by_role("heading", name="Holiday")).to_be_visible()
        expect(files(interface).filter(has_text="beach.jpg")).to_be_visible()
        interface.press("Escape")
        interface.button("Paste link").click()
        with interface.page.expect_file_chooser() as chooser:
            interface.button("Open file…").click()
        chooser.value.set_files(sample.torrent_file(tmp_path))
        expect(files(interface).filter(has_text="beach.jpg")).to_be_visible()
        add_button(interface, "Add 2 files").click()
        expect(interface.row("Holiday")).to_be_visible()
        interface.close()


def test_a_file_that_is_no_torrent_is_explained(interface: Interface, host: InProcess, tmp_path: Path) -> None:
    path = tmp_path / "picture.torrent"
    path.write_bytes(b"not a torrent at all")
    host.desktop.chosen.append([str(path)])
    interface.button("Open file…").click()
    expect(interface.dialog.get_by_role("alert")).to_contain_text(
        "Download the .torrent file again; this one may be damaged."
    )
    assert host.call("get_status")["torrents"] == []


def test_a_folder_that_can_t_be_used_is_explained_beside_it(
    interface: Interface, host: InProcess, sample: Sample, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("")
    host.tell(AddRequestEvent(magnets=[], paths=[str(sample.torrent_file(tmp_path))]))
    folder = interface.dialog.get_by_role("textbox", name="Save in")
    folder.fill(str(tmp_path / "a file"))
    add_button(interface, "Add 2 files").click()
    expect(folder).to_have_attribute("aria-invalid", "true")
    expect(interface.row("Holiday")).to_have_count(0)
    folder.fill(str(tmp_path / "elsewhere"))
    add_button(interface, "Add 2 files").click()
    expect(interface.dialog).to_have_count(0)
    interface.until(
        lambda: (row := host.row(sample.id)) and row["save_path"] == str(tmp_path / "elsewhere"), "its place"
    )


def test_the_files_that_are_wanted_are_chosen_by_kind(interface: Interface, seeder: Seeder) -> None:
    interface.paste(seeder.magnet)
    expect(files(interface).filter(has_text="film.mkv")).to_be_visible()
    interface.dialog.get_by_role("button", name="None", exact=True).click()
    expect(interface.button("No files chosen")).to_be_disabled()
    interface.dialog.get_by_role("button", name="Video", exact=True).click()
    expect(add_button(interface, "Add 2 files, 900 kB")).to_be_enabled()


def test_files_of_another_torrent_are_told_and_a_way_out_is_chosen(
    interface: Interface, host: InProcess, sample: Sample, tmp_path: Path
) -> None:
    other = make(tmp_path / "other", "Holiday", {"notes.txt": 500, "beach.jpg": 40_000})
    host.add(sample.content, paused=True)
    interface.sees("Holiday", "Paused")
    host.tell(AddRequestEvent(magnets=[], paths=[str(other.torrent_file(tmp_path))]))
    expect(interface.dialog.get_by_role("alert")).to_contain_text(
        "2 files would be written where “Holiday” has its own"
    )
    expect(add_button(interface, "Add")).to_be_disabled()
    expect(interface.dialog.get_by_role("radio", name="Use the same files")).to_be_enabled()
    interface.dialog.get_by_role("radio", name="Save under another name").click()
    interface.dialog.get_by_role("button", name="Add 2 files").click()
    expect(interface.dialog).to_have_count(0)
    expect(interface.rows).to_have_count(2)
    assert {row["path"].split("/")[0] for row in host.call("get_files", id=other.id)} == {"Holiday (2)"}


def test_another_folder_settles_a_collision_too(
    interface: Interface, host: InProcess, sample: Sample, tmp_path: Path
) -> None:
    other = make(tmp_path / "other", "Holiday", {"notes.txt": 700})
    host.add(sample.content, paused=True)
    interface.sees("Holiday", "Paused")
    host.tell(AddRequestEvent(magnets=[], paths=[str(other.torrent_file(tmp_path))]))
    expect(interface.dialog.get_by_role("alert")).to_contain_text("“Holiday/notes.txt” is a file of “Holiday” already.")
    expect(interface.dialog.get_by_role("radio", name="Use the same files")).to_be_disabled()
    interface.dialog.get_by_role("textbox", name="Save in").fill(str(tmp_path / "elsewhere"))
    expect(interface.dialog.get_by_role("alert")).to_have_count(0)
    expect(add_button(interface, "Add 1 file")).to_be_enabled()


@pytest.mark.parametrize("way", ["link", "file"])
def test_a_duplicate_offers_its_new_trackers(
    interface: Interface, host: InProcess, sample: Sample, tmp_path: Path, way: str
) -> None:
    host.add(sample.content, paused=True)
    interface.sees("Holiday", "Paused")
    if way == "link":
        interface.paste(f"{sample.magnet}&tr=http://tracker.example/announce")
    else:
        again = make(
            tmp_path, "Holiday", {"beach.jpg": 40_000, "notes.txt": 500}, trackers=("http://tracker.example/a",)
        )
        host.tell(AddRequestEvent(magnets=[], paths=[str(again.torrent_file(tmp_path))]))
    expect(interface.dialog).to_contain_text("This one names a tracker it lacks: tracker.example.")
    assert host.call("get_trackers", id=sample.id) == []
    interface.button("Add the tracker to it").click()
    expect(interface.dialog).to_have_count(0)
    expect(interface.row("Holiday")).to_have_attribute("aria-selected", "true")
    assert [row["url"].split("/")[2] for row in host.call("get_trackers", id=sample.id)] == ["tracker.example"]


def test_a_link_to_a_torrent_file_is_fetched(interface: Interface, host: InProcess, sample: Sample) -> None:
    with LinkServer({"/get/Holiday.torrent": gives(sample.content), "/page": gives(b"<html>", "text/html")}) as server:
        interface.paste(server.url("/get/Holiday.torrent"))
        expect(interface.dialog).to_contain_text("From 127.0.0.1 · 2 files")
        expect(files(interface).filter(has_text="beach.jpg")).to_be_visible()
        interface.paste(f"{server.url('/page')}\n{server.url('/gone')}")
        options = interface.dialog.get_by_role("listbox", name="Torrents to add").get_by_role("option")
        expect(options.filter(has_text="sent a web page, not a torrent file")).to_have_count(1)
        expect(options.filter(has_text="There is nothing at this address")).to_have_count(1)
        options.filter(has_text="page").click()
        expect(interface.dialog.get_by_role("alert")).to_contain_text("copy the address of the download itself")
        add_button(interface, "Add 1 torrent").click()
        expect(interface.row("Holiday")).to_be_visible()
        assert host.call("get_files", id=sample.id)


def test_a_link_that_takes_its_time_says_how_far_it_is(interface: Interface, host: InProcess, sample: Sample) -> None:
    go_on = threading.Event()
    try:
        with LinkServer({"/slow": hesitates(sample.content, go_on)}) as server:
            interface.paste(server.url("/slow"))
            expect(interface.dialog).to_contain_text("Fetching the torrent file from 127.0.0.1")
            expect(interface.dialog.get_by_role("progressbar", name="The torrent file is on its way")).to_be_visible()
            expect(add_button(interface, "Add")).to_be_disabled()
            go_on.set()
            expect(files(interface).filter(has_text="beach.jpg")).to_be_visible()
            # The same once more, by a link of its own: it stays one.
            interface.paste(f"{server.url('/slow')}?again")
            add_button(interface, "Add 2 files").click()
            expect(interface.rows).to_have_count(1)
    finally:
        go_on.set()


def test_what_is_added_on_top_is_first_in_the_queue_and_the_choice_is_remembered(
    interface: Interface, host: InProcess, sample: Sample, tmp_path: Path
) -> None:
    first = host.call("add_magnet", uri=f"{NOBODYS}&dn=Nobody")["id"]
    host.tell(AddRequestEvent(magnets=[], paths=[str(sample.torrent_file(tmp_path))]))
    for name in ("Download in order", "Before all others in the queue"):
        interface.dialog.get_by_role("checkbox", name=name).click()
    interface.dialog.get_by_role("radio", name="Paused").click()
    add_button(interface, "Add 2 files").click()
    interface.sees("Holiday", "Paused")
    expect(interface.dialog).to_have_count(0)
    places = {row["id"]: row["queue_position"] for row in host.call("get_status")["torrents"]}
    interface.until(lambda: (row := host.row(sample.id)) and row["queue_position"] == 0, f"the top, not {places}")
    assert (row := host.row(first)) is not None
    assert row["queue_position"] == 1
    assert (added := host.row(sample.id)) is not None
    assert added["sequential"]
    interface.press("Control+u")
    interface.dialog.get_by_role("textbox", name="Magnet links").fill("d4" * 20)
    interface.press("Enter")
    for name in ("Download in order", "Before all others in the queue"):
        expect(interface.dialog.get_by_role("checkbox", name=name)).to_be_checked()
    expect(interface.dialog.get_by_role("radio", name="Paused")).to_be_checked()


def test_files_are_chosen_by_their_kind_and_ending_and_among_those_found(
    interface: Interface, host: InProcess, tmp_path: Path
) -> None:
    sizes = {"film.mkv": 700_000, "extra.mp4": 200_000, "theme.mp3": 5_000, "en.srt": 300, "de.srt": 300, "LICENCE": 20}
    mixed = make(tmp_path, "Mixed", sizes)
    host.tell(AddRequestEvent(magnets=[], paths=[str(mixed.torrent_file(tmp_path))]))

    def choose(*words: str) -> None:
        interface.button("Choose by kind").click()
        for word in words:
            interface.page.get_by_role("menuitemcheckbox", name=word).or_(
                interface.page.get_by_role("menuitem", name=word)
            ).click()
        # It stays open for another kind.
        while open_menus := interface.page.get_by_role("menu").count():
            interface.press("Escape")
            expect(interface.page.get_by_role("menu")).not_to_have_count(open_menus)

    add_button(interface, "Add 6 files").wait_for()
    whole = files(interface).filter(has_text="Mixed")
    expect(whole).to_have_attribute("aria-checked", "true")
    choose("Video, 2 files")
    expect(add_button(interface, "Add 4 files")).to_be_enabled()
    expect(whole).to_have_attribute("aria-checked", "mixed")
    choose("By the end of the name", ".mp4, 1 file")
    expect(add_button(interface, "Add 5 files")).to_be_enabled()
    interface.dialog.get_by_role("searchbox").fill("srt")
    interface.button("None").click()
    expect(add_button(interface, "Add 3 files")).to_be_enabled()
    interface.dialog.get_by_role("searchbox").fill("")
    interface.dialog.get_by_role("button", name="Priority of theme.mp3").click()
    interface.page.get_by_role("menuitemradio", name="High").click()
    add_button(interface, "Add 3 files").click()
    expect(interface.row("Mixed")).to_be_visible()
    priorities = {row["path"].split("/")[1]: row["priority"] for row in host.call("get_files", id=mixed.id)}
    assert priorities == {"film.mkv": 0, "extra.mp4": 4, "theme.mp3": 7, "en.srt": 0, "de.srt": 0, "LICENCE": 4}


def test_one_of_several_is_left_out_by_mouse_or_key(interface: Interface) -> None:
    interface.paste("\n".join(f"magnet:?xt=urn:btih:{letter * 40}&dn={letter}{letter}" for letter in "abc"))
    options = interface.dialog.get_by_role("option")
    expect(options).to_have_count(3)
    options.filter(has_text="bb").hover()
    interface.dialog.get_by_title("Leave out bb").click()
    expect(options).to_have_count(2)
    options.filter(has_text="cc").click()
    interface.press("Delete")
    expect(options).to_have_count(0)
    expect(interface.dialog.get_by_role("heading", name="aa")).to_be_visible()


def test_magnets_hashes_links_and_files_are_added_together(
    interface: Interface, host: InProcess, sample: Sample, tmp_path: Path
) -> None:
    """All of them in one dialog, of which each is told by what is known of it, and needs what all of them need."""
    other = make(tmp_path, "Other", {"o.bin": 400_000})
    with LinkServer({"/other.torrent": gives(other.content)}) as server:
        interface.paste(f"{NOBODYS}&dn=Nobody\n{'c3' * 20}\n{server.url('/other.torrent')}")
        host.tell(AddRequestEvent(magnets=[], paths=[str(sample.torrent_file(tmp_path))]))
        options = interface.dialog.get_by_role("option")
        for words in ("Nobody", "c3c3", "Other", "Holiday"):
            expect(options.filter(has_text=words)).to_have_count(1)
        add_button(interface, "Add all 4").click()
        expect(interface.dialog).to_have_count(0)
    for words in ("Nobody", "c3c3", "Other", "Holiday"):
        expect(interface.row(words)).to_have_count(1)


def test_the_folder_tells_what_is_needed_and_what_is_free(
    interface: Interface, host: InProcess, sample: Sample, tmp_path: Path
) -> None:
    host.tell(AddRequestEvent(magnets=[], paths=[str(sample.torrent_file(tmp_path))]))
    expect(interface.dialog).to_contain_text(re.compile(r"[0-9.]+ .B free once all is done"))
    expect(interface.dialog).to_contain_text("This, 41 kB")


def test_a_link_is_taken_wherever_it_is_pasted(interface: Interface) -> None:
    interface.press("Control+,")
    expect(interface.dialog.get_by_role("heading", name="General")).to_be_visible()
    interface.paste(f"{NOBODYS}&dn=Nobody")
    expect(interface.dialog).to_contain_text("No files yet")
    expect(interface.dialog).to_contain_text("sizes not known yet come on top")
