"""What the window does with the desktop around it: themes, drops, the clipboard, dialogs, the file manager."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Scratch
from .driving import DrivenWindow
from .portal import FakeDesktop, open_fake_desktop
from .processes import Process, running
from .screen import Screen

IS_DARK = "return matchMedia('(prefers-color-scheme: dark)').matches"
MAGNET = "magnet:?xt=urn:btih:c9e15763f722f23e98a29decdfae341b98d53056&dn=%C3%BC"


@pytest.fixture
def desktop(screen: Screen) -> Iterator[FakeDesktop]:
    with open_fake_desktop(screen) as opened:
        yield opened


def test_the_page_follows_the_desktop_s_colours(desktop: FakeDesktop, window: DrivenWindow) -> None:
    assert window.run(IS_DARK) is True
    desktop.set_dark(False)
    window.wait_until(IS_DARK.replace("return ", "return !"))
    desktop.set_dark(True)
    window.wait_until(IS_DARK)


def test_the_person_s_choice_comes_before_the_desktop_s(desktop: FakeDesktop, window: DrivenWindow) -> None:
    window.rpc("choose_theme", "light")
    window.wait_until(IS_DARK.replace("return ", "return !"))
    window.rpc("choose_theme", "system")
    window.wait_until(IS_DARK)


def test_without_a_portal_the_person_still_chooses(shared_window: DrivenWindow) -> None:
    assert shared_window.run(IS_DARK) is False
    shared_window.rpc("choose_theme", "dark")
    shared_window.wait_until(IS_DARK)


def test_the_file_manager_shows_the_file(desktop: FakeDesktop, shared_window: DrivenWindow, tmp_path: Path) -> None:
    file = tmp_path / "a b'ü.bin"
    file.touch()
    shared_window.rpc("show_in_folder", str(file))
    assert desktop.wait_for_shown() == file.as_uri()


def test_text_goes_through_the_clipboard(shared_window: DrivenWindow) -> None:
    assert shared_window.rpc("copy", f"{MAGNET} 🧀") == f"{MAGNET} 🧀"


def test_a_dialog_can_be_left(shared_window: DrivenWindow, screen: Screen, tmp_path: Path) -> None:
    shared_window.run(
        f"window.pywebview.api.rpc(JSON.stringify(['choose_folder', {str(tmp_path)!r}]))"
        ".then(text => { window.chosen = text })"
    )
    dialog = screen.window("Open folder")
    screen.xdotool("windowactivate", "--sync", dialog, "key", "Escape")
    assert shared_window.wait_until("return window.chosen") == "[]"


@pytest.mark.parametrize(
    ("offered", "magnets", "paths", "refused"),
    [
        (["file:///tmp/a%20b%27%C3%BC%25.torrent"], [], ["/tmp/a b'ü%.torrent"], []),
        (["file:///tmp/one.torrent", "file:///tmp/film.mkv"], [], ["/tmp/one.torrent"], ["file:///tmp/film.mkv"]),
        ([MAGNET], [MAGNET], [], []),
        (["--text", f"  {MAGNET}\n"], [MAGNET], [], []),
        (["--text", "c9e15763f722f23e98a29decdfae341b98d53056"], ["c9e15763f722f23e98a29decdfae341b98d53056"], [], []),
    ],
)
def test_what_is_dropped_on_the_window_arrives(
    program: Process,
    screen: Screen,
    scratch: Scratch,
    tmp_path: Path,
    offered: list[str],
    magnets: list[str],
    paths: list[str],
    refused: list[str],
) -> None:
    command = [sys.executable, Path(__file__).with_name("drag_source.py"), *offered]
    with running(command, screen.env, tmp_path / "source.log"):
        source = screen.window("Drag source")
        target = screen.window("Torrpeddo", program.pid)
        screen.xdotool("windowraise", target)
        screen.xdotool("windowmove", "--sync", source, "20", "700", "windowraise", source)
        # The host takes it at once; the page, in a process of its own, may not know yet that there is anything.
        screen.drag(
            screen.centre(source),
            screen.centre(target),
            lambda: bool(screen.windows("Accepted") and scratch.events("entered")),
        )
        (drop,) = scratch.wait_for("dropped")
        (seen,) = scratch.wait_for("seen")
    assert (drop["magnets"], drop["paths"], drop["refused"]) == (magnets, paths, refused)
    # The page is given links and text, and of files nothing: which of us acts on what rests on this.
    assert (seen["uris"] + seen["text"] != "", seen["files"]) == (bool(magnets), 0)
