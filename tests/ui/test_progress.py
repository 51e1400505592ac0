"""What takes longer than a second says that it is under way, how far it is where that is known, and is cancelled."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import libtorrent as lt
import pytest
from playwright.sync_api import Locator, expect

from torrpeddo.engine.deletion import erase
from torrpeddo.engine.deletion import jobs as deletion

from .conftest import Library
from .hosts import PATIENCE, InProcess
from .interface import Interface

SLOW_SIZE = 2**33
PIECE = 2**24


class Slow(InProcess):
    """Over a bridge that gives back what some methods answer only when it is told to."""

    def begin(self) -> None:
        self.held: set[str] = set()
        self.let_go = Event()
        super().begin()

    def rpc(self, text: str) -> str:
        answer = super().rpc(text)
        if json.loads(text)["method"] in self.held:
            assert self.let_go.wait(PATIENCE)
        return answer

    def hold(self, method: str) -> None:
        """Keep the next answer to ``method``."""
        self.held = {method}
        self.let_go.clear()

    def release(self) -> None:
        self.held = set()
        self.let_go.set()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Slow]:
    with Slow(tmp_path / "host") as host:
        yield host
        host.release()


def toast(interface: Interface, words: str) -> Locator:
    return interface.messages.locator(".toast").filter(has_text=words)


def rename_a_folder(interface: Interface) -> None:
    interface.details.get_by_role("tab", name="Files").click()
    interface.details.get_by_role("treeitem", name="Alpha").focus()
    interface.press("F2")
    interface.page.keyboard.type("Other")
    interface.press("Enter")


def back_up(interface: Interface) -> None:
    interface.press("Control+,")
    interface.dialog.get_by_role("tab", name="Backups").click()
    interface.dialog.get_by_role("button", name="Back up now").click()


def add(interface: Interface) -> None:
    interface.paste("magnet:?xt=urn:btih:" + "c3" * 20)
    interface.button("Add now, choose files later").click()


def undo(interface: Interface) -> None:
    interface.press("Delete")
    expect(interface.messages).to_contain_text("Alpha")
    interface.press("Control+z")


SLOW_ANSWERS: dict[str, tuple[str, str, Callable[[Interface], None]]] = {
    "pausing many": ("pause", "Working on it…", lambda interface: interface.press("Control+p")),
    "checking": ("recheck", "Working on it…", lambda interface: interface.press("Control+r")),
    "taking off the list": ("delete", "Taking it off the list…", lambda interface: interface.press("Delete")),
    "bringing back": ("undo_delete", "Bringing it back…", undo),
    "the log": ("get_log", "Loading…", lambda interface: interface.press("Control+j")),
    "statistics": ("get_statistics", "Loading…", lambda interface: interface.press("Control+Shift+I")),
    "a backup": ("take_snapshot", "Making a backup…", back_up),
    "a folder's name": ("rename_folder", "Renaming…", rename_a_folder),
    "adding": ("add_torrents", "Adding to the list…", add),
}


@pytest.mark.parametrize("what", SLOW_ANSWERS)
def test_what_the_engine_takes_its_time_for_is_said_until_it_is_done(
    what: str, interface: Interface, host: Slow, library: Library
) -> None:
    method, words, act = SLOW_ANSWERS[what]
    interface.sees("Alpha", "Ready")
    interface.row("Alpha").click()
    host.hold(method)
    act(interface)
    expect(toast(interface, words)).to_be_visible()
    expect(toast(interface, words).get_by_role("progressbar")).to_have_count(1)
    host.release()
    expect(toast(interface, words)).to_have_count(0)
    interface.press("Escape")


def test_a_name_that_is_there_late_takes_no_focus_from_elsewhere(
    interface: Interface, host: Slow, library: Library
) -> None:
    interface.row("Alpha").click()
    host.hold("rename_folder")
    rename_a_folder(interface)
    expect(toast(interface, "Renaming…")).to_be_visible()
    interface.row("Alpha").click()
    host.release()
    expect(toast(interface, "Renaming…")).to_have_count(0)
    expect(interface.details.get_by_role("treeitem", name="Other")).to_be_visible()
    expect(interface.row("Alpha")).to_be_focused()


def test_what_is_over_soon_is_not_told_of(interface: Interface, host: Slow, library: Library) -> None:
    interface.row("Alpha").click()
    interface.page.evaluate(_COUNT_TOASTS)
    interface.press("Control+p")
    interface.sees("Alpha", "Paused by you")
    interface.press("Control+j")
    expect(interface.dialog.get_by_role("listitem").first).to_be_visible()
    assert interface.page.evaluate("window.toastsSeen") == 0


_COUNT_TOASTS = """() => {
    window.toastsSeen = 0;
    new MutationObserver(() => { window.toastsSeen += document.querySelectorAll('.toast [role=progressbar]').length; })
        .observe(document.querySelector('.toasts'), { childList: true });
}"""


def test_saving_many_torrent_files_is_cancelled(
    interface: Interface, host: Slow, library: Library, tmp_path: Path
) -> None:
    interface.sees("Alpha", "Ready")
    folder = tmp_path / "torrents"
    folder.mkdir()
    interface.row("Alpha").click()
    interface.press("Control+a")
    host.desktop.chosen.append([str(folder)])
    host.hold("export_torrent")
    interface.choose_in_menu("Alpha", "Save torrent file")
    saving = toast(interface, "Saving torrent files…")
    expect(saving).to_contain_text("0%")
    saving.get_by_role("button", name="Cancel").click()
    host.release()
    expect(saving).to_have_count(0)
    expect(interface.messages).to_contain_text("Torrent file saved in")
    assert len(list(folder.iterdir())) == 1


def test_what_was_deleted_says_how_much_of_it_is_still_on_the_disk(
    interface: Interface, host: Slow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it can't be undone any more; the list has forgotten it by then."""
    go_on = Event()
    plain = erase.erase

    def slow(job: Any, journal: Any, progress: erase.Progress, cancelled: erase.Cancelled) -> erase.Ended:
        progress(1, 0)
        assert go_on.wait(PATIENCE)
        return plain(job, journal, progress, cancelled)

    monkeypatch.setattr(erase, "erase", slow)
    monkeypatch.setattr(deletion, "UNDO_SECONDS", 0.1)
    interface.row("Alpha").click()
    interface.press("Shift+Delete")
    interface.page.get_by_role("radio", name="Erase for good").click()
    interface.dialog.get_by_role("button", name=re.compile("^Erase")).click()
    expect(interface.row("Alpha")).to_have_count(0)
    erasing = toast(interface, "Clearing deleted files from the disk…")
    expect(erasing).to_contain_text("50%")
    go_on.set()
    expect(erasing).to_have_count(0)
    assert not (host.downloads / "Alpha").exists()


def test_a_check_says_how_far_it_is_and_is_cancelled_on_its_row(
    interface: Interface, host: Slow, tmp_path: Path
) -> None:
    (host.downloads / "zeros").write_bytes(b"")
    with (host.downloads / "zeros").open("r+b") as file:
        file.truncate(SLOW_SIZE)
    pieces = hashlib.sha1(bytes(PIECE), usedforsecurity=False).digest() * (SLOW_SIZE // PIECE)
    info: Any = {b"name": b"zeros", b"length": SLOW_SIZE, b"piece length": PIECE, b"pieces": pieces}
    host.add(lt.bencode({b"info": info}), seed_mode=True)
    interface.sees("zeros", "Ready")
    interface.row("zeros").click()
    interface.press("Control+r")
    expect(interface.row("zeros")).to_contain_text(re.compile(r"Checking.*[1-9]"))
    interface.details.get_by_role("button", name="Cancel check").click()
    interface.sees("zeros", "Ready")
