"""The window opens, is where it was, closes, and leaves nothing behind."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from .conftest import Scratch, StartProgram
from .driving import DrivenWindow
from .processes import GUARD_S, Process, wait_for
from .screen import Screen
from .starting import open_starts


def test_the_window_listens_on_no_port(program: Process) -> None:
    family = [psutil.Process(program.pid), *psutil.Process(program.pid).children(recursive=True)]
    assert len(family) > 2, "WebKit's own processes count too"
    assert [socket for member in family for socket in member.net_connections("inet")] == []


def test_its_class_is_the_desktop_entry_s(program: Process, screen: Screen) -> None:
    assert screen.window("Torrpeddo", program.pid) in set(
        screen.xdotool("search", "--onlyvisible", "--classname", "^torrpeddo$").split()
    )


def test_it_has_its_icon(window: DrivenWindow) -> None:
    assert window.rpc("icon_size") == 256


def press_close(screen: Screen, program: Process) -> None:
    screen.close_window("Torrpeddo", program.pid)


def interrupt(_screen: Screen, program: Process) -> None:
    os.kill(program.pid, signal.SIGINT)


def terminate(_screen: Screen, program: Process) -> None:
    os.kill(program.pid, signal.SIGTERM)


@pytest.mark.parametrize("close", [press_close, interrupt, terminate])
def test_closing_ends_the_program_in_order(
    program: Process, screen: Screen, scratch: Scratch, close: Callable[[Screen, Process], None]
) -> None:
    close(screen, program)
    assert program.wait(GUARD_S) == 0
    assert len(scratch.events("closing")) == 1
    assert len(scratch.events("ended")) == 1


def test_a_call_that_never_ends_holds_nothing_up(window: DrivenWindow, scratch: Scratch) -> None:
    window.run("window.pywebview.api.rpc('[\"get_stuck\"]')")
    window.close()
    assert len(scratch.events("ended")) == 1


def test_the_window_comes_back_where_it_was(window: DrivenWindow, scratch: Scratch, screen: Screen) -> None:
    shown = window.native()
    screen.xdotool("windowsize", "--sync", shown, "900", "640")
    screen.xdotool("windowmove", shown, "210", "130")
    wait_for(lambda: screen.position(shown)[0] >= 210, GUARD_S, "the window to move")
    window.close()
    (left,) = scratch.events("closing")
    assert (left["placement"]["width"], left["placement"]["height"]) == (900, 640)


@pytest.mark.parametrize("maximised", [False, True])
def test_a_remembered_place_is_kept_through_a_start(
    screen: Screen, scratch: Scratch, start_program: StartProgram, maximised: bool
) -> None:
    remembered = {"x": 120, "y": 90, "width": 900, "height": 640, "maximised": maximised}
    scratch.page.with_suffix(".json").write_text(json.dumps(remembered))
    process = start_program()
    screen.close_window("Torrpeddo", process.pid)
    assert process.wait(GUARD_S) == 0
    assert scratch.events("closing")[0]["placement"] == remembered


def test_the_window_can_be_seen(window: DrivenWindow, screen: Screen, tmp_path: Path) -> None:
    centre = screen.centre(window.native())

    def colour() -> str:
        return screen.colour_at(screen.screenshot(tmp_path / "screen.png"), *centre)

    wait_for(lambda: colour() == "#0B1015", GUARD_S, "the page's colour")


def test_an_end_that_takes_long_says_so_until_it_is_over(screen: Screen, tmp_path: Path) -> None:
    with open_starts(screen, tmp_path) as starts:
        program = starts.begin(entry="slow_ending.py")
        starts.wait_for_window(program)
        program.send_signal(signal.SIGTERM)
        wait_for(lambda: screen.windows("Torrpeddo is closing", program.pid), GUARD_S, "the note")
        assert screen.windows("Torrpeddo", program.pid) == []
        starts.page.with_suffix(".go").touch()
        assert program.wait(GUARD_S) == 0
